"""The made-up past, lived day by day: jobs in the morning, people by day, answers after."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from employers.interface import vacancy_brief
from employers.service import record_vacancy
from employers.values import VacancyState
from forsa.deeds.consents import change_availability, withdraw_consent
from forsa.deeds.employers import move_employer
from forsa.deeds.vacancies import move_vacancy
from forsa.delivery.wiring import delivery_of
from forsa.delivery.worker import BATCH_SIZE, Delivery, deliver_due
from forsa.demo.fates import Step
from forsa.demo.moves import take
from forsa.demo.people import Change, PersonPlan
from forsa.demo.stage import Stage
from forsa.demo.standing import EMPLOYER_TURNS, By, EmployerTurn, VacancyMove
from forsa.demo.vacancies import VacancyPlan, drawn_place, issue_place
from forsa.scheduler.jobs import job_named
from forsa.scheduler.table import JOBS
from kernel.actor import SYSTEM, Actor
from kernel.errors import DomainError
from matching.interface import introductions_of
from matching.queries.fields import Field, field_now, picks_for
from matching.service import draw_up_shortlist
from matching.values.shortlists import Versions
from skills.service import record_returnee
from skills.values.consents import ConsentMethod, Purpose

LISTS_DAYS = 3
"""On the last so many days the caseworkers' lists are posted too."""

OWNER = "the past"
"""Who sends mail in the past, as the outbox names it."""

Deed = Callable[[Session, datetime], object]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vacancy for which people are looked for, and the plan that says what becomes of them."""

    plan: VacancyPlan
    vacancy_id: int


@dataclass(slots=True)
class Past:
    """What is still to happen, by the place of its day; `counts` tell how deeds went."""

    stage: Stage
    delivery: Delivery
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


def live_through(
    stage: Stage, people: Sequence[PersonPlan], vacancies: Sequence[VacancyPlan]
) -> Counter[str]:
    """Live through all days until yesterday; return how many deeds were done and refused."""
    past = Past(stage, delivery_of(stage.settings, stopping=lambda: False))
    for person in people:
        past.recordings[person.place].append(_recording_of_person(past, person))
    for vacancy in vacancies:
        past.recordings[vacancy.place].append(_recording_of_vacancy(past, vacancy))
    for turn in EMPLOYER_TURNS:
        past.deeds[turn.place].append(_employer_turn(stage, turn))
    for place in range(len(stage.calendar.days) - 1, -1, -1):
        _morning(past, place)
        _day(past, place)
        _afternoon(past, place)
    return past.counts


def _morning(past: Past, place: int) -> None:
    moment = past.stage.calendar.moment
    for minute, deed in enumerate(past.recordings[place]):
        past.carry_out(deed, moment(place, 7) + timedelta(seconds=10 * minute))
    _run(past, "expiry", moment(place, 7, 55))
    if place < LISTS_DAYS:
        _run(past, "caseworker-list", moment(place, 8))
    _run(past, "reminders", moment(place, 8, 30))
    if place in past.stage.calendar.issues:
        _run(past, "issue", moment(place, 9))
    _deliver(past, moment(place, 9, 1))


def _day(past: Past, place: int) -> None:
    at = past.stage.calendar.moment(place, 10)
    if past.drawings[place]:
        with past.stage.database.reading() as session:
            found = field_now(session, lookup=past.stage.lookup, now=at)
        for drawing in past.drawings[place]:
            _draw(past, drawing, found, at)
    for minute, deed in enumerate(past.deeds[place]):
        past.carry_out(deed, at + timedelta(minutes=10 + minute))


def _afternoon(past: Past, place: int) -> None:
    moment = past.stage.calendar.moment
    _run(past, "answers", moment(place, 15, 30))
    _deliver(past, moment(place, 15, 31))


def _run(past: Past, name: str, at: datetime) -> None:
    report = job_named(JOBS, name).function(past.stage.context(at))
    past.counts["failed"] += report.counts.get("failed", 0)


def _deliver(past: Past, at: datetime) -> None:
    while True:
        report = deliver_due(past.stage.database, past.delivery, now=at, owner=OWNER)
        past.counts["mails"] += report.sent
        if report.total < BATCH_SIZE:
            return


def _recording_of_person(past: Past, plan: PersonPlan) -> Deed:
    caseworker = past.stage.cast.caseworker(plan.draft.caseworker_id)

    def record(session: Session, at: datetime) -> None:
        returnee_id = record_returnee(session, draft=plan.draft, actor=caseworker, now=at)
        if plan.change is not None:
            past.deeds[plan.change.place].append(_change(returnee_id, plan.change, caseworker))

    return record


def _change(returnee_id: int, change: Change, caseworker: Actor) -> Deed:
    def take_back(session: Session, at: datetime) -> None:
        if isinstance(change.what, Purpose):
            withdraw_consent(
                session,
                returnee_id=returnee_id,
                purpose=change.what,
                method=ConsentMethod.WITNESSED,
                actor=caseworker,
                now=at,
            )
            return
        change_availability(
            session,
            returnee_id=returnee_id,
            to=change.what,
            until_on=at.date() + timedelta(days=60),
            actor=caseworker,
            now=at,
        )

    return take_back


def _recording_of_vacancy(past: Past, plan: VacancyPlan) -> Deed:
    cast = past.stage.cast
    supervisor = cast.office_for(plan.draft.governorate).supervisor
    owner = cast.owners[plan.draft.employer_id]

    def record(session: Session, at: datetime) -> None:
        by_owner = plan.turn is not None and plan.turn.by is By.OWNER
        writer = owner if by_owner else supervisor
        vacancy_id = record_vacancy(session, draft=plan.draft, actor=writer, now=at)
        if plan.story is not None:
            place = drawn_place(plan.story, past.stage.calendar)
            past.drawings[place].append(Drawing(plan, vacancy_id))
        for move in plan.turn.moves if plan.turn is not None else ():
            actor = owner if move.by is By.OWNER else supervisor
            past.deeds[move.place].append(_vacancy_move(vacancy_id, move, actor))

    return record


def _vacancy_move(vacancy_id: int, move: VacancyMove, actor: Actor) -> Deed:
    def turn(session: Session, at: datetime) -> None:
        move_vacancy(
            session, vacancy_id=vacancy_id, to=move.to, actor=actor, now=at, reason=move.reason
        )

    return turn


def _employer_turn(stage: Stage, turn: EmployerTurn) -> Deed:
    employer_id = stage.cast.employer_ids[turn.employer]
    actors = {By.OWNER: stage.cast.owners[employer_id], By.SYSTEM: SYSTEM}
    actor = actors.get(turn.by, stage.cast.offices[0].supervisor)

    def move(session: Session, at: datetime) -> None:
        move_employer(session, employer_id=employer_id, to=turn.to, actor=actor, now=at)

    return move


def _draw(past: Past, drawing: Drawing, found: Field, at: datetime) -> None:
    """Put people on a vacancy's shortlist and plan what becomes of each."""
    story, vacancy_id = drawing.plan.story, drawing.vacancy_id
    assert story is not None, "only stories draw"
    with past.stage.database.reading() as session:
        vacancy = vacancy_brief(session, vacancy_id)
        if vacancy.state is not VacancyState.OPEN:
            return
        matches = picks_for(session, found, found.waiting, vacancy, places=len(story.fates))

    def draw(session: Session, now: datetime) -> None:
        versions = Versions(vacancy.version, found.weights.version, found.taxonomy)
        draw_up_shortlist(
            session,
            vacancy_id=vacancy_id,
            matches=matches,
            versions=versions,
            actor=SYSTEM,
            now=now,
        )
        drawn = introductions_of(session, vacancy_id=vacancy_id)
        for introduction, fate in zip(drawn, story.fates, strict=False):
            for step in fate:
                place = issue_place(story, past.stage.calendar) - step.day
                past.deeds[place].append(_step(past, introduction.introduction_id, step))

    past.carry_out(draw, at)


def _step(past: Past, introduction_id: int, step: Step) -> Deed:
    def go_on(session: Session, at: datetime) -> None:
        taken = take(session, introduction_id, step, past.stage.cast, at)
        past.counts["steps" if taken else "steps left out"] += 1

    return go_on
