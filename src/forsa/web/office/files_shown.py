"""A person's file in words, for their office."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlmodel import Session

from employers.queries import vacancy_headings
from employers.values import VacancyHeading
from forsa.i18n import Language
from forsa.shapes.files import ConsentLine, FileTask, IntroductionLine, SkillLine
from forsa.shapes.files import PersonFile as FilePage
from forsa.shapes.sections import TryLine
from forsa.web.office.caseload import introduction_address, person_address
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.references import Kind, reference
from matching.interface import introductions_of
from matching.queries.introductions import moves_allowed
from matching.values.introductions import IntroductionBrief
from skills.interface.taxonomy import concept_labels
from skills.queries.casework import tries_of
from skills.queries.completeness import completeness_of
from skills.queries.files import person_file
from skills.values.casework import OutreachBrief
from skills.values.completeness import Completeness, Section
from skills.values.consents import ConsentBrief, Purpose
from skills.values.people import PersonFile, SkillBrief


def file_page(
    session: Session, returnee_id: int, actor: Actor, now: datetime, language: Language
) -> FilePage:
    """Return a file as a list of tasks; eight queries.

    Raises
    ------
    ReturneeNotFound
        If there is none that the actor may see.
    """
    file = person_file(session, returnee_id=returnee_id, actor=actor, now=now)
    found = introductions_of(session, returnee_id=returnee_id)
    headings = vacancy_headings(session, {one.vacancy_id for one in found})
    known = completeness_of(session, [returnee_id], at=now)[returnee_id]
    tries = tries_of(session, returnee_id, most=1)
    return FilePage(
        reference=reference(Kind.PERSON, returnee_id),
        full_name=file.full_name,
        availability=file.availability.value,
        tasks=_tasks(file, known),
        skills=skill_lines(session, file.skills, person_address(returnee_id), language),
        consents=consent_lines(file.consents),
        introductions=_lines(found, headings, actor, local_day(now)),
        governorate=file.governorate,
        phone=file.phone,
        phone_shared=file.phone_shared,
        language=file.language,
        until_on=file.availability_until_on,
        confirmed_on=local_day(file.confirmed_at),
        points=known.points,
        phone_safe=file.phone_safe,
        call_on=file.call_on,
        record=file.record.value,
        last_try=next((try_line(one) for one in tries), None),
    )


def try_line(one: OutreachBrief, by: str | None = None) -> TryLine:
    """Return one try to reach a person in words; `by` names who tried."""
    return TryLine(one.way.value, one.result.value, local_day(one.at), by)


def skill_lines(
    session: Session, skills: Collection[SkillBrief], address: str, language: Language
) -> tuple[SkillLine, ...]:
    """Return skills with the names of their concepts; one query."""
    uris = {one.concept_uri for one in skills if one.concept_uri is not None}
    labels = concept_labels(session, uris, language)
    return tuple(
        SkillLine(
            number=one.skill_id,
            own_words=one.own_words,
            label=labels.get(one.concept_uri or ""),
            proficiency=int(one.proficiency),
            months=one.months,
            evidence=one.evidence.value,
            address=f"{address}/skills/{one.skill_id}",
            used_year=one.last_used_on.year if one.last_used_on else None,
            confirmed_on=local_day(one.confirmed_at) if one.confirmed_at else None,
        )
        for one in skills
    )


def consent_lines(live: Collection[ConsentBrief]) -> tuple[ConsentLine, ...]:
    """Return every purpose with the last day of its yes, by the order of `Purpose`.

    Purposes that are asked elsewhere are left out while there is no yes.
    """
    by_purpose: dict[Purpose, ConsentBrief] = {one.purpose: one for one in live}
    return tuple(
        _consent(purpose, by_purpose.get(purpose))
        for purpose in Purpose
        if purpose in by_purpose or purpose not in _ASKED_ELSEWHERE
    )


_ASKED_ELSEWHERE = frozenset({Purpose.DISCLOSURE, Purpose.MESSAGES})


def _consent(purpose: Purpose, live: ConsentBrief | None) -> ConsentLine:
    return ConsentLine(
        purpose.value,
        local_day(live.expires_at) if live is not None else None,
        live.method.value if live is not None else None,
        is_asked=purpose not in _ASKED_ELSEWHERE,
    )


ADDRESSES = {
    Section.CONSENT: "consents",
    Section.SKILLS: "skills",
    Section.EXPERIENCE: "work",
    Section.PLACE: "place",
    Section.ABOUT: "about",
    Section.LANGUAGES: "languages",
    Section.PAPERS: "papers",
    Section.WISHES: "wishes",
}
"""The page of each part of a file, in the order in which the parts are shown."""


def _tasks(file: PersonFile, found: Completeness) -> tuple[FileTask, ...]:
    """Return the parts of a file, each with what is missing."""
    address = person_address(file.returnee_id)
    return tuple(
        FileTask(
            section.value,
            _status(section, found),
            f"{address}/{tail}",
            tuple(part.value for part in found.missing_in(section)),
        )
        for section, tail in ADDRESSES.items()
    )


def _status(section: Section, found: Completeness) -> str:
    if not found.missing_in(section):
        return "done"
    return "attention" if section in found.begun else "open"


def _lines(
    found: Collection[IntroductionBrief],
    headings: Mapping[int, VacancyHeading],
    actor: Actor,
    today: date,
) -> tuple[IntroductionLine, ...]:
    """Return introductions, those that are open first, then the newest."""
    ordered = sorted(found, key=lambda one: (one.next_step is None, -one.introduction_id))
    return tuple(_line(one, headings[one.vacancy_id], actor, today) for one in ordered)


def _line(
    one: IntroductionBrief, heading: VacancyHeading, actor: Actor, today: date
) -> IntroductionLine:
    step = one.next_step
    return IntroductionLine(
        introduction=reference(Kind.INTRODUCTION, one.introduction_id),
        vacancy=reference(Kind.VACANCY, one.vacancy_id),
        title=heading.title,
        language=heading.language,
        employer_name=heading.employer_name,
        state=one.state.value,
        next_on=step.on if step is not None else None,
        address=introduction_address(one.introduction_id),
        what=step.what.value if step is not None else None,
        moves=tuple(to.value for to in moves_allowed(one, actor, today=today)),
    )
