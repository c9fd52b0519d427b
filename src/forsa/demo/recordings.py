"""People, vacancies and employers in the made-up past: written down, and moved later."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session

from employers.service import record_vacancy
from forsa.deeds.consents import change_availability, withdraw_consent
from forsa.deeds.employers import move_employer
from forsa.deeds.vacancies import move_vacancy
from forsa.demo.agenda import Agenda, Deed, Drawing
from forsa.demo.people import Change, PersonPlan
from forsa.demo.stage import Stage
from forsa.demo.standing import EMPLOYER_TURNS, By, EmployerTurn, VacancyMove
from forsa.demo.vacancies import VacancyPlan, drawn_place
from kernel.actor import SYSTEM, Actor
from kernel.calendar import local_day
from skills.service import record_returnee, record_returnees
from skills.values.consents import ConsentMethod, Purpose
from skills.values.returnees import ReturneeDraft

AWAY_DAYS = 60


def plan_recordings(
    agenda: Agenda, people: Sequence[PersonPlan], vacancies: Sequence[VacancyPlan]
) -> None:
    """Put on the agenda when people and vacancies are written down, and how employers move."""
    _plan_people(agenda, people)
    for plan in vacancies:
        agenda.recordings[plan.place].append(_recording_of_vacancy(agenda, plan))
    for turn in EMPLOYER_TURNS:
        agenda.deeds[turn.place].append(_employer_turn(agenda.stage, turn))


def _plan_people(agenda: Agenda, plans: Sequence[PersonPlan]) -> None:
    """Write down together whom one caseworker meets on a day, but for those who change later."""
    together: dict[tuple[int, int | None], list[ReturneeDraft]] = defaultdict(list)
    for plan in plans:
        if plan.change is None:
            together[plan.place, plan.draft.caseworker_id].append(plan.draft)
        else:
            recording = _recording_of_person(agenda, plan.draft, plan.change)
            agenda.recordings[plan.place].append(recording)
    for (place, caseworker_id), drafts in together.items():
        caseworker = agenda.stage.cast.caseworker(caseworker_id)
        agenda.recordings[place].append(partial(_record_people, drafts, caseworker))


def _record_people(
    drafts: Sequence[ReturneeDraft], caseworker: Actor, session: Session, at: datetime
) -> None:
    record_returnees(session, drafts=drafts, actor=caseworker, now=at)


def _recording_of_person(agenda: Agenda, draft: ReturneeDraft, change: Change) -> Deed:
    caseworker = agenda.stage.cast.caseworker(draft.caseworker_id)

    def record(session: Session, at: datetime) -> None:
        returnee_id = record_returnee(session, draft=draft, actor=caseworker, now=at)
        agenda.deeds[change.place].append(_change(returnee_id, change, caseworker))

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
            until_on=local_day(at) + timedelta(days=AWAY_DAYS),
            actor=caseworker,
            now=at,
        )

    return take_back


def _recording_of_vacancy(agenda: Agenda, plan: VacancyPlan) -> Deed:
    cast = agenda.stage.cast
    supervisor = cast.office_for(plan.draft.governorate).supervisor
    owner = cast.owners[plan.draft.employer_id]

    def record(session: Session, at: datetime) -> None:
        by_owner = plan.turn is not None and plan.turn.by is By.OWNER
        writer = owner if by_owner else supervisor
        vacancy_id = record_vacancy(session, draft=plan.draft, actor=writer, now=at)
        if plan.story is not None:
            place = drawn_place(plan.story, agenda.stage.calendar)
            agenda.drawings[place].append(Drawing(plan, vacancy_id))
        for move in plan.turn.moves if plan.turn is not None else ():
            actor = owner if move.by is By.OWNER else supervisor
            agenda.deeds[move.place].append(_vacancy_move(vacancy_id, move, actor))

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
