"""Pages: templates rendered for one visitor, in their language."""

from collections.abc import Mapping

from litestar import MediaType, Response, Router
from litestar.response import Redirect
from litestar.types import ControllerRouterHandler

from forsa.i18n import Language, environment, translator
from forsa.web.form_tokens import FormTokens
from forsa.web.forms import FieldError
from forsa.web.visits import Request, Visit, visit_of

Page = Response[str]


class Pages:
    """The templates of this application."""

    def __init__(self, tokens: FormTokens) -> None:
        self._tokens = tokens
        self._jinja = environment()

    def rendered(self, template: str, visit: Visit, **context: object) -> str:
        """Return a template as text."""
        signed_in = visit.signed_in
        return self._jinja.get_template(template).render(
            context
            | {
                "language": visit.language,
                "actor": visit.actor,
                "account_name": signed_in.account_name if signed_in is not None else "",
                "csrf_token": FormToken(self._tokens, visit),
            }
        )


class FormToken:
    """The token for a page's forms. Drawn only when a template writes it."""

    def __init__(self, tokens: FormTokens, visit: Visit) -> None:
        self._tokens = tokens
        self._visit = visit

    def __str__(self) -> str:
        if self._visit.link_key is not None:
            return self._tokens.token(self._visit.link_key)
        if self._visit.signed_in is None:
            self._visit.must_keep_form_key = True
        return self._tokens.token(self._visit.form_key)


def page(
    request: Request,
    template: str,
    *,
    status_code: int = 200,
    errors: Mapping[str, FieldError] | None = None,
    **context: object,
) -> Page:
    """Return a page; every name in `context` is one the template may use.

    Beside these a template has `language`, `path`, `actor` (None for a stranger),
    `account_name`, `csrf_token`, `errors` (a sentence for each field that is wrong) and all
    that `forsa.i18n.templates.install` gives.
    """
    visit = visit_of(request)
    pages: Pages = request.app.state.pages
    say = translator(visit.language).gettext
    said = {name: say(error.sentence, **error.values) for name, error in (errors or {}).items()}
    context = {"path": request.scope["path"], "errors": said} | context
    return Response(
        pages.rendered(template, visit, **context),
        media_type=MediaType.HTML,
        status_code=status_code,
        headers={"Content-Language": str(visit.language)},
    )


def see_other(path: str) -> Redirect:
    """Send the browser on to a page of ours, as after every deed."""
    assert path.startswith("/"), "only to our own pages"
    assert not path.startswith("//"), "only to our own pages"
    return Redirect(path, status_code=303)


def in_each_language(*routes: ControllerRouterHandler) -> list[Router]:
    """Return public pages under /en, /ar and /ckb.

    Not one handler with three addresses: Litestar 2.25 would wrap one that runs in a thread
    three times over.
    """
    return [Router(f"/{language}", route_handlers=routes) for language in Language]
