"""Model files are read if the server signed them, and refused in a sentence if not."""

import json

import pytest

from forsa.exchange.model_files import (
    ModelRefused,
    keep,
    kept,
    point_to,
    pointed_to,
    sealed,
    unsealed,
)

KEYS = ("a" * 32,)
TEXT = '{"version": "learned-1"}\n'


def test_a_model_is_read_as_it_was_written_also_after_the_key_was_changed(tmp_path):
    path = keep(tmp_path / "models", "learned-1", TEXT, KEYS)

    assert kept(tmp_path / "models", "learned-1", ("b" * 32, *KEYS)) == TEXT
    assert [one.name for one in path.parent.iterdir()] == ["learned-1.json"]
    with pytest.raises(ModelRefused, match="already"):
        keep(tmp_path / "models", "learned-1", TEXT, KEYS)


def changed(text):
    return sealed(text, KEYS).replace("learned-1", "learned-2")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (changed, "was changed"),
        (lambda text: sealed(text, ("b" * 32,)), "another key"),
        (lambda text: sealed(text, KEYS)[:-20], "cut short"),
        (lambda text: json.dumps({"model": text}), "no signature"),
        (lambda text: json.dumps({"model": 1, "signature": 2}), "no signature"),
        (lambda text: text, "no signature"),
        (lambda text: "[]", "no signature"),
        (lambda text: "", "cut short"),
    ],
    ids=["changed", "other key", "cut", "unsigned", "numbers", "bare", "a list", "empty"],
)
def test_what_the_server_did_not_sign_is_refused(spoil, says):
    with pytest.raises(ModelRefused, match=says):
        unsealed(spoil(TEXT), KEYS)


@pytest.mark.parametrize("version", ["../evil", "", "a/b", "A", "in.use", "x" * 61])
def test_a_version_is_a_plain_name(tmp_path, version):
    with pytest.raises(ModelRefused, match="no version"):
        kept(tmp_path, version, KEYS)


def test_the_pointer_remembers_what_ranked_before(tmp_path):
    assert pointed_to(tmp_path) == []
    point_to(tmp_path, ["learned-1", "learned-2"])
    assert pointed_to(tmp_path) == ["learned-1", "learned-2"]
    point_to(tmp_path, ["learned-1"])
    assert pointed_to(tmp_path) == ["learned-1"]
    with pytest.raises(ModelRefused, match="no model learned-9"):
        kept(tmp_path, "learned-9", KEYS)
