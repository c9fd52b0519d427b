"""The skills that an advert or a paragraph names, with their places in it."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from skills.lookup import Lookup
from skills.splitting.windows import Named, Window, best_of, window_of, windows_of
from skills.splitting.words import MOST_WORDS, Word, phrases_of, words_of
from skills.values.lookup import Link, Span
from skills.values.taxonomy import SKILL_KINDS, ConceptKind

LEAST_CHANCE = 0.7
"""Below this score words that are no label are passed over: most of an advert is no skill."""

SIMILAR_EVERY = 60
"""One run of unknown words is looked up by likeness for so many characters, but ten at least: it
takes some 3 ms, while labels cost next to nothing. 1,000 characters are done within 100 ms."""
LEAST_SIMILAR = 10

TELLING = (2, 3, 1, 4, 5)
"""How many words names of skills have, most often first; runs of so many are looked up first."""

SHORTEST = 3
"""Letters of a single word that is looked up by likeness."""


def named_skills(
    text: str,
    lookup: Lookup,
    *,
    language: str | None = None,
    kinds: Collection[ConceptKind] = SKILL_KINDS,
) -> tuple[Span, ...]:
    """Return the skills that a text names, in its order; they do not overlap.

    Labels that stand in the text as they are come first; what is left is looked up by likeness,
    by phrases of one to five words without small words at their ends.
    """
    phrases = list(phrases_of(words_of(text)))
    exact = best_of(known_windows(phrases, lookup, language=language, kinds=kinds))
    similar = best_of(_similar(phrases, exact, lookup, language, kinds))
    return tuple(
        span_of(text, one) for one in sorted((*exact, *similar), key=lambda one: one.window.start)
    )


def known_windows(
    phrases: Sequence[Sequence[Word]],
    lookup: Lookup,
    *,
    language: str | None,
    kinds: Collection[ConceptKind],
) -> Iterator[Named]:
    """Yield all windows of some phrases that are labels."""
    windows = [window for words in phrases for window in windows_of(words)]
    known = lookup.known([window.key for window in windows], language=language, kinds=kinds)
    yield from (Named(one, known[one.key]) for one in windows if one.key in known)


def span_of(text: str, one: Named) -> Span:
    """Return a window of a text with what it means."""
    start, end = one.window.start, one.window.end
    return Span(start, end, text[start:end], one.link)


def _similar(
    phrases: Sequence[Sequence[Word]],
    exact: Sequence[Named],
    lookup: Lookup,
    language: str | None,
    kinds: Collection[ConceptKind],
) -> Iterator[Named]:
    taken = {place for one in exact for place in range(one.window.start, one.window.end)}
    runs = [run for words in phrases for run in _runs(words, taken)]
    windows = sorted(
        (window for run in runs for window in _windows(run)),
        key=lambda one: TELLING.index(one.count),
    )
    by_key: dict[str, list[Window]] = {}
    for window in windows:
        by_key.setdefault(window.key, []).append(window)
    # What is a name of something else, say of an occupation, is not a skill that is like it.
    for key in lookup.known(by_key, language=language):
        del by_key[key]
    keys = list(islice(by_key, max(LEAST_SIMILAR, _end_of(phrases) // SIMILAR_EVERY)))
    links = lookup.link_many(keys, language=language, kinds=kinds)
    for key, link in zip(keys, links, strict=True):
        yield from (Named(one, link) for one in by_key[key] if _is_near(one, link))


def _end_of(phrases: Sequence[Sequence[Word]]) -> int:
    """Return where the last word of a text ends."""
    return phrases[-1][-1].end if phrases else 0


def _is_near(window: Window, link: Link) -> bool:
    """Return whether a window may name what is like it; of one word only what is sure."""
    return link.uri is not None or (window.count > 1 and link.score >= LEAST_CHANCE)


def _runs(words: Sequence[Word], taken: Collection[int]) -> Iterator[list[Word]]:
    """Yield the words between small words, joining ones and skills that are known already."""
    run: list[Word] = []
    for word in words:
        ends = word.is_small or word.start + word.waw in taken
        if run and (ends or word.waw):
            yield run
            run = []
        if not ends:
            run.append(word)
    if run:
        yield run


def _windows(run: Sequence[Word]) -> Iterator[Window]:
    for at in range(len(run)):
        for end in range(at + 1, min(at + MOST_WORDS, len(run)) + 1):
            window = window_of(run[at:end])
            if len(window.key) >= SHORTEST:
                yield window
