"""The pages of a person's skills, as they are shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from forsa.accounts.queries import account_briefs
from forsa.i18n import Language
from forsa.shapes.files import SameSkills, SkillChangeLine, SkillForm, SkillLine
from forsa.web.forms import Form
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import person_address
from forsa.web.office.files_shown import skill_lines
from forsa.web.office.skill_forms import KEEP, chips_typed, nearest_to, offers_for
from forsa.web.office.usual_skills import proposals
from forsa.web.pages import Page, page
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.references import Kind, reference, row_id_of
from skills.errors import ReturneeNotFound
from skills.interface.taxonomy import concept_labels
from skills.queries.files import person_file
from skills.queries.skill_history import skill_changes
from skills.values.people import PersonFile, SkillBrief
from skills.values.skill_records import SkillChangeBrief, SkillChangeKind

_NOT_UNDONE = frozenset({SkillChangeKind.UNDONE, SkillChangeKind.FOLLOWED, SkillChangeKind.RULED})


def file_of(session: Session, ref: str, actor: Actor, now: datetime) -> PersonFile:
    """Return the file whose reference stands in an address."""
    returnee_id = row_id_of(Kind.PERSON, ref)
    return person_file(session, returnee_id=returnee_id, actor=actor, now=now)


def skill_of(file: PersonFile, number: int) -> SkillBrief:
    """Return one skill of a file.

    Raises
    ------
    ReturneeNotFound
        If the file has none of this number.
    """
    found = [one for one in file.skills if one.skill_id == number]
    if not found:
        raise ReturneeNotFound
    return found[0]


def skills_page(request: Request, session: Session, file: PersonFile, form: Form) -> Page:
    """Return the page on which skills are written down."""
    language = visit_of(request).language
    lines = skill_lines(session, file.skills, person_address(file.returnee_id), language)
    unlinked = [line.own_words for line in lines if line.label is None]
    lookup = lookup_now(request, session) if lines else None
    offers = offers_for(session, lookup, unlinked, language)
    newest = skill_changes(session, returnee_id=file.returnee_id, most=1)
    asked = request.query_params
    return page(
        request,
        "office/skills.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        person_reference=reference(Kind.PERSON, file.returnee_id),
        person_name=file.full_name,
        records=tuple(replace(one, offers=offers.get(one.own_words, ())) for one in lines),
        usual=proposals(session, file, lookup, language),
        same=_same(file.skills, lines),
        undoable=_undoable(file, newest),
        words=form.raw.first("words"),
        chips=chips_typed(form),
        proficiency=form.raw.first("proficiency") or None,
        months=form.raw.first("months"),
        is_new=asked.get("new") == "yes",
        is_added=asked.get("added") == "yes",
    )


def skill_page(
    request: Request, session: Session, file: PersonFile, one: SkillBrief, form: Form
) -> Page:
    """Return the page of one skill with all that can be said of it, and what was said before."""
    language = visit_of(request).language
    [line] = skill_lines(session, [one], person_address(file.returnee_id), language)
    offers = nearest_to(session, lookup_now(request, session), one, line, language)
    typed, is_typed = form.raw.first, bool(form.raw.fields)
    shown = SkillForm(
        line=replace(line, offers=offers),
        chosen=typed("concept") or one.concept_uri or KEEP,
        proficiency=typed("proficiency") or str(int(one.proficiency)),
        months=typed("months") if is_typed else str(one.months or ""),
        evidence=typed("evidence") or one.evidence.value,
        used_year=typed("used_year") if is_typed else str(line.used_year or ""),
        changes=_history(session, file, one, language),
    )
    return page(
        request,
        "office/skill.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        person_reference=reference(Kind.PERSON, file.returnee_id),
        person_name=file.full_name,
        skill=shown,
    )


def _same(skills: Sequence[SkillBrief], lines: Sequence[SkillLine]) -> tuple[SameSkills, ...]:
    words: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, str] = {}
    for one, line in zip(skills, lines, strict=True):
        if one.concept_uri is not None:
            words[one.concept_uri].append(one.own_words)
            labels[one.concept_uri] = line.label or one.own_words
    return tuple(
        SameSkills(uri, labels[uri], tuple(said)) for uri, said in words.items() if len(said) > 1
    )


def _undoable(file: PersonFile, newest: Sequence[SkillChangeBrief]) -> SkillChangeLine | None:
    if not newest or newest[0].kind in _NOT_UNDONE:
        return None
    now = {one.skill_id: one.own_words for one in file.skills}
    return _line(newest[0], now, {}, {})


def _history(
    session: Session, file: PersonFile, one: SkillBrief, language: Language
) -> tuple[SkillChangeLine, ...]:
    """Return the changes of one skill in words; three queries."""
    found = skill_changes(session, returnee_id=file.returnee_id, skill_id=one.skill_id)
    names = account_briefs(session, sorted({each.by for each in found if each.by is not None}))
    uris = {each.before.concept_uri for each in found if each.before and each.before.concept_uri}
    labels = concept_labels(session, uris, language)
    by = {account_id: brief.name for account_id, brief in names.items()}
    return tuple(_line(each, {one.skill_id: one.own_words}, labels, by) for each in found)


def _line(
    change: SkillChangeBrief, now: dict[int, str], labels: dict[str, str], by: dict[int, str]
) -> SkillChangeLine:
    before = change.before
    earlier = before and SkillLine(
        number=change.skill_id,
        own_words=before.own_words,
        label=labels.get(before.concept_uri or ""),
        proficiency=int(before.proficiency),
        months=before.months,
        evidence=before.evidence.value,
        used_year=before.last_used_on.year if before.last_used_on else None,
        confirmed_on=local_day(before.confirmed_at) if before.confirmed_at else None,
    )
    return SkillChangeLine(
        number=change.number,
        kind=change.kind.value,
        on=local_day(change.at),
        words=before.own_words if before else now.get(change.skill_id, ""),
        by=by.get(change.by or 0),
        before=earlier or None,
    )
