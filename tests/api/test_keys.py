"""Keys of programs: what they open, how they end, and what is kept of them."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlmodel import select

from employers.errors import EmployerNotFound
from forsa.accounts.errors import (
    ApiKeyNotFound,
    KeyKeeperOnly,
    KeyNameMissing,
    KeyTimeUnfit,
    OnceChanged,
    ScopesUnfit,
)
from forsa.accounts.models import Account, ApiAnswer, ApiKey
from forsa.accounts.queries import api_keys
from forsa.accounts.service.answers import answer_before, keep_answer
from forsa.accounts.service.api_keys import end_api_key, hashed_key, make_api_key
from forsa.accounts.tokens import new_api_key
from forsa.accounts.values import ApiKeyDraft, Once, Scope
from forsa.api.rates import MOST_KNOWN, Rates
from forsa.cli.root import cli
from kernel.actor import SYSTEM, Role
from kernel.audit import AuditEvent
from tests import accounts, factories
from tests.api.conftest import problem_of, same_answer

ADDRESS = "/api/v1/vacancies"


def make(session, now, actor=SYSTEM, **draft):
    given = {"name": "Program", "scopes": frozenset({Scope.VACANCIES}), "days": 30} | draft
    key = hashed_key(new_api_key())
    return make_api_key(session, draft=ApiKeyDraft(**given), key=key, actor=actor, now=now)


class TestAKey:
    def test_is_kept_nowhere_in_a_form_that_can_be_read(self, database, made_key, reader):
        key, _ = made_key()

        [row] = reader.exec(select(ApiKey))
        assert key not in repr(row.model_dump())
        assert key.startswith(row.hint)
        assert len(row.hint) < len(key) / 3

    def test_opens_what_its_scopes_say_and_nothing_else(self, program, world):
        with program(Scope.VACANCIES) as client:
            assert client.get(ADDRESS).status_code == 200
            refused = client.get("/api/v1/taxonomy")

        assert problem_of(refused)["type"] == "urn:forsa:refusal:scope-missing"
        assert refused.status_code == 403

    def test_opens_no_page(self, program, world):
        with program(*Scope, employer_id=world.employer.employer_id) as client:
            pages = [
                client.get(path, follow_redirects=False)
                for path in ("/office", "/employer", "/operator", "/words", "/me")
            ]

        assert {page.status_code for page in pages} == {404}

    def test_counts_alone_though_a_session_comes_with_it(self, client_of, made_key, world):
        key, _ = made_key(Scope.SKILLS)
        with client_of(world.caseworker.account_id) as client:
            assert client.get(ADDRESS).status_code == 200
            with_key = client.get(ADDRESS, headers={"Authorization": f"Bearer {key}"})
            with_wrong = client.get(ADDRESS, headers={"Authorization": "Bearer forsa_x"})

        assert (with_key.status_code, with_wrong.status_code) == (403, 401)

    def test_that_is_wrong_ended_or_over_is_answered_alike(
        self, client_of, made_key, database, now, clock
    ):
        ended, ended_id = made_key()
        over, _ = made_key(days=1)
        with database.writing() as session:
            end_api_key(session, key_id=ended_id, actor=SYSTEM, now=now)
        clock.now = now + timedelta(days=1)
        with client_of(None) as client:
            answers = [
                client.get(ADDRESS, headers={"Authorization": f"Bearer {key}"})
                for key in ("forsa_nothing", ended, over)
            ]
            without = client.get(ADDRESS)

        assert problem_of(answers[0])["type"] == "about:blank"
        assert answers[0].headers["www-authenticate"].startswith("Bearer")
        assert all(same_answer(one, without) for one in answers)

    def test_lives_until_its_last_second(self, client_of, made_key, now, clock):
        key, _ = made_key(days=1)
        with client_of(None) as client:
            client.headers["Authorization"] = f"Bearer {key}"
            clock.now = now + timedelta(days=1, seconds=-1)
            assert client.get(ADDRESS).status_code == 200
            clock.now = now + timedelta(days=1)
            assert client.get(ADDRESS).status_code == 401

    def test_dies_with_its_program(self, program, database):
        with program() as client:
            with database.writing() as session:
                session.execute(text("UPDATE account SET disabled_at = created_at"))
            assert client.get(ADDRESS).status_code == 401

    def test_is_noted_as_used_at_most_once_a_minute(
        self, program, reader, now, clock, counting_queries
    ):
        with program() as client:
            client.get(ADDRESS)
            with counting_queries() as seen:
                client.get(ADDRESS)
        assert not any(statement.startswith("UPDATE") for statement in seen)
        [one] = api_keys(reader)
        assert one.last_used_at == now

    def test_is_asked_for_no_token_and_given_no_cookie(self, program, taxonomy):
        with program(Scope.SKILLS) as client:
            answer = client.post("/api/v1/skills/split", json={"text": "welding"})

        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


class TestASession:
    def test_writes_only_with_the_token_of_a_page(self, client_of, world, taxonomy):
        with client_of(world.caseworker.account_id) as client:
            token = accounts.form_token(client.get("/office/people/new"))
            body = {"text": "welding"}
            without = client.post("/api/v1/skills/split", json=body)
            foreign = client.post(
                "/api/v1/skills/split",
                json=body,
                headers={"X-Form-Token": token, "Origin": "https://evil.example"},
            )
            right = client.post("/api/v1/skills/split", json=body, headers={"X-Form-Token": token})

        assert (without.status_code, foreign.status_code, right.status_code) == (403, 403, 200)
        assert problem_of(without)


class TestMaking:
    def test_is_for_operators_alone(self, database, now):
        with database.writing() as session:
            for role in set(Role) - {Role.OPERATOR, Role.SYSTEM}:
                with pytest.raises(KeyKeeperOnly):
                    make(session, now, actor=factories.Actor(role=role, account_id=1))
                with pytest.raises(KeyKeeperOnly):
                    end_api_key(
                        session,
                        key_id=1,
                        actor=factories.Actor(role=role, account_id=1),
                        now=now,
                    )

    @pytest.mark.parametrize(
        ("draft", "refusal"),
        [
            ({"name": "  "}, KeyNameMissing),
            ({"scopes": frozenset()}, ScopesUnfit),
            ({"scopes": frozenset({Scope.OWN_VACANCIES})}, ScopesUnfit),
            ({"days": 0}, KeyTimeUnfit),
            ({"days": 366}, KeyTimeUnfit),
            ({"employer_id": 99}, EmployerNotFound),
        ],
    )
    def test_refuses_what_does_not_fit_and_writes_nothing(
        self, database, reader, now, draft, refusal
    ):
        with pytest.raises(refusal), database.writing() as session:
            make(session, now, **draft)

        assert reader.exec(select(Account)).all() == []

    def test_gives_the_same_program_a_further_key(self, database, reader, now):
        with database.writing() as session:
            make(session, now)
            make(session, now)
            make(session, now, name="Another")

        assert len(api_keys(reader)) == 3
        assert len(reader.exec(select(Account)).all()) == 2

    def test_and_ending_are_on_record(self, database, reader, now):
        with database.writing() as session:
            key_id = make(session, now)
            end_api_key(session, key_id=key_id, actor=SYSTEM, now=now)
            end_api_key(session, key_id=key_id, actor=SYSTEM, now=now)
            with pytest.raises(ApiKeyNotFound):
                end_api_key(session, key_id=key_id + 1, actor=SYSTEM, now=now)

        written = [one.action for one in reader.exec(select(AuditEvent).order_by(AuditEvent.id))]
        assert written == ["api_key.make", "api_key.end"]

    def test_by_commands(self, settings, database, world, client_of):
        env = {
            "FORSA_DATABASE_URL": settings.database_url,
            "FORSA_DATA_DIR": str(settings.data_dir),
        }
        made = CliRunner().invoke(
            cli, ["api-keys", "make", "Partner", "--scope", "vacancies"], env=env
        )
        key, number = (line.split(": ")[1] for line in made.stdout.splitlines())
        listed = CliRunner().invoke(cli, ["api-keys", "list"], env=env).stdout
        unfit = CliRunner().invoke(
            cli, ["api-keys", "make", "Partner", "--scope", "own_vacancies"], env=env
        )
        ended = CliRunner().invoke(cli, ["api-keys", "end", number], env=env)
        over = CliRunner().invoke(cli, ["api-keys", "list"], env=env).stdout

        assert made.exit_code == 0
        assert key[:12] in listed
        assert key not in listed
        assert "until" in listed
        assert (unfit.exit_code, ended.exit_code) == (1, 0)
        assert " ended " in over


class TestRates:
    def test_let_nobody_ask_more_often_than_agreed(self, program, clock, now):
        with program() as client:
            client.app.state.rates = Rates(most=2)
            answers = [client.get(ADDRESS) for _ in range(3)]
            clock.now = now + timedelta(minutes=1)
            after = client.get(ADDRESS)

        assert [one.status_code for one in answers] == [200, 200, 429]
        assert problem_of(answers[2])
        assert 1 <= int(answers[2].headers["retry-after"]) <= 60
        assert after.status_code == 200

    def test_count_each_asker_alone_and_forget_those_of_earlier_minutes(self, now):
        rates = Rates(most=1)

        waits = [rates.wait_seconds(who, now) for who in ("a", "b", "a")]
        for number in range(MOST_KNOWN):
            rates.wait_seconds(str(number), now + timedelta(minutes=1))

        assert waits == [0, 0, 60 - now.second]
        assert len(rates._counts) <= MOST_KNOWN
        assert "a" not in rates._counts


class TestAnswers:
    def once(self, account_id, sent="a"):
        return Once(account_id, "key-1", sent)

    def test_are_given_again_within_a_day_to_the_same_account(self, database, now):
        first, second = (
            accounts.save_account(database, role=Role.OPERATOR, now=now) for _ in range(2)
        )
        with database.writing() as session:
            assert answer_before(session, once=self.once(first), now=now) is None
            keep_answer(session, once=self.once(first), body="{}", now=now)
            assert answer_before(session, once=self.once(first), now=now) == "{}"
            assert answer_before(session, once=self.once(second), now=now) is None
            with pytest.raises(OnceChanged):
                answer_before(session, once=self.once(first, "b"), now=now)

    def test_are_forgotten_after_it(self, database, reader, now):
        account_id = accounts.save_account(database, role=Role.OPERATOR, now=now)
        later = now + timedelta(hours=24)
        with database.writing() as session:
            keep_answer(session, once=self.once(account_id), body="{}", now=now)
            assert answer_before(session, once=self.once(account_id), now=later) is None
            keep_answer(session, once=self.once(account_id), body="new", now=later)

        assert [row.body for row in reader.exec(select(ApiAnswer))] == ["new"]
