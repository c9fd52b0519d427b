"""Finds the files of an official ESCO release in folders and zips, in any order."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from babel import Locale

from forsa.exchange.gathering import NotATaxonomy

SORTS = (
    "skills",
    "occupations",
    "ISCOGroups",
    "skillGroups",
    "languageSkillsCollection",
    "skillsHierarchy",
    "occupationSkillRelations",
    "skillSkillRelations",
    "broaderRelationsSkillPillar",
    "broaderRelationsOccPillar",
    "replacedByRelations",
)
"""The files that are read, in the order in which they are. Source: ESCO, CSV release 1.1.1, but
for the last: the release names replaced concepts in its RDF and its list of changes alone, so that
whoever has these writes them down as two columns, conceptUri and replacedByUri."""

WITH_LABELS = frozenset(SORTS[:4])
"""Those of which there is one for each language, which must not stand twice and differ."""

LANGUAGES = {"no": "nb"}
"""Codes of ESCO that we write otherwise: its Norwegian is Bokmål."""

NOTHING_OF = "holds no file of an ESCO release"
"""How the sentence goes on that names a path with nothing in it that is needed."""

MOST_BYTES = 500_000_000
"""How large a file may be when unpacked; the largest of ESCO has 21 MB."""

_TWO_LETTERS = re.compile("[a-z]{2}")
KNOWN_LANGUAGES = frozenset(filter(_TWO_LETTERS.fullmatch, map(str, Locale("en").languages)))
"""The languages of ISO 639-1 that the Unicode CLDR has a name for."""

_NAME = re.compile(r"(?P<sort>[A-Za-z]+?)(?:_(?P<language>[a-z]{2}))?\.csv")
_VERSION = re.compile(r"\bv(\d+(?:\.\d+)+)")


@dataclass(frozen=True, slots=True)
class EscoFile:
    """One CSV file: in a folder, in a zip, or in a zip within a zip.

    `members` leads from `path` inwards and is empty for a plain file. `sort` is None if the file
    is not needed; `language` None if its name has none. `size` is in bytes, unpacked.
    """

    path: Path
    members: tuple[str, ...]
    size: int
    sort: str | None
    language: str | None

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return (self.members[-1] if self.members else str(self.path)).rsplit("/", 1)[-1]

    @property
    def origin(self) -> str:
        """What its rows are said to come from, such as ``skills_ar``."""
        return f"{self.sort}_{self.language}" if self.sort in _BY_LANGUAGE else str(self.sort)

    @property
    def version(self) -> str | None:
        """The version of ESCO that its folder or zip is named after."""
        found = _VERSION.findall(" ".join([str(self.path), *self.members]))
        return found[-1] if found else None

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Yield the file, unpacked."""
        with ExitStack() as at_the_end:
            stream: IO[bytes] = at_the_end.enter_context(self.path.open("rb"))
            for member in self.members:
                outer = at_the_end.enter_context(ZipFile(stream))
                stream = at_the_end.enter_context(outer.open(member))
                if member is not self.members[-1]:
                    stream = BytesIO(stream.read())
            yield stream


_BY_LANGUAGE = WITH_LABELS | {"skillsHierarchy"}


def esco_files(paths: Sequence[Path]) -> list[EscoFile]:
    """Return all CSV files that some folders, zips and files hold, those needed first.

    Raises
    ------
    NotATaxonomy
        If a path cannot be read or holds no file of the release, or if two files of one name
        differ.
    """
    found: list[EscoFile] = []
    for path in paths:
        files = list(_files_in(path))
        if not any(file.sort for file in files):
            message = (
                f"{path} {NOTHING_OF}. Name the folder or the zips of the CSV "
                "release as they were downloaded (skills_en.csv, occupations_en.csv and so on)."
            )
            raise NotATaxonomy(message)
        found += files
    return sorted(_each_once(found), key=_place_in_order)


def _files_in(path: Path) -> Iterator[EscoFile]:
    try:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.suffix.lower() in {".csv", ".zip"} and inner.is_file():
                    yield from _files_in(inner)
        elif path.suffix.lower() == ".csv":
            yield _esco_file(path, (), path.stat().st_size)
        else:
            with path.open("rb") as stream:
                yield from _files_in_zip(path, (), stream)
    except BadZipFile as error:
        message = f"{path} is no zip file, or a broken one. Download it again."
        raise NotATaxonomy(message) from error
    except OSError as error:
        message = f"{path} cannot be read: {(error.strerror or 'unknown reason').lower()}."
        raise NotATaxonomy(message) from error


def _files_in_zip(path: Path, outer: tuple[str, ...], stream: IO[bytes]) -> Iterator[EscoFile]:
    with ZipFile(stream) as zipped:
        for member in sorted(zipped.infolist(), key=lambda info: info.filename):
            inwards = (*outer, member.filename)
            if member.file_size > MOST_BYTES:
                message = f"{member.filename} in {path} opens to more than {MOST_BYTES:,} bytes."
                raise NotATaxonomy(message)
            if member.filename.lower().endswith(".csv"):
                yield _esco_file(path, inwards, member.file_size)
            elif member.filename.lower().endswith(".zip") and not outer:
                with zipped.open(member) as inner:
                    yield from _files_in_zip(path, inwards, BytesIO(inner.read()))


def _esco_file(path: Path, members: tuple[str, ...], size: int) -> EscoFile:
    name = (members[-1] if members else path.name).rsplit("/", 1)[-1]
    match = _NAME.fullmatch(name)
    sort = match["sort"] if match and match["sort"] in SORTS else None
    language = match["language"] if match else None
    _check_language(name, language if sort in _BY_LANGUAGE else None)
    if sort in _BY_LANGUAGE and language is None:
        sort = None
    return EscoFile(path, members, size, sort, LANGUAGES.get(language or "", language))


def _check_language(name: str, language: str | None) -> None:
    """Refuse a file of labels in a language that nobody knows: its rows would never be shown."""
    sort, _, rest = name.removesuffix(".csv").partition("_")
    named = language or (rest if sort in WITH_LABELS else "")
    if named and named not in KNOWN_LANGUAGES:
        message = (
            f"{name}: “{named[:20]}” is no language that is known (ISO 639-1: en, ar, da …). "
            "Rename the file, or leave it out."
        )
        raise NotATaxonomy(message)


def _place_in_order(file: EscoFile) -> tuple[int, bool, str, str]:
    """Return where a file goes: English first, since it says most of a concept."""
    place = SORTS.index(file.sort) if file.sort else len(SORTS)
    return place, file.language != "en", file.language or "", file.name


def _each_once(files: Sequence[EscoFile]) -> list[EscoFile]:
    """Return the files without those that stand twice, byte for byte."""
    by_name: dict[str, list[EscoFile]] = {}
    for file in files:
        by_name.setdefault(file.name, []).append(file)
    once: list[EscoFile] = []
    for name, same in by_name.items():
        if len(same) == 1:
            once += same
            continue
        different = {_digest(file): file for file in same}
        if len(different) > 1 and same[0].sort in WITH_LABELS:
            places = " and ".join(sorted({str(file.path) for file in same}))
            message = f"{name} stands twice and differs ({places}). Name one version of it."
            raise NotATaxonomy(message)
        once += different.values()
    return once


def _digest(file: EscoFile) -> str:
    with file.opened() as stream:
        return sha256(stream.read()).hexdigest()
