"""Deeds with own words that mean no concept: say once for everybody what they are, or undo it.

These are the parts within this package; `forsa.deeds.words` does them with the vacancies.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from kernel import audit
from kernel.actor import Actor
from kernel.storage import locked_row, write_new, written_id
from skills.errors import (
    ConceptExists,
    ConceptInUse,
    ConceptUnknown,
    NamesMissing,
    RulingMoved,
    RulingNotFound,
    SkillEmpty,
    UnitGroupMissing,
)
from skills.interface.concepts import concept_kinds, concepts_named
from skills.interface.pointing import pointing_count
from skills.interface.rulings import LIVE, brief_of
from skills.models.words import WordRuling
from skills.rules import (
    check_may_propose_ruling,
    check_may_second_ruling,
    check_may_undo_ruling,
    holds_phone,
    may_rule_alone,
)
from skills.search_key import search_key
from skills.service.local_words import join_with_active
from skills.service.ruled_records import apply_ruling, undo_on_records
from skills.service.ruled_work import apply_to_work, undo_on_work
from skills.values.taxonomy import LOCAL_URI, ConceptKind
from skills.values.words import (
    KINDS_ABOVE,
    KINDS_OF,
    NAMED_IN,
    NewConcept,
    RefusedBecause,
    RulingBrief,
    RulingDraft,
    RulingState,
    Verdict,
    WordsPart,
)

LONGEST_NAME = 200


def rule_on_words(
    session: Session, *, draft: RulingDraft, actor: Actor, now: datetime
) -> RulingBrief:
    """Say what own words are: at once, or as a proposal that waits for a second person.

    Raises
    ------
    WordsNotYours
        If the actor may not.
    SkillEmpty
        If no letter was typed.
    RulingMoved
        If somebody has ruled or proposed something of the same words.
    ConceptUnknown
        If the taxonomy in use has nothing such to link to, or to put a new one below.
    NamesMissing, ConceptExists
        If a new concept lacks a name, or has one that another has already.
    UnitGroupMissing
        If new work is put into no group.
    """
    check_may_propose_ruling(actor)
    key = search_key(draft.own_words)
    if not key:
        raise SkillEmpty
    if _live(session, key, draft.part) is not None:
        raise RulingMoved
    _check_draft(session, draft)
    row = _proposal(draft, key, actor, now)
    write_new(session, row)
    _record(session, row, "proposed", actor, now)
    if may_rule_alone(actor, draft.verdict):
        _put_in_force(session, row, actor, now)
    return brief_of(row)


def second_ruling(
    session: Session,
    *,
    ruling_id: int,
    refused_because: RefusedBecause | None = None,
    actor: Actor,
    now: datetime,
) -> RulingBrief:
    """Agree to what somebody else proposed, so that it comes in force, or refuse it.

    Raises
    ------
    RulingNotFound
        If there is no such ruling.
    SecondPersonNeeded
        If the actor proposed it, or may not.
    RulingMoved
        If it is no proposal any more.
    ConceptUnknown, NamesMissing, ConceptExists, UnitGroupMissing
        As `rule_on_words`, if the taxonomy has changed since.
    """
    row = _locked(session, ruling_id)
    check_may_second_ruling(actor, row.proposed_by)
    if row.state is not RulingState.PROPOSED:
        raise RulingMoved
    if refused_because is None:
        brief = brief_of(row)
        _check_draft(
            session,
            RulingDraft(
                brief.own_words, brief.verdict, brief.concept_uri, brief.concept, part=brief.part
            ),
        )
        _put_in_force(session, row, actor, now)
    else:
        row.state, row.refused_because = RulingState.REFUSED, refused_because
        row.ruled_at, row.ruled_by = now, actor.account_id
        session.flush()
        _record(session, row, "refused", actor, now, refused_because)
    return brief_of(row)


def undo_ruling(
    session: Session, *, ruling_id: int, actor: Actor, now: datetime
) -> tuple[RulingBrief, int]:
    """Take a ruling back; return it, and how many records say again what they said before.

    Records that a person changed since stay as they are. Whoever proposed something takes it
    back while it waits.

    Raises
    ------
    RulingNotFound
        If there is no such ruling.
    SecondPersonNeeded
        If the actor may not.
    RulingMoved
        If it is neither proposed nor in force.
    ConceptInUse
        If it made a concept that others have chosen since.
    """
    row = _locked(session, ruling_id)
    own = row.state is RulingState.PROPOSED and row.proposed_by == actor.account_id
    if not own:
        check_may_undo_ruling(actor)
    if row.state not in LIVE:
        raise RulingMoved
    count = 0
    if row.state is RulingState.IN_FORCE:
        undo = undo_on_work if row.part is WordsPart.WORK else undo_on_records
        count = undo(session, row, actor=actor, now=now)
    row.state, row.undone_at, row.undone_by = RulingState.UNDONE, now, actor.account_id
    session.flush()
    if row.verdict is Verdict.NEW_CONCEPT and row.ruled_at is not None:
        _check_is_unused(session, row)
    join_with_active(session)
    _record(session, row, "undone", actor, now)
    return brief_of(row), count


def _proposal(draft: RulingDraft, key: str, actor: Actor, now: datetime) -> WordRuling:
    concept = draft.concept if draft.verdict is Verdict.NEW_CONCEPT else None
    return WordRuling(
        search_key=key,
        part=draft.part,
        own_words=draft.own_words,
        language=draft.language,
        verdict=draft.verdict,
        state=RulingState.PROPOSED,
        concept_uri=draft.concept_uri if draft.verdict is Verdict.LINK else None,
        concept_kind=concept.kind if concept else None,
        names=dict(concept.names) if concept else None,
        broader_uri=concept.broader_uri if concept else None,
        proposed_at=now,
        proposed_by=actor.account_id,
    )


def _put_in_force(session: Session, row: WordRuling, actor: Actor, now: datetime) -> None:
    if row.verdict is Verdict.NEW_CONCEPT:
        row.concept_uri = f"{LOCAL_URI}{written_id(row)}"
    row.state, row.ruled_at, row.ruled_by = RulingState.IN_FORCE, now, actor.account_id
    session.flush()
    apply = apply_to_work if row.part is WordsPart.WORK else apply_ruling
    row.changed_count = apply(session, row, actor=actor, now=now)
    session.flush()
    join_with_active(session)
    _record(session, row, "in-force", actor, now)


def _check_draft(session: Session, draft: RulingDraft) -> None:
    if draft.verdict is Verdict.LINK:
        _check_is_one_of(session, draft.concept_uri, KINDS_OF[draft.part])
    if draft.verdict is Verdict.NEW_CONCEPT:
        _check_concept(session, draft.concept, draft.part)


def _check_is_one_of(session: Session, uri: str | None, kinds: frozenset[ConceptKind]) -> None:
    kind = concept_kinds(session, [uri]).get(uri) if uri else None
    if kind is None or kind not in kinds:
        raise ConceptUnknown


def _check_concept(session: Session, concept: NewConcept | None, part: WordsPart) -> None:
    names = concept.names if concept is not None else {}
    if set(names) != set(NAMED_IN) or any(map(_is_no_name, names.values())):
        raise NamesMissing
    assert concept is not None, "it has names"
    if concept.kind not in KINDS_OF[part]:
        raise ConceptUnknown
    if concept.broader_uri is None and part is WordsPart.WORK:
        raise UnitGroupMissing
    if concept.broader_uri is not None:
        _check_is_one_of(session, concept.broader_uri, KINDS_ABOVE[part])
    if concepts_named(session, [search_key(name) for name in names.values()], KINDS_OF[part]):
        raise ConceptExists


def _is_no_name(name: str) -> bool:
    return not search_key(name) or len(name) > LONGEST_NAME or holds_phone(name)


def _check_is_unused(session: Session, row: WordRuling) -> None:
    """Refuse if anything still points to the concept that a ruling made.

    Its own row does; the vacancies are asked by whoever undoes the ruling there.
    """
    if pointing_count(session, row.concept_uri or "") > 1:
        raise ConceptInUse


def _live(session: Session, key: str, part: WordsPart) -> WordRuling | None:
    return session.exec(
        select(WordRuling)
        .where(WordRuling.search_key == key, WordRuling.part == part)
        .where(col(WordRuling.state).in_(LIVE))
    ).first()


def _locked(session: Session, ruling_id: int) -> WordRuling:
    row = locked_row(session, WordRuling, ruling_id)
    if row is None:
        raise RulingNotFound
    return row


def _record(
    session: Session,
    row: WordRuling,
    what: str,
    actor: Actor,
    now: datetime,
    reason: RefusedBecause | None = None,
) -> None:
    audit.record(
        session,
        actor=actor,
        action=f"skills.ruling.{what}",
        subject=f"word_ruling:{written_id(row)}",
        now=now,
        reason=reason,
    )
