"""Whether two files may be of one person: what is compared, what comes of it."""

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """What speaks for or against two files being one person's."""

    SAME_REFERENCE = "same_reference"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"
    SAME_PHONE = "same_phone"
    SHARED_PHONE = "shared_phone"
    SAME_YEAR = "same_year"
    NEAR_YEAR = "near_year"
    OTHER_YEAR = "other_year"
    SAME_GOVERNORATE = "same_governorate"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is compared of a person. Names are as written; `phone` is E.164; None is unknown."""

    full_name: str
    latin_name: str | None = None
    birth_year: int | None = None
    phone: str | None = None
    phone_shared: bool = False
    governorate: str | None = None
    source_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for one person. `score` is in [0, 1]; `reasons` in the order of weight."""

    score: float
    reasons: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PersonLike:
    """Somebody on file who may be the same person."""

    returnee_id: int
    office_id: int
    full_name: str
    birth_year: int | None
    governorate: str | None
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class PeopleLike:
    """Who may be the same: people of the own office, and which other offices have somebody."""

    own: tuple[PersonLike, ...]
    office_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairLike:
    """Two files of one office that may be one person's, the older first."""

    first: PersonLike
    second: PersonLike
