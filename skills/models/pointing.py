"""Every column of this package that points to a concept of whatever version is in use."""

from collections.abc import Mapping
from typing import Any

from skills.models.profiles import Experience, WishedOccupation
from skills.models.returnees import Returnee, SkillRecord
from skills.models.words import WordRuling

POINTING: Mapping[str, tuple[type[Any], str]] = {
    "skill_record.concept_uri": (SkillRecord, "concept_uri"),
    "returnee.occupation_uri": (Returnee, "occupation_uri"),
    "word_ruling.concept_uri": (WordRuling, "concept_uri"),
    "word_ruling.broader_uri": (WordRuling, "broader_uri"),
    "experience.occupation_uri": (Experience, "occupation_uri"),
    "wished_occupation.occupation_uri": (WishedOccupation, "occupation_uri"),
}
"""The table and the name of each column, by what reports call it."""
