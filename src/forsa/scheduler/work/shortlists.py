"""Shortlists are drawn up and issued."""

from sqlmodel import Session

from employers.interface import open_vacancies
from employers.values import VacancyBrief
from forsa.scheduler.jobs import JobContext, JobReport, each_unit
from kernel.actor import SYSTEM
from matching import service as matching
from matching.errors import ShortlistNotIssued
from matching.queries.fields import Field, picks_for
from matching.queries.shortlists import places_taken, unissued_shortlists
from matching.states import SHORTLIST_PLACES
from matching.values.shortlists import Versions
from skills.interface.taxonomy import lookup_if_any


def draw_up(context: JobContext) -> JobReport:
    """Fill the shortlists of all open vacancies with people who may be suggested.

    Everybody is read and ranked outside any writer; each vacancy is then written in a
    transaction of its own, which finds out if what it was computed from has changed.
    """
    with context.database.reading() as session:
        lookup = lookup_if_any(session, context.settings.data_dir / "lookup")
        field = context.people.field(session, lookup=lookup, now=context.now)
        taken = places_taken(session)
        vacancies = [
            one
            for one in open_vacancies(session)
            if taken.get(one.vacancy_id, 0) < SHORTLIST_PLACES and one.places_left > 0
        ]
    waiting = dict(field.waiting)

    def fill(session: Session, vacancy: VacancyBrief) -> str:
        places = SHORTLIST_PLACES - taken.get(vacancy.vacancy_id, 0)
        return _fill(session, context, field, waiting, vacancy, places)

    return each_unit(context, vacancies, fill)


def _fill(
    session: Session,
    context: JobContext,
    field: Field,
    waiting: dict[int, int],
    vacancy: VacancyBrief,
    places: int,
) -> str:
    matches = picks_for(session, field, waiting, vacancy, places=places)
    if not matches:
        return "nobody"
    versions = Versions(vacancy.version, field.weights.version, field.taxonomy)
    matching.draw_up_shortlist(
        session,
        vacancy_id=vacancy.vacancy_id,
        matches=matches,
        versions=versions,
        actor=SYSTEM,
        now=context.now,
    )
    for match in matches:
        waiting[match.returnee_id] = waiting.get(match.returnee_id, 0) + 1
    return "drawn_up"


def issue(context: JobContext) -> JobReport:
    """Send all shortlists on which somebody is interested to their employers."""
    with context.database.reading() as session:
        waiting = unissued_shortlists(session)

    def send(session: Session, shortlist_id: int) -> str:
        try:
            matching.issue_shortlist(
                session, shortlist_id=shortlist_id, actor=SYSTEM, now=context.now
            )
        except ShortlistNotIssued:
            return "nobody_ready"
        return "issued"

    return each_unit(context, waiting, send)
