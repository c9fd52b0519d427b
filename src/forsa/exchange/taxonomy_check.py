"""Looks files of a taxonomy through without writing anything, and says all that is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forsa.exchange.esco import name_of, read_file, release_of
from forsa.exchange.esco_files import NOTHING_OF, EscoFile, esco_files
from forsa.exchange.gathering import Gathering, NotATaxonomy, joined
from forsa.exchange.starter import read_starter
from skills.interface.taxonomy_check import faults_in
from skills.values.taxonomy import LeftOut, LeftOutReason, TaxonomyRows


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen: sentences on what must be mended, what would be left out, and the rows."""

    wrong: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    rows: TaxonomyRows


HARMLESS = frozenset({LeftOutReason.NOT_NEEDED})
"""What is left out of every release."""


def looked_through(paths: Sequence[Path]) -> Looked:
    """Return all that is wrong with some folders and files, one sentence each."""
    wrong: list[str] = []
    files = _found(paths, wrong)
    gathering = Gathering()
    for file in files:
        try:
            read_file(gathering, file)
        except NotATaxonomy as error:
            wrong.append(str(error))
    rows = joined(read_starter(), gathering.rows(name_of(files), release_of(files)))
    faults, lost = faults_in(rows)
    if files:
        wrong += faults
    left_out = [one for one in (*rows.left_out, *lost) if one.reason not in HARMLESS]
    return Looked(tuple(wrong), tuple(left_out), rows)


def _found(paths: Sequence[Path], wrong: list[str]) -> list[EscoFile]:
    """Return the files that can be read; what is wrong with one of them hides no other."""
    try:
        return esco_files(paths)
    except NotATaxonomy as error:
        first = str(error)
    found: dict[tuple[Path, tuple[str, ...]], EscoFile] = {}
    sentences = [first]
    for path in _each(paths):
        try:
            found |= {(file.path, file.members): file for file in esco_files([path])}
        except NotATaxonomy as error:
            sentences.append(str(error))
    # A file of something else in a folder is no fault; that no file is of ESCO's was said first.
    wrong += dict.fromkeys(said for said in sentences if said == first or NOTHING_OF not in said)
    return list(found.values())


def _each(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield every file that some folders and paths name."""
    for path in paths:
        if path.is_dir():
            inner = (each for each in sorted(path.rglob("*")) if each.is_file())
            yield from (each for each in inner if each.suffix.lower() in {".csv", ".zip"})
        else:
            yield path
