"""Somebody at a browser: signs in, reads pages, fills in forms as they stand there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

TIMEOUT_SECONDS = 30
FIRST_FAULT = 400
HEADING = re.compile(r"<h1[^>]*>([^<]{1,200})")


class WalkFailed(Exception):
    """A page did not answer as it should. Says which, in one sentence."""


@dataclass(slots=True)
class PageForm:
    """One form of a page. `given` has the fields as they stand, `offered` every choice there is.

    Buttons and boxes that are not ticked are offered, and given only by whoever chooses them.
    """

    action: str
    given: dict[str, str] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read, with its forms."""

    path: str
    text: str
    forms: tuple[PageForm, ...]

    def form(self, action: str, *, offers: str | None = None) -> PageForm:
        """Return the form that goes to an address and offers a field.

        Raises
        ------
        WalkFailed
            If the page has none.
        """
        for one in self.forms:
            if one.action == action and (offers is None or offers in one.offered):
                return one
        message = f"The page {self.path} has no form for {action}."
        raise WalkFailed(message)


class Visitor:
    """A browser of one person, with its own cookies."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def read(self, path: str) -> ReadPage:
        """Open a page and return it.

        Raises
        ------
        WalkFailed
            If it does not answer with 200.
        """
        return _as_page(self._client.get(path))

    def send(self, form: PageForm, **chosen: str | list[str]) -> ReadPage:
        """Send a form with what was chosen in it and return the page that it leads to.

        Raises
        ------
        WalkFailed
            If the answer is not a page, for instance because something in the form is wrong.
        """
        return _as_page(self._client.post(form.action, data={**form.given, **chosen}))

    def sign_in(self, email: str, password: str) -> ReadPage:
        """Sign in with e-mail and password and return the first page.

        Raises
        ------
        WalkFailed
            As `send`.
        """
        door = self.read("/en/sign-in").form("/en/sign-in")
        return self.send(door, email=email, password=password)

    def sign_in_with_card(self, code: str, pin: str) -> ReadPage:
        """Sign in with card and PIN and return the first page.

        Raises
        ------
        WalkFailed
            As `send`.
        """
        door = self.read("/en/card").form("/en/card")
        return self.send(door, code=code, pin=pin)


@contextmanager
def visitor_at(address: str) -> Iterator[Visitor]:
    """Give a fresh browser for the pages at an address."""
    with httpx.Client(
        base_url=address, follow_redirects=True, timeout=TIMEOUT_SECONDS, trust_env=False
    ) as client:
        yield Visitor(client)


def _as_page(answer: httpx.Response) -> ReadPage:
    if answer.status_code >= FIRST_FAULT:
        asked = answer.history[0].request if answer.history else answer.request
        said = HEADING.search(answer.text)
        what = f": {said.group(1)}" if said is not None else "."
        message = f"{asked.method} {asked.url.path} was answered with {answer.status_code}{what}"
        raise WalkFailed(message)
    reader = _FormReader()
    reader.feed(answer.text)
    return ReadPage(answer.url.path, answer.text, tuple(reader.forms))


class _FormReader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a form or a field."""
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(known.get("action", "")))
            self._inside = True
        elif self._inside and tag in {"input", "button"} and known.get("name"):
            self._field(known, is_choice=tag == "button" or known.get("type") in _CHOICES)

    def handle_endtag(self, tag: str) -> None:
        """Take note of the end of a form."""
        if tag == "form":
            self._inside = False

    def _field(self, known: dict[str, str], *, is_choice: bool) -> None:
        form, name, value = self.forms[-1], known["name"], known.get("value", "")
        if is_choice:
            form.offered.setdefault(name, []).append(value)
        if not is_choice or "checked" in known:
            form.given[name] = value


_CHOICES = frozenset({"radio", "checkbox"})
