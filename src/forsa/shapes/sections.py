"""The parts of a person's file, as their office fills them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class SectionForm:
    """One part of a file as it was typed, or as it stands.

    `version` is that of the file read; `once` is the same for every time that a form for
    something new is sent. `ticked` has the values of fields of which several can be chosen.
    """

    reference: str
    action: str
    version: str = ""
    once: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    ticked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return what stands in a field, empty if nothing does."""
        return self.values.get(name, "")

    def pick(self, name: str) -> str | None:
        """Return what was chosen of several answers, None if nothing was."""
        return self.values.get(name)

    def all(self, name: str) -> frozenset[str]:
        """Return what was ticked."""
        return self.ticked.get(name, frozenset())


@dataclass(frozen=True, slots=True)
class SpellLine:
    """One spell of work. `label` is the occupation's, None while there are only own words."""

    own_words: str
    label: str | None
    months: int | None
    kind: str | None
    is_abroad: bool | None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One time at school."""

    level: str
    field: str | None
    ended_year: int | None
    is_finished: bool | None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate. `is_recognised` None: nobody knows yet whether it counts."""

    name: str
    issuer: str | None
    is_recognised: bool | None
    issued_year: int | None
    expires_on: date | None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class WishLine:
    """Work that somebody wants or refuses, and what it was understood as, None if it was not."""

    own_words: str
    label: str | None


@dataclass(frozen=True, slots=True)
class TryLine:
    """One try to reach a person. `by` is who tried, None for a command."""

    way: str
    result: str
    on: date
    by: str | None


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """One hand-over: to whom, how it stands, and the reason of a refusal.

    `is_within`: the receiver is of the same office. In a list `person` is the number of the file;
    `address` None, that it is another office's now.
    """

    to: str
    state: str
    on: date
    reason: str | None = None
    note: str | None = None
    is_open: bool = False
    is_within: bool = False
    person: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """A file that is offered: no name, no phone. `address` leads to what may be seen of it.

    `stands_in_for` names the caseworker it is offered to, if the reader answers for them.
    """

    person: str
    address: str
    from_office: str
    on: date
    note: str | None = None
    stands_in_for: str | None = None
    governorate: str | None = None
    accepted_governorates: tuple[str, ...] = ()
    occupation: str | None = None
    experience_months: int | None = None
    languages: tuple[tuple[str, str], ...] = ()
    skill_count: int = 0
