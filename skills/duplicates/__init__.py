"""Whether two files may be of one person, however their name is written. Pure."""

from skills.duplicates.likeness import ASKED_FROM, likeness
from skills.duplicates.names import parts_of

__all__ = ["ASKED_FROM", "likeness", "parts_of"]
