"""let the database itself refuse what nobody agreed to, and changes of the audit trail.

The service asks for consents before; this holds for whoever writes past it. What is compared is
the time in the new row, never the database's clock. A yes counts while its row is the newest of
its scope.
"""

from alembic import op

revision = "0014"
down_revision = "0013"

LIVE = """
    SELECT 1 FROM consent AS yes
    WHERE yes.returnee_id = {person} AND yes.purpose = '{purpose}' AND yes.act = 'given'
        AND yes.at <= {at} AND yes.expires_at > {at} {scope}
        AND NOT EXISTS (
            SELECT 1 FROM consent AS later
            WHERE later.returnee_id = yes.returnee_id AND later.purpose = yes.purpose
                {same_scope} AND later.at <= {at}
                AND (later.at > yes.at OR (later.at = yes.at AND later.id > yes.id))
        )
"""

MATCHING = LIVE.format(
    person="NEW.returnee_id", purpose="matching", at="NEW.created_at", scope="", same_scope=""
)
ISSUED_AT = """(
    SELECT coalesce(list.issued_at, list.drawn_at) FROM shortlist AS list
    WHERE list.id = NEW.shortlist_id
)"""
MASKED_CARD = LIVE.format(
    person="(SELECT one.returnee_id FROM introduction AS one WHERE one.id = NEW.introduction_id)",
    purpose="masked_card",
    at=ISSUED_AT,
    scope="",
    same_scope="",
)
DISCLOSURE = LIVE.format(
    person="NEW.returnee_id",
    purpose="disclosure",
    at="NEW.at",
    scope="AND yes.employer_id = NEW.employer_id AND yes.vacancy_id = NEW.vacancy_id",
    same_scope=("AND later.employer_id = yes.employer_id AND later.vacancy_id = yes.vacancy_id"),
)

GATES = (
    ("introduction_needs_consent", "INSERT", "introduction", f"NOT EXISTS ({MATCHING})"),
    (
        "entry_needs_consent",
        "INSERT OR UPDATE",
        "shortlist_entry",
        f"NEW.issued AND NOT EXISTS ({MASKED_CARD})",
    ),
    ("disclosure_needs_consent", "INSERT", "disclosure", f"NOT EXISTS ({DISCLOSURE})"),
    ("audit_is_added_to_alone", "UPDATE OR DELETE", "audit_event", "TRUE"),
)
"""Name, what is watched, table, and when it is refused."""


def upgrade() -> None:
    """Take the step."""
    for name, events, table, refused in GATES:
        if op.get_bind().dialect.name == "sqlite":
            for number, event in enumerate(events.split(" OR ")):
                op.execute(
                    f"CREATE TRIGGER {name}_{number} BEFORE {event} ON {table} "
                    f"WHEN {refused} BEGIN SELECT RAISE(ABORT, '{name}'); END"
                )
        else:
            op.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {refused} THEN RAISE EXCEPTION '{name}' USING ERRCODE = '23514'; END IF; "
                f"RETURN NEW; END $$"
            )
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {events} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def downgrade() -> None:
    """Take it back."""
    for name, events, table, _ in GATES:
        if op.get_bind().dialect.name == "sqlite":
            for number, _event in enumerate(events.split(" OR ")):
                op.execute(f"DROP TRIGGER IF EXISTS {name}_{number}")
        else:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
