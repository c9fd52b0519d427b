"""How well the starter's own Arabic and Sorani words are found when they are left out.

Other names of two fifths of the starter's concepts, none of which the ranker learned from: a fifth
to choose by, a fifth to confirm. Each name is asked as it is and with one typing error, in Arabic
or Latin letters, every fourth without its language. These are harder than what is typed at the
desk: a name that is left out is often the only one of its stem.

    python -m benchmarks.lookup.desk
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np

from benchmarks.lookup.mistyping import mistyped
from benchmarks.lookup.world import starter_filled
from forsa.exchange.starter import read_starter
from skills.interface.labels import indexed_concepts, indexed_labels
from skills.interface.taxonomy import active_version
from skills.lookup import Lookup, build_index
from skills.search_key import search_key
from skills.values.lookup import IndexedConcept, IndexedLabel, folded
from skills.values.taxonomy import LabelKind

FIFTHS = 5
CHOOSING, CONFIRMING = 3, 4
"""Which fifth of the concepts is which; the others are learned from."""

ASKED = 1_200
FOLDS = 4
SHORTEST = 4
