"""Every column of this package that points to a person, and the tables that hang on those rows."""

from collections.abc import Mapping

from kernel.storage import Row
from matching.models import (
    Disclosure,
    Introduction,
    IntroductionMove,
    Shortlist,
    ShortlistEntry,
    Task,
)

FOLLOWING: Mapping[str, type[Row]] = {
    "introduction.returnee_id": Introduction,
    "disclosure.returnee_id": Disclosure,
    "task.returnee_id": Task,
}
"""Rows that go to the file that stays when two files of one person are made one."""

TABLES: Mapping[str, type[Row]] = {
    "introduction": Introduction,
    "introduction_move": IntroductionMove,
    "disclosure": Disclosure,
    "shortlist": Shortlist,
    "shortlist_entry": ShortlistEntry,
    "task": Task,
}
"""The tables in which a merge may change rows, by their names."""
