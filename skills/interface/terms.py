"""Terms of the skill space: a concept's URI, or own words that no concept has yet."""

from collections.abc import Mapping, Sequence

from skills import lookup as words
from skills.lookup import Lookup
from skills.search_key import search_key


def own_term(own_words: str) -> str:
    """Return the term of words that mean no known concept.

    Examples
    --------
    >>> own_term("  Tank  LADDERS ")
    'own:tank ladders'
    """
    return f"own:{search_key(own_words)}"


def similar_terms(
    terms: Sequence[str], lookup: Lookup
) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return for each own-words term the concepts and terms spelled much like it.

    Weights are in (0, 1]; as `skills.lookup.similar_terms`.
    """
    return words.similar_terms(terms, lookup)
