"""What is still to happen in the made-up past, by day."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from forsa.demo.stage import Stage
from forsa.demo.vacancies import VacancyPlan
from kernel.errors import DomainError

Deed = Callable[[Session, datetime], object]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vacancy for which people are looked for, and the plan that says what becomes of them."""

    plan: VacancyPlan
    vacancy_id: int


@dataclass(slots=True)
class Agenda:
    """What is still to happen, by the place of its day; `counts` tell how deeds went.

    Recordings are done in the morning, then people are put on shortlists, then come the deeds.
    """

    stage: Stage
    recordings: dict[int, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    drawings: dict[int, list[Drawing]] = field(default_factory=lambda: defaultdict(list))
    deeds: dict[int, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)

    def carry_out(self, deed: Deed, at: datetime) -> None:
        """Do one deed in a transaction of its own; one that is refused changes nothing."""
        try:
            with self.stage.database.writing() as session:
                deed(session, at)
        except DomainError:
            self.counts["refused"] += 1
        else:
            self.counts["done"] += 1
