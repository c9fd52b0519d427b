"""Rows of unequal length, one after the other in one array: how parts of it are taken."""

import numpy as np
from numpy.typing import NDArray


def starts_of(lengths: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return where each row begins, and where the last one ends.

    Examples
    --------
    >>> starts_of(np.array([2, 0, 3])).tolist()
    [0, 2, 2, 5]
    """
    starts = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=starts[1:])
    return starts


def gather(
    starts: NDArray[np.int32], rows: NDArray[np.integer]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the starts of some rows put one after the other, and the places of what they hold.

    Examples
    --------
    >>> [part.tolist() for part in gather(np.array([0, 2, 2, 5]), np.array([2, 0]))]
    [[0, 3, 5], [2, 3, 4, 0, 1]]
    """
    first = starts[rows].astype(np.int64)
    lengths = starts[1:][rows] - first
    fresh = starts_of(lengths)
    return fresh, np.arange(fresh[-1]) + np.repeat(first - fresh[:-1], lengths)


def owners(starts: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return for each thing the row that holds it.

    Examples
    --------
    >>> owners(np.array([0, 2, 2, 3])).tolist()
    [0, 0, 2]
    """
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))
