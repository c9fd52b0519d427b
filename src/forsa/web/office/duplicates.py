"""Is it the same person? Asked before a new file is written, and of files that are there."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.shapes.files import PairLine, PersonLikeLine
from forsa.web.forms import Form
from forsa.web.office.caseload import OFFICE, actor_of, office_of
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request
from kernel.references import Kind, reference, row_id_of
from skills.queries.duplicates import pairs_like, people_like
from skills.queries.people import offices, person_by_source
from skills.service import say_different
from skills.values.duplicates import Identity, PeopleLike, PersonLike
from skills.values.returnees import ReturneeDraft

ADDRESS = "/office/people/same"
DIFFERENT = "different"
"""The field that says that nobody on file is this person."""

NOT_KEPT = frozenset({"_csrf", DIFFERENT})


class SamePersonPages(Controller):
    """Files of the office that may be of one person."""

    path = ADDRESS
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(self, request: Request, database: NamedDependency[Database]) -> Page:
        """Show pairs of files, most alike first."""
        with database.reading() as session:
            pairs = pairs_like(session, office_id=office_of(actor_of(request)))
        lines = tuple(
            PairLine(
                _line(pair.first),
                _line(pair.second),
                tuple(one.value for one in pair.first.likeness.reasons),
            )
            for pair in pairs
        )
        return page(request, "office/same_people.html", pairs=lines)

    @post("/different", sync_to_thread=True)
    def different(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Keep that two files are of two people; twice is once."""
        first, second = (row_id_of(Kind.PERSON, form.raw.first(name)) for name in PAIR)
        with database.writing() as session:
            say_different(session, returnee_ids=(first, second), actor=actor_of(request), now=now)
        return see_other(ADDRESS)


PAIR = ("first", "second")


def who_is_like(session: Session, draft: ReturneeDraft) -> PeopleLike:
    """Return who may be the person that is about to be written down; two queries.

    Of a form that came before it is nobody: who it is about is on file.
    """
    if person_by_source(session, office_id=draft.office_id, source_ref=draft.source_ref or ""):
        return PeopleLike((), ())
    identity = Identity(
        draft.full_name,
        draft.latin_name,
        draft.birth_year,
        draft.phone,
        draft.phone_shared,
        draft.governorate,
    )
    return people_like(session, identity, office_id=draft.office_id)


def same_person_page(request: Request, session: Session, form: Form, like: PeopleLike) -> Page:
    """Return the question, with all that was typed, so that one press goes on."""
    others = {one.office_id: one for one in offices(session)}
    return page(
        request,
        "office/same_person.html",
        kept=tuple(
            (name, value)
            for name, values in form.raw.fields.items()
            if name not in NOT_KEPT
            for value in values
        ),
        people=tuple(_line(one) for one in like.own),
        offices=tuple(others[number] for number in like.office_ids if number in others),
        field=DIFFERENT,
    )


def _line(one: PersonLike) -> PersonLikeLine:
    return PersonLikeLine(
        reference(Kind.PERSON, one.returnee_id),
        one.full_name,
        one.birth_year,
        one.governorate,
        tuple(reason.value for reason in one.likeness.reasons),
    )
