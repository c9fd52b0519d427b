"""What a ruling on words for work does to spells of work and wishes, and how that is undone.

For this package alone.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel import audit
from kernel.actor import Actor
from kernel.storage import written_id
from skills.interface.concepts import iscos_of
from skills.models.changes import insert_changes
from skills.models.profiles import Experience, WishedOccupation
from skills.models.returnees import Returnee
from skills.models.words import WordRuling, WorkRuling
from skills.search_key import search_key
from skills.service.experiences import set_main_work
from skills.service.record_changes import ROWS_AT_ONCE
from skills.values.profiles import ExperienceKind
from skills.values.words import Verdict

WorkRow = Experience | WishedOccupation
TABLES: dict[str, type[Experience] | type[WishedOccupation]] = {
    "experience": Experience,
    "wished_occupation": WishedOccupation,
}


def apply_to_work(session: Session, ruling: WordRuling, *, actor: Actor, now: datetime) -> int:
    """Link, or take away, all work said in the words of a ruling; return how many rows."""
    if ruling.verdict is Verdict.KEEP:
        return 0
    found = [
        (place, row) for place in TABLES for row in _unlinked(session, place, ruling.search_key)
    ]
    isco = _isco_of(session, ruling)
    for place, row in found:
        session.add(
            WorkRuling(
                ruling_id=written_id(ruling),
                returnee_id=row.returnee_id,
                place=place,
                row_id=written_id(row),
                before=_columns_of(row),
                to_uri=ruling.concept_uri if ruling.verdict is not Verdict.REJECT else None,
                at=now,
            )
        )
        if ruling.verdict is Verdict.REJECT:
            session.delete(row)
        else:
            row.occupation_uri = ruling.concept_uri
            row.isco = isco if isco is not None else row.isco
    _finish(session, {row.returnee_id for _, row in found}, "words-ruled", actor, now)
    return len(found)


def _isco_of(session: Session, ruling: WordRuling) -> str | None:
    """Return the unit group of what words are; new work is of the group that it stands below."""
    is_new = ruling.verdict is Verdict.NEW_CONCEPT
    uri = ruling.broader_uri if is_new else ruling.concept_uri
    return iscos_of(session, [uri]).get(uri) if uri else None


def undo_on_work(session: Session, ruling: WordRuling, *, actor: Actor, now: datetime) -> int:
    """Bring back what a ruling changed and nobody changed since; return how many rows."""
    effects = session.exec(
        select(WorkRuling)
        .where(WorkRuling.ruling_id == written_id(ruling))
        .where(col(WorkRuling.undone_at).is_(None))
        .order_by(col(WorkRuling.id))
    ).all()
    _lock_people(session, {one.returnee_id for one in effects})
    back = []
    for one in effects:
        one.undone_at = now
        if _brought_back(session, one, {one.to_uri, ruling.concept_uri}):
            back.append(one.returnee_id)
    _finish(session, set(back), "words-unruled", actor, now)
    return len(back)


def _brought_back(session: Session, one: WorkRuling, uris: set[str | None]) -> bool:
    """Bring one row back, if it is where the ruling left it; say whether it was."""
    table, before = TABLES[one.place], _typed(one.before)
    row = _row(session, one)
    if one.to_uri is None:
        if row is not None or _is_said_again(session, table, one):
            return False
        session.add(table(id=one.row_id, returnee_id=one.returnee_id, **before))
        session.flush()
        return True
    is_there = row is not None and row.returnee_id == one.returnee_id
    if row is None or not is_there or row.occupation_uri not in uris:
        return False
    if any(getattr(row, name) != before[name] for name in before if name not in _LINKED):
        return False
    row.occupation_uri, row.isco = before["occupation_uri"], before["isco"]
    return True


_LINKED = ("occupation_uri", "isco")


def _row(session: Session, one: WorkRuling) -> WorkRow | None:
    if one.place == "experience":
        return session.get(Experience, one.row_id)
    return session.get(WishedOccupation, one.row_id)


def _is_said_again(
    session: Session, table: type[Experience] | type[WishedOccupation], one: WorkRuling
) -> bool:
    """Return whether a person's list says the wish that was taken away again."""
    if table is not WishedOccupation:
        return False
    same = (
        WishedOccupation.returnee_id == one.returnee_id,
        WishedOccupation.search_key == one.before["search_key"],
        WishedOccupation.is_wanted == one.before["is_wanted"],
    )
    return session.exec(select(WishedOccupation.id).where(*same)).first() is not None


def _columns_of(row: WorkRow) -> dict[str, Any]:
    """Return what a row says, as JSON keeps it; whose it is stands beside it."""
    said = row.model_dump(exclude={"id", "returnee_id"})
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in said.items()
    }


def _typed(before: dict[str, Any]) -> dict[str, Any]:
    said = dict(before)
    if said.get("recorded_at") is not None:
        said["recorded_at"] = datetime.fromisoformat(said["recorded_at"])
    if said.get("kind") is not None:
        said["kind"] = ExperienceKind(said["kind"])
    return said


def _unlinked(session: Session, place: str, key: str) -> Sequence[WorkRow]:
    """Return the rows of a key without an occupation, after locking whose they are."""
    table = TABLES[place]
    spellings = session.exec(
        select(table.own_words).where(col(table.occupation_uri).is_(None)).distinct()
    ).all()
    ours = (
        col(table.occupation_uri).is_(None),
        col(table.own_words).in_([text for text in spellings if search_key(text) == key]),
    )
    _lock_people(session, set(session.exec(select(table.returnee_id).where(*ours))))
    # What was read before the lock may be older than it.
    query = select(table).where(*ours).order_by(col(table.id))
    return session.exec(query.execution_options(populate_existing=True)).all()  # type: ignore[return-value]


def _lock_people(session: Session, returnee_ids: Collection[int]) -> None:
    ordered = sorted(returnee_ids)
    for at in range(0, len(ordered), ROWS_AT_ONCE):
        session.execute(
            sa.select(col(Returnee.id))
            .where(col(Returnee.id).in_(ordered[at : at + ROWS_AT_ONCE]))
            .order_by(col(Returnee.id))
            .with_for_update()
        ).all()


def _finish(
    session: Session, people: Collection[int], what: str, actor: Actor, now: datetime
) -> None:
    """Let files name their longest work anew, and be ranked anew."""
    session.flush()
    for returnee_id in sorted(people):
        person = session.get_one(Returnee, returnee_id)
        set_main_work(session, person)
        person.version += 1
    session.flush()
    insert_changes(session, set(people))
    subjects = [f"returnee:{returnee_id}" for returnee_id in sorted(people)]
    audit.record_many(
        session, actor=actor, action=f"skills.returnee.{what}", subjects=subjects, now=now
    )
