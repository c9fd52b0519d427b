"""Which models there are, which one ranks, and what each of them is."""

from collections.abc import Callable

from sqlmodel import Session, col, select

from matching.errors import ModelGone, ModelNotFound, ModelRefused
from matching.models import ModelVersion
from matching.scorer import (
    ModelWeights,
    read_learned_from,
    read_weights,
    shipped_weights,
    written_weights,
)
from matching.values.model_versions import SHIPPED, LearnedFrom, ModelBrief, ModelState

__all__ = [
    "ModelWeights",
    "Unseal",
    "learned_from",
    "model_named",
    "model_versions",
    "shipped_weights",
    "version_in_use",
    "weights_in_use",
    "weights_of",
    "written_weights",
]

Unseal = Callable[[str], str]
"""Returns the text that the server signed; a `ModelRefused` for any other."""


def model_versions(session: Session) -> list[ModelBrief]:
    """Return all models that were made here, newest first; one query."""
    rows = session.exec(select(ModelVersion).order_by(col(ModelVersion.id).desc()))
    return [_brief(row) for row in rows]


def model_named(session: Session, version: str) -> ModelBrief:
    """Return one model that was made here.

    Raises
    ------
    ModelNotFound
        If there is none of this version.
    """
    row = session.exec(select(ModelVersion).where(ModelVersion.version == version)).one_or_none()
    if row is None:
        raise ModelNotFound
    return _brief(row)


def version_in_use(session: Session) -> str:
    """Return the version of the model that is to rank, `SHIPPED` if none was put to use."""
    brief = _in_use(session)
    return brief.version if brief is not None else SHIPPED


def weights_in_use(session: Session, unseal: Unseal) -> ModelWeights:
    """Return the model that ranks: the one put to use, else the shipped one; one small query.

    It is asked for anew with each request and each job, so that all processes follow at once.

    Raises
    ------
    ModelRefused
        If the one in use must not be read. Whoever calls says so, and ranks by the shipped one.
    """
    brief = _in_use(session)
    return _weights(brief, unseal) if brief is not None else shipped_weights()


def weights_of(session: Session, version: str, unseal: Unseal) -> ModelWeights:
    """Return the model of a version, in use or not, or the one that is shipped.

    Raises
    ------
    ModelGone
        If there is none of this version here.
    ModelRefused
        If it must not be read.
    """
    shipped = shipped_weights()
    if version in (SHIPPED, shipped.version):
        return shipped
    try:
        return _weights(model_named(session, version), unseal)
    except ModelNotFound as error:
        raise ModelGone(version) from error


def learned_from(brief: ModelBrief, unseal: Unseal) -> LearnedFrom | None:
    """Return what a model learned from, None if it is not said.

    Raises
    ------
    ModelRefused
        If it must not be read.
    """
    try:
        return read_learned_from(unseal(brief.sealed))
    except ValueError as error:
        raise ModelRefused(_sentence(error)) from error


def _in_use(session: Session) -> ModelBrief | None:
    row = session.exec(
        select(ModelVersion).where(ModelVersion.state == ModelState.ACTIVE)
    ).one_or_none()
    return _brief(row) if row is not None else None


def _weights(brief: ModelBrief, unseal: Unseal) -> ModelWeights:
    try:
        model = read_weights(unseal(brief.sealed))
    except ValueError as error:
        raise ModelRefused(_sentence(error)) from error
    if model.version != brief.version:
        msg = f"What is kept as model {brief.version} is model {model.version}. Train again."
        raise ModelRefused(msg)
    return model


def _sentence(error: ValueError) -> str:
    text = str(error)
    return f"{text[0].upper()}{text[1:]}."


def _brief(row: ModelVersion) -> ModelBrief:
    return ModelBrief(
        version=row.version,
        state=row.state,
        made_at=row.made_at,
        made_by=row.made_by,
        sealed=row.sealed,
        before=row.before,
        used_at=row.used_at,
        used_by=row.used_by,
        used_because=row.used_because,
    )
