"""What the pages of own words show of them, and to whom."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from forsa.accounts.queries import account_briefs
from forsa.i18n import Language, language_name
from forsa.i18n.formats import number
from forsa.shapes.employers import Meaning
from forsa.shapes.words import RulingLine, WordsLine
from forsa.web.office.skill_forms import choice_of
from kernel.actor import OFFICE_ROLES, Actor
from kernel.calendar import local_day
from skills.interface.concepts import unit_groups
from skills.interface.taxonomy import Lookup, concept_labels
from skills.interface.words import holds_phone
from skills.queries.words import rights_on
from skills.values.lookup import Found
from skills.values.words import (
    KINDS_ABOVE,
    KINDS_OF,
    RulingBrief,
    Verdict,
    WaitingWords,
    WordsPart,
    mark_of,
)

ADDRESS = "/words"

LEAST_HEARD = 3
"""How often words were said before those who run the service see them: what one person alone
said may be about them."""

LEAST_SHOWN = 10
"""A count below this is shown as "<10" to them (docs/states.md, Limits)."""

WORTH_A_GUESS = 0.3
"""The least chance of a concept to be named beside words: of ten named, three are right."""

HIDDEN_DIGIT = "•"


def sees_single_words(actor: Actor) -> bool:
    """Return whether the actor may read what a single person said: an office's people may."""
    return actor.role in OFFICE_ROLES


def least_heard(actor: Actor) -> int:
    """Return how often words were said at least that the actor may read."""
    return 1 if sees_single_words(actor) else LEAST_HEARD


def words_line(
    waiting: WaitingWords, actor: Actor, language: Language, guess: str | None = None
) -> WordsLine:
    """Return one line of the queue."""
    words, *also = (without_phone(text) for text in waiting.examples)
    ordered = sorted(waiting.languages, key=lambda code: -waiting.languages[code])
    return WordsLine(
        address=f"{ADDRESS}/{mark_of(waiting.search_key, waiting.part)}",
        part=waiting.part.value,
        words=words,
        count=count_shown(waiting.count, actor, language),
        since_on=local_day(waiting.since),
        languages=tuple(language_name(code, language) for code in ordered if code),
        also=tuple(also),
        guess=guess,
    )


def count_shown(count: int, actor: Actor, language: Language) -> str:
    """Return a count as the actor may read it."""
    if sees_single_words(actor) or count >= LEAST_SHOWN:
        return number(count, language)
    return f"<{number(LEAST_SHOWN, language)}"


def without_phone(text: str) -> str:
    """Return a text whose digits cannot be read if a phone number stands in it."""
    if not holds_phone(text):
        return text
    return "".join(HIDDEN_DIGIT if letter.isdecimal() else letter for letter in text)


def guesses_for(
    lookup: Lookup | None, waiting: Sequence[WaitingWords], language: Language
) -> dict[str, str]:
    """Return by mark the nearest label of what words mean most likely; no query."""
    if lookup is None or not waiting:
        return {}
    guesses: dict[str, str] = {}
    for part in WordsPart:
        said = [one for one in waiting if one.part is part]
        texts = [one.examples[0] for one in said]
        links = lookup.link_many(texts, language=language, kinds=KINDS_OF[part]) if texts else ()
        guesses |= {
            mark_of(one.search_key, part): link.offered[0].label
            for one, link in zip(said, links, strict=True)
            if link.offered and link.offered[0].chance >= WORTH_A_GUESS
        }
    return guesses


def offers_for(
    session: Session,
    lookup: Lookup | None,
    texts: Sequence[str],
    language: Language,
    part: WordsPart = WordsPart.SKILL,
) -> tuple[Meaning, ...]:
    """Return the concepts that any of some texts may mean, each once; one query."""
    if lookup is None:
        return ()
    found = {one.uri: one for text in texts for one in lookup.find(text, kinds=KINDS_OF[part])}
    labels = concept_labels(session, set(found), language)
    return tuple(choice_of(one, labels) for one in found.values())


def groups_for(
    session: Session, lookup: Lookup | None, texts: Sequence[str], language: Language
) -> tuple[Meaning, ...]:
    """Return the unit groups of the work that texts may mean, each once; two queries.

    Those of the occupations that are near come first, then those whose own name is near.
    """
    if lookup is None:
        return ()
    work = [one for text in texts for one in lookup.find(text, kinds=KINDS_OF[WordsPart.WORK])]
    codes = dict.fromkeys(one.isco for one in work if one.isco)
    by_code = unit_groups(session, codes)
    near = [one for text in texts for one in lookup.find(text, kinds=KINDS_ABOVE[WordsPart.WORK])]
    uris = dict.fromkeys([*(by_code[code] for code in codes if code in by_code), *map(_uri, near)])
    labels = concept_labels(session, set(uris), language)
    return tuple(Meaning(uri, labels[uri]) for uri in uris if uri in labels)


def _uri(found: Found) -> str:
    return found.uri


def ruling_lines(
    session: Session, found: Sequence[RulingBrief], actor: Actor, language: Language
) -> tuple[RulingLine, ...]:
    """Return rulings as the actor may read them; two queries."""
    people = {who for one in found for who in (one.proposed_by, one.ruled_by, one.undone_by)}
    names = {
        account_id: brief.name
        for account_id, brief in account_briefs(
            session, sorted(who for who in people if who is not None)
        ).items()
    }
    uris = {one.concept_uri for one in found}
    uris |= {one.concept.broader_uri for one in found if one.concept is not None}
    labels = concept_labels(session, {uri for uri in uris if uri}, language)
    return tuple(_line(one, actor, language, names, labels) for one in found)


def _line(
    one: RulingBrief,
    actor: Actor,
    language: Language,
    names: Mapping[int, str],
    labels: Mapping[str, str],
) -> RulingLine:
    rights, concept = rights_on(one, actor), one.concept
    hidden = one.verdict is Verdict.REJECT and not sees_single_words(actor)
    named = dict(concept.names) if concept is not None else {}
    return RulingLine(
        number=one.ruling_id,
        address=f"{ADDRESS}/{mark_of(one.search_key, one.part)}",
        part=one.part.value,
        words=None if hidden else without_phone(one.own_words),
        verdict=one.verdict.value,
        state=one.state.value,
        label=labels.get(one.concept_uri or "") or named.get(language),
        names=named,
        kind=concept.kind.value if concept is not None else None,
        broader=labels.get(concept.broader_uri or "") if concept is not None else None,
        proposed_on=local_day(one.proposed_at),
        proposed_by=names.get(one.proposed_by or 0),
        ruled_on=local_day(one.ruled_at) if one.ruled_at is not None else None,
        ruled_by=names.get(one.ruled_by or 0),
        because=one.refused_because.value if one.refused_because is not None else None,
        undone_on=local_day(one.undone_at) if one.undone_at is not None else None,
        undone_by=names.get(one.undone_by or 0),
        changed=count_shown(one.changed_count, actor, language),
        may_second=rights.may_second,
        may_undo=rights.may_undo,
        is_own=rights.is_own,
    )
