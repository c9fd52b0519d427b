"""What somebody says they can do, taken apart skill by skill; every part of it is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from skills.lookup import Lookup
from skills.splitting.named import known_windows
from skills.splitting.windows import best_of, window_of
from skills.splitting.words import MOST_WORDS, Word, phrases_of, words_of
from skills.values.lookup import Link, Span
from skills.values.taxonomy import SKILL_KINDS

OFFERED = 5
"""How many concepts a person is given to choose from."""

FROM_EACH_INNER = 2
"""How many meanings of a label inside longer words are among them."""

Piece = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Known:
    """What tells whether words next to each other are one skill.

    `by_likeness` False looks at labels alone, which takes next to no time.
    """

    lookup: Lookup | None
    language: str | None
    by_likeness: bool = True


def said_skills(
    text: str, lookup: Lookup | None, *, language: str | None = None
) -> tuple[Span, ...]:
    """Return the skills that were said, in order, each with what it may mean.

    The text is cut where punctuation or a line end is, and at “and” and “or” unless the lookup
    knows both sides better together. Every word stands in a part, but for the joining ones; a
    part of small words alone is left out if there are others. Joining words alone are a part.
    """
    pieces = _parts(text, Known(lookup, language))
    links = _links(pieces, lookup, language)
    return tuple(_span(text, piece, link) for piece, link in zip(pieces, links, strict=True))


def said_words(text: str, lookup: Lookup | None) -> tuple[Span, ...]:
    """Return the skills that were said, not looked up yet, for while somebody types.

    As `said_skills`, but two sides of an “and” stay together only if that is a label. The text of
    each link is what is to be looked up: the words without small ones at their ends.
    """
    pieces = _parts(text, Known(lookup, None, by_likeness=False))
    links = _links(pieces, None, None)
    return tuple(_span(text, piece, link) for piece, link in zip(pieces, links, strict=True))


def _parts(text: str, known: Known) -> list[Piece]:
    phrases = list(phrases_of(words_of(text)))
    pieces = [piece for words in phrases for piece in _pieces(words, known)]
    telling = [piece for piece in pieces if not all(word.is_small for word in piece)]
    # Of joining words alone nothing is left; then they stand as they were typed.
    return telling or _with_letters(pieces) or _with_letters(phrases)


def _with_letters(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if any(not word.key.isdecimal() for word in piece)]


def _span(text: str, piece: Piece, link: Link) -> Span:
    start, end = piece[0].start + piece[0].waw, piece[-1].end
    return Span(start, end, text[start:end], link)


def _pieces(words: Piece, known: Known) -> Iterator[Piece]:
    """Yield the parts of one phrase; those that the lookup knows better together as one."""
    if known.lookup is None:
        yield words
        return
    parts = _cut(words)
    at = 0
    while at < len(parts):
        start, end = parts[at]
        while at + 1 < len(parts) and _belong(words, parts[at : at + 2], start, known):
            at += 1
            end = parts[at][1]
        yield words[start:end]
        at += 1


def _cut(words: Piece) -> list[tuple[int, int]]:
    """Return from where to where the words between joining words go."""
    parts: list[tuple[int, int]] = []
    start = 0
    for at, word in enumerate(words):
        if word.joins or (word.waw and at > start):
            parts.append((start, at))
            start = at + 1 if word.joins else at
    parts.append((start, len(words)))
    return [(start, end) for start, end in parts if start < end]


def _belong(
    words: Piece,
    parts: Sequence[tuple[int, int]],
    start: int,
    known: Known,
) -> bool:
    """Return whether two parts next to each other are one skill: “health and safety”."""
    (_, middle), (right, end) = parts
    lookup, language = known.lookup, known.language
    if lookup is None or end - start > MOST_WORDS:
        return False
    together = window_of(words[start:end]).key
    if together in lookup.known([together], language=language, kinds=SKILL_KINDS):
        return True
    if not known.by_likeness:
        return False
    keys = [together, window_of(words[start:middle]).key, window_of(words[right:end]).key]
    whole, *apart = lookup.link_many(keys, language=language, kinds=SKILL_KINDS)
    # A name that is like the whole must have a word for each of its words, on both sides.
    return whole.uri is not None and whole.score > max(link.score for link in apart)


def _links(pieces: Sequence[Piece], lookup: Lookup | None, language: str | None) -> list[Link]:
    keys = [window_of(_core(piece)).key for piece in pieces]
    if lookup is None:
        return [Link(key, None, 0.0, ()) for key in keys]
    links = lookup.link_many(keys, language=language, kinds=SKILL_KINDS)
    return [
        link if link.uri is not None else _with_inner(piece, link, lookup, language)
        for piece, link in zip(pieces, links, strict=True)
    ]


def _core(piece: Piece) -> Piece:
    """Return a part without the small words at its ends: “I can weld” is about “weld”."""
    telling = [at for at, word in enumerate(piece) if not word.is_small]
    return piece[telling[0] : telling[-1] + 1] if telling else piece


def _with_inner(piece: Piece, link: Link, lookup: Lookup, language: str | None) -> Link:
    """Return a link with the labels that stand inside its words offered first."""
    inner = best_of(known_windows([piece], lookup, language=language, kinds=SKILL_KINDS))
    offers = {one.uri: one for named in inner for one in named.link.offered[:FROM_EACH_INNER]}
    for one in link.offered:
        offers.setdefault(one.uri, one)
    return replace(link, offered=tuple(offers.values())[:OFFERED])
