"""What must never count: no name in `matching` speaks of it, no profile carries it."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from skills.values.returnees import SkillProfile

ROOT = Path(__file__).parents[3]
NEVER = {
    *("sex", "gender", "age", "birth_year", "birthday", "full_name", "latin_name", "phone"),
    *("religion", "ethnicity", "family", "married", "disability", "displacement", "displaced"),
    *("host_country", "photo", "district", "source_ref", "address"),
    *("time_abroad", "since_on", "is_abroad", "abroad", "country", "case_references"),
}
PURE = ("index", "features", "gates.py", "scorer.py", "reasons.py", "ranking", "allocation")
MODULES = [
    path
    for room in (*PURE, "training.py")
    for path in (
        [ROOT / "matching" / room]
        if room.endswith(".py")
        else (ROOT / "matching" / room).rglob("*.py")
    )
]


def names_in(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword):
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_ranking_module_names_what_must_not_count(path):
    assert not NEVER.intersection(names_in(path))


def test_a_profile_carries_nothing_that_must_not_count():
    assert not NEVER.intersection(field.name for field in fields(SkillProfile))
