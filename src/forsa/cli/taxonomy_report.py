"""What an import of a taxonomy read, changed and left out, in lines for a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from forsa.exchange.csv_out import write_csv
from skills.values.taxonomy import (
    SKILL_KINDS,
    Changes,
    ConceptKind,
    ImportReport,
    LeftOut,
    LeftOutReason,
)
from skills.values.taxonomy_changes import Difference, DifferenceKind, Followed, Pruned

REASONS = {
    LeftOutReason.NOT_NEEDED: "not needed",
    LeftOutReason.NOT_RELEASED: "concept not released",
    LeftOutReason.NO_LABEL: "concept without a label",
    LeftOutReason.URI_UNUSABLE: "address of a concept that cannot be used",
    LeftOutReason.LABEL_UNUSABLE: "label without a letter, or too long",
    LeftOutReason.UNKNOWN_KIND: "relation of an unknown kind",
    LeftOutReason.UNKNOWN_CONCEPT: "relation to a concept that no file names",
    LeftOutReason.NO_SKILL_TYPE: "no skillType: taken as a skill",
    LeftOutReason.NO_REUSE_LEVEL: "no reuseLevel: left empty",
}


def report_lines(report: ImportReport) -> Iterator[str]:
    """Yield the report line by line."""
    yield f"Read {len(report.files)} files:"
    yield from (f"  {file.name}: {file.row_count:,} rows" for file in report.files)
    yield f"  {report.label_cell_count:,} label cells read"
    yield f"  {report.repeated_label_count:,} labels stood twice and were kept once"
    yield f"  {report.split_label_count:,} labels of two forms (masculine / feminine) were split"
    yield "Left out, or taken with a gap:" if report.left_out else "Nothing was left out."
    yield from (_left_out_line(one) for one in report.left_out)
    yield f"Now there (version {report.version_id}, {report.name}):"
    skills = sum(report.kinds.get(kind, 0) for kind in SKILL_KINDS)
    knowledge = report.kinds.get(ConceptKind.KNOWLEDGE, 0)
    languages = report.kinds.get(ConceptKind.LANGUAGE, 0)
    yield f"  skills: {skills:,} (knowledge {knowledge:,}, languages {languages:,})"
    yield f"  occupations: {report.kinds.get(ConceptKind.OCCUPATION, 0):,}"
    yield f"  groups of occupations: {report.kinds.get(ConceptKind.UNIT_GROUP, 0):,}"
    yield f"  groups of skills: {report.kinds.get(ConceptKind.SKILL_GROUP, 0):,}"
    shares = ", ".join(f"{code} {count:,}" for code, count in sorted(report.languages.items()))
    yield f"  labels: {sum(report.languages.values()):,} ({shares})"
    yield f"Changes: {report.change_count:,}"
    yield f"  concepts: {_changes_line(report.concepts)}"
    yield f"  labels: {_changes_line(report.labels)}"
    yield f"  relations: {_changes_line(report.relations)}"


def _left_out_line(one: LeftOut) -> str:
    if one.reason is LeftOutReason.NOT_NEEDED:
        return f"  {one.place}: {REASONS[one.reason]}"
    return f"  {one.place}: {one.count:,} × {REASONS[one.reason]} (such as {one.example})"


def _changes_line(changes: Changes) -> str:
    return (
        f"{changes.added:,} added, {changes.changed:,} changed, "
        f"{changes.removed:,} removed, {changes.unchanged:,} unchanged"
    )


MOST_EXAMPLES = 5
"""How many differences of a kind a terminal shows; a CSV file has them all."""

KINDS = {
    DifferenceKind.ADDED: "concepts added",
    DifferenceKind.REMOVED: "concepts removed",
    DifferenceKind.REPLACED: "concepts replaced by another",
    DifferenceKind.RENAMED: "names changed",
    DifferenceKind.OTHER_KIND: "concepts of another kind",
    DifferenceKind.MOVED: "labels moved to another concept",
}

COLUMNS = ("change", "uri", "language", "before", "after", "other_uri")


def left_out_lines(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Yield what would be left out, or taken with a gap."""
    if left_out:
        yield "Would be left out, or taken with a gap:"
    yield from (_left_out_line(one) for one in left_out)


def difference_lines(found: Sequence[Difference], old: int, new: int) -> Iterator[str]:
    """Yield how many things differ, by kind, with a few examples of each."""
    yield f"From version {old} to version {new}:"
    for kind, words in KINDS.items():
        those = [one for one in found if one.kind is kind]
        yield f"  {words}: {len(those):,}"
        for one in those[:MOST_EXAMPLES]:
            names = " → ".join(dict.fromkeys(filter(None, (one.before, one.after))))
            language = f" [{one.language}]" if one.language else ""
            other = f" → {one.other_uri}" if one.other_uri else ""
            yield f"    {names}{language} {one.uri}{other}"


def write_differences(found: Sequence[Difference], file: Path) -> None:
    """Write all differences as CSV, UTF-8, with a header."""
    rows = ((o.kind.value, o.uri, o.language, o.before, o.after, o.other_uri) for o in found)
    write_csv(file, [COLUMNS, *rows])


def followed_lines(followed: Followed) -> Iterator[str]:
    """Yield what followed replaced concepts, what went back, and what waits for a person."""
    for place, count in followed.went_back.items():
        if count:
            yield f"  {place}: {count:,} went back to the concept they had before"
    for place, count in followed.counts.items():
        if count:
            yield f"  {place}: {count:,} followed to the concept that took the place of theirs"
    if followed.unclear:
        rows = sum(followed.unclear.values())
        yield f"  {rows:,} rows point to {len(followed.unclear):,} concepts that are not in it:"
        yield from (f"    {uri}: {count:,}" for uri, count in followed.unclear.items())


def pruned_lines(pruned: Pruned) -> Iterator[str]:
    """Yield which versions were deleted, and which were kept for what rows point to."""
    numbers = ", ".join(map(str, pruned.versions)) or "none"
    yield f"Deleted: {numbers}."
    for version_id, count in pruned.kept.items():
        yield f"Version {version_id} is kept: rows point to {count:,} concepts that only it has."
