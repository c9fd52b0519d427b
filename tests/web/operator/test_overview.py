"""The operator's page: employers to check, jobs, mail, numbers; nothing of anybody."""

from datetime import timedelta

import pytest
from sqlmodel import select

from employers.interface import employer_brief
from employers.models import Employer
from employers.values import EmployerState
from forsa.scheduler.models import JobRun, RunState
from forsa.scheduler.table import JOBS
from kernel import outbox
from kernel.actor import Role
from kernel.audit import AuditEvent
from kernel.outbox import Message, OutboxMessage, Recipient, RecipientKind
from kernel.references import Kind, reference
from skills.models.returnees import Returnee
from tests import factories as make
from tests.accounts import form_token, save_account

ADDRESS = "/operator"


@pytest.fixture
def client(client_of, database, now):
    with client_of(save_account(database, role=Role.OPERATOR, now=now)) as client:
        yield client


@pytest.fixture
def auditor(client_of, database, now):
    with client_of(save_account(database, role=Role.AUDITOR, now=now)) as client:
        yield client


@pytest.fixture
def applied(database, now):
    return make.save_employer(database, now=now, verified=False)


def decide(client, employer_id, **fields):
    token = form_token(client.get(ADDRESS))
    address = f"{ADDRESS}/employers/{reference(Kind.EMPLOYER, employer_id)}"
    return client.post(address, data={"_csrf": token, **fields}, follow_redirects=False)


class TestEmployersToCheck:
    def test_are_verified_once(self, client, applied, database, reader):
        assert reference(Kind.EMPLOYER, applied) in client.get(ADDRESS).text

        for _ in range(2):
            sent = decide(client, applied, decision="verify")
            assert sent.headers["location"] == "/operator?said=verified"

        assert employer_brief(reader, applied).state is EmployerState.VERIFIED
        done = reader.exec(
            select(AuditEvent).where(AuditEvent.action == "employers.employer.verified")
        ).all()
        assert len(done) == 1
        assert reference(Kind.EMPLOYER, applied) not in client.get(ADDRESS).text

    def test_are_rejected_with_a_reason(self, client, applied, reader):
        decide(client, applied, decision="reject", reason="public_body")

        assert employer_brief(reader, applied).state is EmployerState.REJECTED
        done = reader.exec(
            select(AuditEvent).where(AuditEvent.action == "employers.employer.rejected")
        ).one()
        assert done.reason == "public_body"

    @pytest.mark.parametrize("reason", ["", "because"])
    def test_are_not_rejected_without_one(self, client, applied, reader, reason):
        page = decide(client, applied, decision="reject", reason=reason)

        assert page.status_code == 422
        assert page.text.count("Choose a reason.") == 2
        assert employer_brief(reader, applied).state is EmployerState.APPLIED

    def test_wait_if_nothing_was_decided(self, client, applied, reader):
        assert decide(client, applied, decision="perhaps").status_code == 422
        assert employer_brief(reader, applied).state is EmployerState.APPLIED

    def test_rejected_ones_stay_so(self, client, applied, reader):
        decide(client, applied, decision="reject", reason="unsafe")

        assert decide(client, applied, decision="verify").status_code == 409
        assert employer_brief(reader, applied).state is EmployerState.REJECTED

    def test_that_are_not_there_are_not_found(self, client):
        assert decide(client, 999, decision="verify").status_code == 404

    def test_are_for_an_auditor_to_read_only(self, auditor, applied, reader):
        page = auditor.get(ADDRESS)

        assert reference(Kind.EMPLOYER, applied) in page.text
        assert "/operator/employers/" not in page.text
        assert decide(auditor, applied, decision="verify").status_code == 404
        assert reader.exec(select(Employer.state)).one() is EmployerState.APPLIED


class TestWhatRunsByItself:
    def test_names_every_job_with_its_last_success_and_its_next_slot(self, client, database, now):
        with database.writing() as session:
            for minutes, state in ((3, RunState.DONE), (2, RunState.FAILED)):
                at = now - timedelta(minutes=minutes)
                session.add(
                    JobRun(
                        name="answers",
                        slot_at=at,
                        state=state,
                        owner="here",
                        started_at=at,
                        finished_at=at,
                        counts={},
                    )
                )

        page = client.get(ADDRESS).text

        assert all(f">{job.name}<" in page for job in JOBS)
        assert "Last done: Sunday 30 March 2025, 14:57 Iraq time" in page
        assert "Next: Sunday 30 March 2025, 15:01 Iraq time" in page
        assert page.count("Never done") == len(JOBS) - 1


class TestMessages:
    def test_are_counted_and_the_oldest_named(self, client, database, now):
        with database.writing() as session:
            for number in range(3):
                outbox.post(
                    session,
                    message=Message(
                        f"m{number}", Recipient(RecipientKind.MEMBER, 1), "reminder", {}
                    ),
                    now=now - timedelta(hours=number),
                )
            session.flush()
            failed = session.exec(select(OutboxMessage)).first()
            failed.state = outbox.MessageState.FAILED

        page = client.get(ADDRESS).text

        assert '<dt>Waiting</dt><dd><bdi dir="ltr">2</bdi>' in page
        assert '<dt>Did not arrive</dt><dd><bdi dir="ltr">1</bdi>' in page
        assert "Sunday 30 March 2025, 13:00 Iraq time" in page


class TestNumbers:
    def test_hide_what_is_below_ten(self, client, database, now):
        caseworker = make.save_caseworker(database, now=now)
        for _ in range(9):
            make.save_returnee(database, now=now, caseworker=caseworker)
        assert "&lt;10" in client.get(ADDRESS).text

        make.save_returnee(database, now=now, caseworker=caseworker)

        page = client.get(ADDRESS).text
        assert "&lt;10" not in page
        assert '<dt>Free for work</dt><dd><bdi dir="ltr">10</bdi>' in page

    def test_name_nobody(self, client, database, now, reader):
        world = make.save_world(database, now=now)
        make.save_introduction(database, world, now=now)

        page = client.get(ADDRESS).text

        assert reader.exec(select(Returnee.full_name)).one() not in page
        assert "K-" not in page
        assert "@" not in page

    def test_take_few_queries(self, client, applied, counting_queries):
        with counting_queries() as seen:
            assert client.get(ADDRESS).status_code == 200
        assert len(seen) <= 12, seen


class TestWhoMayEnter:
    def test_nobody_else_does(self, client_of, database, now):
        world = make.save_world(database, now=now)
        with client_of(world.caseworker.account_id) as caseworker:
            assert caseworker.get(ADDRESS).status_code == 404
        with client_of(None) as stranger:
            answer = stranger.get(ADDRESS, follow_redirects=False)
        assert answer.headers["location"] == "/en/sign-in?next=/operator"

    @pytest.mark.parametrize("language", ["en", "ar", "ckb"])
    def test_in_every_language(self, client_of, database, now, applied, language):
        account_id = save_account(database, role=Role.OPERATOR, now=now, language=language)
        with client_of(account_id) as client:
            page = client.get(ADDRESS)

        assert page.status_code == 200
        assert page.headers["content-language"] == language
