"""Many short texts in two arrays, which can be memory-mapped."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts one after the other: text i is ``blob[starts[i]:starts[i + 1]]`` in UTF-8."""

    blob: NDArray[np.uint8]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, at: int) -> str:
        return self._bytes(at).decode()

    def place_of(self, text: str) -> int | None:
        """Return the number of a text, None if it is not there. The texts must be sorted."""
        wanted, low, high = text.encode(), 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self._bytes(low) == wanted else None

    def _bytes(self, at: int) -> bytes:
        return self.blob[self.starts[at] : self.starts[at + 1]].tobytes()


def texts_of(texts: Sequence[str]) -> Texts:
    """Return some texts as arrays."""
    encoded = [text.encode() for text in texts]
    starts = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in encoded], out=starts[1:])
    return Texts(np.frombuffer(b"".join(encoded), dtype=np.uint8), starts)
