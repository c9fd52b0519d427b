"""Deeds with vacancies."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, delete, select

from employers.errors import EmployerNotFound, NoPlaceLeft, VacancyNotFound
from employers.interface import first_state
from employers.models import Employer, Vacancy, VacancyRequirement
from employers.rules import (
    allowed_moves,
    check_complete,
    check_may_act_for,
    check_may_hire,
    check_reason,
    may_act_for,
)
from employers.service.employers import digest_of
from employers.values import EmployerState, VacancyDraft, VacancyState
from kernel import audit
from kernel.actor import Actor
from kernel.errors import MoveNotAllowed
from kernel.storage import Tally, locked_row, written_id


def record_vacancy(session: Session, *, draft: VacancyDraft, actor: Actor, now: datetime) -> int:
    """Write down one vacancy and return its id.

    What an employer writes waits for review, unless three of theirs have passed it; what those
    write down who review it is open at once, if the employer has been checked.

    Raises
    ------
    EmployerNotFound
        If there is no such employer, or the actor may not act for it.
    VacancyIncomplete
        If it names neither a skill nor an occupation.
    """
    employer = session.get(Employer, draft.employer_id)
    if employer is None or not may_act_for(actor, draft.employer_id):
        raise EmployerNotFound
    check_complete(draft)
    row = Vacancy(
        employer_id=draft.employer_id,
        source_ref=draft.source_ref,
        title=draft.title,
        language=draft.language,
        governorate=draft.governorate,
        licences=[],
        languages=[],
        recorded_at=now,
        confirmed_at=now,
        places_left=draft.places,
        state=first_state(session, draft.employer_id, draft.governorate, actor),
        entered_by=actor.account_id,
    )
    _write(session, row, draft, now)
    if row.state is VacancyState.OPEN:
        row.opened_at = now
        _activate(session, employer, actor, now)
    record_deed(session, written_id(row), "recorded", actor, now)
    return written_id(row)


def record_vacancy_once(
    session: Session, *, draft: VacancyDraft, actor: Actor, now: datetime
) -> int:
    """Write down one vacancy unless the employer has one of its `source_ref`; return its id.

    A form that is sent twice names the same `source_ref` and writes one vacancy.

    Raises
    ------
    EmployerNotFound, VacancyIncomplete
        As `record_vacancy`.
    """
    if not may_act_for(actor, draft.employer_id):
        raise EmployerNotFound
    # Of two forms that arrive together the second waits here until the first is written.
    locked_row(session, Employer, draft.employer_id)
    known = select(Vacancy.id).where(
        Vacancy.employer_id == draft.employer_id, Vacancy.source_ref == draft.source_ref
    )
    found = session.exec(known).first() if draft.source_ref is not None else None
    return found or record_vacancy(session, draft=draft, actor=actor, now=now)


def record_vacancies(
    session: Session, *, drafts: Sequence[VacancyDraft], actor: Actor, now: datetime
) -> Tally:
    """Record vacancies; those whose reference is known for the employer are brought up to date.

    A list may ask for fewer places than are taken; as many are kept as are taken, none is left,
    and `forsa.deeds.vacancies.record_vacancies` fills the vacancy.

    Raises
    ------
    EmployerNotFound, VacancyIncomplete
        As `record_vacancy`.
    """
    known = _known(session, drafts)
    added = changed = 0
    for draft in drafts:
        row = known.get((draft.employer_id, draft.source_ref)) if draft.source_ref else None
        if row is None:
            record_vacancy(session, draft=draft, actor=actor, now=now)
            added += 1
        elif row.source_digest != digest_of(draft):
            check_may_act_for(actor, draft.employer_id)
            _write(session, row, draft, now)
            record_deed(session, written_id(row), "changed", actor, now)
            changed += 1
    return Tally(added, changed, len(drafts) - added - changed)


def move_vacancy(
    session: Session,
    *,
    vacancy_id: int,
    to: VacancyState,
    actor: Actor,
    now: datetime,
    reason: StrEnum | None = None,
) -> None:
    """Move one vacancy to another state. What this means for people on it: `forsa.deeds`.

    Raises
    ------
    VacancyNotFound
        If there is none that the actor may touch.
    MoveNotAllowed
        If its state, or who asks, does not allow it.
    ReasonMissing
        If it is sent back, rejected or closed without a reason of the list.
    EmployerNotVerified, NoPlaceLeft
        If it would open for an employer that has not been checked, or with no place to fill.
    """
    row = locked_row(session, Vacancy, vacancy_id)
    if row is None or not may_act_for(actor, row.employer_id):
        raise VacancyNotFound
    allowed = allowed_moves(row.state, actor, row.governorate)
    if to not in allowed:
        raise MoveNotAllowed(row.state, to, allowed)
    check_reason(to, reason, actor)
    if to is VacancyState.OPEN:
        _open(session, row, actor, now)
    row.state = to
    row.closed_reason = reason
    row.version += 1
    record_deed(session, vacancy_id, str(to), actor, now, reason)


def _open(session: Session, row: Vacancy, actor: Actor, now: datetime) -> None:
    employer = session.get_one(Employer, row.employer_id)
    check_may_hire(employer.state)
    if row.places_left < 1:
        raise NoPlaceLeft
    row.opened_at = row.opened_at or now
    row.confirmed_at = now
    _activate(session, employer, actor, now)


def _activate(session: Session, employer: Employer, actor: Actor, now: datetime) -> None:
    """Make an employer active with their first open vacancy."""
    if employer.state is EmployerState.VERIFIED:
        employer.state = EmployerState.ACTIVE
        audit.record(
            session,
            actor=actor,
            action="employers.employer.active",
            subject=f"employer:{employer.id}",
            now=now,
        )


def _write(session: Session, row: Vacancy, draft: VacancyDraft, now: datetime) -> None:
    taken = row.places_count - row.places_left if row.id is not None else 0
    for name in _PLAIN:
        setattr(row, name, getattr(draft, name))
    row.source_digest = digest_of(draft)
    row.licences = list(draft.licences)
    row.languages = [list(pair) for pair in draft.languages]
    row.places_count = max(draft.places, taken)
    row.places_left = row.places_count - taken
    row.confirmed_at = now
    if row.id is not None:
        row.version += 1
        session.exec(
            delete(VacancyRequirement).where(col(VacancyRequirement.vacancy_id) == row.id)
        )
    session.add(row)
    session.flush()
    session.add_all(
        VacancyRequirement(
            vacancy_id=written_id(row),
            place_in_order=place,
            own_words=asked.own_words,
            concept_uri=asked.concept_uri,
            necessity=asked.necessity,
            least=asked.least,
            by_law=asked.by_law,
        )
        for place, asked in enumerate(draft.requirements)
    )


_PLAIN = (
    "title",
    "language",
    "description",
    "occupation_uri",
    "isco",
    "governorate",
    "place",
    "wage_min",
    "wage_max",
    "currency",
    "wage_per",
    "contract",
    "experience_months",
    "night",
    "transport",
    "housing",
    "start_on",
)
"""Columns that are said in a draft under the same name."""


def _known(
    session: Session, drafts: Sequence[VacancyDraft]
) -> dict[tuple[int, str | None], Vacancy]:
    employer_ids = {draft.employer_id for draft in drafts}
    rows = session.exec(
        select(Vacancy)
        .where(col(Vacancy.employer_id).in_(employer_ids))
        .where(col(Vacancy.source_ref).is_not(None))
    )
    return {(row.employer_id, row.source_ref): row for row in rows}


def record_deed(
    session: Session,
    vacancy_id: int,
    what: str,
    actor: Actor,
    now: datetime,
    reason: StrEnum | None = None,
) -> None:
    """Add the audit event of a deed with a vacancy. For this package alone."""
    audit.record(
        session,
        actor=actor,
        action=f"employers.vacancy.{what}",
        subject=f"vacancy:{vacancy_id}",
        now=now,
        reason=reason,
    )
