"""What another model would change: the first people of each vacancy, as they are now."""

from collections.abc import Sequence
from dataclasses import dataclass

from employers.values import VacancyBrief
from matching.queries.fields import Field
from matching.ranking import best_of_roster, is_rankable
from matching.scorer import ModelWeights


@dataclass(frozen=True, slots=True)
class Compared:
    """The first people of one vacancy by the model that ranks, and by another, best first."""

    vacancy_id: int
    now: tuple[int, ...]
    then: tuple[int, ...]

    @property
    def stay(self) -> int:
        """How many of the first people would be among the first again."""
        return len(set(self.now) & set(self.then))

    @property
    def is_same(self) -> bool:
        """Whether they would be the same in the same order."""
        return self.now == self.then


def compared(
    field: Field, vacancies: Sequence[VacancyBrief], other: ModelWeights, *, top: int
) -> tuple[Compared, ...]:
    """Return the first `top` people of each vacancy by both models; no query.

    Each vacancy for itself, of all who may be matched; one that names neither skill nor occupation
    is left out. Whom lists hold in the end is decided for all together.
    """
    return tuple(
        Compared(
            one.vacancy_id,
            _first(field, one, field.weights, top),
            _first(field, one, other, top),
        )
        for one in vacancies
        if is_rankable(one)
    )


def _first(field: Field, vacancy: VacancyBrief, model: ModelWeights, top: int) -> tuple[int, ...]:
    found = best_of_roster(
        field.demand(vacancy), field.kept.roster, model, top=top, salt=f"{field.today}"
    )
    return found.returnee_ids[:top]
