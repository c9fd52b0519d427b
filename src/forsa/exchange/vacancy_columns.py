"""The columns of a file of vacancies."""

from decimal import Decimal

from employers.values import ContractKind, Currency, WagePer
from forsa.exchange.cells import amount, day, long_text_of, text_of, whole_number
from forsa.exchange.columns import AnyColumn, Column
from forsa.exchange.list_cells import MOST_WORDS, language_levels, licences, skills_of
from forsa.exchange.problems import CellProblem
from forsa.exchange.word_cells import governorate, language, one_of, yes_or_no

MOST_ESSENTIAL = 5
"""How many essential skills a vacancy may ask for."""
MOST_WAGE = 100_000_000
MOST_PLACES = 500
LONGEST_EXPERIENCE = 600


def wage(cell: str) -> Decimal:
    """Return a wage above 0, in whole currency or with cents."""
    found = amount(cell)
    if not 0 < found <= MOST_WAGE:
        needed = f"a wage above 0 and at most {MOST_WAGE:,}; nothing if negotiable"
        raise CellProblem(needed)
    return found


REFERENCE = Column(
    "vacancy_reference",
    text_of(60),
    "the number of the vacancy in your list; it never changes",
    "VAC-0001",
    needed=True,
)
EMPLOYER_REFERENCE = Column(
    "employer_reference",
    text_of(60),
    "the reference of its employer, imported before",
    "EMP-0001",
    needed=True,
)
TITLE = Column("title", text_of(200), "what the work is called", "Welder", needed=True)
LANGUAGE = Column("language", language, "the language of title and description; else ar", "en")
GOVERNORATE = Column(
    "governorate", governorate, "where the work is, by name or code", "Nineveh", needed=True
)
PLACE = Column("place", text_of(80), "the town or quarter", "Place 0001")
OCCUPATION = Column(
    "occupation", text_of(MOST_WORDS), "the occupation in your words; else the title", "welder"
)
DESCRIPTION = Column(
    "description", long_text_of(4000), "the tasks, in sentences", "Welds steel frames indoors."
)
ESSENTIAL_SKILLS = Column(
    "essential_skills",
    skills_of(MOST_ESSENTIAL),
    "skills without which nobody can start, at most 5, each with the least level after =",
    "welding=3|read drawings",
)
OPTIONAL_SKILLS = Column(
    "optional_skills", skills_of(20), "skills that help, written alike", "first aid=1"
)
SKILLS_BY_LAW = Column(
    "skills_by_law", skills_of(MOST_ESSENTIAL), "skills that the law demands for this work", ""
)
LICENCES = Column("licences", licences, "licences needed, by code", "driving_b")
LANGUAGES = Column("languages", language_levels, "languages needed and the least level", "ar:B1")
EXPERIENCE_MONTHS = Column(
    "experience_months",
    whole_number(0, LONGEST_EXPERIENCE),
    "months of such work needed before",
    "12",
)
WAGE_MIN = Column("wage_min", wage, "the least paid; nothing if negotiable", "750,000")
WAGE_MAX = Column("wage_max", wage, "the most paid; nothing if the same", "900,000")
CURRENCY = Column("currency", one_of(Currency), "what wages are named in; else IQD", "IQD")
WAGE_PER = Column("wage_per", one_of(WagePer), "what a wage is for; else month", "month")
CONTRACT = Column("contract", one_of(ContractKind), "the kind of contract", "permanent")
NIGHT = Column("night", yes_or_no, "whether there is work at night", "no")
TRANSPORT = Column("transport", yes_or_no, "whether the employer brings people to work", "yes")
HOUSING = Column("housing", yes_or_no, "whether there is a place to sleep", "no")
START_ON = Column("start_on", day, "the first day of work", "2026-12-01")
PLACES = Column("places", whole_number(1, MOST_PLACES), "how many people are wanted; else 1", "2")

COLUMNS: tuple[AnyColumn, ...] = (
    REFERENCE,
    EMPLOYER_REFERENCE,
    TITLE,
    LANGUAGE,
    GOVERNORATE,
    PLACE,
    OCCUPATION,
    DESCRIPTION,
    ESSENTIAL_SKILLS,
    OPTIONAL_SKILLS,
    SKILLS_BY_LAW,
    LICENCES,
    LANGUAGES,
    EXPERIENCE_MONTHS,
    WAGE_MIN,
    WAGE_MAX,
    CURRENCY,
    WAGE_PER,
    CONTRACT,
    NIGHT,
    TRANSPORT,
    HOUSING,
    START_ON,
    PLACES,
)
