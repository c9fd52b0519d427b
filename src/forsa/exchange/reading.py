"""From a table to drafts: every row becomes a draft or a bad row, and nothing is lost between."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from forsa.exchange.columns import AnyColumn, ParsedRow, parse_row
from forsa.exchange.csv_files import REASON, Line, Table
from forsa.exchange.problems import FileProblem, RowProblem, shown
from skills.values.lookup import Link

Draft = TypeVar("Draft")

LinkTexts = Callable[[Sequence[str]], Sequence[Link]]
"""Finds the concepts that texts mean; one link for each text, in the order given."""


@dataclass(frozen=True, slots=True)
class Linking:
    """The two lookups an import needs: among skills, and among occupations alone."""

    skills: LinkTexts
    occupations: LinkTexts


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be imported, and why."""

    line: Line
    problems: tuple[FileProblem, ...]

    @property
    def reason(self) -> str:
        """All that is wrong with the row, in one text."""
        return " ".join(problem.sentence for problem in self.problems)


@dataclass(frozen=True, slots=True)
class ParsedRows:
    """The rows of a file, understood or not. `notes` are sentences that stop nothing."""

    table: Table
    rows: tuple[ParsedRow, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading(Generic[Draft]):
    """What a file says: drafts in its order, rows left out, and sentences that stop nothing."""

    table: Table
    drafts: tuple[Draft, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[FileProblem, ...]:
        """All problems, by line."""
        return tuple(problem for row in self.bad for problem in row.problems)

    @property
    def bad_file(self) -> list[tuple[str, ...]]:
        """The rows left out, as they stood in the file, each with its reason."""
        names, header = self.table.names, self.table.header
        # A file of ours that comes back has the column already; its old reasons are replaced.
        at = names.index(REASON) if REASON in names else len(header)
        after = at + (REASON in names)
        return [
            (*header[:at], REASON, *header[after:]),
            *((*row.line.cells[:at], row.reason, *row.line.cells[after:]) for row in self.bad),
        ]


def parsed_rows(
    table: Table, columns: Sequence[AnyColumn], *, reference: Sequence[AnyColumn]
) -> ParsedRows:
    """Return the rows of a table; `reference` are the columns that together stand once in it."""
    bad = [BadRow(line, (_too_wide(line, table),)) for line in table.uneven]
    rows: list[ParsedRow] = []
    first_lines: dict[tuple[object, ...], int] = {}
    for line in table.lines:
        row, problems = parse_row(columns, line, table.names)
        if not problems:
            key = tuple(row.get(column) for column in reference)
            first = first_lines.setdefault(key, line.number)
            if first != line.number:
                problems = (_repeated(row, reference[-1], first),)
        if problems:
            bad.append(BadRow(line, problems))
        else:
            rows.append(row)
    return ParsedRows(table, tuple(rows), tuple(bad), table.notes)


def _too_wide(line: Line, table: Table) -> FileProblem:
    found = f"{len(line.cells)} cells"
    needed = f"{len(table.header)}, one for each column; quote cells that hold a separator"
    return FileProblem(line.number, None, found, needed)


def _repeated(row: ParsedRow, column: AnyColumn, first: int) -> FileProblem:
    found = str(row.get(column))
    needed = (
        f"a reference of its own: it stands in line {first} and again in line {row.line.number}"
    )
    return FileProblem(row.line.number, column.name, found, needed)


def drafted(parsed: ParsedRows, draft: Callable[[ParsedRow], Draft]) -> Reading[Draft]:
    """Return the drafts of all rows; a row whose cells do not go together is left out."""
    drafts: list[Draft] = []
    bad = list(parsed.bad)
    names = parsed.table.names
    for row in parsed.rows:
        try:
            drafts.append(draft(row))
        except RowProblem as problem:
            at = names.index(problem.column) if problem.column in names else None
            found = "" if at is None else row.line.cells[at]
            needed = FileProblem(row.line.number, problem.column, found, problem.needed)
            bad.append(BadRow(row.line, (needed,)))
    bad.sort(key=lambda row: row.line.number)
    return Reading(parsed.table, tuple(drafts), tuple(bad), parsed.notes)


def linked(link: LinkTexts, texts: Iterable[str]) -> Mapping[str, Link]:
    """Return what became of each text; each is looked up once, all in one batch."""
    once = list(dict.fromkeys(texts))
    return dict(zip(once, link(once), strict=True)) if once else {}


def isco_of(link: Link | None) -> str | None:
    """Return the ISCO-08 code of the concept that a text was linked to."""
    if link is None or link.uri is None:
        return None
    return next((found.isco for found in link.offered if found.uri == link.uri), None)


def linking_note(name: str, links: Mapping[str, Link]) -> str:
    """Return a sentence on how many texts found a concept."""
    count = sum(link.uri is not None for link in links.values())
    kept = [link.text for link in links.values() if link.uri is None]
    note = f"{name}: {count:,} of {len(links):,} different texts mean a known concept"
    if not kept:
        return note + "."
    return f"{note}; the rest is kept in its own words, like '{shown(kept[0])}'."
