"""The columns of a file of people, their skills and what they agreed to."""

from dataclasses import dataclass
from datetime import date

from employers.values import ContractKind
from forsa.exchange import detail_cells as cells
from forsa.exchange.cells import day, email, phone, text_of, whole_number, year
from forsa.exchange.columns import AnyColumn, Column
from forsa.exchange.list_cells import (
    MOST_WORDS,
    governorates,
    language_levels,
    licences,
    skills_of,
)
from forsa.exchange.word_cells import governorate, language, one_of, sex, yes_or_no
from skills.values.consents import ConsentMethod, Purpose
from skills.values.profiles import Transport
from skills.values.returnees import Evidence

MOST_SKILLS = 60
FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR = 1920, 2020
MOST_WAGE = 100_000_000
LONGEST_EXPERIENCE = 720


@dataclass(frozen=True, slots=True)
class ConsentColumns:
    """The two columns of one purpose."""

    purpose: Purpose
    on: Column[date]
    method: Column[ConsentMethod]


REFERENCE = Column(
    "person_reference",
    text_of(60),
    "the number of the person in your list, which never changes, or ours like K-7K3QMA",
    "P-0001",
    needed=True,
)
OFFICE = Column(
    "office",
    text_of(30),
    "the code of the office that accompanies the person",
    "ERB",
    needed=True,
)
CASEWORKER = Column(
    "caseworker",
    email,
    "the e-mail address of the caseworker's account; empty: whoever has the file keeps it",
    "caseworker-01@office.example",
)
FULL_NAME = Column(
    "full_name", text_of(120), "the name as on the document", "Person 0001", needed=True
)
LATIN_NAME = Column("latin_name", text_of(120), "the name in Latin letters", "Person 0001")
LANGUAGE = Column(
    "language", language, "the language we write to the person in: ar, ckb or en; else ar", "ckb"
)
BIRTH_YEAR = Column(
    "birth_year",
    year(FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR),
    "the year of birth; never matched on, never shown to employers",
    "1990",
)
SEX = Column("sex", sex, "female or male; never matched on, never shown to employers", "female")
PHONE = Column("phone", phone, "a phone number, in Iraq if no country is named", "0770 000 0003")
PHONE_SHARED = Column(
    "phone_shared", yes_or_no, "whether others answer that phone too; else no", "no"
)
GOVERNORATE = Column("governorate", governorate, "where the person lives", "Erbil")
DISTRICT = Column("district", text_of(80), "the district there", "District 0001")
ACCEPTED_GOVERNORATES = Column(
    "accepted_governorates", governorates, "where else the person would work", "Duhok|Nineveh"
)
RELOCATES = Column("relocates", yes_or_no, "whether the person would move for work", "no")
AVAILABLE_ON = Column("available_on", day, "from which day the person can work", "2026-12-01")
NIGHT = Column("night", yes_or_no, "whether the person would work at night", "no")
LICENCES = Column("licences", licences, "licences held, by code", "driving_b")
LANGUAGES = Column("languages", language_levels, "languages spoken and how well", "ckb:C2;ar:B1")
OCCUPATION = Column(
    "occupation", text_of(MOST_WORDS), "the occupation, in the person's words", "welder"
)
EXPERIENCE_MONTHS = Column(
    "experience_months", whole_number(0, LONGEST_EXPERIENCE), "months of that work", "36"
)
LEAST_WAGE = Column(
    "least_wage",
    whole_number(0, MOST_WAGE),
    "the least the person works for, in dinars a month",
    "750,000",
)
PHONE_SAFE = Column("phone_safe", yes_or_no, "whether it is safe to call that phone", "yes")
FURTHER_PHONES = Column(
    "further_phones",
    cells.all_of(cells.further_phone, cells.MOST_FURTHER_PHONES),
    "more numbers, each with shared, safe or unsafe after =",
    "0770 000 0004=shared/unsafe",
)
CASE_REFERENCES = Column(
    "case_references",
    cells.all_of(cells.case_reference),
    "the numbers by which other systems know the person",
    "SYSTEM=12345",
)
SHIFTS = Column("shifts", yes_or_no, "whether the person would work in shifts", "yes")
MOST_HOURS = Column("most_hours", whole_number(1, 84), "most hours a week", "48")
COMMUTE_MINUTES = Column(
    "commute_minutes", whole_number(0, 300), "longest way to work, in minutes", "60"
)
TRANSPORT = Column("transport", one_of(Transport), "how the person gets to work", "public")
EXPERIENCES = Column(
    "experiences",
    cells.all_of(cells.work),
    "each work, in the person's words, with months, terms and iraq or abroad after =",
    "welder=36/formal/iraq|taxi driver=12/informal/abroad",
)
EDUCATION = Column(
    "education",
    cells.all_of(cells.school),
    "each school by its code, with year, finished or unfinished, and the field after =",
    "vocational=2009/finished/metal work",
)
CERTIFICATES = Column(
    "certificates",
    cells.all_of(cells.certificate),
    "each certificate, with issuer, year, day of its end, recognised or not_recognised after =",
    "Gas safety=Institute 0001/2020/recognised",
)
WANTED = Column(
    "wanted", cells.all_of(cells.own_words), "work that the person wants, in their words", "cook"
)
REFUSED = Column(
    "refused", cells.all_of(cells.own_words), "work that the person refuses; never suggested"
)
CONTRACT_KINDS = Column(
    "contract_kinds",
    cells.all_of(cells.code_of(ContractKind)),
    "kinds of contract that the person would take",
    "permanent|fixed",
)
CAN = Column(
    "can",
    cells.all_of(cells.ability),
    "tasks that the person can or cannot do, never why",
    "lifting=yes|heights=no",
)
WEIGHTS = Column(
    "weights", cells.all_of(cells.weight), "what matters to the person, from 1 to 3", "pay=3"
)
SELF_EMPLOYMENT = Column(
    "self_employment", yes_or_no, "whether the person wants a business of their own", "no"
)
TRAINING = Column("training", yes_or_no, "whether the person wants a course or training", "yes")
SKILLS = Column(
    "skills",
    skills_of(MOST_SKILLS),
    "what the person can do, in their own words, each with a level after = if known",
    "welding=3|first aid=1|reading drawings",
)
SKILLS_LANGUAGE = Column("skills_language", language, "the language of those words", "en")
SKILLS_EVIDENCE = Column(
    "skills_evidence",
    one_of(Evidence),
    "what the skills rest on; else own_statement",
    Evidence.OWN_STATEMENT.value,
)


def _consent(purpose: Purpose, meaning: str) -> ConsentColumns:
    return ConsentColumns(
        purpose,
        Column(f"consent_{purpose}_on", day, f"the day of the yes to {meaning}"),
        Column(f"consent_{purpose}_method", one_of(ConsentMethod), "how that yes was given"),
    )


CONSENTS = (
    _consent(Purpose.MATCHING, "being matched inside the programme"),
    _consent(Purpose.MASKED_CARD, "a card without name or phone being shown to checked employers"),
    _consent(Purpose.FOLLOW_UP, "being asked after hiring how it goes"),
    _consent(Purpose.STATISTICS, "being counted in reports"),
)
"""Consents a, b, d and e. The other two are never imported: c is given for one employer and one
vacancy, f when a channel is set up."""

COLUMNS: tuple[AnyColumn, ...] = (
    REFERENCE,
    OFFICE,
    CASEWORKER,
    FULL_NAME,
    LATIN_NAME,
    LANGUAGE,
    BIRTH_YEAR,
    SEX,
    PHONE,
    PHONE_SHARED,
    GOVERNORATE,
    DISTRICT,
    ACCEPTED_GOVERNORATES,
    RELOCATES,
    AVAILABLE_ON,
    NIGHT,
    LICENCES,
    LANGUAGES,
    OCCUPATION,
    EXPERIENCE_MONTHS,
    LEAST_WAGE,
    PHONE_SAFE,
    FURTHER_PHONES,
    CASE_REFERENCES,
    SHIFTS,
    MOST_HOURS,
    COMMUTE_MINUTES,
    TRANSPORT,
    EXPERIENCES,
    EDUCATION,
    CERTIFICATES,
    WANTED,
    REFUSED,
    CONTRACT_KINDS,
    CAN,
    WEIGHTS,
    SELF_EMPLOYMENT,
    TRAINING,
    SKILLS,
    SKILLS_LANGUAGE,
    SKILLS_EVIDENCE,
    *(column for consent in CONSENTS for column in (consent.on, consent.method)),
)
