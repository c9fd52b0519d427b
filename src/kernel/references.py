"""Public references: speakable, fixed for ever, computed from the row's id.

Six characters without O, 0, I and 1 carry 30 bits. A four-round Feistel network maps ids to
references one to one, so no reference is stored, drawn by chance or given twice, and neighbours
in the database look nothing alike. It hides order, it does not protect: who may open what is
never decided by a reference (docs/adr/0003-public-references-are-computed.md).
"""

from enum import StrEnum
from functools import lru_cache

from kernel.errors import NotFound

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 6
MAX_ID = 2**30 - 1
_HALF_BITS = 15
_HALF_MASK: int = 2**_HALF_BITS - 1
_ROUNDS: tuple[int, ...] = (0x4C7F, 0x2B91, 0x63D5, 0x1A3D)


class Kind(StrEnum):
    """What a reference names, by its letter."""

    VACANCY = "V"
    PERSON = "K"
    EMPLOYER = "E"
    SHORTLIST = "S"
    INTRODUCTION = "N"
    MEMBER = "M"


class ReferenceNotFound(NotFound):
    """The text is no reference of this kind."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"This is not a reference like {kind}-7K3QMA.")


@lru_cache(maxsize=16_384)
def reference(kind: Kind, row_id: int) -> str:
    """Return the public reference of a row.

    Examples
    --------
    >>> reference(Kind.VACANCY, 1) != reference(Kind.VACANCY, 2)
    True
    >>> row_id_of(Kind.VACANCY, reference(Kind.VACANCY, 41))
    41
    """
    if not 0 < row_id <= MAX_ID:
        raise ReferenceNotFound(kind)
    left, right = row_id >> _HALF_BITS, row_id & _HALF_MASK
    for number in _ROUNDS:
        left, right = right, left ^ _mix(right, number + ord(kind))
    packed = (left << _HALF_BITS) | right
    letters = (ALPHABET[(packed >> shift) & 31] for shift in range(25, -1, -5))
    return f"{kind}-{''.join(letters)}"


def row_id_of(kind: Kind, text: str) -> int:
    """Return the id of the row that a reference names; letters may be small.

    Raises
    ------
    ReferenceNotFound
        If the text is not a reference of this kind.
    """
    cleaned = text.strip().upper()
    letters = cleaned.removeprefix(f"{kind}-")
    if len(cleaned) != LENGTH + 2 or len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        raise ReferenceNotFound(kind)
    packed = 0
    for letter in letters:
        packed = packed << 5 | ALPHABET.index(letter)
    left, right = packed >> _HALF_BITS, packed & _HALF_MASK
    for number in reversed(_ROUNDS):
        left, right = right ^ _mix(left, number + ord(kind)), left
    row_id = left << _HALF_BITS | right
    if row_id == 0:
        raise ReferenceNotFound(kind)
    return row_id


def _mix(half: int, number: int) -> int:
    """Return 15 bits in which every bit of `half` has had its say."""
    value = (half * 0x5BD1 + number * 0x9E37) & 0xFFFFFFFF
    value ^= value >> 13
    value = (value * 0xC2B2AE35) & 0xFFFFFFFF
    return (value >> 9) & _HALF_MASK
