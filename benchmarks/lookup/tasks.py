"""The tasks of the lookup: which queries, and among which labels they are looked up."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from skills.values.lookup import folded
from skills.values.taxonomy import SKILL_KINDS, ConceptKind

OCCUPATIONS = frozenset({ConceptKind.OCCUPATION})
GROUPED = OCCUPATIONS | {ConceptKind.UNIT_GROUP}
BOTH = SKILL_KINDS | OCCUPATIONS


@dataclass(frozen=True, slots=True)
class Task:
    """A file of queries and the labels to search in; `floor` and `aim` are of the MRR."""

    name: str
    labels: str
    kinds: frozenset[ConceptKind]
    held_out: bool = False
    floor: float | None = None
    aim: float | None = None


TASKS = (
    Task("esco_en_alt", "en", BOTH, held_out=True, floor=0.83, aim=0.88),
    Task("esco_en_typo1", "en", BOTH, floor=0.99),
    Task("esco_en_typo2", "en", BOTH, floor=0.98),
    Task("esco_ar_alt", "ar", BOTH, held_out=True, floor=0.93),
    Task("esco_ar_typo1", "ar", BOTH, floor=0.995),
    Task("esco_ar_typo2", "ar", BOTH, floor=0.995),
    Task("melo_da", "da", GROUPED, floor=0.58, aim=0.65),
    Task("melo_sv", "sv", GROUPED, floor=0.39, aim=0.45),
    Task("melo_no", "nb", OCCUPATIONS, floor=0.53, aim=0.60),
    Task("skills_sv", "sv", SKILL_KINDS, floor=0.43, aim=0.50),
    Task("spans_tech", "en", SKILL_KINDS, floor=0.49, aim=0.55),
    Task("ar_en", "en", BOTH),
    Task("da_en", "en", GROUPED),
)
"""Labels and kinds as the page of the data says; da_en searches English occupations and groups."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, in which language, which concepts are right, and of what kind they are."""

    text: str
    language: str
    targets: frozenset[str]
    kind: str


def read_task(folder: Path, name: str) -> list[Query]:
    """Return the queries of one task."""
    path = folder / "lookup" / f"{name}.tsv"
    if not path.is_file():
        message = f"{path} is not there: --data is the folder with esco/ and lookup/ in it"
        raise click.ClickException(message)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_query(row) for row in rows]


def _query(row: Mapping[str, str]) -> Query:
    targets = frozenset(row["target_uris"].split("|"))
    return Query(row["query"], row["lang"], targets, row["kind"])


def pairs_of(queries: list[Query]) -> frozenset[tuple[str, str]]:
    """Return the pairs of a folded label and a concept that a task leaves out."""
    return frozenset((folded(one.text), uri) for one in queries for uri in one.targets)
