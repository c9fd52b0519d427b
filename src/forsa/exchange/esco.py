"""Reads the official CSV release of ESCO, as published.

Source: European Commission, ESCO, https://esco.ec.europa.eu/en/use-esco/download, columns of
versions 1.1.1 and 1.2.
"""

import csv
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from zipfile import BadZipFile

from forsa.exchange.clean_text import clean_text
from forsa.exchange.esco_files import SORTS, EscoFile
from forsa.exchange.gathering import Gathering, NotATaxonomy
from skills.values.taxonomy import (
    ConceptKind,
    ConceptRow,
    FileRead,
    LabelKind,
    LabelRow,
    LeftOutReason,
    RelationKind,
    RelationRow,
    TaxonomyRows,
)

Row = dict[str, str]

TWO_FORMS = frozenset({"ar"})
"""Languages whose occupations are written "masculine / feminine" in one label."""

REPLACED_BY = ("replacedBy", "isReplacedBy")
"""Columns that name what took the place of a concept that is no more, where a file has one.
Source: dct:isReplacedBy of the ESCO data model; the CSV release has no such column as yet."""

LEVELS = range(4)
MOST_ISCO_DIGITS = 4


def read_esco(
    files: Sequence[EscoFile], advanced: Callable[[int], None] = lambda _: None
) -> TaxonomyRows:
    """Return all rows of some files, which come in the order of `esco_files`.

    `advanced` is told after each file how many bytes have been read.

    Raises
    ------
    NotATaxonomy
        If a file is not what its name says.
    """
    gathering = Gathering()
    for file in files:
        read_file(gathering, file)
        if file.sort is not None:
            advanced(file.size)
    return gathering.rows(name_of(files), release_of(files))


def read_file(gathering: Gathering, file: EscoFile) -> None:
    """Add the rows of one file to what was gathered.

    Raises
    ------
    NotATaxonomy
        If it is not what its name says.
    """
    if file.sort is None:
        gathering.leave_out(LeftOutReason.NOT_NEEDED, file.name, file.name)
        return
    gathering.origins.add(file.origin)
    count = 0
    for row in _rows(file, NEEDED[file.sort]):
        READERS[file.sort](gathering, file, row)
        count += 1
    gathering.files.append(FileRead(file.name, count))


def release_of(files: Sequence[EscoFile]) -> str | None:
    """Return the release whose concepts are brought: that of the English files, None without."""
    english = (file.version for file in files if file.sort and file.language == "en")
    versions = {version for version in english if version}
    return max(versions, key=lambda one: [int(part) for part in one.split(".")], default=None)


def name_of(files: Sequence[EscoFile]) -> str:
    """Return what some files are called together: ESCO and the number of the release."""
    versions = {file.version for file in files if file.version and file.language == "en"}
    versions = versions or {file.version for file in files if file.version}
    return " ".join(["ESCO", *sorted(filter(None, versions))])


def _rows(file: EscoFile, needed: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a file; cells that are missing are empty."""
    with file.opened() as stream:
        reader = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""))
        try:
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                message = f"{file.name} lacks the column {missing[0]}: it is no file of ESCO's."
                raise NotATaxonomy(message)
            for row in reader:
                yield {name: cell or "" for name, cell in row.items() if name}
        except UnicodeDecodeError as error:
            message = f"{file.name} is not in UTF-8. Download it again and do not re-save it."
            raise NotATaxonomy(message) from error
        except (csv.Error, BadZipFile, zlib.error) as error:
            message = f"{file.name} is broken near line {reader.line_num}. Download it again."
            raise NotATaxonomy(message) from error


def _read_skill(gathering: Gathering, file: EscoFile, row: Row) -> None:
    if not row["skillType"].strip():
        gathering.leave_out(LeftOutReason.NO_SKILL_TYPE, file.origin, row["preferredLabel"])
    if not row.get("reuseLevel", "").strip():
        gathering.leave_out(LeftOutReason.NO_REUSE_LEVEL, file.origin, row["preferredLabel"])
    is_knowledge = row["skillType"].strip() == "knowledge"
    kind = ConceptKind.KNOWLEDGE if is_knowledge else ConceptKind.SKILL
    _read_concept(gathering, file, row, kind)


def _read_occupation(gathering: Gathering, file: EscoFile, row: Row) -> None:
    _read_concept(gathering, file, row, ConceptKind.OCCUPATION)


def _read_unit_group(gathering: Gathering, file: EscoFile, row: Row) -> None:
    _read_concept(gathering, file, row, ConceptKind.UNIT_GROUP)


def _read_skill_group(gathering: Gathering, file: EscoFile, row: Row) -> None:
    _read_concept(gathering, file, row, ConceptKind.SKILL_GROUP)


def _read_concept(gathering: Gathering, file: EscoFile, row: Row, kind: ConceptKind) -> None:
    uri, language = row["conceptUri"].strip(), file.language or "en"
    cells = _label_cells(row)
    gathering.stands_once(uri, file.name)
    gathering.label_cell_count += len(cells)
    for column in REPLACED_BY:
        for by in row.get(column, "").split():
            gathering.add_replacement(uri, by, file.origin)
    if row.get("status", "").strip() not in {"", "released"}:
        gathering.leave_out(LeftOutReason.NOT_RELEASED, file.origin, row["preferredLabel"])
        return
    concept = ConceptRow(
        uri=uri,
        kind=kind,
        isco=_isco(row, kind),
        # The descriptions are English; other languages leave them empty or translate a few.
        description=(clean_text(row.get("description", "")) or None) if language == "en" else None,
        reuse_level=row.get("reuseLevel", "").strip()[:30] or None,
    )
    if not gathering.add_concept(concept, file.origin):
        return
    has_forms = kind is ConceptKind.OCCUPATION and language in TWO_FORMS
    for label_kind, cell in cells:
        if has_forms:
            gathering.add_forms(uri, language, label_kind, cell, file.origin)
        else:
            gathering.add_label(LabelRow(uri, language, label_kind, cell, file.origin))


def _label_cells(row: Row) -> list[tuple[LabelKind, str]]:
    """Return all labels of a row; alternative and hidden ones stand one a line in one cell."""
    columns = (
        (LabelKind.PREFERRED, row["preferredLabel"]),
        (LabelKind.ALTERNATIVE, row.get("altLabels", "")),
        (LabelKind.HIDDEN, row.get("hiddenLabels", "")),
    )
    return [(kind, line) for kind, cell in columns for line in cell.split("\n") if line.strip()]


def _isco(row: Row, kind: ConceptKind) -> str | None:
    """Return the ISCO-08 code; occupations have one of four digits, groups their own."""
    if kind not in {ConceptKind.OCCUPATION, ConceptKind.UNIT_GROUP}:
        return None
    code = row["iscoGroup" if kind is ConceptKind.OCCUPATION else "code"].strip().lstrip("C")
    return code[:MOST_ISCO_DIGITS] if code.isdecimal() else None


def _read_language(gathering: Gathering, _: EscoFile, row: Row) -> None:
    gathering.set_kind([row["conceptUri"].strip()], ConceptKind.LANGUAGE)


def _read_hierarchy(gathering: Gathering, file: EscoFile, row: Row) -> None:
    """Read one path from the top to a group; names only where the groups' file had none."""
    above = None
    for level in LEVELS:
        uri = row[f"Level {level} URI"].strip()
        if not uri:
            break
        language = file.language or "en"
        concept = ConceptRow(uri, ConceptKind.SKILL_GROUP)
        if not gathering.add_concept(concept, file.origin):
            break
        name = row[f"Level {level} preferred term"]
        if (uri, language) not in gathering.named and name.strip():
            gathering.add_label(LabelRow(uri, language, LabelKind.PREFERRED, name, file.origin))
        if above is not None:
            gathering.add_relation(RelationRow(uri, RelationKind.BROADER, above, file.origin))
        above = uri


def _read_occupation_skill(gathering: Gathering, file: EscoFile, row: Row) -> None:
    _read_relation(gathering, file, (row["occupationUri"], row["relationType"], row["skillUri"]))


def _read_skill_skill(gathering: Gathering, file: EscoFile, row: Row) -> None:
    ends = (row["originalSkillUri"], row["relationType"], row["relatedSkillUri"])
    _read_relation(gathering, file, ends)


def _read_broader(gathering: Gathering, file: EscoFile, row: Row) -> None:
    _read_relation(gathering, file, (row["conceptUri"], "broader", row["broaderUri"]))


def _read_replaced(gathering: Gathering, file: EscoFile, row: Row) -> None:
    gathering.add_replacement(row["conceptUri"].strip(), row["replacedByUri"].strip(), file.origin)


def _read_relation(gathering: Gathering, file: EscoFile, ends: tuple[str, str, str]) -> None:
    first, kind, second = (end.strip() for end in ends)
    if kind not in set(RelationKind):
        gathering.leave_out(LeftOutReason.UNKNOWN_KIND, file.origin, kind)
        return
    gathering.add_relation(RelationRow(first, RelationKind(kind), second, file.origin))


_LEVEL_COLUMNS = tuple(
    f"Level {level} {what}" for level in LEVELS for what in ("URI", "preferred term")
)

READERS: dict[str, Callable[[Gathering, EscoFile, Row], None]] = dict(
    zip(
        SORTS,
        (
            _read_skill,
            _read_occupation,
            _read_unit_group,
            _read_skill_group,
            _read_language,
            _read_hierarchy,
            _read_occupation_skill,
            _read_skill_skill,
            _read_broader,
            _read_broader,
            _read_replaced,
        ),
        strict=True,
    )
)
"""What is done with a row of each sort of file."""

NEEDED: dict[str, tuple[str, ...]] = {
    "skills": ("conceptUri", "skillType", "preferredLabel", "altLabels"),
    "occupations": ("conceptUri", "iscoGroup", "preferredLabel", "altLabels"),
    "ISCOGroups": ("conceptUri", "code", "preferredLabel"),
    "skillGroups": ("conceptUri", "preferredLabel"),
    "languageSkillsCollection": ("conceptUri",),
    "skillsHierarchy": _LEVEL_COLUMNS,
    "occupationSkillRelations": ("occupationUri", "relationType", "skillUri"),
    "skillSkillRelations": ("originalSkillUri", "relationType", "relatedSkillUri"),
    "broaderRelationsSkillPillar": ("conceptUri", "broaderUri"),
    "broaderRelationsOccPillar": ("conceptUri", "broaderUri"),
    "replacedByRelations": ("conceptUri", "replacedByUri"),
}
"""The columns without which a file is not what its name says."""
