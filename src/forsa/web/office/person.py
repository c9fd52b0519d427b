"""One person's file, paused, and given a card."""

from concurrent.futures import Executor
from datetime import date, datetime, timedelta

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation
from litestar.response import Redirect

from forsa.accounts.service.accounts import issue_card
from forsa.accounts.signing_in import new_card
from forsa.database import Database
from forsa.deeds.consents import change_availability
from forsa.i18n import N_, Language, language_of
from forsa.settings import Settings
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.files_shown import file_page
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.references import Kind, reference, row_id_of
from skills.queries.files import person_file
from skills.states import AVAILABILITY_MOVES, By
from skills.values.people import PersonFile
from skills.values.returnees import Availability

LONGEST_PAUSE = timedelta(days=365)


class PersonPages(Controller):
    """A file, for the office of its person."""

    path = "/office/people/{ref:str}"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the file as a list of tasks."""
        with database.reading() as session:
            person = file_page(session, _id(ref), actor, now, visit_of(request).language)
        said = request.query_params.get("said", "")
        return page(request, "office/person.html", person=person, said=said)

    @get("/availability", sync_to_thread=True)
    def availability(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show from where to where the person's availability may go."""
        return _availability(request, _file(database, ref, actor, now), Form.empty())

    @post("/availability", sync_to_thread=True)
    def say_free(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write whether the person is free, with all that ends by it."""
        actor = actor_of(request)
        file = _file(database, ref, actor, now)
        to = form.choice("to", Availability)
        until_on = _until(form, local_day(now)) if to is Availability.PAUSED else None
        if to is None or not form.is_right:
            return _availability(request, file, form)
        if to is not file.availability:
            with database.writing() as session:
                change_availability(
                    session,
                    returnee_id=file.returnee_id,
                    to=to,
                    until_on=until_on,
                    actor=actor,
                    now=now,
                )
        return see_other(f"{person_address(file.returnee_id)}?said=availability")

    @get("/card", sync_to_thread=True)
    def ask_for_card(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Ask whether to make a card; an earlier one stops working."""
        file = _file(database, ref, actor, now)
        return page(request, "office/card.html", person=_ref(file), name=file.full_name, card=None)

    @post("/card", sync_to_thread=True)
    def make_card(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        settings: NamedDependency[SkipValidation[Settings]],
        now: NamedDependency[datetime],
    ) -> Page:
        """Make a card and show it, this once: it is kept nowhere in a form that can be read."""
        actor = actor_of(request)
        file = _file(database, ref, actor, now)
        hashing: Executor = request.app.state.hashing_threads
        card = hashing.submit(new_card).result()
        with database.writing() as session:
            issue_card(
                session, returnee_id=file.returnee_id, card=card.hashed, actor=actor, now=now
            )
        return page(
            request,
            "office/card.html",
            person=_ref(file),
            name=file.full_name,
            card=card,
            door=f"{settings.public_url}/{language_of(file.language) or Language.ARABIC}/card",
        )


def _id(ref: str) -> int:
    return row_id_of(Kind.PERSON, ref)


def _ref(file: PersonFile) -> str:
    return reference(Kind.PERSON, file.returnee_id)


def _file(database: Database, ref: str, actor: Actor, now: datetime) -> PersonFile:
    with database.reading() as session:
        return person_file(session, returnee_id=_id(ref), actor=actor, now=now)


def _until(form: Form, today: date) -> date | None:
    day = form.day("until_on")
    if day is not None and not today < day <= today + LONGEST_PAUSE:
        form.wrong("until_on", N_("Please choose a day within the next year."))
    return day


def _availability(request: Request, file: PersonFile, form: Form) -> Page:
    moves = AVAILABILITY_MOVES[file.availability]
    return page(
        request,
        "office/availability.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        person=_ref(file),
        name=file.full_name,
        now_is=file.availability.value,
        choices_now=tuple(to.value for to, who in moves.items() if By.CASEWORKER in who),
        to=form.raw.first("to") or None,
        until_on=form.raw.first("until_on"),
    )
