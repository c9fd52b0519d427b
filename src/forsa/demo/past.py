"""The made-up past, lived day by day: jobs in the morning, people by day, answers after."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlmodel import Session

from forsa.delivery.letters import DueMessage, Letter
from forsa.delivery.wiring import delivery_of
from forsa.delivery.worker import BATCH_SIZE, Delivery, deliver_due
from forsa.demo.agenda import Agenda
from forsa.demo.drawing import draw
from forsa.demo.people import PersonPlan
from forsa.demo.recordings import plan_recordings
from forsa.demo.stage import Stage
from forsa.demo.vacancies import VacancyPlan
from forsa.exchange.signed_models import model_now
from forsa.scheduler.jobs import job_named
from forsa.scheduler.table import JOBS
from matching.queries.fields import field_now

LISTS_DAYS = 3
"""On the last so many days the caseworkers' lists are posted too."""

MAILS_DAYS = 22
"""Mails older than so many days are not written out any more."""

OWNER = "the past"
"""Who sends mail in the past, as the outbox names it."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A way out that keeps nothing, for mails that would long be deleted."""

    mail_from: str

    def send(self, mail: EmailMessage) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def _forgotten_letter(_session: Session, _message: DueMessage) -> Letter:
    return Letter("nobody@forsa.example", "Forgotten", "")


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves in the past: as in the present, and from long ago."""

    now: Delivery
    long_ago: Delivery


def live_through(
    stage: Stage, people: Sequence[PersonPlan], vacancies: Sequence[VacancyPlan]
) -> Counter[str]:
    """Live through all days until yesterday; return how many deeds were done and refused."""
    agenda = Agenda(stage)
    plan_recordings(agenda, people, vacancies)
    post = Post(
        delivery_of(stage.settings, stopping=lambda: False),
        Delivery(Forgotten(stage.settings.mail_from), _forgotten_letter),
    )
    for place in range(len(stage.calendar.days) - 1, -1, -1):
        _morning(agenda, place)
        _deliver(agenda, post, place, hour=9)
        _day(agenda, place)
        _run(agenda, "answers", stage.calendar.moment(place, 15, 30))
    _deliver(agenda, post, 0, hour=16)
    return agenda.counts


def _morning(agenda: Agenda, place: int) -> None:
    moment = agenda.stage.calendar.moment
    for minute, deed in enumerate(agenda.recordings[place]):
        agenda.carry_out(deed, moment(place, 7) + timedelta(seconds=10 * minute))
    _run(agenda, "expiry", moment(place, 7, 55))
    if place < LISTS_DAYS:
        _run(agenda, "caseworker-list", moment(place, 8))
    _run(agenda, "reminders", moment(place, 8, 30))
    if place in agenda.stage.calendar.issues:
        _run(agenda, "issue", moment(place, 9))


def _day(agenda: Agenda, place: int) -> None:
    at = agenda.stage.calendar.moment(place, 10)
    if agenda.drawings[place]:
        with agenda.stage.database.reading() as session:
            found = field_now(
                session,
                lookup=agenda.stage.lookup,
                model=model_now(session, agenda.stage.settings.secret_keys),
                now=at,
            )
        for drawing in agenda.drawings[place]:
            draw(agenda, drawing, found, at)
    for minute, deed in enumerate(agenda.deeds[place]):
        agenda.carry_out(deed, at + timedelta(minutes=10 + minute))


def _run(agenda: Agenda, name: str, at: datetime) -> None:
    report = job_named(JOBS, name).function(agenda.stage.context(at))
    agenda.counts["failed"] += report.counts.get("failed", 0)


def _deliver(agenda: Agenda, post: Post, place: int, *, hour: int) -> None:
    delivery = post.now if place < MAILS_DAYS else post.long_ago
    at = agenda.stage.calendar.moment(place, hour, 1)
    while True:
        report = deliver_due(agenda.stage.database, delivery, now=at, owner=OWNER)
        agenda.counts["mails"] += report.sent
        if report.total < BATCH_SIZE:
            return
