"""Models signed with the server's key, and which of them ranks.

What is kept of a model is JSON of its text and of the signature (HMAC-SHA256). Nobody without the
server's key can make one that is read, and none is ever code. What is in it is read by `matching`.
"""

import hmac
import json
from collections.abc import Sequence
from hashlib import sha256
from logging import getLogger

from sqlmodel import Session

from matching.errors import ModelGone, ModelNotFound, ModelRefused
from matching.queries.model_versions import (
    ModelWeights,
    learned_from_text,
    model_in_use,
    model_named,
    shipped_weights,
    weights_from_text,
)
from matching.values.model_versions import SHIPPED, LearnedFrom, ModelBrief

PURPOSE = b"forsa model files"
"""Parts the key of models from those of everything else that the server signs."""
WHICH_KEY = b"which key signed this"
MARK_LENGTH = 12

LOG = getLogger("forsa.models")

CUT = "This model is cut short or has no signature. Train again, or go back."
OTHER_KEY = (
    "This model was signed with a key that is not in FORSA_SECRET_KEY. "
    "Put the old key behind the new one, with a comma; or train again."
)
CHANGED = "This model was changed after it was signed. Train again, or go back."


def sealed(text: str, secret_keys: Sequence[str]) -> str:
    """Return a model's text with its signature and a mark of the key, by the first key."""
    key = _key(secret_keys[0])
    whole = {"key": _mark(key), "signature": _signature(text, key), "model": text}
    return json.dumps(whole) + "\n"


def unsealed(sealed_text: str, secret_keys: Sequence[str]) -> str:
    """Return the model's text, if one of the keys signed just this.

    Raises
    ------
    ModelRefused
        If it is cut short, unsigned, signed with another key, or changed.
    """
    try:
        whole = json.loads(sealed_text)
        mark, signature, text = (str(whole[name]) for name in ("key", "signature", "model"))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ModelRefused(CUT) from error
    keys = {_mark(key): key for key in map(_key, secret_keys)}
    if mark not in keys:
        raise ModelRefused(OTHER_KEY)
    if not hmac.compare_digest(_signature(text, keys[mark]).encode(), signature.encode()):
        raise ModelRefused(CHANGED)
    return text


def model_now(session: Session, secret_keys: Sequence[str]) -> ModelWeights:
    """Return the model that ranks; the shipped one if the one in use must not be read.

    One small query. People go on being matched, and the log and `forsa doctor` say what is wrong.
    """
    try:
        return checked_model_now(session, secret_keys)
    except ModelRefused as refusal:
        LOG.error("model.refused, the shipped one ranks: %s", refusal)
        return shipped_weights()


def checked_model_now(session: Session, secret_keys: Sequence[str]) -> ModelWeights:
    """Return the model that ranks: the one put to use, else the shipped one; one small query.

    Raises
    ------
    ModelRefused
        If the one in use must not be read.
    """
    brief = model_in_use(session)
    return _weights(brief, secret_keys) if brief is not None else shipped_weights()


def model_of(session: Session, version: str, secret_keys: Sequence[str]) -> ModelWeights:
    """Return the model of a version, in use or not, or the one that is shipped.

    Raises
    ------
    ModelGone
        If there is none of this version here.
    ModelRefused
        If it must not be read.
    """
    if version in (SHIPPED, shipped_weights().version):
        return shipped_weights()
    try:
        return _weights(model_named(session, version), secret_keys)
    except ModelNotFound as error:
        raise ModelGone(version) from error


def learned_from(brief: ModelBrief, secret_keys: Sequence[str]) -> LearnedFrom | None:
    """Return what a model learned from, None if it is not said.

    Raises
    ------
    ModelRefused
        If it must not be read.
    """
    return learned_from_text(unsealed(brief.sealed, secret_keys))


def _weights(brief: ModelBrief, secret_keys: Sequence[str]) -> ModelWeights:
    return weights_from_text(unsealed(brief.sealed, secret_keys), brief.version)


def _key(secret_key: str) -> bytes:
    return hmac.new(secret_key.encode(), PURPOSE, sha256).digest()


def _mark(key: bytes) -> str:
    return hmac.new(key, WHICH_KEY, sha256).hexdigest()[:MARK_LENGTH]


def _signature(text: str, key: bytes) -> str:
    return hmac.new(key, text.encode(), sha256).hexdigest()
