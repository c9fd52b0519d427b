"""Character n-grams of many texts at once, as numbers.

A text is a search key: words with one space between them. Its n-grams are those of each word
with a space before and after; none reaches from one word into the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LENGTHS = (2, 3, 4)
"""Lengths of the n-grams (docs/matching.md: 2 to 4 within word bounds)."""

_SPACE = ord(" ")
_PAIR = 2
_BITS = 15
# Three characters of 15 bits and one more leave room for the sign in 64 bits.


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters that n-grams are made of: code points, ascending, shape (n_characters,)."""

    codes: NDArray[np.uint32]

    def numbers(self, codes: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return the number of each character from 1 on; 0 for one that is not of the alphabet."""
        if not len(self.codes):
            return np.zeros(len(codes), dtype=np.int64)
        places = np.searchsorted(self.codes, codes)
        places[places == len(self.codes)] = 0
        return np.where(self.codes[places] == codes, places + 1, 0).astype(np.int64)


def alphabet_of(texts: Sequence[str]) -> Alphabet:
    """Return the alphabet of some texts, the space included."""
    characters = sorted({" "}.union(*texts)) if texts else [" "]
    codes = np.array([ord(character) for character in characters], dtype=np.uint32)
    return Alphabet(codes[: 2**_BITS - 1])


def grams_of(
    texts: Sequence[str], alphabet: Alphabet
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the row and the packed number of every n-gram of every text, repeats included.

    N-grams with a character that is not of the alphabet are left out. Both arrays have shape
    (n_grams,); they are not ordered.
    """
    joined = "".join(f" {text} " for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.array([len(text) + 2 for text in texts], dtype=np.int64)
    rows = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    numbers = alphabet.numbers(codes)
    found = [_grams_of_length(length, codes, rows, numbers) for length in LENGTHS]
    return np.concatenate([row for row, _ in found]), np.concatenate([gram for _, gram in found])


def _grams_of_length(
    length: int,
    codes: NDArray[np.uint32],
    rows: NDArray[np.int32],
    numbers: NDArray[np.int64],
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the n-grams of one length. A gram may begin or end with a space, not both."""
    count = len(codes) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64)
    windows = [slice(at, at + count) for at in range(length)]
    packed = np.zeros(count, dtype=np.int64)
    good = rows[windows[0]] == rows[windows[-1]]
    for window in windows:
        packed = (packed << _BITS) | numbers[window]
        good &= numbers[window] > 0
    for window in windows[1:-1]:
        good &= codes[window] != _SPACE
    # Two spaces in a row stand where one text ends and the next begins, or in an empty text.
    good &= ~((codes[windows[0]] == _SPACE) & (codes[windows[-1]] == _SPACE) & (length == _PAIR))
    return rows[windows[0]][good], packed[good]
