"""What was typed about skills, and what the taxonomy makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from forsa.i18n import N_, Language
from forsa.shapes.employers import Meaning
from forsa.shapes.files import SkillLine
from forsa.web.forms import Form
from skills.interface.rulings import rejected_among
from skills.interface.taxonomy import Lookup, concept_labels
from skills.interface.words import holds_phone, said_skills
from skills.values.lookup import Found, Span
from skills.values.people import PersonFile, SkillBrief
from skills.values.returnees import Evidence, LinkState, Proficiency, SkillDraft
from skills.values.taxonomy import SKILL_KINDS

MOST_AT_ONCE = 20
LONGEST_WORDS = 200
LONGEST_TEXT = 2_000
MOST_MONTHS = 720
FIRST_YEAR = 1950
KEEP = "own"
"""What is chosen to keep the person's words as they are."""

CHIP = "chip"
"""The field of a skill that was chosen while it was typed: the concept's URI, or `KEEP`, a space
and the words. Without a URI it is as if the words stood in the text."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form says of skills: those that somebody chose for, and those that nobody did."""

    chosen: tuple[tuple[str, str], ...]
    said: tuple[Span, ...]


def read_skills(form: Form, lookup: Lookup | None) -> Typed:
    """Return the skills that were typed, each once, in their order; errors go to `words`."""
    chips = [value.partition(" ")[::2] for value in form.raw.fields.get(CHIP, ())]
    chosen = {_tidied(words): uri for uri, words in chips if uri and _tidied(words)}
    text = form.text("words", longest=LONGEST_TEXT, needed=False)
    text = "\n".join([text, *(words for uri, words in chips if not uri)])
    if holds_phone("\n".join([text, *chosen])):
        form.wrong("words", N_("This looks like a phone number. It belongs in the file."))
    said = {_tidied(one.words): one for one in said_skills(text[:LONGEST_TEXT], lookup)}
    if not said and not chosen:
        form.wrong("words", N_("Write what the person can do, in their own words."))
    if len(said | chosen) > MOST_AT_ONCE:
        form.wrong("words", N_("Please write at most %(count)s at once."), count=MOST_AT_ONCE)
    if any(len(words) > LONGEST_WORDS for words in (*said, *chosen)):
        form.wrong("words", N_("One of these is too long. Put a comma after each skill."))
    return Typed(
        tuple((words, uri) for words, uri in chosen.items()),
        tuple(one for words, one in said.items() if words not in chosen),
    )


def check_not_rejected(session: Session, form: Form, typed: Typed) -> None:
    """Note that words were looked at before and are no skill; one query."""
    words = [words for words, _ in typed.chosen] + [_tidied(one.words) for one in typed.said]
    if form.is_right and rejected_among(session, words):
        form.wrong("words", N_("These words were looked at before: they are no skill."))


def chips_typed(form: Form) -> tuple[str, ...]:
    """Return the chips of a form as they came, to be shown again beside what is wrong."""
    return form.raw.fields.get(CHIP, ())


def _tidied(words: str) -> str:
    return " ".join(words.split())


def read_level(form: Form) -> Proficiency:
    """Return how well a skill is held."""
    if not form.raw.first("proficiency"):
        form.wrong("proficiency", N_("Please choose one."))
    level = form.whole("proficiency", least=1, most=4)
    return Proficiency(level or Proficiency.WORKING)


def read_months(form: Form) -> int | None:
    """Return for how many months a skill was used, None if that was left empty."""
    return form.whole("months", most=MOST_MONTHS, needed=False)


def drafts_of(session: Session, typed: Typed, file: PersonFile) -> list[SkillDraft]:
    """Return what to write of each skill; what somebody chose before stays chosen; one query."""
    before = {one.own_words: one for one in file.skills if one.link is LinkState.CHOSEN}
    uris = [uri for _, uri in typed.chosen if uri != KEEP]
    known = concept_labels(session, uris, Language.ENGLISH) if uris else {}
    drafts = [
        SkillDraft(words, concept_uri=uri if uri in known else None) for words, uri in typed.chosen
    ]
    for span in typed.said:
        words = _tidied(span.words)
        if words in before:
            drafts.append(SkillDraft(words, concept_uri=before[words].concept_uri))
        elif span.link.uri is not None:
            draft = SkillDraft(words, concept_uri=span.link.uri, link_score=span.chance)
            drafts.append(draft)
        else:
            drafts.append(SkillDraft(words))
    return drafts


def read_skill(session: Session, one: SkillBrief, form: Form, *, today: date) -> SkillDraft | None:
    """Return what a form says anew of one skill, None if something in it is wrong."""
    level, months = read_level(form), read_months(form)
    evidence, uri = form.choice("evidence", Evidence), form.raw.first("concept")
    year = form.whole("used_year", least=FIRST_YEAR, most=today.year, needed=False)
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
        last_used_on=_last_used(year, one.last_used_on, today),
        evidence=evidence,
        is_confirmed=form.is_ticked("confirmed"),
    )


def _last_used(year: int | None, before: date | None, today: date) -> date | None:
    """Return the last day of a year, or the day that is known in it."""
    if year is None:
        return None
    if before is not None and before.year == year:
        return before
    return min(date(year, 12, 31), today)


def is_concept(session: Session, uri: str) -> bool:
    """Return whether the taxonomy in use has this concept; one query."""
    return bool(uri) and bool(concept_labels(session, [uri], Language.ENGLISH))


def offers_for(
    session: Session, lookup: Lookup | None, words: Sequence[str], language: Language
) -> Mapping[str, tuple[Meaning, ...]]:
    """Return up to five concepts for each text, named in the reader's language; one query."""
    if lookup is None or not words:
        return {}
    links = {text: _offered(text, lookup) for text in words}
    labels = concept_labels(
        session, {one.uri for each in links.values() for one in each}, language
    )
    return {
        text: tuple(choice_of(found, labels) for found in offered)
        for text, offered in links.items()
    }


def _offered(text: str, lookup: Lookup) -> tuple[Found, ...]:
    """Return what one text may mean: words of a single skill, though it may hold a comma."""
    spans = said_skills(text, lookup)
    if len(spans) == 1:
        return spans[0].link.offered
    [link] = lookup.link_many([text], kinds=SKILL_KINDS)
    return link.offered


def nearest_to(
    session: Session, lookup: Lookup | None, one: SkillBrief, line: SkillLine, language: Language
) -> tuple[Meaning, ...]:
    """Return the concepts nearest to one skill's words, the one it has among them; one query."""
    found = lookup.find(one.own_words, kinds=SKILL_KINDS) if lookup is not None else ()
    labels = concept_labels(session, {each.uri for each in found}, language)
    return with_current(line, one, tuple(choice_of(each, labels) for each in found))


def with_current(
    line: SkillLine, one: SkillBrief, offers: tuple[Meaning, ...]
) -> tuple[Meaning, ...]:
    """Return the offers with the concept that is chosen now among them."""
    if one.concept_uri is None or any(each.uri == one.concept_uri for each in offers):
        return offers
    return (Meaning(one.concept_uri, line.label or one.own_words), *offers)


def choice_of(found: Found, labels: Mapping[str, str]) -> Meaning:
    """Return a concept by its name, with the label that the words are near to if it is another."""
    shown, met = labels.get(found.uri, found.label), found.label
    return Meaning(found.uri, shown, met if met.casefold() != shown.casefold() else "")
