"""How one introduction stands, in words for the office of its person."""

from dataclasses import dataclass
from datetime import date, datetime
from math import fsum

from sqlmodel import Session

from employers.queries import vacancy_headings
from employers.values import VacancyHeading
from forsa.i18n import Language, next_step_sentence, reason_sentence
from forsa.shapes.offices import (
    EntryLine,
    IntroductionPage,
    MoveChoice,
    OpenTask,
    PastMove,
    PointLine,
    RankingShown,
)
from forsa.web.office.caseload import introduction_address
from forsa.web.office.entries_shown import Wording, entry_line, wording
from forsa.web.office.moves import DIRECT
from kernel.actor import Actor
from kernel.calendar import local_day
from matching.queries.introductions import (
    introduction,
    moves_allowed,
    moves_of,
    tasks_of_introduction,
)
from matching.queries.model_versions import shipped_weights
from matching.queries.shortlists import ranking_of
from matching.values.introductions import IntroductionBrief
from matching.values.shortlists import Ranked
from skills.queries.people import people_to_ask
from skills.values.people import PersonToAsk

POINTS = 10
"""Points for 1 in log-odds."""


@dataclass(frozen=True, slots=True)
class Known:
    """One introduction with its person and vacancy, read for somebody who may see them."""

    found: IntroductionBrief
    person: PersonToAsk
    heading: VacancyHeading

    @property
    def entry(self) -> EntryLine:
        """The introduction without its reasons."""
        return entry_line(self.found, self.person, self.heading, (), Wording(Language.ENGLISH, {}))


def known_of(session: Session, introduction_id: int, actor: Actor, now: datetime) -> Known:
    """Return one introduction with its person and vacancy; four queries.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    """
    found = introduction(session, introduction_id=introduction_id, actor=actor)
    return Known(
        found,
        people_to_ask(session, [found.returnee_id], at=now)[found.returnee_id],
        vacancy_headings(session, [found.vacancy_id])[found.vacancy_id],
    )


def introduction_page(
    session: Session, introduction_id: int, actor: Actor, now: datetime, language: Language
) -> IntroductionPage:
    """Return all that the office sees of one introduction; eight queries.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    """
    known = known_of(session, introduction_id, actor, now)
    found = known.found
    ranked = ranking_of(session, introduction_id)
    reasons = ranked.reasons if ranked is not None else ()
    words = wording(session, [reasons], language)
    step = found.next_step
    return IntroductionPage(
        entry=entry_line(found, known.person, known.heading, reasons, words),
        address=introduction_address(introduction_id),
        state_at=found.state_at,
        next_sentence=next_step_sentence(step, language) if step is not None else None,
        is_late=step is not None and step.on < local_day(now),
        moves=_choices(found, actor, local_day(now)),
        past=_past(session, introduction_id),
        tasks=_tasks(session, introduction_id, now),
        employer_phone=known.heading.employer_phone,
        reason=found.last_reason.value if found.last_reason is not None else None,
        wants=found.wanted_at is not None,
        ranking=_ranking(ranked, words) if ranked is not None else None,
    )


def _ranking(ranked: Ranked, words: Wording) -> RankingShown:
    """Return the points of a place; what adds nothing is left out."""
    return RankingShown(
        rank=ranked.rank,
        drawn_on=local_day(ranked.drawn_at),
        start=_points(ranked.start),
        lines=tuple(
            PointLine(
                reason_sentence(one, words.language, words.labels), _points(one.contribution)
            )
            for one in sorted(ranked.reasons, key=lambda one: -one.contribution)
            if _points(one.contribution)
        ),
        total=_points(ranked.start + fsum(one.contribution for one in ranked.reasons)),
        model=ranked.model,
        is_learned=ranked.model != shipped_weights().version,
        taxonomy=ranked.taxonomy,
        by_lot=ranked.by_lot,
    )


def _points(odds: float) -> int:
    return round(POINTS * odds)


def _choices(found: IntroductionBrief, actor: Actor, today: date) -> tuple[MoveChoice, ...]:
    address = introduction_address(found.introduction_id)
    return tuple(
        MoveChoice(to.value, f"{address}/{to}", to in DIRECT)
        for to in moves_allowed(found, actor, today=today)
    )


def _past(session: Session, introduction_id: int) -> tuple[PastMove, ...]:
    return tuple(
        PastMove(
            one.at,
            one.to_state.value,
            one.role,
            one.via.value,
            one.reason.value if one.reason is not None else None,
        )
        for one in moves_of(session, introduction_id)
    )


def _tasks(session: Session, introduction_id: int, now: datetime) -> tuple[OpenTask, ...]:
    today = local_day(now)
    return tuple(
        OpenTask(
            task.kind.value,
            task.due_on,
            task.due_on < today,
            f"/office/tasks/{task.task_id}/done",
        )
        for task in tasks_of_introduction(session, introduction_id)
    )
