"""forsa skills: look words up for skills and occupations."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop
from forsa.cli.sources import LOOKUP_FOLDER
from forsa.cli.words import WORD_COMMANDS
from forsa.database import Database
from forsa.exchange.problems import FileRefused
from forsa.exchange.query_files import Asked, read_pairs, read_queries
from skills.errors import TaxonomyMissing
from skills.interface.labels import label_languages, restricted_lookup
from skills.interface.taxonomy import Lookup, active_version, open_lookup
from skills.interface.words import has_letter, holds_phone
from skills.values.lookup import Found, Link, Restriction, Why
from skills.values.taxonomy import SKILL_KINDS, ConceptKind

TYPES = {
    "skill": SKILL_KINDS,
    "occupation": frozenset({ConceptKind.OCCUPATION}),
    "isco_group": frozenset({ConceptKind.UNIT_GROUP}),
    "skill_group": frozenset({ConceptKind.SKILL_GROUP}),
}
"""The sorts of concepts by the names that benchmarks use; a language is a skill."""

NAMED_OTHERWISE = {"no": "nb"}
"""Languages that go by another name in the taxonomy: Norwegian labels are Bokmål."""

LONGEST_QUERY = 200
"""Characters of one skill; as many as a file keeps of one."""

RESTRICTED_FOLDER = "restricted"
"""Where below the index of the taxonomy those lie that know only some of its labels."""


@click.group()
def skills() -> None:
    """Look up words for skills and occupations, and say what unknown words mean."""


for word_command in WORD_COMMANDS:
    skills.add_command(word_command)


@skills.command()
@click.argument("text")
@click.option("--language", help="Prefer labels of this language: en, ar, ckb …")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 50))
def find(text: str, language: str | None, top: int) -> None:
    """Print the concepts that TEXT may mean, best first."""
    _check_may_be_words(text)
    with opened_database() as database, plain_refusals():
        lookup = _opened(database)
        named = NAMED_OTHERWISE.get(language or "", language)
        if named is not None and named not in lookup.languages:
            known = ", ".join(sorted(lookup.languages))
            message = f"No label is in the language '{named[:40]}'. There are: {known}."
            raise click.ClickException(message)
        found = lookup.find(text, language=named, top=top)
    if not found:
        click.echo("Nothing like this is known.")
    for one in found:
        click.echo(_line(one))


@skills.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 50))
@click.option("--labels", help="Know only labels of these languages: en,ar …")
@click.option("--types", help="Find only these: skill, occupation, isco_group, skill_group.")
@click.option("--hold-out", type=click.Path(path_type=Path), help="Leave these labels out.")
def link(
    file: Path, top: int, labels: str | None, types: str | None, hold_out: Path | None
) -> None:
    """Write for each query of FILE one line of JSON: its link, and what else it may mean.

    FILE is tab-separated without quoting, with the columns `query` and `lang`; others are
    ignored. The file of --hold-out has the columns `query` and `target_uris`: those labels of
    those concepts are not known then, for honest tests.
    """
    kinds = _kinds(types)
    try:
        asked = read_queries(file)
        pairs = read_pairs(hold_out) if hold_out is not None else frozenset()
    except (FileRefused, OSError) as error:
        raise click.ClickException(str(error)) from error
    with opened_database() as database, plain_refusals():
        lookup = _restricted(database, Restriction(_languages(labels), pairs))
    for line in json_lines(lookup, asked, kinds, top):
        click.echo(line)


def json_lines(
    lookup: Lookup, asked: Sequence[Asked], kinds: frozenset[ConceptKind] | None, top: int
) -> Iterator[str]:
    """Yield for each query, in order, what became of it."""
    by_language: dict[str | None, list[int]] = {}
    for place, one in enumerate(asked):
        by_language.setdefault(one.language, []).append(place)
    links: dict[int, Link] = {}
    for language, places in by_language.items():
        # Nobody's number is looked up: what it is like is none of our business.
        texts = ["" if holds_phone(asked[at].text) else asked[at].text for at in places]
        found = lookup.link_many(texts, language=language, kinds=kinds, top=top)
        links |= dict(zip(places, found, strict=True))
    for place, one in enumerate(asked):
        yield json.dumps(_shown(one, links[place]), ensure_ascii=False)


def _check_may_be_words(text: str) -> None:
    """Refuse what names no skill and no work, whatever it is like."""
    message = None
    if holds_phone(text):
        message = "This looks like a phone number, not like a skill. Nothing was looked up."
    elif not has_letter(text):
        message = "No letter stands in this. Write what somebody can do, in any language."
    elif len(text) > LONGEST_QUERY:
        message = (
            f"This has {len(text):,} characters, and a skill has {LONGEST_QUERY} at most. "
            "Look up one skill at a time."
        )
    if message is not None:
        raise click.ClickException(message)


def _shown(one: Asked, link: Link) -> dict[str, Any]:
    results = [
        {"uri": each.uri, "label": each.label, "isco": each.isco, "score": each.score}
        for each in link.offered
    ]
    return {"query": one.text, "linked": link.uri, "results": results}


def _languages(labels: str | None) -> frozenset[str] | None:
    if labels is None:
        return None
    return frozenset(NAMED_OTHERWISE.get(name, name) for name in _names(labels, "--labels"))


def _kinds(types: str | None) -> frozenset[ConceptKind] | None:
    if types is None:
        return None
    names = _names(types, "--types")
    for name in names:
        if name not in TYPES:
            message = f"'{name[:40]}' is no type. Write some of: {', '.join(TYPES)}."
            raise click.ClickException(message)
    return frozenset(kind for name in names for kind in TYPES[name])


def _names(given: str, option: str) -> list[str]:
    names = [name.strip().casefold() for name in given.split(",") if name.strip()]
    if not names:
        message = f"{option} names nothing. Leave it out to search in everything."
        raise click.ClickException(message)
    return names


def _opened(database: Database) -> Lookup:
    with database.reading() as session:
        return open_lookup(session, _folder())


def _restricted(database: Database, restriction: Restriction) -> Lookup:
    """Return a search that knows some labels only, or the usual one if it may know all."""
    if restriction.languages is None and not restriction.held_out:
        return _opened(database)
    with database.reading() as session:
        version = active_version(session)
        if version is None:
            raise TaxonomyMissing
        missing = set(restriction.languages or ()) - label_languages(session, version.id)
        if missing:
            message = f"The taxonomy has no labels in: {', '.join(sorted(missing))}."
            raise click.ClickException(message)
        folder = _folder() / RESTRICTED_FOLDER
        return restricted_lookup(session, version.id, version.digest, restriction, folder)


def _folder() -> Path:
    return settings_or_stop().data_dir / LOOKUP_FOLDER


def _line(one: Found) -> str:
    why = "same words" if one.why is Why.SAME_WORDS else "similar words"
    isco = f" {one.isco}" if one.isco else ""
    return (
        f"{one.score:.2f}  {one.kind.value}{isco}  {one.label} [{one.language}]  {why}  {one.uri}"
    )
