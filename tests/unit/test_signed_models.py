"""Models are read if the server signed them, and refused in a sentence if not."""

import json

import pytest

from forsa.exchange.signed_models import sealed, unsealed
from matching.errors import ModelRefused

KEYS = ("a" * 32,)
OTHER = "b" * 32
TEXT = '{"version": "learned-1"}\n'


def test_a_model_is_read_as_it_was_written_also_after_the_key_was_changed():
    assert unsealed(sealed(TEXT, KEYS), KEYS) == TEXT
    assert unsealed(sealed(TEXT, KEYS), (OTHER, *KEYS)) == TEXT


def flipped(text):
    return sealed(text, KEYS).replace("learned-1", "learned-3")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (flipped, "was changed after"),
        (lambda text: sealed(text, (OTHER,)), "key that is not in FORSA_SECRET_KEY"),
        (lambda text: sealed(text, KEYS)[:-20], "cut short"),
        (lambda text: json.dumps({"model": text}), "no signature"),
        (lambda text: text, "no signature"),
        (lambda text: "[]", "no signature"),
        (lambda text: "", "cut short"),
        (lambda _: "cos\nsystem\n(S'true'\ntR.", "no signature"),
    ],
    ids=["changed", "other key", "cut", "unsigned", "bare", "a list", "empty", "pickle"],
)
def test_what_the_server_did_not_sign_is_refused(spoil, says):
    with pytest.raises(ModelRefused, match=says):
        unsealed(spoil(TEXT), KEYS)
