"""Files of words to look up: tab-separated, without quoting, with a line that names columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forsa.exchange.csv_lines import text_lines
from forsa.exchange.problems import FileProblem, FileRefused
from skills.values.lookup import folded

QUERY, LANGUAGE, TARGETS = "query", "lang", "target_uris"
LONGEST_CELL = 100_000
FORMS = " / "
"""What stands between the masculine and the feminine form in one Arabic label."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One row: what was typed, and in which language, None if that is not known."""

    text: str
    language: str | None


def read_queries(path: Path) -> list[Asked]:
    """Return the rows of a file, in order. A column `lang` may be missing.

    Raises
    ------
    FileRefused
        If the file is no text in UTF-8 or has no column `query`.
    """
    return [
        Asked(cells[QUERY], cells.get(LANGUAGE, "").strip().casefold() or None)
        for cells in tabbed_rows(path, (QUERY,))
    ]


def read_pairs(path: Path) -> frozenset[tuple[str, str]]:
    """Return the pairs of a folded label and a URI that a file names.

    Of an Arabic label "masculine / feminine" both forms are meant, as they are kept.

    Raises
    ------
    FileRefused
        If the file is no text in UTF-8 or has no columns `query` and `target_uris`.
    """
    return frozenset(
        (folded(form), uri.strip())
        for cells in tabbed_rows(path, (QUERY, TARGETS))
        for uri in cells[TARGETS].split("|")
        if uri.strip()
        for form in (cells[QUERY], *cells[QUERY].split(FORMS))
    )


def tabbed_rows(path: Path, needed: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    """Yield the cells of each row by the names of the columns; missing ones are empty.

    Raises
    ------
    FileRefused
        If the file is no text in UTF-8 or lacks a column that is needed.
    """
    columns: list[str] = []
    for number, line in enumerate(text_lines(path), start=1):
        cells = line.rstrip("\r\n").split("\t")
        if not columns:
            columns = [cell.strip().casefold() for cell in cells]
            _check(columns, needed)
        elif len(line) > LONGEST_CELL:
            found = f"a line of {len(line):,} characters"
            raise FileRefused(FileProblem(number, None, found, f"at most {LONGEST_CELL:,}"))
        elif line.strip():
            cells += [""] * (len(columns) - len(cells))
            yield dict(zip(columns, cells, strict=False))


def _check(columns: list[str], needed: tuple[str, ...]) -> None:
    for name in needed:
        if name not in columns:
            found = f"no column '{name}'"
            wanted = f"a first line with {' and '.join(needed)}, with tabs between"
            raise FileRefused(FileProblem(1, None, found, wanted))
