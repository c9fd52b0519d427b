"""What occupations need by the taxonomy, and how skills are kin."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OccupationNeeds:
    """Occupations with their skills, all by URI.

    `unit_groups` has the ISCO-08 code of each occupation, None where it has none; `essential`
    and `optional` the skills of those that have any, in order. `above` are pairs of a skill and
    a skill or group of skills just above it, `beside` pairs of skills that are related otherwise.
    """

    unit_groups: Mapping[str, str | None] = field(repr=False)
    essential: Mapping[str, tuple[str, ...]] = field(repr=False)
    optional: Mapping[str, tuple[str, ...]] = field(repr=False)
    above: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    beside: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def skills(self, occupation_uri: str) -> tuple[str, ...]:
        """Return all skills of an occupation, each once, the essential ones first."""
        essential = self.essential.get(occupation_uri, ())
        optional = self.optional.get(occupation_uri, ())
        return tuple(dict.fromkeys((*essential, *optional)))
