"""Files that go from one office or caseworker to another, as programs read and write them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from forsa.api.outreach_shown import Account
from forsa.api.people_shown import PersonRef
from forsa.api.vacancies_shown import LanguageLevel
from forsa.web.office.hand_overs import LONGEST_NOTE
from kernel.references import Kind, reference
from skills.values.casework import HandOverBrief, HandOverReason, OfferedPerson
from skills.values.returnees import HandOver

RefusingReason = Literal["other_place", "no_time", "not_ready", "known_here", "other"]
"""What `skills.values.casework.REFUSING` says, spelt out for the description."""

OfficeCode = Annotated[str, Meta(description="Of an office.", examples=["erbil"])]


class HandOverToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """To whom a file is offered: another office, or a caseworker of its own."""

    office: (
        Annotated[
            str,
            Meta(min_length=1, max_length=40, description="Its code.", examples=["erbil"]),
        ]
        | None
    ) = None
    caseworker: Annotated[int, Meta(ge=1, le=2**31 - 1)] | None = None
    note: (
        Annotated[
            str,
            Meta(
                max_length=LONGEST_NOTE,
                description="Read before the file is taken: no name and no phone number.",
            ),
        ]
        | None
    ) = None


class HandOverWritten(Struct, frozen=True):
    """The hand-over. Offered again to the same, it is the same."""

    number: Annotated[int, Meta(examples=[7])]


class Receiver(Struct, frozen=True):
    """Another caseworker of the file's office."""

    caseworker: Account
    name: str


class HandOverShown(Struct, frozen=True, kw_only=True):
    """One hand-over, open or decided."""

    number: Annotated[int, Meta(examples=[7])]
    person: PersonRef
    state: HandOver
    from_office: OfficeCode
    to_office: OfficeCode
    to_caseworker: Annotated[int | None, Meta(description="The account; null: anybody there.")]
    note: str | None
    proposed_at: datetime
    decided_at: datetime | None
    reason: Annotated[HandOverReason | None, Meta(description="Why it was refused.")]


class HandOverOfFile(Struct, frozen=True, kw_only=True):
    """How the newest hand-over of a file stands, and to whom the file could go."""

    newest: HandOverShown | None
    offices: tuple[OfficeCode, ...]
    caseworkers: tuple[Receiver, ...]


class HandOvers(Struct, frozen=True, kw_only=True):
    """What is offered to you, oldest first, at most 50; what you offered, newest first, 20."""

    waiting: tuple[HandOverShown, ...]
    given: tuple[HandOverShown, ...]


class Offered(Struct, frozen=True, kw_only=True):
    """What may be known of a person before their file is taken: enough to decide, no more."""

    hand_over: HandOverShown
    language: str
    governorate: str | None
    accepted_governorates: tuple[str, ...]
    occupation: str | None
    experience_months: int | None
    languages: tuple[LanguageLevel, ...]
    skills: Annotated[int, Meta(description="How many.")]


class Taking(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose the person becomes; a supervisor says so, for others it is left out."""

    caseworker: Account | None = None


class Taken(Struct, frozen=True):
    """The person, who is your office's from now on."""

    person: PersonRef


class Refusal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a file is not taken."""

    reason: RefusingReason


class Refused(Struct, frozen=True):
    """The hand-over as it stands."""

    state: HandOver


class Assigned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose a person is within their office; null: nobody's."""

    caseworker: Account | None


def hand_over_shown(one: HandOverBrief, codes: Mapping[int, str]) -> HandOverShown:
    """Return one hand-over; `codes` are those of offices by number."""
    return HandOverShown(
        number=one.hand_over_id,
        person=reference(Kind.PERSON, one.returnee_id),
        state=one.state,
        from_office=codes[one.from_office_id],
        to_office=codes[one.to_office_id],
        to_caseworker=one.to_caseworker_id,
        note=one.note,
        proposed_at=one.proposed_at,
        decided_at=one.decided_at,
        reason=one.reason,
    )


def offered_shown(one: OfferedPerson, codes: Mapping[int, str]) -> Offered:
    """Return somebody who is offered."""
    return Offered(
        hand_over=hand_over_shown(one.hand_over, codes),
        language=one.language,
        governorate=one.governorate,
        accepted_governorates=one.accepted_governorates,
        occupation=one.occupation_uri,
        experience_months=one.experience_months,
        languages=tuple(LanguageLevel(*pair) for pair in one.languages),
        skills=one.skill_count,
    )
