"""Commands for introductions: what has no page yet, and what people do at a terminal."""

from datetime import date, datetime

import click

from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from forsa.deeds.introductions import ask_or_move
from kernel.references import Kind, reference, row_id_of
from matching.interface import introductions_of
from matching.queries.introductions import introduction, moves_of
from matching.values.introductions import (
    ContractForm,
    IntroductionBrief,
    MoveOrder,
    MoveReason,
    State,
    Via,
)

DAY = click.DateTime(formats=["%Y-%m-%d"])
NOW_HELP = "Do it at this time instead of now; in development only."


@click.group()
def introductions() -> None:
    """Look at introductions and move them."""


@introductions.command("list")
@click.option("--vacancy", help="Of this vacancy, like V-7K3QMA.")
@click.option("--person", help="Of this person, like K-4F9TBC.")
@click.option("--state", type=click.Choice([state.value for state in State]))
def list_introductions(vacancy: str | None, person: str | None, state: str | None) -> None:
    """Print introductions, one a line: reference, vacancy, person, state, next step."""
    with plain_refusals(), opened_database() as database, database.reading() as session:
        found = introductions_of(
            session,
            returnee_id=row_id_of(Kind.PERSON, person) if person else None,
            vacancy_id=row_id_of(Kind.VACANCY, vacancy) if vacancy else None,
            states=[State(state)] if state else None,
        )
    for one in found:
        click.echo(line_of(one))


@introductions.command()
@click.argument("ref")
@click.option("--as", "email", metavar="ACCOUNT", help="Look as this account.")
def show(ref: str, email: str | None) -> None:
    """Print one introduction and all its moves."""
    introduction_id = row_id_of_introduction(ref)
    with plain_refusals(), opened_database() as database, database.reading() as session:
        actor = actor_named(session, email)
        found = introduction(session, introduction_id=introduction_id, actor=actor)
        moves = moves_of(session, introduction_id)
    click.echo(line_of(found))
    for move in moves:
        before = move.from_state or "-"
        because = f" because {move.reason}" if move.reason else ""
        click.echo(
            f"  {move.at:%Y-%m-%d %H:%M} {before} -> {move.to_state}"
            f" by {move.role} via {move.via}{because}"
        )


@introductions.command()
@click.argument("ref")
@click.argument("state", type=click.Choice([state.value for state in State]))
@click.option("--as", "email", metavar="ACCOUNT", help="Act as this account; else the system.")
@click.option("--reason", type=click.Choice([reason.value for reason in MoveReason]))
@click.option("--until", "until_on", type=DAY, help="For held and trial: until which day.")
@click.option("--start", "start_on", type=DAY, help="For hired: the first day of work.")
@click.option("--wage", type=click.IntRange(0), help="For hired: dinars a month.")
@click.option("--contract", type=click.Choice([form.value for form in ContractForm]))
@click.option("--may-be-told", is_flag=True, help="The person may hear the employer's reason.")
@click.option("--now", "given", metavar="TIME", help=NOW_HELP)
def move(  # noqa: PLR0913, PLR0917  one parameter for each option
    ref: str,
    state: str,
    email: str | None,
    reason: str | None,
    until_on: datetime | None,
    start_on: datetime | None,
    wage: int | None,
    contract: str | None,
    may_be_told: bool,
    given: str | None,
) -> None:
    """Move the introduction REF to STATE.

    An employer's answer to a card is kept for 15 minutes first, as on their page.
    """
    now = time_now(given)
    order = MoveOrder(
        introduction_id=row_id_of_introduction(ref),
        to=State(state),
        reason=MoveReason(reason) if reason else None,
        via=Via.COMMAND,
        until_on=_day(until_on),
        start_on=_day(start_on),
        wage=wage,
        contract_form=ContractForm(contract) if contract else None,
        may_be_told=may_be_told,
    )
    with plain_refusals(), opened_database() as database, database.writing() as session:
        actor = actor_named(session, email)
        moved = ask_or_move(session, order=order, actor=actor, now=now)
    click.echo(line_of(moved))


def row_id_of_introduction(ref: str) -> int:
    """Return the id of an introduction, or stop with a sentence."""
    with plain_refusals():
        return row_id_of(Kind.INTRODUCTION, ref)


def line_of(one: IntroductionBrief) -> str:
    """Return one introduction as a line, without a name."""
    parts = [
        reference(Kind.INTRODUCTION, one.introduction_id),
        reference(Kind.VACANCY, one.vacancy_id),
        reference(Kind.PERSON, one.returnee_id),
        one.state,
    ]
    if one.pending is not None and one.pending_until_at is not None:
        parts.append(f"answer {one.pending} kept until {one.pending_until_at:%Y-%m-%d %H:%M} UTC")
    elif one.next_step is not None:
        step = one.next_step
        parts.append(f"next: {step.owner} {step.what} by {step.on}")
    return "  ".join(parts)


def _day(at: datetime | None) -> date | None:
    return at.date() if at is not None else None
