"""forsa people hand-over, outreach: files that change hands, and tries to reach people."""

from datetime import date, datetime

import click
from sqlmodel import Session

from forsa.accounts.queries import account_id_of_email, colleagues_of_office
from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from forsa.deeds.hand_overs import (
    accept_hand_over,
    propose_hand_over,
    refuse_hand_over,
    withdraw_hand_over,
)
from forsa.deeds.outreach import record_outreach
from forsa.web.office.outreach import LONGEST_WAIT
from kernel.calendar import local_day
from kernel.references import Kind, reference, row_id_of
from skills.errors import HandOverNotFound, OfficeNotFound
from skills.interface.returnees import office_ids
from skills.queries.casework import hand_over_of, offered_by, offered_to, tries_of
from skills.queries.files import person_file
from skills.values.casework import (
    REFUSING,
    HandOverAnswer,
    HandOverBrief,
    HandOverDraft,
    HandOverReason,
    OutreachDraft,
    OutreachOutcome,
    OutreachResult,
    OutreachWay,
)

AS = click.option("--as", "email", required=True, metavar="ACCOUNT", help="Who does it.")
HIDDEN_NOW = click.option("--now", "given", hidden=True)
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group("hand-over")
def hand_over() -> None:
    """Offer a file to another office or caseworker, take it back, take it over, refuse it."""


@hand_over.command("list")
@AS
@HIDDEN_NOW
def list_hand_overs(email: str, given: str | None) -> None:
    """Print what waits for an answer of ACCOUNT, and what became of what was offered."""
    with opened_database() as database, database.reading() as session:
        actor = actor_named(session, email)
        waiting = offered_to(
            session,
            actor,
            supervisor_ids=colleagues_of_office(session, actor.office_id or 0).supervisor_ids,
            today=local_day(time_now(given)),
        )
        ours = offered_by(session, actor)
        codes = {number: code for code, number in office_ids(session).items()}
    for one in waiting:
        click.echo(f"{_line(one)}  offered by {codes[one.from_office_id]}")
    for one in ours:
        click.echo(f"{_line(one)}  offered to {codes[one.to_office_id]}")
    if not waiting and not ours:
        click.echo("No file is offered.")


@hand_over.command("offer")
@click.argument("person")
@click.option("--office", "code", help="To this office, by its code.")
@click.option("--caseworker", metavar="ACCOUNT", help="To this colleague, by the e-mail address.")
@click.option("--note", help="Read before the file is taken: no name and no phone number.")
@AS
@HIDDEN_NOW
def propose(
    person: str,
    code: str | None,
    caseworker: str | None,
    note: str | None,
    email: str,
    given: str | None,
) -> None:
    """Offer the file of PERSON; until it is taken it stays where it is."""
    if (code is None) is (caseworker is None):
        message = "Say either --office or --caseworker."
        raise click.ClickException(message)
    now = time_now(given)
    with plain_refusals(), opened_database() as database, database.writing() as session:
        actor = actor_named(session, email)
        returnee_id = row_id_of(Kind.PERSON, person)
        file = person_file(session, returnee_id=returnee_id, actor=actor, now=now)
        to_office = file.office_id if code is None else office_ids(session).get(code)
        if to_office is None:
            raise OfficeNotFound
        draft = HandOverDraft(to_office, _account(session, caseworker), note)
        number = propose_hand_over(
            session, returnee_id=returnee_id, draft=draft, actor=actor, now=now
        )
    click.echo(f"{person} is offered. Hand-over {number}")


@hand_over.command("take-back")
@click.argument("person")
@AS
@HIDDEN_NOW
def take_back(person: str, email: str, given: str | None) -> None:
    """Take the offer of the file of PERSON back."""
    now = time_now(given)
    with plain_refusals(), opened_database() as database, database.writing() as session:
        actor = actor_named(session, email)
        returnee_id = row_id_of(Kind.PERSON, person)
        person_file(session, returnee_id=returnee_id, actor=actor, now=now)
        found = hand_over_of(session, returnee_id)
        if found is None:
            raise HandOverNotFound
        withdraw_hand_over(session, hand_over_id=found.hand_over_id, actor=actor, now=now)
    click.echo(f"The offer of {person} is taken back.")


@hand_over.command("accept")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@click.option(
    "--caseworker", metavar="ACCOUNT", help="Whose the person becomes, if a supervisor accepts."
)
@AS
@HIDDEN_NOW
def accept(number: int, caseworker: str | None, email: str, given: str | None) -> None:
    """Take over the file that is offered by hand-over NUMBER, with the tasks about its person."""
    now = time_now(given)
    with plain_refusals(), opened_database() as database, database.writing() as session:
        actor = actor_named(session, email)
        answer = HandOverAnswer(number, _account(session, caseworker))
        returnee_id = accept_hand_over(session, answer=answer, actor=actor, now=now)
    click.echo(f"{reference(Kind.PERSON, returnee_id)} is taken over.")


@hand_over.command("refuse")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@click.argument("reason", type=click.Choice([one.value for one in REFUSING]))
@AS
@HIDDEN_NOW
def refuse(number: int, reason: str, email: str, given: str | None) -> None:
    """Refuse the file that is offered by hand-over NUMBER; it stays where it is."""
    now = time_now(given)
    with plain_refusals(), opened_database() as database, database.writing() as session:
        answer = HandOverAnswer(number, reason=HandOverReason(reason))
        actor = actor_named(session, email)
        refuse_hand_over(session, answer=answer, actor=actor, now=now)
    click.echo(f"Hand-over {number} is refused.")


@click.group()
def outreach() -> None:
    """Write down tries to reach people, and read them."""


@outreach.command("list")
@click.argument("person")
@AS
@HIDDEN_NOW
def list_tries(person: str, email: str, given: str | None) -> None:
    """Print the last tries to reach PERSON, newest first, and when to try again."""
    now = time_now(given)
    with plain_refusals(), opened_database() as database, database.reading() as session:
        returnee_id = row_id_of(Kind.PERSON, person)
        actor = actor_named(session, email)
        file = person_file(session, returnee_id=returnee_id, actor=actor, now=now)
        found = tries_of(session, returnee_id)
    for one in found:
        click.echo(f"{one.at:%Y-%m-%d %H:%M}  {one.way}  {one.result}")
    click.echo(f"{file.availability}. {_next(file.call_on)}")


@outreach.command("add")
@click.argument("person")
@click.argument("way", type=click.Choice([one.value for one in OutreachWay]))
@click.argument("result", type=click.Choice([one.value for one in OutreachResult]))
@click.option("--next", "next_on", type=DAY, help="When to try again; else the rule says when.")
@AS
@HIDDEN_NOW
def add_try(
    person: str,
    way: str,
    result: str,
    next_on: datetime | None,
    email: str,
    given: str | None,
) -> None:
    """Write down that PERSON was tried by WAY, and what came of it."""
    now = time_now(given)
    draft = OutreachDraft(
        OutreachWay(way), OutreachResult(result), next_on.date() if next_on else None
    )
    _check(draft, local_day(now))
    with plain_refusals(), opened_database() as database, database.writing() as session:
        outcome = record_outreach(
            session,
            returnee_id=row_id_of(Kind.PERSON, person),
            draft=draft,
            actor=actor_named(session, email),
            now=now,
        )
    click.echo(_said(person, outcome))


def _check(draft: OutreachDraft, today: date) -> None:
    if draft.way is OutreachWay.THEMSELVES and draft.result is not OutreachResult.ANSWERED:
        message = "Who gets in touch themselves has been reached. Nothing was written."
        raise click.ClickException(message)
    if draft.next_on is not None and not today <= draft.next_on <= today + LONGEST_WAIT:
        message = "--next is a day within the next three months. Nothing was written."
        raise click.ClickException(message)


def _account(session: Session, email: str | None) -> int | None:
    if email is None:
        return None
    account_id = account_id_of_email(session, email)
    if account_id is None:
        message = f"There is no account '{email[:60]}'. See: forsa accounts list."
        raise click.ClickException(message)
    return account_id


def _line(one: HandOverBrief) -> str:
    person = reference(Kind.PERSON, one.returnee_id)
    because = f" because {one.reason}" if one.reason is not None else ""
    return f"{one.hand_over_id}  {person}  {one.state}{because}"


def _said(person: str, outcome: OutreachOutcome) -> str:
    if outcome.is_unreachable:
        return f"{person} counts as unreachable now. {_next(outcome.next_on)}"
    return _next(outcome.next_on)


def _next(day: date | None) -> str:
    return f"Try again on {day}." if day is not None else "No next date."
