"""What can be wrong with a file, said so that whoever wrote it can mend it."""

from dataclasses import dataclass

from forsa.exchange.clean_text import clean_line

SHOWN_CHARACTERS = 40
"""How much of a cell a sentence repeats at most."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing that is wrong.

    With a column, `found` is what stands in the cell; without, it is words of ours. `line` is
    the line of the file on which the row begins, from 1; None if the whole file is meant.
    """

    line: int | None
    column: str | None
    found: str
    needed: str

    @property
    def sentence(self) -> str:
        """The problem in one sentence.

        Examples
        --------
        >>> FileProblem(12, "phone", "0770 12", "a phone number like 0770 123 4567").sentence
        "Line 12, column phone: found '0770 12', needed a phone number like 0770 123 4567."
        >>> FileProblem(None, None, "an empty file", "a header line and rows").sentence
        'Found an empty file; needed a header line and rows.'
        """
        if self.line is None:
            return f"Found {self.found}; needed {self.needed}."
        if self.column is None:
            return f"Line {self.line}: found {self.found}; needed {self.needed}."
        found = f"'{shown(self.found)}'" if self.found.strip() else "nothing"
        return f"Line {self.line}, column {self.column}: found {found}, needed {self.needed}."


class FileRefused(Exception):
    """Nothing of this file can be read."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class CellProblem(ValueError):
    """A cell cannot be understood. `needed` says what should stand there."""

    def __init__(self, needed: str) -> None:
        super().__init__(needed)
        self.needed = needed


class RowProblem(Exception):
    """The cells of a row do not go together; names the column to mend."""

    def __init__(self, column: str, needed: str) -> None:
        super().__init__(needed)
        self.column = column
        self.needed = needed


def shown(text: str) -> str:
    """Return the part of a cell that may be repeated: one line, without control characters.

    Examples
    --------
    >>> shown("a" * 50)
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'
    """
    line = clean_line(text)
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"
