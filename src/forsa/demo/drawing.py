"""People are put on a shortlist in the made-up past, and what becomes of each is planned."""

from datetime import datetime

from sqlmodel import Session

from employers.interface import vacancy_brief
from employers.values import VacancyState
from forsa.demo.agenda import Agenda, Deed, Drawing
from forsa.demo.fates import Step
from forsa.demo.moves import take
from forsa.demo.vacancies import issue_place
from kernel.actor import SYSTEM
from matching.interface import introductions_of
from matching.queries.fields import Field
from matching.queries.places import FreePlaces, plan_places, planned_matches
from matching.service import draw_up_shortlist
from matching.values.shortlists import Versions


def draw(agenda: Agenda, drawing: Drawing, found: Field, at: datetime) -> None:
    """Put people on a vacancy's shortlist and plan what becomes of each."""
    story, vacancy_id = drawing.plan.story, drawing.vacancy_id
    assert story is not None, "only stories draw"
    with agenda.stage.database.reading() as session:
        vacancy = vacancy_brief(session, vacancy_id)
        if vacancy.state is not VacancyState.OPEN:
            return
        free = FreePlaces(vacancy, len(story.fates))
        plan = plan_places(session, found, [free], salt=f"{at:%Y-%m-%d}")
        matches = planned_matches(session, found, vacancy, plan.get(vacancy_id, ()))

    def put_on(session: Session, now: datetime) -> None:
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
                place = issue_place(story, agenda.stage.calendar) - step.day
                agenda.deeds[place].append(_step(agenda, introduction.introduction_id, step))

    agenda.carry_out(put_on, at)


def _step(agenda: Agenda, introduction_id: int, step: Step) -> Deed:
    def go_on(session: Session, at: datetime) -> None:
        taken = take(session, introduction_id, step, agenda.stage.cast, at)
        agenda.counts["steps" if taken else "steps left out"] += 1

    return go_on
