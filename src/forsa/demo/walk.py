"""The whole chain, driven from outside: pages over HTTP, mail over SMTP, jobs in between."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from employers.interface import open_vacancies
from forsa.database import Database
from forsa.demo.house import Clock, works_of
from forsa.demo.post_office import PostOffice
from forsa.demo.sign_ins import CARDS
from forsa.demo.visitor import WalkFailed
from forsa.demo.visits import approve_all, decide, see_jobs, take_yeses
from forsa.main import utc_now
from forsa.scheduler.jobs import job_named
from forsa.scheduler.loop import Works, deliver_all, run_slot
from forsa.scheduler.table import JOBS
from forsa.settings import Settings
from skills.queries.counts import people_counts

Say = Callable[[str], None]
"""Tells whoever watches, one sentence a step."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was seen on the walk, in figures."""

    vacancies: int
    profiles: int
    shortlists_issued: int
    mails_sent: int
    mails_received: int
    employer_decisions: int
    suggested_jobs_seen: int
    people_who_saw_jobs: int

    def unmet(self) -> Iterator[str]:
        """Yield a sentence for each expectation that was not met."""
        for name, least in LEAST.items():
            found = getattr(self, name)
            if found < least:
                yield f"{name} is {found}; at least {least} was expected."
        if self.mails_received != self.mails_sent:
            yield f"{self.mails_sent} mails were sent, {self.mails_received} were received."


LEAST: Mapping[str, int] = {
    "vacancies": 60,
    "profiles": 200,
    "shortlists_issued": 30,
    "mails_sent": 1,
    "employer_decisions": 1,
    "suggested_jobs_seen": 1,
    "people_who_saw_jobs": 1,
}
"""What the walk must show at least."""


def walk_through(
    database: Database, settings: Settings, post: PostOffice, say: Say, clock: Clock = utc_now
) -> Summary:
    """Lead people from suggestion to an employer's answer and return what was seen.

    The pages are served at the settings' public address, by the same clock; mail goes to the
    post office.

    Raises
    ------
    WalkFailed
        If a page or a job does not do what it should.
    """
    by_mail = replace(settings, smtp_url=post.url)
    works, address = works_of(database, by_mail, lambda: False, clock), settings.public_url
    with database.reading() as session:
        vacancies = len(open_vacancies(session))
        profiles = sum(people_counts(session).values())
    say(f"{_run(works, 'draw-up', 'drawn_up')} shortlists are drawn up")
    say(f"{approve_all(database, address)} entries are approved on the offices' pages")
    say(f"{take_yeses(database, address)} people say yes")
    issued = _run(works, "issue", "issued")
    say(f"{issued} shortlists are issued")
    _run(works, "caseworker-list", "posted")
    report = deliver_all(works)
    say(f"{report.sent} mails are sent by SMTP, {len(post.mails)} came in")
    decisions = decide(address, post.mails)
    say(f"{decisions} answers of employers on their pages")
    seen = [count for card in CARDS[:2] if (count := see_jobs(address, card))]
    say(f"{sum(seen)} jobs are seen by people on their own pages; people: {len(seen)}")
    return Summary(
        vacancies=vacancies,
        profiles=profiles,
        shortlists_issued=issued,
        mails_sent=report.sent,
        mails_received=len(post.mails),
        employer_decisions=decisions,
        suggested_jobs_seen=sum(seen),
        people_who_saw_jobs=len(seen),
    )


def _run(works: Works, name: str, counted: str) -> int:
    """Run a job now and return one of its counts."""
    outcome = run_slot(works, job_named(JOBS, name), works.clock())
    if outcome is None or outcome.fault is not None or outcome.counts.get("failed"):
        fault = outcome.fault if outcome is not None else "it is running elsewhere"
        message = f"The job {name} failed: {fault or 'a unit of it failed'}."
        raise WalkFailed(message)
    return outcome.counts.get(counted, 0)
