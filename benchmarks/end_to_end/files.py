"""Files of made-up employers, vacancies and people, in the columns of `forsa import`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from forsa.demo.vocabulary import Vocabulary, vocabulary_of
from forsa.exchange.csv_out import write_csv
from forsa.exchange.starter import read_starter
from kernel.places import Governorate
from skills.values.taxonomy import SKILL_KINDS, ConceptKind

SEED = 20261122
SKILLS_EACH = 8
VACANCIES_AN_EMPLOYER = 20
CASEWORKERS = 3
OFFICE = "BENCH"
AGREED_ON = "2026-01-04"
LANGUAGES = ("ar", "ckb", "en", "da", "sv", "nb")
HOW_OFTEN = (40, 25, 15, 7, 7, 6)
"""How many of a hundred people typed their skills in which of these languages."""

Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files lie."""

    employers: Path
    vacancies: Path
    profiles: Path


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the starter taxonomy that a person or a vacancy can name."""

    vocabulary: Vocabulary
    skills: tuple[str, ...]
    occupations: tuple[str, ...]


def write_files(folder: Path, *, profiles: int, vacancies: int) -> Files:
    """Write the three files, the same on every run."""
    files = Files(folder / "employers.csv", folder / "vacancies.csv", folder / "profiles.csv")
    dice, words = Random(SEED), _words()
    employers = employers_count(vacancies)
    _write(files.employers, (_employer(number) for number in range(1, employers + 1)))
    _write(files.vacancies, (_vacancy(n, employers, words, dice) for n in range(vacancies)))
    _write(files.profiles, (_profile(n, words, dice) for n in range(profiles)))
    return files


def employers_count(vacancies: int) -> int:
    """Return how many employers share so many vacancies."""
    return max(vacancies // VACANCIES_AN_EMPLOYER, 1)


def caseworker_email(number: int) -> str:
    """Return the address of one of `CASEWORKERS`, from 0."""
    return f"caseworker-{number:02}@office.example"


def _words() -> Words:
    rows = read_starter()
    by_kind = {concept.uri: concept.kind for concept in rows.concepts}
    return Words(
        vocabulary_of(rows),
        tuple(uri for uri, kind in by_kind.items() if kind in SKILL_KINDS),
        tuple(uri for uri, kind in by_kind.items() if kind is ConceptKind.OCCUPATION),
    )


def _write(file: Path, lines: Iterator[Line]) -> None:
    rows = list(lines)
    write_csv(file, [list(rows[0]), *(list(row.values()) for row in rows)])


def _employer(number: int) -> Line:
    return {
        "employer_reference": f"EMP-{number:04}",
        "name": f"Employer {number:04}",
        "governorate": _governorate(number),
        "contact_name": f"Contact {number:04}",
        "contact_email": f"contact-{number:04}@employer.example",
        "verified": "yes",
    }


def _vacancy(number: int, employers: int, words: Words, dice: Random) -> Line:
    language = dice.choice(("ar", "ckb", "en"))
    asked = [_typed(words, uri, language, dice) for uri in dice.sample(words.skills, 6)]
    occupation = words.vocabulary.name(dice.choice(words.occupations), language)
    return {
        "vacancy_reference": f"VAC-{number:05}",
        "employer_reference": f"EMP-{1 + number % employers:04}",
        "title": occupation,
        "language": language,
        "governorate": _governorate(number // 2),
        "occupation": occupation,
        "description": "Full-time work. Tools and work clothes are there.",
        "essential_skills": "|".join(f"{word}=2" for word in asked[:4]),
        "optional_skills": "|".join(asked[4:]),
        "wage_min": "600000",
        "wage_max": str(dice.randrange(600, 1200) * 1000),
        "contract": dice.choice(("permanent", "fixed", "trial")),
        "start_on": "2026-12-01",
        "places": str(dice.randrange(1, 4)),
    }


def _profile(number: int, words: Words, dice: Random) -> Line:
    language = dice.choices(LANGUAGES, HOW_OFTEN)[0]
    known = dice.sample(words.skills, SKILLS_EACH)
    skills = [f"{_typed(words, uri, language, dice)}={dice.randrange(1, 5)}" for uri in known]
    return {
        "person_reference": f"P-{number:06}",
        "office": OFFICE,
        "caseworker": caseworker_email(number % CASEWORKERS),
        "full_name": f"Person {number:05}",
        "language": dice.choice(("ar", "ckb")),
        "governorate": _governorate(number),
        "relocates": dice.choice(("yes", "no", "")),
        "occupation": _typed(words, dice.choice(words.occupations), language, dice),
        "experience_months": str(dice.choice((6, 12, 36, 120))),
        "skills": "|".join(skills),
        "skills_language": language,
        "consent_matching_on": AGREED_ON,
        "consent_matching_method": "signed",
        "consent_masked_card_on": AGREED_ON,
        "consent_masked_card_method": "signed",
    }


def _typed(words: Words, uri: str, language: str, dice: Random) -> str:
    # The signs that part skills and their levels in the file stand in few labels, and as typed.
    text = words.vocabulary.typed(uri, language, dice)
    return text.replace("|", " ").replace("=", " ").strip("'")


def _governorate(number: int) -> str:
    places = tuple(Governorate)
    return places[number % len(places)].value
