"""Understand cells that hold several things, parted by ; or |."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from forsa.exchange.clean_text import clean_line, latin_digits
from forsa.exchange.problems import CellProblem, shown
from forsa.exchange.word_cells import governorate, language
from kernel.places import Governorate

MOST_WORDS = 200
"""How many characters one skill or occupation may have."""
LEVEL_NAMES = {"basic": 1, "working": 2, "skilled": 3, "expert": 4}
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
"""Language levels, lowest first (Source: Council of Europe, CEFR)."""
LICENCES = {
    "driving_a": "motorcycle",
    "driving_b": "car",
    "driving_c": "lorry",
    "driving_ce": "lorry with trailer",
    "driving_d": "bus",
    "forklift": "forklift",
    "crane": "crane",
    "excavator": "excavator",
    "food_handling": "food handling",
    "first_aid": "first aid",
    "electrician": "electrician's licence",
}
"""The licences we know, with their names in English."""

_PARTS = re.compile(r"(?<!\\)[;|؛\n]")
_ESCAPED = re.compile(r"\\(.)")
_LICENCE_NAMES = {
    **{name: code for code, name in LICENCES.items()},
    **{code.removeprefix("driving_"): code for code in LICENCES if code.startswith("driving_")},
}


@dataclass(frozen=True, slots=True)
class SaidSkill:
    """A skill as it was written. `level` is 1 to 4, None if none was written."""

    words: str
    level: int | None = None


def parts_of(cell: str) -> list[str]:
    """Return the parts of a list that are not empty, each one line.

    Examples
    --------
    >>> parts_of("welding | first aid;")
    ['welding', 'first aid']
    """
    return [part for part in map(clean_line, _PARTS.split(cell)) if part]


def skills_of(most: int) -> Callable[[str], tuple[SaidSkill, ...]]:
    """Return a parser of at most `most` skills, each with a level after = if one is known."""

    def parse(cell: str) -> tuple[SaidSkill, ...]:
        said: dict[str, SaidSkill] = {}
        for part in parts_of(cell):
            skill = _skill(part)
            said.setdefault(skill.words.casefold(), skill)
        if len(said) > most:
            needed = f"at most {most} skills, these are {len(said)}"
            raise CellProblem(needed)
        return tuple(said.values())

    return parse


def _skill(part: str) -> SaidSkill:
    words, _, level = part.rpartition("=") if "=" in part else (part, "", "")
    words = _ESCAPED.sub(r"\1", words).strip()
    if not words:
        needed = "words before the = sign, like welding=3"
        raise CellProblem(needed)
    if len(words) > MOST_WORDS:
        needed = f"skills of at most {MOST_WORDS} characters, parted by ; or |"
        raise CellProblem(needed)
    return SaidSkill(words, _level(level) if level else None)


def _level(text: str) -> int:
    word = latin_digits(text).strip().casefold()
    if word in LEVEL_NAMES:
        return LEVEL_NAMES[word]
    if not re.fullmatch("[1-4]", word):
        needed = "after = a level from 1 (basic) to 4 (expert), like welding=3"
        raise CellProblem(needed)
    return int(word)


def language_levels(cell: str) -> dict[str, str]:
    """Return the level of each language.

    Examples
    --------
    >>> language_levels("en:B1;ar:c2")
    {'en': 'B1', 'ar': 'C2'}
    """
    levels: dict[str, str] = {}
    for part in parts_of(cell):
        code, _, level = part.replace("=", ":").partition(":")
        spoken = language(code)
        if spoken in levels:
            needed = f"each language once; {spoken} stands twice"
            raise CellProblem(needed)
        levels[spoken] = cefr(level)
    return levels


def cefr(text: str) -> str:
    """Return a language level; a mother tongue counts as C2.

    Examples
    --------
    >>> cefr("b1"), cefr("native")
    ('B1', 'C2')
    """
    level = latin_digits(clean_line(text)).upper()
    if level in {"NATIVE", "MOTHER TONGUE"}:
        return CEFR[-1]
    if level not in CEFR:
        needed = "language and level from A1 to C2, like en:B1;ar:C2"
        raise CellProblem(needed)
    return level


def governorates(cell: str) -> tuple[Governorate, ...]:
    """Return governorates, each once, in the order written."""
    return tuple(dict.fromkeys(governorate(part) for part in parts_of(cell)))


def licences(cell: str) -> tuple[str, ...]:
    """Return the codes of licences, in alphabetical order.

    Examples
    --------
    >>> licences("C;forklift;driving B")
    ('driving_b', 'driving_c', 'forklift')
    """
    return tuple(sorted({_licence(part) for part in parts_of(cell)}))


def _licence(part: str) -> str:
    word = part.casefold().replace("driving licence", "driving")
    code = _LICENCE_NAMES.get(word, word.replace(" ", "_").replace("-", "_"))
    if code not in LICENCES:
        needed = f"licences among {', '.join(LICENCES)}; '{shown(part)}' is none"
        raise CellProblem(needed)
    return code
