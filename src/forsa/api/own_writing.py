"""A vacancy that a program sends, taken for what the pages would take it for."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from employers.values import Currency, Necessity, Requirement, VacancyDraft, WagePer
from forsa.api.inputs import check_fields
from forsa.api.own_shown import VacancyToWrite
from forsa.exchange.clean_text import clean_line, clean_text
from forsa.i18n import Language
from forsa.i18n.words import LICENCE
from forsa.web.employer.understanding import Understood, understood
from forsa.web.employer.vacancy_form import AskedSkill
from forsa.web.employer.written_language import written_language
from skills.errors import ConceptUnknown
from skills.interface.taxonomy import Lookup, concept_briefs
from skills.values.taxonomy import SKILL_KINDS, ConceptBrief, ConceptKind


def draft_of(
    session: Session,
    sent: VacancyToWrite,
    *,
    employer_id: int,
    lookup: Lookup | None,
    language: Language,
    today: date,
) -> VacancyDraft:
    """Return what was sent as a draft: words mean what the lookup is sure of, if nobody says.

    Raises
    ------
    ValidationException
        If something does not fit together.
    ConceptUnknown
        If a concept is not one of the taxonomy in use, or no skill, or no occupation.
    """
    _check(sent, today)
    draft = _plain(sent, employer_id, language)
    asked = [
        AskedSkill(
            "",
            clean_line(need.words),
            Necessity.ESSENTIAL if need.essential else Necessity.OPTIONAL,
        )
        for need in sent.needs
    ]
    what = understood(session, lookup, draft=draft, skills=asked, language=language)
    uris = {need.concept for need in sent.needs if need.concept} | {sent.occupation or ""}
    known = concept_briefs(session, uris - {""})
    uri, isco = _occupation(sent, what, known)
    requirements = _requirements(sent, what, known)
    return replace(draft, requirements=requirements, occupation_uri=uri, isco=isco)


def _plain(sent: VacancyToWrite, employer_id: int, language: Language) -> VacancyDraft:
    title, wage = clean_line(sent.title), sent.wage
    return VacancyDraft(
        employer_id=employer_id,
        title=title,
        governorate=sent.governorate,
        requirements=(),
        language=written_language(title, language),
        source_ref=clean_line(sent.own_number) or None if sent.own_number else None,
        description=clean_text(sent.description),
        place=clean_line(sent.place) or None if sent.place else None,
        wage_min=wage.least if wage is not None else None,
        wage_max=(wage.most or wage.least) if wage is not None else None,
        currency=wage.currency if wage is not None else Currency.IQD,
        wage_per=wage.per if wage is not None else WagePer.MONTH,
        contract=sent.contract,
        experience_months=sent.experience_months,
        licences=tuple(dict.fromkeys(sent.licences)),
        languages=tuple((one.language, one.level) for one in sent.languages),
        night=sent.night,
        transport=sent.transport,
        housing=sent.housing,
        start_on=sent.starts_on,
        places=sent.places,
    )


def _requirements(
    sent: VacancyToWrite, what: Understood, known: dict[str, ConceptBrief]
) -> tuple[Requirement, ...]:
    """Return what is asked for, each concept once."""
    asked: dict[str, Requirement] = {}
    for need, skill, link in zip(sent.needs, what.skills, what.links, strict=True):
        if need.concept is not None:
            _check_kind(known, need.concept, SKILL_KINDS)
        uri = need.concept or link.uri
        one = Requirement(skill.own_words, uri, skill.necessity, need.least, need.by_law)
        asked.setdefault(uri or skill.own_words.casefold(), one)
    return tuple(asked.values())


def _occupation(
    sent: VacancyToWrite, what: Understood, known: dict[str, ConceptBrief]
) -> tuple[str | None, str | None]:
    """Return the occupation and its unit group."""
    if sent.occupation is not None:
        _check_kind(known, sent.occupation, frozenset({ConceptKind.OCCUPATION}))
        return sent.occupation, known[sent.occupation].isco
    uri = what.title.uri
    return uri, next((one.isco for one in what.title.offered if one.uri == uri), None)


def _check_kind(known: dict[str, ConceptBrief], uri: str, kinds: frozenset[ConceptKind]) -> None:
    if uri not in known or known[uri].kind not in kinds:
        raise ConceptUnknown


def _check(sent: VacancyToWrite, today: date) -> None:
    wrong = []
    if not clean_line(sent.title):
        wrong.append(("title", "Nothing can be read in it"))
    if any(not clean_line(need.words) for need in sent.needs):
        wrong.append(("needs", "Nothing can be read in one of them"))
    if sent.wage is not None and (sent.wage.most or sent.wage.least) < sent.wage.least:
        wrong.append(("wage", "`most` is less than `least`"))
    if not set(sent.licences) <= set(LICENCE):
        wrong.append(("licences", f"Expected some of: {', '.join(LICENCE)}"))
    if len({one.language for one in sent.languages}) < len(sent.languages):
        wrong.append(("languages", "A language stands there twice"))
    if sent.starts_on is not None and sent.starts_on < today:
        wrong.append(("starts_on", "This day is over"))
    check_fields(wrong)
