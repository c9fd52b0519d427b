"""Every column of this package that points to a person, and what a merge of files does to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kernel.storage import Row
from skills.models.casework import FileHandOver, Outreach, PersonMerge
from skills.models.changes import ProfileChange
from skills.models.profiles import (
    Certificate,
    Education,
    Experience,
    TimeAbroad,
    WishedOccupation,
)
from skills.models.returnees import (
    Consent,
    DifferentPeople,
    EmployerRefusal,
    Returnee,
    SkillChange,
    SkillRecord,
)
from skills.models.words import WorkRuling


@dataclass(frozen=True, slots=True)
class Follows:
    """Rows that go to the file that stays, but for those that say what it says already.

    `unless` are the columns that are compared; none: all rows go.
    """

    table: type[Row]
    unless: tuple[str, ...] = ()


FOLLOWING: Mapping[str, Follows] = {
    "experience.returnee_id": Follows(
        Experience, ("own_words", "occupation_uri", "months", "kind", "is_abroad")
    ),
    "education.returnee_id": Follows(Education, ("level", "field", "ended_year", "is_finished")),
    "certificate.returnee_id": Follows(Certificate, ("name", "issuer", "issued_year")),
    "wished_occupation.returnee_id": Follows(WishedOccupation, ("search_key", "is_wanted")),
    "employer_refusal.returnee_id": Follows(EmployerRefusal, ("employer_id",)),
    "work_ruling.returnee_id": Follows(WorkRuling),
    "outreach.returnee_id": Follows(Outreach),
    "file_hand_over.returnee_id": Follows(FileHandOver),
    "consent.returnee_id": Follows(Consent),
}
"""Rows that follow by one rule."""

BY_OWN_RULE: Mapping[str, type[Row]] = {
    "skill_record.returnee_id": SkillRecord,
    "skill_change.returnee_id": SkillChange,
    "time_abroad.returnee_id": TimeAbroad,
    "different_people.first_id": DifferentPeople,
    "different_people.second_id": DifferentPeople,
    "returnee.merged_into_id": Returnee,
}
"""Rows that follow in their own way (`skills.service.person_rows`)."""

STAYING: Mapping[str, type[Row]] = {
    "person_merge.stays_id": PersonMerge,
    "person_merge.goes_id": PersonMerge,
    "profile_change.returnee_id": ProfileChange,
}
"""Rows that say of deeds themselves and stay as they are."""

TABLES: Mapping[str, type[Row]] = {
    "returnee": Returnee,
    **{name.partition(".")[0]: one.table for name, one in FOLLOWING.items()},
    **{name.partition(".")[0]: table for name, table in BY_OWN_RULE.items()},
}
"""The tables in which a merge may change rows, by their names."""
