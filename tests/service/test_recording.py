"""What a page that only looks may write, and what every connection is told."""

import pytest
from sqlalchemy import text
from sqlmodel import select

from forsa.accounts.models import SignInFailure
from forsa.database import Database, DatabaseUnreachable, NotRecordable
from kernel.actor import SYSTEM
from kernel.audit import AuditEvent, record


class TestRecording:
    def test_adds_audit_events(self, database, reader, now):
        with database.recording() as session:
            record(session, actor=SYSTEM, action="person.read", subject="returnee:1", now=now)

        assert [e.action for e in reader.exec(select(AuditEvent))] == ["person.read"]

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM audit_event",
            "UPDATE audit_event SET action = 'x'",
            "UPDATE sign_in_session SET ended_at = NULL",
            "UPDATE sign_in_session SET seen_at=NULL, idle_minutes=9"
            " WHERE sign_in_session.token_hash = 'x'",
            "UPDATE sign_in_session SET seen_at=NULL",
            "UPDATE api_key SET expires_at = NULL",
            "UPDATE api_key SET last_used_at=NULL, ended_at=NULL WHERE api_key.key_digest = 'x'",
            "UPDATE api_key SET last_used_at=NULL",
            "INSERT INTO account (id) VALUES (1)",
            "DROP TABLE audit_event",
        ],
    )
    def test_refuses_whatever_else_is_written(self, database, statement):
        with pytest.raises(NotRecordable), database.recording() as session:
            session.execute(text(statement))

    def test_refuses_rows_of_other_tables_and_keeps_nothing(self, database, reader, now):
        with pytest.raises(NotRecordable), database.recording() as session:
            record(session, actor=SYSTEM, action="person.read", subject="returnee:1", now=now)
            session.add(SignInFailure(subject="x", at=now))

        assert reader.exec(select(AuditEvent)).all() == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("pragma", "value"), [("secure_delete", 1), ("trusted_schema", 0)])
def test_sqlite_forgets_what_is_deleted_and_trusts_no_schema(database, pragma, value):
    with database.reading() as session:
        assert session.connection().execute(text(f"PRAGMA {pragma}")).scalar_one() == value


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("statement_timeout", "10s"),
        ("lock_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "30s"),
        ("synchronous_commit", "on"),
    ],
)
def test_postgresql_waits_for_nothing_without_end(database, name, value):
    with database.reading() as session:
        assert session.connection().execute(text(f"SHOW {name}")).scalar_one() == value


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////no/such/folder/forsa.db",
        "postgresql://forsa:canary@127.0.0.1:1/forsa",
        "nonsense",
    ],
)
def test_a_database_that_cannot_be_opened_is_named_in_one_sentence(url):
    with pytest.raises(DatabaseUnreachable) as stop:
        Database(url).check()

    assert len(str(stop.value).splitlines()) == 1
    assert "canary" not in str(stop.value)
