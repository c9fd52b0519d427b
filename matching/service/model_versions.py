"""Deeds with models: kept, put to use after a trial, taken back."""

from datetime import datetime

from sqlmodel import Session, select

from kernel import audit
from kernel.actor import Actor
from kernel.storage import write_new, written_id
from matching.errors import (
    ModelHeldBack,
    ModelInUse,
    ModelNotFound,
    ModelTaken,
    NothingBefore,
    OtherModelInUse,
)
from matching.models import ModelVersion
from matching.rules import check_may_keep_models
from matching.values.model_versions import SHIPPED, ModelReason, ModelState, Verdict


def keep_model(
    session: Session, *, version: str, sealed: str, actor: Actor, now: datetime
) -> None:
    """Keep a new model as a draft, signed; nothing ranks by it yet.

    Raises
    ------
    ModelKeeperOnly
        If the actor may not.
    ModelTaken
        If there is one of this version: versions never change.
    """
    check_may_keep_models(actor)
    if _row(session, version) is not None:
        raise ModelTaken
    row = ModelVersion(version=version, made_at=now, made_by=actor.account_id, sealed=sealed)
    _record(session, write_new(session, row), "made", actor, now)


def put_model_to_use(
    session: Session, *, verdict: Verdict, because: ModelReason, actor: Actor, now: datetime
) -> None:
    """Let a model rank from now on, after a trial against the one that ranks.

    Raises
    ------
    ModelKeeperOnly
        If the actor may not.
    ModelNotFound
        If there is none of this version.
    ModelInUse
        If it ranks already.
    ModelHeldBack
        If a check does not hold.
    OtherModelInUse
        If the trial was held against another model than the one that ranks now.
    """
    check_may_keep_models(actor)
    row, active = _row(session, verdict.version), _active(session)
    if row is None:
        raise ModelNotFound
    if row.state is ModelState.ACTIVE:
        raise ModelInUse
    if not verdict.holds:
        raise ModelHeldBack
    if (active.version if active is not None else SHIPPED) != verdict.in_use:
        raise OtherModelInUse
    row.before = verdict.in_use
    _retire(session, active)
    _use(row, because, actor, now)
    _record(session, written_id(row), "put-to-use", actor, now, because)


def go_back(
    session: Session,
    *,
    because: ModelReason,
    to_shipped: bool = False,
    actor: Actor,
    now: datetime,
) -> str:
    """Let the model rank that ranked before this one, or the one that is shipped; return which.

    No trial is asked for: it has ranked before.

    Raises
    ------
    ModelKeeperOnly
        If the actor may not.
    NothingBefore
        If the shipped one ranks.
    """
    check_may_keep_models(actor)
    active = _active(session)
    if active is None:
        raise NothingBefore
    before = None if to_shipped else _row(session, active.before or SHIPPED)
    _retire(session, active)
    if before is not None:
        _use(before, because, actor, now)
    _record(session, written_id(active), "taken-back", actor, now, because)
    return before.version if before is not None else SHIPPED


def _row(session: Session, version: str) -> ModelVersion | None:
    return session.exec(
        select(ModelVersion).where(ModelVersion.version == version).with_for_update()
    ).one_or_none()


def _active(session: Session) -> ModelVersion | None:
    return session.exec(
        select(ModelVersion).where(ModelVersion.state == ModelState.ACTIVE).with_for_update()
    ).one_or_none()


def _retire(session: Session, active: ModelVersion | None) -> None:
    if active is not None:
        active.state = ModelState.RETIRED
    # First the old one, or two would be active for a moment, which the database refuses.
    session.flush()


def _use(row: ModelVersion, because: ModelReason, actor: Actor, now: datetime) -> None:
    row.state = ModelState.ACTIVE
    row.used_at, row.used_by, row.used_because = now, actor.account_id, because


def _record(
    session: Session,
    row_id: int,
    what: str,
    actor: Actor,
    now: datetime,
    because: ModelReason | None = None,
) -> None:
    audit.record(
        session,
        actor=actor,
        action=f"matching.model.{what}",
        subject=f"model:{row_id}",
        now=now,
        reason=because,
    )
