"""Best first, and ties by lot."""

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray


def best_first(
    scores: NDArray[np.float64], ids: NDArray[np.int64], salt: str
) -> NDArray[np.int64]:
    """Return places, best score first, ties by a hash of the salt and the ids."""
    return np.lexsort((lots(ids, salt), -scores))


def lots(ids: NDArray[np.int64], salt: str) -> NDArray[np.uint64]:
    """Return a number for each id that nobody can foresee who does not know the salt.

    By id itself, whoever registered first would win every tie. A seed from SHA-256 goes into
    the finaliser of SplitMix64, which never gives two ids one number.

    Source: Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators.
    """
    seed = np.uint64(int.from_bytes(sha256(salt.encode()).digest()[:8], "big"))
    mixed = ids.astype(np.uint64) ^ seed
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
