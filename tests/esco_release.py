"""A small ESCO release as published: the official names of files and columns, and their traps."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

BASE = "http://data.europa.eu/esco"
WELD, WELD_ARC, WELD_LAW = (f"{BASE}/skill/weld{part}" for part in ("", "-arc", "-law"))
ENGLISH = f"{BASE}/skill/english"
WELDER = f"{BASE}/occupation/welder"
WELDERS = f"{BASE}/isco/C7212"
METAL_TRADES = f"{BASE}/isco/C721"
CRAFTS = f"{BASE}/skill/S1"
UNKNOWN = f"{BASE}/occupation/unknown"

Rows = Sequence[Mapping[str, str]]

SKILLS_EN: Rows = [
    {
        "conceptUri": WELD,
        "skillType": "skill/competence",
        "reuseLevel": "cross-sector",
        "preferredLabel": "weld metal",
        "altLabels": "welding metal\nweld metals\nwelding metal",
        "hiddenLabels": "metal welding",
        "status": "released",
        "description": "Join metal by heat.",
    },
    {
        "conceptUri": WELD_ARC,
        "skillType": "skill/competence",
        "reuseLevel": "sector-specific",
        "preferredLabel": "weld by arc",
        "altLabels": "",
        "status": "released",
    },
    {
        "conceptUri": WELD_LAW,
        "skillType": "",
        "reuseLevel": "",
        "preferredLabel": "law of welding",
        "altLabels": "",
        "status": "released",
    },
    {
        "conceptUri": ENGLISH,
        "skillType": "knowledge",
        "reuseLevel": "transversal",
        "preferredLabel": "English",
        "altLabels": "",
        "status": "released",
    },
]
OCCUPATIONS_EN: Rows = [
    {
        "conceptUri": WELDER,
        "iscoGroup": "7212",
        "preferredLabel": "welder",
        "altLabels": "metal welder",
        "status": "released",
    },
]
OCCUPATIONS_AR: Rows = [
    {
        "conceptUri": WELDER,
        "iscoGroup": "7212",
        "preferredLabel": "لحام معادن / لحامة معادن\t\n",
        "altLabels": "",
        "status": "released",
    },
]
SKILLS_NO: Rows = [
    {
        "conceptUri": WELD,
        "skillType": "skill/competence",
        "reuseLevel": "cross-sector",
        "preferredLabel": "sveise metall",
        "altLabels": "",
        "status": "released",
    },
]
LANGUAGES: Rows = [{"conceptUri": ENGLISH, "preferredLabel": "English"}]
GROUPS: Rows = [
    {"conceptUri": METAL_TRADES, "code": "721", "preferredLabel": "Metal trades"},
    {"conceptUri": WELDERS, "code": "7212", "preferredLabel": "Welders", "altLabels": ""},
]
HIERARCHY: Rows = [
    {
        "Level 0 URI": f"{BASE}/skill/S",
        "Level 0 preferred term": "skills",
        "Level 1 URI": CRAFTS,
        "Level 1 preferred term": "crafts",
        "Level 2 URI": "",
        "Level 2 preferred term": "",
        "Level 3 URI": "",
        "Level 3 preferred term": "",
    },
]
OCCUPATION_SKILLS: Rows = [
    {"occupationUri": WELDER, "relationType": "essential", "skillUri": WELD},
    {"occupationUri": WELDER, "relationType": "optional", "skillUri": WELD_LAW},
    {"occupationUri": UNKNOWN, "relationType": "essential", "skillUri": WELD},
]
BROADER_SKILLS: Rows = [
    {"conceptUri": WELD_ARC, "broaderUri": WELD},
    {"conceptUri": WELD, "broaderUri": CRAFTS},
]
BROADER_OCCUPATIONS: Rows = [
    {"conceptUri": WELDER, "broaderUri": WELDERS},
    {"conceptUri": WELDERS, "broaderUri": METAL_TRADES},
]

RELEASE: Mapping[str, Mapping[str, Rows]] = {
    "ESCO dataset - v1.1.1 - classification - en - csv.zip": {
        "skills_en.csv": SKILLS_EN,
        "occupations_en.csv": OCCUPATIONS_EN,
        "ISCOGroups_en.csv": GROUPS,
        "skillsHierarchy_en.csv": HIERARCHY,
        "languageSkillsCollection_en.csv": LANGUAGES,
        "conceptSchemes_en.csv": [{"conceptSchemeUri": "x"}],
    },
    "ESCO dataset - v1.1.1 - classification -  - csv.zip": {
        "occupationSkillRelations.csv": OCCUPATION_SKILLS,
        "broaderRelationsSkillPillar.csv": BROADER_SKILLS,
        "broaderRelationsOccPillar.csv": BROADER_OCCUPATIONS,
    },
    "ESCO dataset - v1.2.1 - classification - ar - csv.zip": {
        "occupations_ar.csv": OCCUPATIONS_AR,
    },
    "ESCO dataset - v1.0.8 - classification - no - csv.zip": {"skills_no.csv": SKILLS_NO},
}


def write_release(folder: Path, release: Mapping[str, Mapping[str, Rows]] = RELEASE) -> Path:
    """Write the zips of a release into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, files in release.items():
        with ZipFile(folder / name, "w") as zipped:
            for file, rows in files.items():
                zipped.writestr(file, "\ufeff" + csv_text(rows))
    return folder


def csv_text(rows: Rows) -> str:
    """Return rows as the text of a CSV file; the columns are those of any row."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
