"""The daily list of each caseworker."""

from sqlmodel import Session

from forsa.accounts.queries import caseworkers
from forsa.accounts.values import AccountBrief
from forsa.scheduler.jobs import JobContext, JobReport, each_unit
from kernel import outbox
from kernel.calendar import local_day
from kernel.outbox import Message, Recipient, RecipientKind
from matching.queries.introductions import open_tasks, work_of
from skills.interface.stand_ins import looked_after_by
from skills.queries.casework import people_to_call


def caseworker_list(context: JobContext) -> JobReport:
    """Post to each caseworker what waits for them; nothing waits, no mail."""
    today = local_day(context.now)
    with context.database.reading() as session:
        everybody = caseworkers(session)

    def post(session: Session, whose: AccountBrief) -> str:
        if whose.office_id is None:
            return "no_office"
        mine = looked_after_by(session, account_id=whose.account_id, today=today)
        work = work_of(session, office_id=whose.office_id, caseworker_ids=mine)
        tasks = open_tasks(session, office_id=whose.office_id, account_ids=mine)
        to_call = people_to_call(
            session, office_id=whose.office_id, caseworker_ids=mine, today=today
        )
        if not (work or tasks or to_call):
            return "nothing_waits"
        message = Message(
            dedupe_key=f"caseworker-list:{whose.account_id}:{today:%Y%m%d}",
            to=Recipient(RecipientKind.ACCOUNT, whose.account_id),
            template="caseworker_list",
            payload={"on": today.isoformat()},
        )
        return "posted" if outbox.post(session, message=message, now=context.now) else "known"

    return each_unit(context, everybody, post)
