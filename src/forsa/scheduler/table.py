"""The table of jobs: one line each. When is here, what is in the function."""

from collections.abc import Callable, Mapping

from forsa.scheduler.jobs import Job, JobContext, JobReport
from forsa.scheduler.reconcile import reconcile
from forsa.scheduler.schedules import Schedule, daily, every, weekly
from forsa.scheduler.work.expiry import expiry
from forsa.scheduler.work.introductions import answers, reminders
from forsa.scheduler.work.lists import caseworker_list
from forsa.scheduler.work.shortlists import draw_up_changes, issue, rerank

WORKING_DAYS = "sun mon tue wed thu"

SCHEDULES: Mapping[str, tuple[Schedule, str]] = {
    "backup": (daily(0, 30), "every day at 00:30"),
    "expiry": (daily(1), "every day at 01:00"),
    "consents": (daily(1, 30), "every day at 01:30"),
    "rerank": (daily(2), "every day at 02:00"),
    "retention": (daily(3, 30), "every day at 03:30"),
    "draw-up": (every(1), "every minute if something changed, and every 15 minutes"),
    "caseworker-list": (weekly(WORKING_DAYS, 8), "Sunday to Thursday at 08:00"),
    "reminders": (weekly(WORKING_DAYS, 8, 30), "Sunday to Thursday at 08:30"),
    "issue": (weekly("sun wed", 9), "Sunday and Wednesday at 09:00"),
    "follow-ups": (daily(10), "every day at 10:00"),
    "returnee-jobs": (weekly("sun", 10), "Sunday at 10:00"),
    "answers": (every(1), "every minute"),
    "reconcile": (every(5), "every 5 minutes"),
}
"""When each job is due, in time of Iraq (docs/states.md, Periods)."""


def scheduled(name: str, function: Callable[[JobContext], JobReport]) -> Job:
    """Return the job of this name that calls this function."""
    schedule, in_words = SCHEDULES[name]
    return Job(name, schedule, function, in_words)


JOBS: tuple[Job, ...] = (
    scheduled("reconcile", reconcile),
    scheduled("expiry", expiry),
    scheduled("answers", answers),
    scheduled("reminders", reminders),
    scheduled("rerank", rerank),
    scheduled("draw-up", draw_up_changes),
    scheduled("issue", issue),
    scheduled("caseworker-list", caseworker_list),
)
"""Every job, in the order in which those due at once are run."""
