"""Old versions of the taxonomy are deleted; what rows point to stays."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel import audit
from kernel.actor import Actor
from kernel.storage import written_id
from skills.interface.taxonomy import searched_digest
from skills.models.taxonomy import (
    Concept,
    ConceptLabel,
    ConceptRelation,
    ConceptReplacement,
    TaxonomyVersion,
)
from skills.rules import check_may_keep_taxonomy
from skills.values.taxonomy import VersionState
from skills.values.taxonomy_changes import Pruned


def prune_taxonomy(
    session: Session,
    *,
    keep: int,
    pointed_to: Collection[str],
    actor: Actor,
    now: datetime,
) -> Pruned:
    """Delete versions that were in use once, and drafts older than the one in use.

    The newest `keep` of those that were in use stay, so that one can go back to them; and so
    does one that alone has a concept of `pointed_to`, the newest that has it.

    Raises
    ------
    TaxonomyKeeperOnly
        If the actor may not.
    """
    check_may_keep_taxonomy(actor)
    rows = session.exec(select(TaxonomyVersion).order_by(col(TaxonomyVersion.id).desc())).all()
    active = max((written_id(r) for r in rows if r.state is VersionState.ACTIVE), default=0)
    retired = [row for row in rows if row.state is VersionState.RETIRED]
    drafts = [r for r in rows if r.state is VersionState.DRAFT and written_id(r) < active]
    old = [*retired[keep:], *drafts]
    stay = {written_id(row) for row in rows} - {written_id(row) for row in old}
    missing = set(pointed_to) - _concepts_of(session, stay)
    pruned, kept = [], {}
    for row in sorted(old, key=written_id, reverse=True):
        version_id = written_id(row)
        alone = missing & _concepts_of(session, {version_id}) if missing else set()
        if alone:
            kept[version_id] = len(alone)
            missing -= alone
        else:
            pruned.append(row)
    for row in pruned:
        _delete(session, row, actor, now)
    digests = tuple(searched_digest(row.digest, row.local_digest) for row in pruned)
    return Pruned(tuple(written_id(row) for row in pruned), digests, kept)


def _concepts_of(session: Session, version_ids: Collection[int]) -> set[str]:
    query = sa.select(col(Concept.uri)).where(col(Concept.version_id).in_(version_ids)).distinct()
    return set(session.connection().execute(query).scalars())


def _delete(session: Session, row: TaxonomyVersion, actor: Actor, now: datetime) -> None:
    version_id = written_id(row)
    concepts = sa.select(col(Concept.id)).where(col(Concept.version_id) == version_id)
    for statement in (
        sa.delete(ConceptRelation).where(col(ConceptRelation.from_id).in_(concepts)),
        sa.delete(ConceptLabel).where(col(ConceptLabel.concept_id).in_(concepts)),
        sa.delete(Concept).where(col(Concept.version_id) == version_id),
        sa.delete(ConceptReplacement).where(col(ConceptReplacement.version_id) == version_id),
    ):
        session.connection().execute(statement)
    audit.record(
        session,
        actor=actor,
        action="skills.taxonomy.pruned",
        subject=f"taxonomy_version:{version_id}",
        now=now,
    )
    session.delete(row)
