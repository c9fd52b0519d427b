"""Who of a list is on file, and what it says of them that is new. For this package alone."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.errors import NotFound
from kernel.references import Kind, row_id_of
from kernel.row_changes import Snapshot, changes_between, snapshot
from kernel.storage import insert_rows, written_id
from skills.models.profiles import Certificate, Education, Experience, WishedOccupation
from skills.models.returnees import Consent, Returnee, SkillRecord
from skills.rules import check_may_record_returnee
from skills.search_key import search_key
from skills.service.consents import consent_row
from skills.service.details import add_details, joined_phones, joined_references
from skills.service.files import record_deed
from skills.service.ruled_records import as_ruled
from skills.service.skill_records import skill_rows
from skills.values.returnees import KEPT_IF_UNSAID, SAID_OUTRIGHT, ReturneeDraft


def fill(row: Returnee, draft: ReturneeDraft, now: datetime) -> None:
    """Write the columns that a draft says into a row. For this package alone."""
    for name in SAID_OUTRIGHT:
        setattr(row, name, getattr(draft, name))
    if not is_ours(draft.source_ref):
        row.source_ref = draft.source_ref
    row.caseworker_id = draft.caseworker_id or row.caseworker_id
    for name in KEPT_IF_UNSAID:
        if getattr(draft, name) is not None:
            setattr(row, name, getattr(draft, name))
    if draft.contract_kinds:
        row.contract_kinds = list(draft.contract_kinds)
    row.further_phones = joined_phones(row.further_phones, draft)
    row.case_references = joined_references(row.case_references, draft)
    row.accepted_governorates = [place.value for place in draft.accepted_governorates]
    if set(row.licences) != set(draft.licences):
        row.licences = list(draft.licences)
    row.can = {**row.can, **{task.value: can for task, can in draft.can}}
    row.weights = {**row.weights, **{what.value: weight for what, weight in draft.weights}}
    row.languages = dict(draft.languages)
    row.source_digest = digest(draft)
    row.confirmed_at = now


def is_ours(reference: str | None) -> bool:
    """Return whether a reference is our own public one, such as K-7K3QMA."""
    try:
        return reference is not None and row_id_of(Kind.PERSON, reference) > 0
    except NotFound:
        return False


def known_people(
    session: Session, drafts: Sequence[ReturneeDraft]
) -> dict[tuple[int, str | None], Returnee]:
    """Return by office and reference who is on file. For this package alone."""
    office_ids = {draft.office_id for draft in drafts}
    rows = session.exec(
        select(Returnee)
        .where(col(Returnee.office_id).in_(office_ids))
        .where(col(Returnee.source_ref).is_not(None))
    )
    known: dict[tuple[int, str | None], Returnee] = {
        (row.office_id, row.source_ref): row for row in rows
    }
    ours = {draft.source_ref or "" for draft in drafts if is_ours(draft.source_ref)}
    ids = {row_id_of(Kind.PERSON, one): one for one in ours}
    for row in session.exec(select(Returnee).where(col(Returnee.id).in_(ids))):
        known[row.office_id, ids[written_id(row)]] = row
    return known


def is_news(row: Returnee, draft: ReturneeDraft) -> bool:
    """Return whether a list says something else of a person than it said before."""
    return row.source_digest != digest(draft)


def bring_up_to_date(
    session: Session, row: Returnee, draft: ReturneeDraft, actor: Actor, now: datetime
) -> bool:
    """Write into a file what a list says anew; False if the file said all of it already."""
    check_may_record_returnee(actor, draft.office_id)
    person = row
    if row.merged_into_id is not None:
        person = session.get_one(Returnee, row.merged_into_id)
    before, looked_over_at = _file(session, person), person.confirmed_at
    known_as = (person.source_ref, person.source_digest)
    fill(person, draft, now)
    if person is not row:
        person.source_ref, person.source_digest = known_as
        row.source_digest = digest(draft)
    _add_rows(session, written_id(person), draft, actor, now)
    add_details(session, person, draft, actor, now)
    person.confirmed_at = looked_over_at
    if not any(
        one.changed - _BESIDE or one.before is None
        for one in changes_between(before, _file(session, person))
    ):
        return False
    person.confirmed_at = now
    person.version += 1
    record_deed(session, written_id(person), "changed", actor, now)
    return True


_BESIDE = frozenset({"source_digest"})
"""Columns by which lists are compared, and that say nothing of a person."""


def _add_rows(
    session: Session, returnee_id: int, draft: ReturneeDraft, actor: Actor, now: datetime
) -> None:
    """Add skills and consents that are not on file yet; a list knows the day of a yes alone."""
    held = set(
        session.exec(select(SkillRecord.search_key).where(SkillRecord.returnee_id == returnee_id))
    )
    new = [one for one in draft.skills if search_key(one.own_words) not in held]
    ruled = list(as_ruled(session, new).values())
    insert_rows(session, SkillRecord, skill_rows(returnee_id, ruled, actor, now))
    said = {
        (old.purpose, local_day(old.at))
        for old in session.exec(select(Consent).where(Consent.returnee_id == returnee_id))
    }
    agreed = [one for one in draft.consents if (one.purpose, local_day(one.given_at)) not in said]
    insert_rows(session, Consent, [consent_row(returnee_id, one, actor, now) for one in agreed])


_ROWS = (SkillRecord, Consent, Experience, Education, Certificate, WishedOccupation)


def _file(session: Session, person: Returnee) -> Snapshot:
    """Return all that a list can say of a person, as it stands now; six queries."""
    session.flush()
    found = snapshot([person])
    for table in _ROWS:
        rows = session.exec(select(table).where(col(table.returnee_id) == person.id)).all()
        found = found.with_rows(snapshot(rows))
    return found


def digest(draft: ReturneeDraft) -> str:
    """Return what a list said of a person, so that the same is known again."""
    return sha256(repr(draft).encode()).hexdigest()
