"""A few labels to search in."""

from skills.lookup import Lookup, build_index
from skills.search_key import search_key
from skills.values.lookup import IndexedLabel
from skills.values.taxonomy import ConceptKind, LabelKind

WELD = "urn:test:weld"
WELDER = "urn:test:welder"
REPAIR_PUMPS = "urn:test:repair-pumps"
PROJECTS = "urn:test:manage-projects"
DRIVE = "urn:test:drive"
DRIVE_TRUCK = "urn:test:drive-truck"

SKILL, OCCUPATION = ConceptKind.SKILL, ConceptKind.OCCUPATION
PREFERRED, ALTERNATIVE = LabelKind.PREFERRED, LabelKind.ALTERNATIVE


def label(
    uri: str,
    text: str,
    language: str = "en",
    kind: LabelKind = PREFERRED,
    concept_kind: ConceptKind = SKILL,
) -> IndexedLabel:
    isco = "7212" if concept_kind is OCCUPATION else None
    return IndexedLabel(uri, concept_kind, isco, language, kind, text, search_key(text))


LABELS = (
    label(WELD, "welding"),
    label(WELD, "لحام المعادن", "ar"),
    label(WELD, "جۆشکاری", "ckb"),
    label(WELDER, "welder", concept_kind=OCCUPATION),
    label(WELDER, "لحام", "ar", concept_kind=OCCUPATION),
    label(WELD, "لحام", "ar", ALTERNATIVE),
    label(REPAIR_PUMPS, "repair water pumps"),
    label(REPAIR_PUMPS, "تصليح مضخات الماء", "ar"),
    label(PROJECTS, "project management"),
    label(DRIVE, "driving"),
    label(DRIVE_TRUCK, "truck driving"),
    label(DRIVE_TRUCK, "driving", "en", ALTERNATIVE),
)


def lookup(*labels: IndexedLabel) -> Lookup:
    return Lookup(build_index(labels or LABELS, "d" * 64))
