"""Signing in and out: staff and employers by e-mail and password, returnees by card and PIN."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from forsa.accounts.errors import SignInFailed, TooManyAttempts
from forsa.accounts.service.accounts import choose_language
from forsa.accounts.service.sessions import sign_out
from forsa.accounts.signing_in import sign_in, sign_in_with_card
from forsa.database import Database
from forsa.i18n import N_, Language
from forsa.web.cookies import WEEK_SECONDS, Cookies
from forsa.web.forms import Form
from forsa.web.guards import Anybody, Only
from forsa.web.homes import HOMES
from forsa.web.inputs import local_path
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of

AT_THE_DOOR = Anybody("signing in comes before being signed in")
PASSWORD_TEMPLATE, CARD_TEMPLATE = "public/sign_in.html", "public/card.html"


class PasswordPages(Controller):
    """Sign in with e-mail and password."""

    path = "/sign-in"
    guards = (AT_THE_DOOR,)

    @get(sync_to_thread=True)
    def show(self, request: Request) -> Page | Redirect:
        """Show the form, or lead on whoever is signed in."""
        return _door(request, PASSWORD_TEMPLATE)

    @post()
    async def enter(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Sign in and go on, or show the form again."""
        steps = partial(
            sign_in,
            database,
            email=form.text("email", longest=254),
            password=form.secret("password"),
            address=visit_of(request).address,
            now=now,
        )
        token = await _token(request, form, steps)
        if token is None:
            form.wrong("password", N_("E-mail and password do not belong together."))
            return _again(request, PASSWORD_TEMPLATE, form)
        return _let_in(request, form, token, own_phone=False)


class CardPages(Controller):
    """Sign in with the card from the office and its PIN."""

    path = "/card"
    guards = (AT_THE_DOOR,)

    @get(sync_to_thread=True)
    def show(self, request: Request) -> Page | Redirect:
        """Show the form, or lead on whoever is signed in."""
        return _door(request, CARD_TEMPLATE)

    @post()
    async def enter(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Sign in and go on, or show the form again. The phone is a shared one unless said."""
        own_phone = form.raw.first("phone") == "own"
        steps = partial(
            sign_in_with_card,
            database,
            code=form.text("code", longest=40),
            pin=form.secret("pin", longest=40),
            own_phone=own_phone,
            address=visit_of(request).address,
            now=now,
        )
        token = await _token(request, form, steps)
        if token is None:
            form.wrong("pin", N_("Card and PIN do not belong together."))
            return _again(request, CARD_TEMPLATE, form)
        return _let_in(request, form, token, own_phone=own_phone)


@post("/sign-out", guards=[Only(*HOMES)], sync_to_thread=True)
def leave(
    request: Request, database: NamedDependency[Database], now: NamedDependency[datetime]
) -> Redirect:
    """End the session, and have the browser forget what it keeps of us."""
    visit = visit_of(request)
    assert visit.signed_in is not None, "the guard let somebody in"
    with database.writing() as session:
        sign_out(
            session, token_hash=visit.signed_in.token_hash, actor=visit.signed_in.actor, now=now
        )
    answer = see_other(f"/{visit.language}")
    cookies: Cookies = request.app.state.cookies
    answer.cookies = [cookies.dropped(cookies.session)]
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@post("/language", guards=[Anybody("everybody has a language")], sync_to_thread=True)
def speak(
    request: Request,
    form: NamedDependency[Form],
    database: NamedDependency[Database],
    now: NamedDependency[datetime],
) -> Redirect:
    """Keep the language that somebody chose with their account, and go back."""
    language = form.choice("language", Language)
    actor = visit_of(request).actor
    if language is None or actor is None:
        return see_other(f"/{language or visit_of(request).language}")
    with database.writing() as session:
        choose_language(session, language=language, actor=actor, now=now)
    return see_other(local_path(form.raw.first("back")) or "/")


def _door(request: Request, template: str) -> Page | Redirect:
    if visit_of(request).signed_in is not None:
        return see_other("/")
    then = local_path(request.query_params.get("next", "")) or ""
    return page(request, template, typed={"next": then})


def _again(request: Request, template: str, form: Form) -> Page:
    typed = {"next": local_path(form.raw.first("next")) or "", "email": form.raw.first("email")}
    return page(request, template, status_code=422, typed=typed, errors=form.errors)


async def _token(request: Request, form: Form, steps: Callable[[], str]) -> str | None:
    """Return the token of a new session, None if what was typed does not open the door.

    Hashing has threads of its own, so that many who sign in at once keep no page waiting.
    """
    if not form.is_right:
        return None
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(request.app.state.hashing_threads, steps)
    except SignInFailed:
        return None
    except TooManyAttempts as error:
        raise HTTPException(status_code=429) from error


def _let_in(request: Request, form: Form, token: str, *, own_phone: bool) -> Redirect:
    answer = see_other(local_path(form.raw.first("next")) or "/")
    cookies: Cookies = request.app.state.cookies
    answer.cookies = [
        cookies.made(cookies.session, token, max_age=WEEK_SECONDS if own_phone else None),
        cookies.dropped(cookies.form_key),
    ]
    return answer
