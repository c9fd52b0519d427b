"""Lookup: from words as typed to concepts of the taxonomy. Pure: no database.

`build_index` makes an index of labels, `save_index` and `open_index` keep it as plain arrays
in a folder, `Lookup` searches it.
"""

from skills.lookup.building import build_index
from skills.lookup.files import forget_index, keep_newest, open_index, save_index
from skills.lookup.index import LabelIndex
from skills.lookup.lookup import Lookup
from skills.lookup.similarity import similar_terms

__all__ = [
    "LabelIndex",
    "Lookup",
    "build_index",
    "forget_index",
    "keep_newest",
    "open_index",
    "save_index",
    "similar_terms",
]
