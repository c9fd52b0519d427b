"""Files of made persons: what they typed, and the occupation they were made from."""

from pathlib import Path

from forsa.exchange.query_files import tabbed_rows
from matching.evaluation.trials import MadePerson

NAME, TEXTS, OCCUPATION = "person_id", "skill_texts", "true_occupation_uri"
SHORT, LONG = "persons_short.tsv", "persons.tsv"
"""The file that figures are given for, and one with more texts of the same persons."""


def read_made_people(path: Path) -> list[MadePerson]:
    """Return the persons of a file, in order; those without any text among them.

    Raises
    ------
    FileRefused
        If the file is no text in UTF-8 or lacks one of the three columns.
    """
    return [
        MadePerson(
            cells[NAME],
            tuple(text for text in cells[TEXTS].split("|") if text.strip()),
            cells[OCCUPATION].strip(),
        )
        for cells in tabbed_rows(path, (NAME, TEXTS, OCCUPATION))
    ]
