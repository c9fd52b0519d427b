"""What was typed about skills, and what the taxonomy makes of it."""

import re
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from forsa.i18n import N_, Language
from forsa.shapes.employers import Meaning
from forsa.shapes.files import SkillLine
from forsa.web.forms import Form
from skills.interface.taxonomy import Lookup, concept_labels
from skills.values.people import PersonFile, SkillBrief
from skills.values.returnees import Evidence, LinkState, Proficiency, SkillDraft
from skills.values.taxonomy import SKILL_KINDS

MOST_AT_ONCE = 20
LONGEST_WORDS = 200
LONGEST_TEXT = 2_000
MOST_MONTHS = 720
KEEP = "own"
"""What is chosen to keep the person's words as they are."""

_BETWEEN = re.compile(r"[,،;؛\r\n]+")


def split_skills(text: str) -> list[str]:
    """Return the skills of a text with commas or lines between them, each once, in order.

    Examples
    --------
    >>> split_skills("welding، لحام, welding, ,")
    ['welding', 'لحام']
    """
    parts = (" ".join(part.split()) for part in _BETWEEN.split(text))
    return list(dict.fromkeys(part for part in parts if any(c.isalnum() for c in part)))


def read_words(form: Form) -> list[str]:
    """Return the skills that were typed, each once, in their order."""
    words = split_skills(form.text("words", longest=LONGEST_TEXT))
    if not words:
        form.wrong("words", N_("Write what the person can do, in their own words."))
    if len(words) > MOST_AT_ONCE:
        form.wrong("words", N_("Please write at most %(count)s at once."), count=MOST_AT_ONCE)
    if any(len(part) > LONGEST_WORDS for part in words):
        form.wrong("words", N_("One of these is too long. Put a comma after each skill."))
    return words


def read_level(form: Form) -> Proficiency:
    """Return how well a skill is held."""
    level = form.whole("proficiency", least=1, most=4)
    return Proficiency(level or Proficiency.WORKING)


def read_months(form: Form) -> int | None:
    """Return for how many months a skill was used, None if that was left empty."""
    return form.whole("months", most=MOST_MONTHS, needed=False)


def drafts_of(words: Sequence[str], file: PersonFile, lookup: Lookup | None) -> list[SkillDraft]:
    """Return what to write of each text; what somebody chose before stays chosen."""
    chosen = {one.own_words: one for one in file.skills if one.link is LinkState.CHOSEN}
    links = lookup.link_many(words, kinds=SKILL_KINDS) if lookup is not None else ()
    found = {link.text: link for link in links if link.uri is not None}
    drafts = []
    for text in words:
        if text in chosen:
            draft = SkillDraft(text, concept_uri=chosen[text].concept_uri)
        elif text in found:
            draft = SkillDraft(text, concept_uri=found[text].uri, link_score=found[text].score)
        else:
            draft = SkillDraft(text)
        drafts.append(draft)
    return drafts


def read_skill(session: Session, one: SkillBrief, form: Form) -> SkillDraft | None:
    """Return what a form says anew of one skill, None if something in it is wrong."""
    level, months = read_level(form), read_months(form)
    evidence, uri = form.choice("evidence", Evidence), form.raw.first("concept")
    if uri not in {KEEP, one.concept_uri} and not is_concept(session, uri):
        form.wrong("concept", N_("Please choose one."))
    if not form.is_right or evidence is None:
        return None
    return SkillDraft(
        one.own_words,
        language=one.language,
        concept_uri=None if uri == KEEP else uri,
        proficiency=level,
        months=months,
        last_used_on=one.last_used_on,
        evidence=evidence,
    )


def is_concept(session: Session, uri: str) -> bool:
    """Return whether the taxonomy in use has this concept; one query."""
    return bool(uri) and bool(concept_labels(session, [uri], Language.ENGLISH))


def offers_for(
    session: Session, lookup: Lookup | None, words: Sequence[str], language: Language
) -> Mapping[str, tuple[Meaning, ...]]:
    """Return up to five concepts for each text, named in the reader's language; one query."""
    if lookup is None or not words:
        return {}
    links = lookup.link_many(words, kinds=SKILL_KINDS)
    uris = {found.uri for link in links for found in link.offered}
    labels = concept_labels(session, uris, language)
    return {
        link.text: tuple(_choice(found.uri, found.label, labels) for found in link.offered)
        for link in links
    }


def nearest_to(
    session: Session, lookup: Lookup | None, one: SkillBrief, line: SkillLine, language: Language
) -> tuple[Meaning, ...]:
    """Return the concepts nearest to one skill's words, the one it has among them; one query."""
    found = lookup.find(one.own_words, kinds=SKILL_KINDS) if lookup is not None else ()
    labels = concept_labels(session, {each.uri for each in found}, language)
    return with_current(line, one, tuple(_choice(each.uri, each.label, labels) for each in found))


def with_current(
    line: SkillLine, one: SkillBrief, offers: tuple[Meaning, ...]
) -> tuple[Meaning, ...]:
    """Return the offers with the concept that is chosen now among them."""
    if one.concept_uri is None or any(each.uri == one.concept_uri for each in offers):
        return offers
    return (Meaning(one.concept_uri, line.label or one.own_words), *offers)


def _choice(uri: str, met: str, labels: Mapping[str, str]) -> Meaning:
    """Return a concept by its name, with the label that the words are near to if it is another."""
    shown = labels.get(uri, met)
    return Meaning(uri, shown, met if met.casefold() != shown.casefold() else "")
