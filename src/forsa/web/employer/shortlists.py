"""Shortlists as their employer reads them."""

from datetime import date, datetime

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from employers.queries import own_vacancy
from forsa.database import Database
from forsa.shapes.employers import ShortlistPage
from forsa.web.employer.answer_form import hold_days, refusal_reasons
from forsa.web.employer.masked_cards import people_of, split_cards
from forsa.web.employer.members import MEMBERS_ONLY
from forsa.web.inputs import Reference
from forsa.web.pages import Page, page
from forsa.web.visits import Request, visit_of
from kernel import references
from kernel.actor import Actor
from kernel.calendar import add_working_days, local_day
from kernel.references import Kind, row_id_of
from matching.queries.cards import IssuedShortlist, shortlist_cards

ANSWER_DAYS = 3
"""Working days until the first reminder (docs/states.md, `sent`)."""


@get("/employer/shortlists/{reference:str}", guards=[MEMBERS_ONLY], sync_to_thread=True)
def shortlist(
    request: Request,
    reference: FromPath[Reference],
    actor: NamedDependency[Actor],
    database: NamedDependency[Database],
    now: NamedDependency[datetime],
) -> Page:
    """Show the people of one shortlist: first those who wait for an answer."""
    shortlist_id = row_id_of(Kind.SHORTLIST, reference)
    with database.reading() as session:
        found = shortlist_cards(session, shortlist_id=shortlist_id, actor=actor, now=now)
        vacancy = own_vacancy(session, vacancy_id=found.vacancy_id, actor=actor)
        people = people_of(session, found.entries, visit_of(request).language)
    open_cards, done_cards = split_cards(found.entries, people)
    vacancy_name = references.reference(Kind.VACANCY, vacancy.vacancy_id)
    return page(
        request,
        "employer/shortlist.html",
        shortlist=ShortlistPage(
            reference=references.reference(Kind.SHORTLIST, shortlist_id),
            number=found.number,
            vacancy=vacancy_name,
            title=vacancy.title,
            language=vacancy.language,
            issued_on=local_day(found.issued_at),
            answer_by_on=answer_by(found),
            address=f"/employer/vacancies/{vacancy_name}",
            open_cards=open_cards,
            done_cards=done_cards,
        ),
        reasons=refusal_reasons(),
        hold_days=hold_days(now),
        typed={},
    )


def answer_by(found: IssuedShortlist) -> date:
    """Return the day of the first step that is due; before anybody acted, as the mail says it."""
    due = [one.next_on for one in found.entries if one.waits and one.next_on is not None]
    return min(due, default=add_working_days(local_day(found.issued_at), ANSWER_DAYS))
