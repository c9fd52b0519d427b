"""What people say and write of skills: taken apart, and kept free of phone numbers."""

from collections.abc import Collection

from skills import rules, splitting
from skills.lookup import Lookup
from skills.values.lookup import Span
from skills.values.taxonomy import SKILL_KINDS, ConceptKind


def holds_phone(text: str) -> bool:
    """Return whether a phone number stands in a text, which then is no skill."""
    return rules.holds_phone(text)


def has_letter(text: str) -> bool:
    """Return whether somebody may have meant a word: digits and signs alone are none."""
    return rules.has_letter(text)


def said_skills(
    text: str, lookup: Lookup | None, *, language: str | None = None
) -> tuple[Span, ...]:
    """Return the skills that somebody says they have; as `skills.splitting.said_skills`."""
    return splitting.said_skills(text, lookup, language=language)


def said_words(text: str, lookup: Lookup | None) -> tuple[Span, ...]:
    """Return the skills of a text that is being typed; as `skills.splitting.said_words`."""
    return splitting.said_words(text, lookup)


def named_skills(
    text: str,
    lookup: Lookup,
    *,
    language: str | None = None,
    kinds: Collection[ConceptKind] = SKILL_KINDS,
) -> tuple[Span, ...]:
    """Return the skills that an advert names; as `skills.splitting.named_skills`."""
    return splitting.named_skills(text, lookup, language=language, kinds=kinds)
