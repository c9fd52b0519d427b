"""What crosses a door: ids, plain values, frozen dataclasses, and the session that is lent."""

import ast
import inspect
from collections import abc
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from sqlmodel import Session, SQLModel

from tests.architecture.sources import FOLDERS, doors_of, trees_of

PLAIN = (int, str, bool, float, bytes, date, datetime, Path, NoneType, Session)
COLLECTIONS = (list, tuple, frozenset, abc.Sequence, abc.Collection, abc.Iterable, abc.Iterator)
BY_ID = (dict, abc.Mapping)
"""Values of many rows by their ids, URIs or states; a record is never one of these."""

AGREED = {
    "skills.lookup.lookup.Lookup": "an index in memory that is asked, never changed",
    "skills.merging.content.Content": "what a taxonomy says, read-only; too large to be copied",
    "sqlalchemy.sql.selectable.Select": "ids not fetched yet, to be asked for inside a query",
}
"""Other types that may cross, each with its reason."""


SHARED_INSIDE = {
    "employers.interface.briefs_of",
    "matching.interface.brief_of",
    "matching.interface.suggestable",
    "matching.queries.shortlists.entry_brief",
    "matching.queries.shortlists.reason_from",
    "skills.interface.consents.newest_rows",
    "skills.interface.hand_overs.brief_of_hand_over",
    "skills.interface.consents.taken_back_rows",
    "skills.interface.rulings.brief_of",
}
"""What modules of one domain share with each other: no doors, and nobody else may use them."""


def full_name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def may_cross(kind: Any) -> bool:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return all(map(may_cross, arguments))
    if origin in COLLECTIONS:
        return all(may_cross(each) for each in arguments if each is not Ellipsis)
    if origin in BY_ID:
        return all(map(may_cross, arguments))
    if not isinstance(kind, type) or issubclass(kind, SQLModel):
        return False
    is_frozen = is_dataclass(kind) and kind.__dataclass_params__.frozen
    return is_frozen or issubclass(kind, (*PLAIN, Enum)) or full_name(kind) in AGREED


def what_crosses(rooms):
    for name, function in doors_of(*rooms):
        if name in SHARED_INSIDE:
            continue
        for argument, kind in get_type_hints(function).items():
            yield f"{name}: {argument}", kind


@pytest.mark.parametrize("room", ["service", "interface", "queries"])
def test_only_values_cross(room):
    found = dict(what_crosses([room]))

    assert len(found) > 20, "no door was found"
    assert {door: kind for door, kind in found.items() if not may_cross(kind)} == {}


def test_a_row_a_dict_or_anything_would_be_found():
    class Thing(SQLModel):
        pass

    wrong = [Thing, list[Thing], dict[int, Thing], dict, dict[str, Any], Any, object, Thing | None]

    assert [kind for kind in wrong if may_cross(kind)] == []


def test_what_a_domain_shares_inside_is_used_inside():
    shared = {name.rpartition(".")[2]: name.partition(".")[0] for name in SHARED_INSIDE}
    outside = [
        f"{path}:{node.lineno} {alias.name}"
        for package in FOLDERS
        for path, tree in trees_of(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if shared.get(alias.name) == node.module.partition(".")[0] != package
    ]

    assert outside == []


def test_deeds_are_told_who_acts_and_when_by_name():
    wrong = [
        name
        for name, deed in doors_of("service")
        for argument in ("actor", "now")
        if argument in inspect.signature(deed).parameters
        if inspect.signature(deed).parameters[argument].kind is not inspect.Parameter.KEYWORD_ONLY
    ]
    unsaid = [
        name
        for name, deed in doors_of("service")
        if "now" not in inspect.signature(deed).parameters
    ]

    assert (wrong, unsaid) == ([], [])


def test_deeds_without_an_actor_are_those_of_the_clock():
    found = {
        name.rpartition(".")[2]
        for name, deed in doors_of("service")
        if "actor" not in inspect.signature(deed).parameters
    }

    assert found == {"carry_out_answer", "open_task"}
