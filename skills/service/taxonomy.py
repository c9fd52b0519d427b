"""Deeds on the taxonomy: import it, whole or not at all, and put a version to use."""

from collections import Counter
from datetime import datetime

from sqlmodel import Session, col, select

from kernel import audit
from kernel.actor import Actor
from kernel.storage import locked_row, write_new, written_id
from skills.errors import ReleaseOlder, TaxonomyUnsound, TaxonomyVersionNotFound
from skills.interface.taxonomy import active_version
from skills.interface.taxonomy_content import active_content
from skills.merging import Content, changes, digest_of, fault_sentence, faults_of, merged
from skills.models.taxonomy import TaxonomyVersion
from skills.rules import check_may_keep_taxonomy
from skills.search_key import search_key
from skills.service.local_words import join_with
from skills.service.taxonomy_content import write_content
from skills.values.taxonomy import ImportReport, LeftOut, TaxonomyRows, VersionState

KEY_LENGTH = 200
"""How many characters of a search key are kept."""


def import_taxonomy(
    session: Session,
    *,
    source: TaxonomyRows,
    older_is_meant: bool = False,
    actor: Actor,
    now: datetime,
) -> ImportReport:
    """Write a new draft of the taxonomy: the active one, with what `source` brings.

    Rows of the origins in `source` are replaced, others stay. If that makes a version that is
    there already, nothing is written and the report counts no change.

    Raises
    ------
    TaxonomyKeeperOnly
        If the actor may not.
    ReleaseOlder
        If the version in use is of a newer release, unless `older_is_meant`.
    TaxonomyUnsound
        If what is there afterwards were no taxonomy: concepts above each other in a circle.
    """
    check_may_keep_taxonomy(actor)
    release = _release_after(session, source.release, older_is_meant)
    current = active_content(session)
    content, lost = merged(current, source)
    _check_is_sound(content)
    keys = {key: search_key(key[2])[:KEY_LENGTH] for key in content.labels}
    digest = digest_of(content, keys)
    same = _version_of(session, digest)
    if same is not None:
        return _report(written_id(same), source, (content, content), lost)
    counts = _counts(content)
    row = TaxonomyVersion(
        name=source.name, imported_at=now, digest=digest, counts=counts, release=release
    )
    version_id = write_new(session, row)
    write_content(session, version_id, content, keys)
    _finish(session, "imported", version_id, actor, now)
    return _report(version_id, source, (current, content), lost)


def activate_taxonomy(session: Session, *, version_id: int, actor: Actor, now: datetime) -> None:
    """Put a version to use and retire the one before it; does nothing if it is in use.

    Raises
    ------
    TaxonomyKeeperOnly
        If the actor may not.
    TaxonomyVersionNotFound
        If there is no such version.
    """
    check_may_keep_taxonomy(actor)
    version = locked_row(session, TaxonomyVersion, version_id)
    if version is None:
        raise TaxonomyVersionNotFound
    if version.state is VersionState.ACTIVE:
        return
    for row in session.exec(
        select(TaxonomyVersion)
        .where(TaxonomyVersion.state == VersionState.ACTIVE)
        .with_for_update()
    ):
        row.state = VersionState.RETIRED
        session.add(row)
    # First the old one, or two would be active for a moment, which the database refuses.
    session.flush()
    version.state = VersionState.ACTIVE
    session.add(version)
    _record(session, "activated", version_id, actor, now)


def _finish(session: Session, what: str, version_id: int, actor: Actor, now: datetime) -> None:
    """Join a new version with what was ruled here of own words, and record it."""
    join_with(session, version_id)
    _record(session, what, version_id, actor, now)


def _record(session: Session, what: str, version_id: int, actor: Actor, now: datetime) -> None:
    audit.record(
        session,
        actor=actor,
        action=f"skills.taxonomy.{what}",
        subject=f"taxonomy_version:{version_id}",
        now=now,
    )


def _version_of(session: Session, digest: str) -> TaxonomyVersion | None:
    """Return the newest version with these rows, None if there is none."""
    return session.exec(
        select(TaxonomyVersion)
        .where(TaxonomyVersion.digest == digest)
        .order_by(col(TaxonomyVersion.id).desc())
    ).first()


def _release_after(session: Session, release: str | None, older_is_meant: bool) -> str | None:
    """Return the release that there is after an import: its own, or the one in use.

    Raises
    ------
    ReleaseOlder
        If its own is older, and that is not meant.
    """
    version = active_version(session)
    in_use = version.release if version is not None else None
    is_older = bool(release and in_use) and _numbers(release or "") < _numbers(in_use or "")
    if is_older and not older_is_meant:
        raise ReleaseOlder(release or "", in_use or "")
    return release or in_use


def _check_is_sound(content: Content) -> None:
    faults = faults_of(content)
    if faults:
        sentences = " ".join(map(fault_sentence, faults))
        message = f"Nothing was written; what is in use stays. {sentences}"
        raise TaxonomyUnsound(message)


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdecimal())


def _counts(content: Content) -> dict[str, int]:
    return {
        "concepts": len(content.concepts),
        "labels": len(content.labels),
        "relations": len(content.relations),
    }


def _report(
    version_id: int,
    source: TaxonomyRows,
    versions: tuple[Content, Content],
    lost: tuple[LeftOut, ...],
) -> ImportReport:
    old, new = versions
    return ImportReport(
        version_id=version_id,
        name=source.name,
        files=source.files,
        label_cell_count=source.label_cell_count,
        repeated_label_count=source.repeated_label_count,
        split_label_count=source.split_label_count,
        concepts=changes(old.concepts, new.concepts),
        labels=changes(old.labels, new.labels),
        relations=changes(old.relations, new.relations),
        left_out=(*source.left_out, *lost),
        kinds=dict(Counter(row.kind for row in new.concepts.values())),
        languages=dict(Counter(language for _, language, _ in new.labels)),
    )
