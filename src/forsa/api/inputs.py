"""What may come in by an address of the API: types that say the bounds, and what each is."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from litestar.exceptions import ValidationException
from litestar.params import QueryParameter

from forsa.i18n import Language
from kernel.places import Governorate

PlaceAsked = Annotated[
    Governorate | None,
    QueryParameter(description="Only vacancies of this governorate (ISO 3166-2)."),
]

Labels = Annotated[
    Language | None,
    QueryParameter(
        description="In which language to name concepts: en, ar or ckb. Without it "
        "Accept-Language decides."
    ),
]

PageAsked = Annotated[int, QueryParameter(ge=1, le=10_000, description="Which page, from 1.")]

LONGEST_QUERY = 100
"""Characters of a query: a skill's name is shorter (docs/matching.md)."""


class Sort(StrEnum):
    """Sorts of concepts, by the names of the commands too; `skill` includes knowledge."""

    SKILL = "skill"
    OCCUPATION = "occupation"
    ISCO_GROUP = "isco_group"
    SKILL_GROUP = "skill_group"


WordsAsked = Annotated[
    str,
    QueryParameter(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="What somebody said or typed, in any of the languages.",
    ),
]
WrittenIn = Annotated[
    str | None,
    QueryParameter(
        pattern="^[a-z]{2,3}$",
        description="What it is written in, if you know; other labels are found too.",
    ),
]
SortsAsked = Annotated[
    list[Sort] | None,
    QueryParameter(description="Only these sorts; say it once for each. None: all."),
]
TopAsked = Annotated[int, QueryParameter(ge=1, le=50, description="How many concepts at most.")]
UriAsked = Annotated[str, QueryParameter(min_length=1, max_length=300, description="Its URI.")]


def check_fields(wrong: Sequence[tuple[str, str]]) -> None:
    """Refuse what was sent if anything in it is wrong: fields, each with what is wrong with it.

    Raises
    ------
    ValidationException
        If there is any.
    """
    if wrong:
        raise ValidationException(extra=[{"key": key, "message": what} for key, what in wrong])
