"""Rows of a taxonomy as they are gathered from files, each label and relation once."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from forsa.exchange.clean_text import clean_line
from skills.values.taxonomy import (
    ConceptKind,
    ConceptRow,
    FileRead,
    LabelKind,
    LabelRow,
    LeftOut,
    LeftOutReason,
    RelationKind,
    RelationRow,
    ReplacementRow,
    TaxonomyRows,
)

MOST_URI_CHARACTERS = 200
MOST_LABEL_CHARACTERS = 200

_URI = re.compile(r"(https?://|urn:)[!-~]+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_FORMS = re.compile(r"\s*/\s+")


class NotATaxonomy(Exception):
    """What was named cannot be read as a taxonomy; says in a sentence what is wrong."""


@dataclass(slots=True)
class Gathering:
    """What has been read so far."""

    concepts: dict[str, ConceptRow] = field(default_factory=dict)
    labels: dict[tuple[str, str, str], LabelRow] = field(default_factory=dict)
    relations: dict[tuple[str, RelationKind, str], RelationRow] = field(default_factory=dict)
    named: set[tuple[str, str]] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    files: list[FileRead] = field(default_factory=list)
    label_cell_count: int = 0
    repeated_label_count: int = 0
    split_label_count: int = 0
    replacements: dict[tuple[str, str], ReplacementRow] = field(default_factory=dict)
    stood: set[tuple[str, str]] = field(default_factory=set)
    left_out: Counter[tuple[LeftOutReason, str]] = field(default_factory=Counter)
    examples: dict[tuple[LeftOutReason, str], str] = field(default_factory=dict)

    def add_concept(self, row: ConceptRow, origin: str) -> bool:
        """Keep a concept and return whether it could be kept; what is known of it stays."""
        if len(row.uri) > MOST_URI_CHARACTERS or not _URI.fullmatch(row.uri):
            self.leave_out(LeftOutReason.URI_UNUSABLE, origin, row.uri)
            return False
        known = self.concepts.get(row.uri)
        if known is None:
            self.concepts[row.uri] = row
        else:
            self.concepts[row.uri] = replace(
                known,
                isco=known.isco or row.isco,
                description=known.description or row.description,
                reuse_level=known.reuse_level or row.reuse_level,
            )
        return True

    def stands_once(self, uri: str, name: str) -> None:
        """Refuse a concept that stands in one file a second time: nobody says which is right.

        Raises
        ------
        NotATaxonomy
            If it does.
        """
        if (uri, name) in self.stood:
            message = f"{name} names the concept {uri} twice. Keep the row that is right."
            raise NotATaxonomy(message)
        self.stood.add((uri, name))

    def add_replacement(self, uri: str, by: str, origin: str) -> None:
        """Keep that one concept takes the place of another; one that cannot be used is counted."""
        usable = all(len(one) <= MOST_URI_CHARACTERS and _URI.fullmatch(one) for one in (uri, by))
        if usable and uri != by:
            self.replacements.setdefault((uri, by), ReplacementRow(uri, by, origin))
        else:
            self.leave_out(LeftOutReason.URI_UNUSABLE, origin, by)

    def add_forms(self, uri: str, language: str, kind: LabelKind, label: str, origin: str) -> None:
        """Keep a label of the shape "masculine / feminine" as two, any other as it is."""
        forms = _FORMS.split(label) if label.count("/") == 1 else [label]
        if len(forms) == 1:
            self.add_label(LabelRow(uri, language, kind, label, origin))
            return
        self.split_label_count += 1
        self.add_label(LabelRow(uri, language, kind, forms[0], origin))
        self.add_label(LabelRow(uri, language, LabelKind.ALTERNATIVE, forms[1], origin))

    def add_label(self, row: LabelRow) -> None:
        """Keep a label; a text that stands twice for a concept in a language is counted."""
        label = clean_line(row.label)
        if len(label) > MOST_LABEL_CHARACTERS or not _LETTER_OR_DIGIT.search(label):
            self.leave_out(LeftOutReason.LABEL_UNUSABLE, row.origin, label[:60])
            return
        key = (row.uri, row.language, label)
        if key in self.labels:
            self.repeated_label_count += 1
            return
        self.labels[key] = row if label == row.label else replace(row, label=label)
        self.named.add((row.uri, row.language))

    def add_relation(self, row: RelationRow) -> None:
        """Keep a relation once."""
        self.relations.setdefault((row.from_uri, row.kind, row.to_uri), row)

    def leave_out(self, reason: LeftOutReason, place: str, example: str) -> None:
        """Count something that was not taken."""
        self.left_out[reason, place] += 1
        self.examples.setdefault((reason, place), clean_line(example))

    def set_kind(self, uris: Sequence[str], kind: ConceptKind) -> None:
        """Say of concepts that are known what kind they are."""
        for uri in uris:
            if uri in self.concepts:
                self.concepts[uri] = replace(self.concepts[uri], kind=kind)

    def rows(self, name: str, release: str | None = None) -> TaxonomyRows:
        """Return all that was gathered."""
        left_out = [
            LeftOut(reason, place, count, self.examples[reason, place])
            for (reason, place), count in sorted(self.left_out.items())
        ]
        return TaxonomyRows(
            name=name,
            origins=frozenset(self.origins),
            concepts=tuple(self.concepts.values()),
            labels=tuple(self.labels.values()),
            relations=tuple(self.relations.values()),
            files=tuple(self.files),
            label_cell_count=self.label_cell_count,
            repeated_label_count=self.repeated_label_count,
            split_label_count=self.split_label_count,
            left_out=tuple(left_out),
            replacements=tuple(self.replacements.values()),
            release=release,
        )


def joined(first: TaxonomyRows, second: TaxonomyRows) -> TaxonomyRows:
    """Return the rows of two readings; of a concept in both, the second says more."""
    return TaxonomyRows(
        name=f"{first.name} + {second.name}",
        origins=first.origins | second.origins,
        concepts=first.concepts + second.concepts,
        labels=first.labels + second.labels,
        relations=first.relations + second.relations,
        files=first.files + second.files,
        label_cell_count=first.label_cell_count + second.label_cell_count,
        repeated_label_count=first.repeated_label_count + second.repeated_label_count,
        split_label_count=first.split_label_count + second.split_label_count,
        left_out=first.left_out + second.left_out,
        replacements=first.replacements + second.replacements,
        release=second.release or first.release,
    )
