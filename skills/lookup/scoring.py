"""When a concept is near enough to be linked without anybody looking."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

LINK_CHANCE = 0.93
LINK_WEAKEST_WORD = 0.4
"""A text that is no label is linked by itself if the best concept has at least this chance, and
no word of the text or the label is less like its partner than this.

Measured on the development half of eleven lookup tasks (3,901 texts): 1,709 texts that are no
label are linked, 99.0 % rightly (at .9: 1,741 and 98.7 %, at .95: 1,665 and 99.5 %). A text that
is a label is linked whatever its chance; of 496 such the crosswalks of Denmark and Sweden and the
annotators of adverts say the same of 83 %, since they send many a title to a wider concept."""

BEST_UNLIKE = 0.99
"""No label with another search key scores higher: 1 is for the same words."""


def weakest_word(text: str, label: str) -> float:
    """Return how near the worst-matched word of either side is to its partner, in [0, 1].

    Two texts that differ in spaces alone match in full.

    Examples
    --------
    >>> weakest_word("project managr", "project manager") > 0.8
    True
    >>> weakest_word("project nurse", "project manager") < 0.5
    True
    """
    if text.replace(" ", "") == label.replace(" ", ""):
        return 1.0
    ours, theirs = text.split(), label.split()
    if not ours or not theirs:
        return 0.0
    return min(
        *(_nearest_word(word, theirs) for word in ours),
        *(_nearest_word(word, ours) for word in theirs),
    )


def _nearest_word(word: str, others: Sequence[str]) -> float:
    return max(OSA.normalized_similarity(word, other) for other in others)
