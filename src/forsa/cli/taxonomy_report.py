"""What an import of a taxonomy read, changed and left out, in lines for a terminal."""

from collections.abc import Iterator

from skills.values.taxonomy import (
    SKILL_KINDS,
    Changes,
    ConceptKind,
    ImportReport,
    LeftOut,
    LeftOutReason,
)

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
