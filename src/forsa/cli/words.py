"""forsa skills queue, decide, decisions, undo: own words that mean no concept yet."""

import json
from typing import Any

import click

from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from forsa.deeds.words import (
    rule_on_words,
    second_ruling,
    undo_ruling,
    words_of_vacancies,
)
from forsa.exchange.csv_out import csv_text
from forsa.exchange.rulings_csv import ruling_rows
from skills.queries.words import rulings, waiting_of, waiting_words
from skills.values.taxonomy import SKILL_KINDS, ConceptKind
from skills.values.words import (
    NAMED_IN,
    NewConcept,
    RefusedBecause,
    RulingBrief,
    RulingDraft,
    RulingState,
    Verdict,
    WaitingWords,
    WordsPart,
)

ANSWERS = ("approve", "refuse")
KINDS = tuple(sorted(one.value for one in SKILL_KINDS | {ConceptKind.OCCUPATION}))
VERDICTS = tuple(one.value.replace("_", "-") for one in Verdict)


@click.command()
@click.option("--top", default=20, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each.")
def queue(top: int, as_json: bool) -> None:
    """Print the words that mean no concept yet, most frequent first.

    Nothing says whose they are. See also: forsa skills proposals.
    """
    with opened_database() as database, database.reading() as session:
        elsewhere = words_of_vacancies(session)
        found = waiting_words(session, elsewhere=elsewhere, most=top)
    for one in found.waiting:
        click.echo(json.dumps(_shown(one), ensure_ascii=False) if as_json else _line(one))
    if not as_json:
        click.echo(f"{found.count:,} wait." if found.count else "No words wait.")


@click.command()
@click.argument("words")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.argument("uri", required=False)
@click.option("--as", "email", required=True, metavar="ACCOUNT", help="Who says so.")
@click.option("--name", "named", multiple=True, metavar="LANGUAGE=NAME", help="Of a new concept.")
@click.option("--kind", type=click.Choice(KINDS), help="Of a new concept; else what PART is.")
@click.option(
    "--part",
    default="skill",
    show_default=True,
    type=click.Choice([one.value for one in WordsPart]),
    help="As what the words were said.",
)
@click.option("--broader", metavar="URI", help="What it is part of; for work a group.")
@click.option("--now", "given", hidden=True)
def decide(words: str, verdict: str, uri: str | None, **more: Any) -> None:  # noqa: ANN401
    """Say what WORDS are: link URI, new-concept, keep or reject.

    It counts for all records, vacancies and later imports. What a caseworker says, and every new
    concept, waits for a second person: forsa skills second NUMBER approve.
    """
    with opened_database() as database, plain_refusals(), database.writing() as session:
        actor = actor_named(session, more["email"])
        part = WordsPart(more["part"])
        waiting = waiting_of(session, words, words_of_vacancies(session), part)
        draft = RulingDraft(
            waiting.examples[0] if waiting is not None else words,
            Verdict(verdict.replace("-", "_")),
            concept_uri=uri,
            concept=_concept(more["named"], _kind(more["kind"], part), more["broader"]),
            part=part,
        )
        done = rule_on_words(session, draft=draft, actor=actor, now=time_now(more["given"]))
    click.echo(_said(done))


@click.command()
@click.argument("number", type=click.IntRange(1))
@click.argument("answer", type=click.Choice(ANSWERS))
@click.option(
    "--because",
    type=click.Choice([one.value for one in RefusedBecause]),
    help="Why it is refused.",
)
@click.option("--as", "email", required=True, metavar="ACCOUNT", help="The second person.")
@click.option("--now", "given", hidden=True)
def second(number: int, answer: str, because: str | None, email: str, given: str | None) -> None:
    """Approve or refuse what somebody else proposed under NUMBER."""
    if (answer == "refuse") != (because is not None):
        message = "Say --because when you refuse, and only then."
        raise click.ClickException(message)
    with opened_database() as database, plain_refusals(), database.writing() as session:
        done = second_ruling(
            session,
            ruling_id=number,
            refused_because=RefusedBecause(because) if because is not None else None,
            actor=actor_named(session, email),
            now=time_now(given),
        )
    click.echo(_said(done))


@click.command()
def proposals() -> None:
    """List what was proposed and waits for a second person."""
    with opened_database() as database, database.reading() as session:
        found = rulings(session, [RulingState.PROPOSED])
    for one in reversed(found):
        click.echo(_said(one))
    if not found:
        click.echo("Nothing waits for a second person.")


@click.command()
def decisions() -> None:
    """Print what is in force as CSV, for the keepers of the taxonomy."""
    with opened_database() as database, database.reading() as session:
        click.echo(csv_text(ruling_rows(session)), nl=False)


@click.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--as", "email", required=True, metavar="ACCOUNT", help="Who takes it back.")
@click.option("--now", "given", hidden=True)
def undo(number: int, email: str, given: str | None) -> None:
    """Take the decision or proposal NUMBER back; records changed since stay as they are."""
    with opened_database() as database, plain_refusals(), database.writing() as session:
        count = undo_ruling(
            session,
            ruling_id=number,
            actor=actor_named(session, email),
            now=time_now(given),
        )
    click.echo(f"Decision {number} is taken back; {count:,} say again what they said before.")


WORD_COMMANDS = (queue, decide, second, proposals, decisions, undo)


def _kind(said: str | None, part: WordsPart) -> ConceptKind:
    if said is not None:
        return ConceptKind(said)
    return ConceptKind.OCCUPATION if part is WordsPart.WORK else ConceptKind.SKILL


def _concept(named: tuple[str, ...], kind: ConceptKind, broader: str | None) -> NewConcept | None:
    if not named:
        return None
    names = dict(one.partition("=")[::2] for one in named)
    if set(names) - set(NAMED_IN):
        message = f"Write --name LANGUAGE=NAME for each of: {', '.join(NAMED_IN)}."
        raise click.ClickException(message)
    return NewConcept(kind, names, broader)


def _shown(one: WaitingWords) -> dict[str, Any]:
    return {
        "key": one.search_key,
        "part": one.part.value,
        "count": one.count,
        "since": one.since.date().isoformat(),
        "languages": dict(one.languages),
        "examples": list(one.examples),
    }


def _line(one: WaitingWords) -> str:
    tongues = ", ".join(code or "?" for code in sorted(one.languages))
    said = f"{' | '.join(one.examples)}  [{tongues}]  {one.part.value}"
    return f"{one.count:>6}  {one.since:%Y-%m-%d}  {said}"


def _said(one: RulingBrief) -> str:
    meaning = f" → {one.concept_uri}" if one.concept_uri else ""
    state = one.state.value.replace("_", " ")
    return (
        f"{one.ruling_id}: “{one.own_words}” {one.verdict.value.replace('_', ' ')}{meaning}: "
        f"{state}, {one.changed_count:,} records."
    )
