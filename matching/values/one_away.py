"""What alone stands between people and vacancies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opener:
    """One skill, at a proficiency from 1 to 4, or one licence, and what it alone would open.

    `concept_uri` is None for a licence and for own words; `words` are as the vacancy has them, or
    the licence. `pairs` have a person and a vacancy each, by their ids.
    """

    concept_uri: str | None
    words: str
    least: int
    is_licence: bool
    pairs: frozenset[tuple[int, int]]

    @property
    def people(self) -> frozenset[int]:
        """Who would have a vacancy more."""
        return frozenset(who for who, _ in self.pairs)

    @property
    def vacancies(self) -> frozenset[int]:
        """For which vacancies somebody more would do."""
        return frozenset(vacancy for _, vacancy in self.pairs)
