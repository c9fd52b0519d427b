"""Answers are carried out, steps that nobody took are followed up."""

from sqlmodel import Session

from forsa.deeds.introductions import carry_out_answer
from forsa.deeds.steps import pass_step
from forsa.scheduler.jobs import JobContext, JobReport, each_unit
from kernel.calendar import local_day
from matching.interface import due_answers, due_introductions


def answers(context: JobContext) -> JobReport:
    """Carry out the answers that employers have not changed for a quarter of an hour."""
    with context.database.reading() as session:
        due = due_answers(session, now=context.now)

    def carry_out(session: Session, introduction_id: int) -> str:
        done = carry_out_answer(session, introduction_id=introduction_id, now=context.now)
        return "carried_out" if done else "dropped"

    return each_unit(context, due, carry_out)


def reminders(context: JobContext) -> JobReport:
    """Remind, call to action or close what was due by today and nobody did."""
    with context.database.reading() as session:
        due = due_introductions(session, today=local_day(context.now))

    def follow_up(session: Session, introduction_id: int) -> str:
        done = pass_step(session, introduction_id=introduction_id, now=context.now)
        return str(done) if done is not None else "waits"

    return each_unit(context, due, follow_up)
