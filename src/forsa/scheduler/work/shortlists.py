"""Shortlists are drawn up and issued."""

from sqlmodel import Session

from employers.interface import open_vacancies
from employers.queries import stamp_of_open
from employers.values import VacancyBrief
from forsa.exchange.signed_models import model_now
from forsa.scheduler.jobs import JobContext, JobReport, each_unit
from forsa.scheduler.people import Stamp
from kernel.actor import SYSTEM
from matching import service as matching
from matching.errors import ShortlistNotIssued
from matching.queries.fields import Field
from matching.queries.introductions import last_move
from matching.queries.model_versions import model_in_use
from matching.queries.places import FreePlaces, Plan, plan_places, planned_matches
from matching.queries.shortlists import places_taken, unissued_shortlists
from matching.states import SHORTLIST_PLACES
from matching.values.shortlists import Versions
from skills.interface.changes import last_change
from skills.interface.taxonomy import active_version, lookup_if_any

QUARTER = 15
"""Minutes after which lists are drawn up again though nobody changed anything."""


def draw_up(context: JobContext) -> JobReport:
    """Fill the shortlists of all open vacancies with people who may be suggested.

    Who takes which place is decided for all at once, outside any writer; each vacancy is then
    written in a transaction of its own, which finds out if what it was decided from has changed.
    What was left empty by that is filled the next time. One model ranks throughout, also if
    another comes into use meanwhile; of another taxonomy nothing more is written, since what
    people and vacancies name may be other concepts now.
    """
    with context.database.reading() as session:
        lookup = lookup_if_any(session, context.settings.data_dir / "lookup")
        model = model_now(session, context.settings.secret_keys)
        field = context.people.field(session, lookup=lookup, model=model, now=context.now)
        free = _free_places(session)
        plan = plan_places(session, field, free, salt=f"{context.slot_at:%Y-%m-%dT%H:%M}")

    def fill(session: Session, one: FreePlaces) -> str:
        return _fill(session, context, field, one.vacancy, plan)

    return each_unit(context, free, fill)


def draw_up_changes(context: JobContext) -> JobReport:
    """Draw up the shortlists if something changed since the last time, so within a minute.

    Whatever came in that minute counts together. Every quarter of an hour they are drawn up in any
    case: time changes things too, say who is free for a vacancy's start, and what failed is tried
    again.
    """
    with context.database.reading() as session:
        stamp = _stamp(session)
    people = context.people
    if people.drawn_from == stamp and context.slot_at.minute % QUARTER:
        return JobReport({"unchanged": 1})
    report = draw_up(context)
    # As it was before: what changed while lists were drawn up counts the next minute.
    people.drawn_from = stamp
    return report


def rerank(context: JobContext) -> JobReport:
    """Read everybody anew and draw up all shortlists."""
    context.people.forget()
    return draw_up(context)


def _stamp(session: Session) -> Stamp:
    """Return what lists are drawn up from, in numbers; five small queries."""
    model = model_in_use(session)
    return (
        last_change(session),
        stamp_of_open(session),
        last_move(session),
        _digest_now(session),
        model.version if model is not None else "",
    )


def _digest_now(session: Session) -> str:
    """Return what is in the taxonomy in use, "" if none is."""
    version = active_version(session)
    return version.digest if version is not None else ""


def _free_places(session: Session) -> list[FreePlaces]:
    taken = places_taken(session)
    free = (
        FreePlaces(one, SHORTLIST_PLACES - taken.get(one.vacancy_id, 0))
        for one in open_vacancies(session)
        if one.places_left > 0
    )
    return [one for one in free if one.places > 0]


def _fill(
    session: Session,
    context: JobContext,
    field: Field,
    vacancy: VacancyBrief,
    plan: Plan,
) -> str:
    if _digest_now(session) != field.kept.digest:
        return "taxonomy_changed"
    matches = planned_matches(session, field, vacancy, plan.get(vacancy.vacancy_id, ()))
    if not matches:
        return "nobody"
    matching.draw_up_shortlist(
        session,
        vacancy_id=vacancy.vacancy_id,
        matches=matches,
        versions=Versions(vacancy.version, field.weights.version, field.taxonomy),
        actor=SYSTEM,
        now=context.now,
    )
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
