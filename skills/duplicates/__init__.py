"""Whether two files may be of one person, however their name is written; what both say. Pure."""

from skills.duplicates.joining import differences, joined
from skills.duplicates.likeness import ASKED_FROM, likeness
from skills.duplicates.names import parts_of

__all__ = ["ASKED_FROM", "differences", "joined", "likeness", "parts_of"]
