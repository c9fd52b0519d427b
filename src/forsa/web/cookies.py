"""Our cookies: the session's, and the one that a stranger's form tokens are bound to."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from litestar.datastructures import Cookie

LONGEST_COOKIES = 4096
WEEK_SECONDS = 7 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Cookies:
    """The cookies of this deployment; `is_https` decides on their names and `Secure`."""

    is_https: bool

    @property
    def session(self) -> str:
        """The name of the session's cookie."""
        return "__Host-forsa_session" if self.is_https else "forsa_session"

    @property
    def form_key(self) -> str:
        """The name of the form key's cookie."""
        return "__Host-forsa_form" if self.is_https else "forsa_form"

    def made(self, name: str, value: str, *, max_age: int | None = None) -> Cookie:
        """Return a cookie to be set; `max_age` in seconds, None until the browser is closed."""
        return Cookie(
            key=name,
            value=value,
            max_age=max_age,
            path="/",
            secure=self.is_https,
            httponly=True,
            samesite="lax",
        )

    def dropped(self, name: str) -> Cookie:
        """Return the cookie that deletes one."""
        return self.made(name, "", max_age=0)


def read_cookies(header: str) -> dict[str, str]:
    """Return the cookies of a request; none if they cannot be read."""
    try:
        parsed = SimpleCookie(header[:LONGEST_COOKIES])
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in parsed.items()}
