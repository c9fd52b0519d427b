"""The taxonomy that comes with Forsa: three CSV files beside the skills package."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from forsa.exchange.gathering import Gathering
from skills.values.taxonomy import (
    STARTER_ORIGIN,
    ConceptKind,
    ConceptRow,
    FileRead,
    LabelKind,
    LabelRow,
    RelationKind,
    RelationRow,
    TaxonomyRows,
)

STARTER = STARTER_ORIGIN
"""The origin of its rows, and its name on the command line."""


@cache
def read_starter() -> TaxonomyRows:
    """Return the rows of the built-in taxonomy, read once by a process."""
    gathering = Gathering(origins={STARTER})
    for row in _rows(gathering, "concepts.csv"):
        concept = ConceptRow(
            uri=row["uri"],
            kind=ConceptKind(row["kind"]),
            isco=row["isco"] or None,
            description=row["description_en"] or None,
        )
        gathering.add_concept(concept, STARTER)
    for row in _rows(gathering, "labels.csv"):
        gathering.add_label(
            LabelRow(row["uri"], row["language"], LabelKind(row["kind"]), row["label"], STARTER)
        )
    for row in _rows(gathering, "relations.csv"):
        gathering.add_relation(
            RelationRow(row["from_uri"], RelationKind(row["kind"]), row["to_uri"], STARTER)
        )
    return gathering.rows(STARTER)


def _rows(gathering: Gathering, name: str) -> Iterator[dict[str, str]]:
    count = 0
    text = files("skills").joinpath("starter", name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines(), strict=True):
        count += 1
        yield row
    gathering.files.append(FileRead(f"{STARTER}/{name}", count))
