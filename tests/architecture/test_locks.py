"""The locks hold what pyproject.toml asks for; `make lock` makes them again."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
RUNS = PROJECT["dependencies"] + EXTRAS["demo"]
FLOORS = {"litestar": "2.22", "jinja2": "3.1.6"}
"""Versions below which there are known holes. Source: GHSA of 2.22.0 and 3.1.6."""


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.!+-]+)", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("lock", "asked"),
    [("constraints.txt", RUNS), ("constraints-dev.txt", RUNS + EXTRAS["dev"])],
)
def test_each_requirement_is_locked_to_a_version_that_fits(lock, asked):
    versions = locked(lock)
    wrong = [
        line
        for line in map(Requirement, asked)
        if not line.specifier.contains(versions.get(canonicalize_name(line.name), "0"))
    ]

    assert wrong == []


def test_both_locks_agree():
    runs, dev = locked("constraints.txt"), locked("constraints-dev.txt")

    assert runs.items() <= dev.items()


@pytest.mark.parametrize("lock", ["constraints.txt", "constraints-dev.txt"])
def test_every_locked_version_has_a_hash(lock):
    parts = re.split(
        r"^(?=[\w.-]+==)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE
    )

    assert [part for part in parts if "==" in part and "--hash=sha256:" not in part] == []


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_floors_are_kept(name, floor):
    asked = {Requirement(line).name: Requirement(line).specifier for line in RUNS}

    assert not asked[name].contains("0.0.1")
    assert Requirement(f"{name}>={floor}").specifier.contains(locked("constraints.txt")[name])
