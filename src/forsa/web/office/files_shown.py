"""A person's file in words, for their office."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlmodel import Session

from employers.queries import vacancy_headings
from employers.values import VacancyHeading
from forsa.i18n import Language
from forsa.shapes.files import ConsentLine, FileTask, IntroductionLine, SkillLine
from forsa.shapes.files import PersonFile as FilePage
from forsa.web.office.caseload import introduction_address, person_address
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.references import Kind, reference
from matching.interface import introductions_of
from matching.queries.introductions import moves_allowed
from matching.values.introductions import IntroductionBrief
from skills.interface.taxonomy import concept_labels
from skills.queries.people import person_file
from skills.values.consents import ConsentBrief, Purpose
from skills.values.people import PersonFile, SkillBrief

FEW_SKILLS = 3
"""With fewer skills a file is not ready: five to ten are good."""


def file_page(
    session: Session, returnee_id: int, actor: Actor, now: datetime, language: Language
) -> FilePage:
    """Return a file as a list of tasks; six queries.

    Raises
    ------
    ReturneeNotFound
        If there is none that the actor may see.
    """
    file = person_file(session, returnee_id=returnee_id, actor=actor, now=now)
    found = introductions_of(session, returnee_id=returnee_id)
    headings = vacancy_headings(session, {one.vacancy_id for one in found})
    consents = consent_lines(file.consents)
    return FilePage(
        reference=reference(Kind.PERSON, returnee_id),
        full_name=file.full_name,
        availability=file.availability.value,
        tasks=_tasks(file, consents),
        skills=skill_lines(session, file.skills, person_address(returnee_id), language),
        consents=consents,
        introductions=_lines(found, headings, actor, local_day(now)),
        governorate=file.governorate,
        phone=file.phone,
        phone_shared=file.phone_shared,
        language=file.language,
        until_on=file.availability_until_on,
        confirmed_on=local_day(file.confirmed_at),
    )


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


def _tasks(file: PersonFile, consents: Collection[ConsentLine]) -> tuple[FileTask, ...]:
    address = person_address(file.returnee_id)
    agreed = {one.purpose for one in consents if one.expires_on is not None}
    wanted = file.governorate is not None and file.relocates is not None
    return (
        FileTask("about", "done" if file.phone else "attention", f"{address}/about"),
        FileTask("wanted", "done" if wanted else "attention", f"{address}/about#wanted"),
        FileTask("skills", _skills_status(file), f"{address}/skills"),
        FileTask(
            "consent",
            "done" if Purpose.MATCHING in agreed else "attention",
            f"{address}/consents",
        ),
    )


def _skills_status(file: PersonFile) -> str:
    if not file.skills:
        return "open"
    return "done" if len(file.skills) >= FEW_SKILLS else "attention"


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
