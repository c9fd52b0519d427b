"""Commands of keys for programs: make one, see which there are, end one."""

import click

from forsa.accounts.queries import api_keys as all_keys
from forsa.accounts.rules import MOST_KEY_DAYS
from forsa.accounts.service.api_keys import end_api_key, hashed_key, make_api_key
from forsa.accounts.tokens import new_api_key
from forsa.accounts.values import ApiKeyBrief, ApiKeyDraft, Scope
from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from kernel.references import Kind, reference, row_id_of

USUAL_DAYS = 180


@click.group("api-keys")
def api_keys() -> None:
    """Keys for programs that use the API."""


@api_keys.command("make")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    required=True,
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What the key opens; say it once for each.",
)
@click.option("--employer", help="The employer whose program it is, like E-7K3QMA.")
@click.option(
    "--days",
    default=USUAL_DAYS,
    show_default=True,
    type=click.IntRange(1, MOST_KEY_DAYS),
    help="How long the key lives.",
)
@click.option("--as", "acts_as", help="The e-mail address of the operator who makes it.")
def make(
    name: str, scopes: tuple[str, ...], employer: str | None, days: int, acts_as: str | None
) -> None:
    """Make a key for the program called NAME and print it, once."""
    key = new_api_key()
    with plain_refusals(), opened_database() as database, database.writing() as session:
        draft = ApiKeyDraft(
            name=name,
            scopes=frozenset(map(Scope, scopes)),
            days=days,
            employer_id=row_id_of(Kind.EMPLOYER, employer) if employer is not None else None,
        )
        key_id = make_api_key(
            session,
            draft=draft,
            key=hashed_key(key),
            actor=actor_named(session, acts_as),
            now=time_now(),
        )
    click.echo(f"key: {key}\nnumber: {key_id}")


@api_keys.command("list")
def list_keys() -> None:
    """Print every key: how it begins, what it opens, until when, and when it was last used."""
    now = time_now()
    with opened_database() as database, database.reading() as session:
        for one in all_keys(session):
            state = _state(one, is_over=one.expires_at <= now)
            used = one.last_used_at.date().isoformat() if one.last_used_at else "never"
            whose = reference(Kind.EMPLOYER, one.employer_id) if one.employer_id else "partner"
            click.echo(
                f"{one.key_id:<5} {one.hint}…  {one.name:<30} {whose:<9} {state:<18} "
                f"used {used:<11} {','.join(one.scopes)}"
            )


@api_keys.command("end")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@click.option("--as", "acts_as", help="The e-mail address of the operator who ends it.")
def end(number: int, acts_as: str | None) -> None:
    """End the key of this NUMBER at once."""
    with plain_refusals(), opened_database() as database, database.writing() as session:
        end_api_key(session, key_id=number, actor=actor_named(session, acts_as), now=time_now())
    click.echo("Ended; whoever sends it is refused from now on.")


def _state(one: ApiKeyBrief, *, is_over: bool) -> str:
    if one.ended_at is not None:
        return "ended"
    return "expired" if is_over else f"until {one.expires_at.date().isoformat()}"
