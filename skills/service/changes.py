"""A person's file is put right by their office, one part at a time."""

from datetime import datetime

from sqlmodel import Session

from kernel.actor import Actor
from skills.models.profiles import TimeAbroad
from skills.service.files import locked_by_office, locked_file, record_deed, touch
from skills.values.profiles import (
    AboutChange,
    LanguagesChange,
    LicencesChange,
    PlaceChange,
    ReturnContext,
)


def change_about(
    session: Session, *, returnee_id: int, change: AboutChange, actor: Actor, now: datetime
) -> None:
    """Write who a person is and how to reach them.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    Changed
        If the file was changed by somebody else since it was read.
    """
    row = locked_file(session, returnee_id, change.version, actor)
    for name in _ABOUT:
        setattr(row, name, getattr(change, name))
    row.further_phones = [
        {"number": one.number, "is_shared": one.is_shared, "is_safe": one.is_safe}
        for one in change.further_phones
    ]
    row.case_references = [
        {"system": one.system, "reference": one.reference} for one in change.case_references
    ]
    touch(row, "about-changed", session, actor, now)


_ABOUT = (
    "full_name",
    "latin_name",
    "language",
    "birth_year",
    "sex",
    "phone",
    "phone_shared",
    "phone_safe",
)


def change_place(
    session: Session, *, returnee_id: int, change: PlaceChange, actor: Actor, now: datetime
) -> None:
    """Write where and when a person can work.

    Raises
    ------
    ReturneeNotFound, Changed
        As `change_about`.
    """
    row = locked_file(session, returnee_id, change.version, actor)
    for name in _PLACE:
        setattr(row, name, getattr(change, name))
    row.accepted_governorates = [place.value for place in change.accepted_governorates]
    touch(row, "place-changed", session, actor, now)


_PLACE = (
    "governorate",
    "district",
    "relocates",
    "commute_minutes",
    "transport",
    "available_on",
    "most_hours",
    "shifts",
    "night",
)


def change_languages(
    session: Session,
    *,
    returnee_id: int,
    change: LanguagesChange,
    actor: Actor,
    now: datetime,
) -> None:
    """Write which languages a person speaks, each with its level of the CEFR.

    Raises
    ------
    ReturneeNotFound, Changed
        As `change_about`.
    """
    row = locked_file(session, returnee_id, change.version, actor)
    row.languages = dict(sorted(change.levels.items()))
    touch(row, "languages-changed", session, actor, now)


def change_licences(
    session: Session, *, returnee_id: int, change: LicencesChange, actor: Actor, now: datetime
) -> None:
    """Write which licences a person holds.

    Raises
    ------
    ReturneeNotFound, Changed
        As `change_about`.
    """
    row = locked_file(session, returnee_id, change.version, actor)
    row.licences = list(change.licences)
    row.licences_asked = change.are_asked or bool(change.licences)
    touch(row, "licences-changed", session, actor, now)


def show_abroad(
    session: Session, *, returnee_id: int, is_shown: bool, actor: Actor, now: datetime
) -> None:
    """Say whether employers may see that a person worked abroad; said twice changes nothing.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    """
    row = locked_by_office(session, returnee_id, actor)
    if row.abroad_shown is not is_shown:
        row.abroad_shown = is_shown
        touch(row, "abroad-shown" if is_shown else "abroad-hidden", session, actor, now)


def record_time_abroad(
    session: Session, *, returnee_id: int, said: ReturnContext, actor: Actor, now: datetime
) -> None:
    """Write from which country somebody came and since when; nothing of it is ever shown.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    """
    locked_by_office(session, returnee_id, actor)
    row = session.get(TimeAbroad, returnee_id)
    if row is None:
        row = TimeAbroad(returnee_id=returnee_id, recorded_at=now)
        session.add(row)
    row.country, row.since_on = said.country, said.since_on
    row.recorded_at, row.recorded_by = now, actor.account_id
    record_deed(session, returnee_id, "context-recorded", actor, now)
