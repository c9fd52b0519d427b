"""The lines of a text file, decoded one by one: what is not UTF-8 text is named and refused."""

import codecs
import re
from collections.abc import Generator
from pathlib import Path
from typing import NoReturn

from forsa.exchange.problems import FileProblem, FileRefused

MOST_BYTES = 50 * 1024 * 1024
MEGABYTE = 1024 * 1024
HOW_TO_SAVE = "in Excel: File, Save as, type 'CSV UTF-8'"
SIGNATURES = (
    (codecs.BOM_UTF32_LE, "text in UTF-32"),
    (codecs.BOM_UTF32_BE, "text in UTF-32"),
    (codecs.BOM_UTF16_LE, "text in UTF-16 (Excel calls it 'Unicode text')"),
    (codecs.BOM_UTF16_BE, "text in UTF-16 (Excel calls it 'Unicode text')"),
    (b"PK\x03\x04", "an Excel workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF file"),
)
"""How files begin that are not UTF-8 text. UTF-32 stands before UTF-16, which begins alike."""

UTF16_NUL_SHARE = 0.2
"""From this share of NUL bytes on, a file without a mark is taken to be UTF-16."""
ARABIC_WORD = re.compile("[\u0600-\u06ff]{3}")
"""Western text read as Windows-1256 makes single Arabic letters, Arabic text whole words."""


def text_lines(path: Path) -> Generator[str]:
    """Yield the lines of a file in UTF-8, with or without a mark, with their ends.

    Never holds more than one line.

    Raises
    ------
    FileRefused
        Before the first line if the file is too large, empty, or begins as other formats do;
        later at a NUL byte or at bytes that are not UTF-8.
    """
    _check_size(path)
    with path.open("rb") as file:
        _check_beginning(file.read(4096))
        file.seek(0)
        number = 0
        for chunk in file:
            # An old Macintosh ends lines with CR alone.
            for piece in chunk.splitlines(keepends=True):
                number += 1
                yield _decoded(
                    piece.removeprefix(codecs.BOM_UTF8) if number == 1 else piece, number
                )


def _check_size(path: Path) -> None:
    if not path.is_file():
        _refuse("no file under this name", "the path of a CSV file")
    size = path.stat().st_size
    if size == 0:
        _refuse("an empty file", "a line that names the columns, then rows")
    if size > MOST_BYTES:
        _refuse(
            f"a file of {size // MEGABYTE} MB",
            f"one of at most {MOST_BYTES // MEGABYTE} MB; split it, or save it without what is "
            "not in the template",
        )


def _check_beginning(start: bytes) -> None:
    for signature, name in SIGNATURES:
        if start.startswith(signature):
            _refuse(name, f"CSV in UTF-8; {HOW_TO_SAVE}")
    if start.count(0) > UTF16_NUL_SHARE * len(start):
        _refuse("text in UTF-16", f"CSV in UTF-8; {HOW_TO_SAVE}")
    if not start.removeprefix(codecs.BOM_UTF8).strip():
        _refuse("a file that begins with nothing but white space", "a line that names the columns")


def _decoded(raw: bytes, number: int) -> str:
    if b"\0" in raw:
        found = "a NUL byte, which no text holds; the file may be damaged"
        raise FileRefused(FileProblem(number, None, found, f"text; save it again, {HOW_TO_SAVE}"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = FileProblem(number, None, _name_of(raw), f"UTF-8; {HOW_TO_SAVE}")
        raise FileRefused(problem) from error


def _name_of(raw: bytes) -> str:
    """Return words for bytes that are not UTF-8, by what they make in other encodings."""
    if ARABIC_WORD.search(raw.decode("cp1256", errors="ignore")):
        return "text in Windows-1256 (Arabic Windows)"
    return "bytes that are not UTF-8, perhaps Windows-1252 (Western Windows)"


def _refuse(found: str, needed: str) -> NoReturn:
    raise FileRefused(FileProblem(None, None, found, needed))
