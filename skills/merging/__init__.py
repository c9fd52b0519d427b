"""Versions of the taxonomy: made of what is there and what an import brings, and compared. Pure.

Rows have an origin, the file they came from. An import replaces the rows of the origins it
holds and leaves the others (docs/adr/0010-starter-and-esco-are-one-taxonomy.md).
"""

from skills.merging.content import Content, LabelKey, changes, digest_of
from skills.merging.differences import differences
from skills.merging.joining import merged
from skills.merging.replacing import replaced_by
from skills.merging.soundness import fault_sentence, faults_of

__all__ = [
    "Content",
    "LabelKey",
    "changes",
    "differences",
    "digest_of",
    "fault_sentence",
    "faults_of",
    "merged",
    "replaced_by",
]
