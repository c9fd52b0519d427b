"""What an answer link says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """Whose link it is, and to which shortlist it leads."""

    member_id: int
    shortlist_id: int
