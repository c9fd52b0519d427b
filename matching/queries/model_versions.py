"""Which models there are, which one ranks, and what each of them is."""

from sqlmodel import Session, col, select

from matching.errors import ModelNotFound, ModelRefused
from matching.models import ModelVersion
from matching.scorer import (
    ModelWeights,
    read_learned_from,
    read_weights,
    shipped_weights,
    written_weights,
)
from matching.values.model_versions import LearnedFrom, ModelBrief, ModelState

__all__ = [
    "ModelWeights",
    "learned_from_text",
    "model_in_use",
    "model_named",
    "model_versions",
    "shipped_weights",
    "weights_from_text",
    "written_weights",
]


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


def model_in_use(session: Session) -> ModelBrief | None:
    """Return the model that was put to use, None while the shipped one ranks; one small query."""
    row = session.exec(
        select(ModelVersion).where(ModelVersion.state == ModelState.ACTIVE)
    ).one_or_none()
    return _brief(row) if row is not None else None


def weights_from_text(text: str, version: str) -> ModelWeights:
    """Return the model of a text whose signature was checked; it must be of this version.

    Raises
    ------
    ModelRefused
        If it must not rank.
    """
    try:
        model = read_weights(text)
    except ValueError as error:
        raise ModelRefused(_sentence(error)) from error
    if model.version != version:
        msg = f"What is kept as model {version} is model {model.version}. Train again."
        raise ModelRefused(msg)
    return model


def learned_from_text(text: str) -> LearnedFrom | None:
    """Return what the model of a text learned from, None if it is not said.

    Raises
    ------
    ModelRefused
        If it is no whole model.
    """
    try:
        return read_learned_from(text)
    except ValueError as error:
        raise ModelRefused(_sentence(error)) from error


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
