"""Write CSV that no spreadsheet takes for formulas.

Source: OWASP, CSV Injection; the list of first characters is wider, because spreadsheets also
look past tabs, no-break spaces and marks of direction, and take full-width forms.
"""

import csv
import io
import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

DANGEROUS = frozenset("=+-@%|＝＋－＠％｜﹦﹢﹣﹫﹪−")
"""What a formula, or a command that an old spreadsheet obeys, begins with."""
GUARD = "'"

_LOOKED_PAST = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def is_dangerous(cell: str) -> bool:
    r"""Return whether a spreadsheet may take a cell for a formula.

    Examples
    --------
    >>> is_dangerous("\t=1+1"), is_dangerous("−5"), is_dangerous("Person 0007 = 1")
    (True, True, False)
    """
    for character in cell:
        if character in DANGEROUS:
            return True
        if unicodedata.category(character) not in _LOOKED_PAST:
            return False
    return False


def guarded(cell: str) -> str:
    """Return the cell, with an apostrophe before it if it may be taken for a formula.

    A cell that already looks guarded gets one more, so that `unguarded` undoes exactly this.

    Examples
    --------
    >>> guarded("+964 770"), guarded("welding")
    ("'+964 770", 'welding')
    """
    return GUARD + cell if is_dangerous(cell.lstrip(GUARD)) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before `guarded`.

    Examples
    --------
    >>> unguarded("'+964 770"), unguarded("'n gat")
    ('+964 770', "'n gat")
    """
    if cell.startswith(GUARD) and is_dangerous(cell.lstrip(GUARD)):
        return cell[1:]
    return cell


def csv_text(rows: Iterable[Sequence[str]], *, separator: str = ",") -> str:
    """Return rows as CSV, every cell guarded, lines ended by CR and LF (Source: RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def write_csv(path: Path, rows: Iterable[Sequence[str]], *, separator: str = ",") -> None:
    """Write rows to a file that its owner alone can read, with the mark Excel knows UTF-8 by."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
        file.write(csv_text(rows, separator=separator))
