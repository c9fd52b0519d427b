"""Looks files of a taxonomy through without writing anything, and says all that is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forsa.exchange.esco import name_of, read_file, release_of
from forsa.exchange.esco_files import EscoFile, esco_files
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
    """Return the files of all paths; what is wrong with one path hides no other."""
    try:
        return esco_files(paths)
    except NotATaxonomy as error:
        if len(paths) == 1:
            wrong.append(str(error))
            return list(_one_by_one(paths[0]))
    found: dict[tuple[str, str], EscoFile] = {}
    for path in paths:
        try:
            found |= {(str(file.path), file.name): file for file in esco_files([path])}
        except NotATaxonomy as error:
            wrong.append(str(error))
    return list(found.values())


def _one_by_one(folder: Path) -> Iterator[EscoFile]:
    """Yield the files of a folder that can be read, though another cannot."""
    if not folder.is_dir():
        return
    for inner in sorted(folder.rglob("*")):
        if inner.is_file() and inner.suffix.lower() in {".csv", ".zip"}:
            try:
                yield from esco_files([inner])
            except NotATaxonomy:
                continue
