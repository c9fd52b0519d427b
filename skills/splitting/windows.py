"""Runs of one to five words that may name a skill, and the best of them that do not overlap."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from skills.splitting.words import MOST_WORDS, Word, without_article
from skills.values.lookup import Link

LONGER_WINS = 1.5
"""How much more a name of several words counts than its words by themselves: 2 to the power of
1.5 is 2.8, so that “arc welding” wins over “arc” and “welding”."""


@dataclass(frozen=True, slots=True)
class Window:
    """Some words in a row, ``text[start:end]``, and the search key that is looked up."""

    start: int
    end: int
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Named:
    """A window and what it means."""

    window: Window
    link: Link

    @property
    def weight(self) -> float:
        """How much it speaks for this window, to be compared with others."""
        return float(self.link.score * self.window.count**LONGER_WINS)


def window_of(words: Sequence[Word]) -> Window:
    """Return some words in a row as one window; an “and” written to the first is left out."""
    first = words[0]
    key = " ".join((first.after, *(word.key for word in words[1:])))
    return Window(first.start + first.waw, words[-1].end, key, len(words))


def windows_of(words: Sequence[Word]) -> Iterator[Window]:
    """Yield all windows of one phrase, but those of small words alone.

    A first word with an “and” or an article written to it is tried with and without.
    """
    for at, first in enumerate(words):
        for end in range(at + 1, min(at + MOST_WORDS, len(words)) + 1):
            run = words[at:end]
            if all(word.is_small for word in run):
                continue
            rest = [word.key for word in run[1:]]
            for start, key in _beginnings(first):
                yield Window(start, run[-1].end, " ".join((key, *rest)), len(run))


def _beginnings(word: Word) -> Iterator[tuple[int, str]]:
    yield word.start, word.key
    if word.waw:
        yield word.start + 1, word.after
    plain = without_article(word.after)
    if plain != word.after:
        yield word.start + word.waw, plain


def best_of(found: Iterable[Named]) -> list[Named]:
    """Return the windows that do not overlap and weigh most together, in order.

    Of equal ones those that begin, and then those that end, earlier.
    """
    ordered = sorted(found, key=lambda one: (one.window.end, one.window.start, one.window.key))
    ends = [one.window.end for one in ordered]
    best: list[tuple[float, int, bool]] = [(0.0, 0, False)]
    for at, one in enumerate(ordered):
        before = bisect_right(ends, one.window.start, hi=at)
        with_it = best[before][0] + one.weight
        taken = with_it > best[at][0]
        best.append((with_it if taken else best[at][0], before, taken))
    chosen, at = [], len(ordered)
    while at:
        _, before, taken = best[at]
        if taken:
            chosen.append(ordered[at - 1])
        at = before if taken else at - 1
    return chosen[::-1]
