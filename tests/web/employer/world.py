"""An employer with an open vacancy and people on an issued shortlist, made through the deeds."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import select

from employers.models import Employer
from employers.service import record_employers, record_vacancy
from employers.values import (
    EmployerDraft,
    Necessity,
    RegistrationKind,
    Requirement,
    VacancyDraft,
)
from forsa.deeds.introductions import carry_out_answer, move_introduction
from kernel.actor import SYSTEM, Actor, Role
from kernel.places import Governorate
from kernel.references import Kind, reference
from matching.interface import introductions_of
from matching.service import draw_up_shortlist, issue_shortlist
from matching.values.introductions import MoveOrder, State, Via
from matching.values.ranking import Match, Reason, ReasonCode
from matching.values.shortlists import Versions
from skills.service import record_returnee, record_time_abroad
from skills.values.consents import ConsentDraft, ConsentMethod, Purpose
from skills.values.profiles import (
    CaseReference,
    EducationDraft,
    EducationLevel,
    ExperienceDraft,
    FurtherPhone,
    OccupationWish,
    ReturnContext,
)
from skills.values.returnees import ReturneeDraft, SkillDraft
from tests import accounts as make

WELDING = "http://data.europa.eu/esco/skill/3b7db4f0-0ffd-4d3b-a5ed-2a0b8a9e5f0f"
CANARIES = {
    "full_name": "Canary Name 0007",
    "latin_name": "Canary Latin 0007",
    "district": "Canary district",
    "occupation_words": "Canary occupation words",
}
OWN_WORDS = "Canary skill words"
SECRETS = (
    "Canary work",
    "Canary school",
    "Canary system",
    "Canary wish",
    "1987",
    "Denmark",
    "5511",
)
"""What an employer never reads, not even with the name: the office alone knows it."""
PHONE = "+9647709876543"
SHOWN_PHONE = "0770 987 6543"


@dataclass
class World:
    """Ids and references of what was made; `introductions` in the order of the list."""

    employer_id: int
    member_id: int
    vacancy_id: int
    shortlist_id: int
    caseworker: Actor
    people: list[int]
    introductions: list[int] = field(default_factory=list)

    @property
    def vacancy(self) -> str:
        return f"/employer/vacancies/{reference(Kind.VACANCY, self.vacancy_id)}"

    @property
    def shortlist(self) -> str:
        return f"/employer/shortlists/{reference(Kind.SHORTLIST, self.shortlist_id)}"

    def introduction(self, number: int = 0) -> str:
        return (
            f"/employer/introductions/{reference(Kind.INTRODUCTION, self.introductions[number])}"
        )

    def person(self, number: int = 0) -> str:
        return reference(Kind.PERSON, self.people[number])


def save_employer(database, *, now, verified=True, members=()):
    number = next(make.NUMBERS)
    draft = EmployerDraft(
        name=f"Works {number:04}",
        governorate=Governorate.NINEVEH,
        members=members,
        source_ref=f"made-{number}",
        registration_kind=RegistrationKind.CHAMBER,
        verified=verified,
    )
    with database.writing() as session:
        record_employers(session, drafts=[draft], actor=SYSTEM, now=now)
        found = select(Employer.id).where(Employer.source_ref == draft.source_ref)
        return session.exec(found).one()


def save_member(database, employer_id, *, now, language="en", role=Role.EMPLOYER_OWNER):
    return make.save_account(
        database, role=role, now=now, employer_id=employer_id, language=language
    )


def save_vacancy(database, employer_id, *, now, **said):
    draft = VacancyDraft(
        **{
            "employer_id": employer_id,
            "title": "Pipe welder",
            "language": "en",
            "governorate": Governorate.NINEVEH,
            "requirements": (Requirement("arc welding", None, Necessity.ESSENTIAL),),
            "wage_min": 750_000,
            "wage_max": 900_000,
            **said,
        }
    )
    with database.writing() as session:
        return record_vacancy(session, draft=draft, actor=SYSTEM, now=now)


def save_person(database, caseworker, *, now):
    agreed = (Purpose.MATCHING, Purpose.MASKED_CARD)
    draft = ReturneeDraft(
        office_id=caseworker.office_id,
        caseworker_id=caseworker.account_id,
        phone=PHONE,
        governorate=Governorate.NINEVEH,
        experience_months=72,
        skills=(SkillDraft(OWN_WORDS),),
        consents=tuple(ConsentDraft(one, now, ConsentMethod.SELF) for one in agreed),
        birth_year=1987,
        sex="female",
        experiences=(ExperienceDraft(SECRETS[0], months=12, is_abroad=True),),
        education=(EducationDraft(EducationLevel.VOCATIONAL, SECRETS[1]),),
        case_references=(CaseReference(SECRETS[2], "REF-5511"),),
        further_phones=(FurtherPhone("+9647700005511"),),
        refused=(OccupationWish(SECRETS[3]),),
        **CANARIES,
    )
    with database.writing() as session:
        returnee_id = record_returnee(session, draft=draft, actor=caseworker, now=now)
        said = ReturnContext("DK", now.date())
        record_time_abroad(session, returnee_id=returnee_id, said=said, actor=caseworker, now=now)
    return returnee_id


def build(database, *, now, people=3, members=()):
    """Return an employer whose vacancy has a shortlist of so many people, issued a day ago."""
    then = now - timedelta(days=1)
    employer_id = save_employer(database, now=then, members=members)
    office_id = make.save_office(database)
    account_id = make.save_account(database, role=Role.CASEWORKER, now=then, office_id=office_id)
    caseworker = Actor(role=Role.CASEWORKER, account_id=account_id, office_id=office_id)
    vacancy_id = save_vacancy(database, employer_id, now=then)
    chosen = [save_person(database, caseworker, now=then) for _ in range(people)]
    with database.writing() as session:
        shortlist_id = draw_up_shortlist(
            session,
            vacancy_id=vacancy_id,
            matches=[match(who, vacancy_id, rank) for rank, who in enumerate(chosen, 1)],
            versions=Versions(1, "hand-1", "none"),
            actor=SYSTEM,
            now=then,
        )
        introductions = [
            one.introduction_id for one in introductions_of(session, vacancy_id=vacancy_id)
        ]
        for one in introductions:
            for to in (State.APPROVED, State.ASKED, State.INTERESTED):
                order = MoveOrder(one, to, via=Via.DESK)
                move_introduction(session, order=order, actor=caseworker, now=then)
        issue_shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM, now=then)
    member_id = save_member(database, employer_id, now=then)
    return World(
        employer_id, member_id, vacancy_id, shortlist_id, caseworker, chosen, introductions
    )


def match(returnee_id, vacancy_id, rank):
    reasons = (
        Reason(
            ReasonCode.ESSENTIAL_COVERED,
            1.0,
            asked_words="arc welding",
            held_words=OWN_WORDS,
            held=3,
            asked=2,
        ),
        Reason(ReasonCode.SAME_GOVERNORATE, 0.2, subject="IQ-NI"),
        Reason(ReasonCode.ASK_START),
        Reason(ReasonCode.MISSING_OPTIONAL, asked_words="first aid"),
    )
    return Match(returnee_id, vacancy_id, rank, 0.9 - rank / 10, 0.0, reasons, (), "hand-1")


def agree_to_meet(database, world, number=0, *, now):
    """Carry out the employer's wish and the person's yes, so that there is a meeting."""
    introduction_id = world.introductions[number]
    with database.writing() as session:
        carry_out_answer(session, introduction_id=introduction_id, now=now)
        order = MoveOrder(introduction_id, State.INTERVIEW, via=Via.PHONE)
        move_introduction(session, order=order, actor=world.caseworker, now=now)


def state_of(database, world, number=0):
    with database.reading() as session:
        found = introductions_of(session, vacancy_id=world.vacancy_id)
        return found[number]
