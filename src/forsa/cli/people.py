"""forsa people: files that may be of one person, made one and two again."""

from collections.abc import Sequence

import click
from sqlmodel import Session

from forsa.cli.casework import AS, HIDDEN_NOW, hand_over, outreach
from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from forsa.deeds.merging import merge_people, undo_merge
from kernel.references import Kind, reference, row_id_of
from skills.errors import MergeNotFound
from skills.queries.duplicates import pairs_like
from skills.queries.files import person_file
from skills.queries.person_merging import merges_of, two_files
from skills.values.duplicates import PairLike
from skills.values.person_merging import MergeOrder, Side, TwoFiles

ALL = "all"
"""Stands for every field on which two files differ."""


@click.group()
def people() -> None:
    """Look at files that may be of one person, hand files over, log tries to reach people."""


@people.command()
@AS
def duplicates(email: str) -> None:
    """Print pairs of files of an office that may be of one person, most alike first.

    Each line says how much speaks for it, the two numbers and why; no name is printed.
    """
    with opened_database() as database, database.reading() as session:
        actor = actor_named(session, email)
        if actor.office_id is None:
            message = "This account is of no office. Act as one of its people."
            raise click.ClickException(message)
        found = pairs_like(session, office_id=actor.office_id)
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("No two files look like one person's.")


@people.command()
@click.argument("stays")
@click.argument("goes")
@click.option("--keep", multiple=True, metavar="FIELD", help="What STAYS says of it holds.")
@click.option("--take", multiple=True, metavar="FIELD", help="What GOES says of it holds.")
@AS
@HIDDEN_NOW
def merge(
    stays: str,
    goes: str,
    keep: tuple[str, ...],
    take: tuple[str, ...],
    email: str,
    given: str | None,
) -> None:
    """Make the file GOES one with the file STAYS, with all that hangs on both.

    Where they differ, say of each field whose value holds; FIELD is a name that is printed
    without, or `all`. Undo it by `forsa people unmerge`.
    """
    now = time_now(given)
    with plain_refusals(), opened_database() as database, database.writing() as session:
        actor = actor_named(session, email)
        ids = row_id_of(Kind.PERSON, stays), row_id_of(Kind.PERSON, goes)
        files = two_files(session, returnee_ids=ids, actor=actor, now=now)
        order = MergeOrder(
            *ids, files.first.version, files.second.version, _choices(files, keep, take)
        )
        number = merge_people(session, order=order, actor=actor, now=now)
    click.echo(
        f"{goes} is one with {stays} now. To undo it: forsa people unmerge {stays} {number}"
    )


@people.command()
@click.argument("stays")
@click.argument("number", type=click.IntRange(1))
@AS
@HIDDEN_NOW
def unmerge(stays: str, number: int, email: str, given: str | None) -> None:
    """Make the file STAYS two again as before the merge NUMBER; what was written since stays."""
    now = time_now(given)
    with plain_refusals(), opened_database() as database, database.writing() as session:
        actor, stays_id = actor_named(session, email), row_id_of(Kind.PERSON, stays)
        person_file(session, returnee_id=stays_id, actor=actor, now=now)
        went = _went(session, stays_id, number)
        undo_merge(session, merge_id=number, actor=actor, now=now)
    click.echo(f"{stays} and {went} are two files again.")


people.add_command(hand_over)
people.add_command(outreach)


def _line(one: PairLike) -> str:
    pair = "  ".join(reference(Kind.PERSON, each.returnee_id) for each in (one.first, one.second))
    likeness = one.first.likeness
    return f"{likeness.score:.2f}  {pair}  {', '.join(likeness.reasons)}"


def _choices(files: TwoFiles, keep: Sequence[str], take: Sequence[str]) -> dict[str, Side]:
    """Return of each field on which two files differ whose value holds."""
    differing = [one.name for one in files.differences]
    chosen = {
        name: side
        for side, names in ((Side.STAYS, keep), (Side.GOES, take))
        for name in (differing if ALL in names else names)
    }
    left = [name for name in differing if name not in chosen]
    if left:
        message = (
            f"The two files differ on: {', '.join(left)}. Nothing was changed. Say --keep FIELD "
            "or --take FIELD of each."
        )
        raise click.ClickException(message)
    return {name: chosen[name] for name in differing}


def _went(session: Session, stays_id: int, number: int) -> str:
    """Return the number of the file that went with a merge of the file that stays."""
    for one in merges_of(session, stays_id):
        if one.merge_id == number:
            return reference(Kind.PERSON, one.goes_id)
    raise MergeNotFound
