"""Deeds with schools and certificates."""

from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, select

from kernel.actor import Actor
from kernel.storage import write_new, written_id
from skills.errors import ReturneeNotFound
from skills.models.profiles import Certificate, Education
from skills.service.files import locked_person, touch
from skills.values.profiles import CertificateDraft, EducationDraft

PaperT = TypeVar("PaperT", Education, Certificate)


def add_education(
    session: Session, *, returnee_id: int, draft: EducationDraft, actor: Actor, now: datetime
) -> int:
    """Add one time at school and return its id; a form that is sent twice adds it once.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    """
    person = locked_person(session, returnee_id, actor)
    known = _of_mark(session, Education, returnee_id, draft.mark)
    if known is not None:
        return known
    education_id = write_new(
        session, Education(**education_columns(returnee_id, draft, actor, now))
    )
    touch(person, "education-added", session, actor, now)
    return education_id


def change_education(
    session: Session,
    *,
    returnee_id: int,
    education_id: int,
    draft: EducationDraft,
    actor: Actor,
    now: datetime,
) -> None:
    """Write one time at school anew.

    Raises
    ------
    ReturneeNotFound
        If there is none such, or the actor does not work with the person.
    """
    person = locked_person(session, returnee_id, actor)
    row = _own(session, Education, education_id, returnee_id)
    if row is None:
        raise ReturneeNotFound
    for name in _SCHOOL:
        setattr(row, name, getattr(draft, name))
    touch(person, "education-changed", session, actor, now)


def remove_education(
    session: Session, *, returnee_id: int, education_id: int, actor: Actor, now: datetime
) -> None:
    """Remove one time at school; one that is gone already changes nothing.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    """
    person = locked_person(session, returnee_id, actor)
    row = _own(session, Education, education_id, returnee_id)
    if row is not None:
        session.delete(row)
        touch(person, "education-removed", session, actor, now)


def add_certificate(
    session: Session, *, returnee_id: int, draft: CertificateDraft, actor: Actor, now: datetime
) -> int:
    """Add one certificate and return its id; a form that is sent twice adds it once.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    """
    person = locked_person(session, returnee_id, actor)
    known = _of_mark(session, Certificate, returnee_id, draft.mark)
    if known is not None:
        return known
    columns = certificate_columns(returnee_id, draft, actor, now)
    certificate_id = write_new(session, Certificate(**columns))
    touch(person, "certificate-added", session, actor, now)
    return certificate_id


def change_certificate(
    session: Session,
    *,
    returnee_id: int,
    certificate_id: int,
    draft: CertificateDraft,
    actor: Actor,
    now: datetime,
) -> None:
    """Write one certificate anew.

    Raises
    ------
    ReturneeNotFound
        If there is none such, or the actor does not work with the person.
    """
    person = locked_person(session, returnee_id, actor)
    row = _own(session, Certificate, certificate_id, returnee_id)
    if row is None:
        raise ReturneeNotFound
    for name in _PAPER:
        setattr(row, name, getattr(draft, name))
    touch(person, "certificate-changed", session, actor, now)


def remove_certificate(
    session: Session, *, returnee_id: int, certificate_id: int, actor: Actor, now: datetime
) -> None:
    """Remove one certificate; one that is gone already changes nothing.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    """
    person = locked_person(session, returnee_id, actor)
    row = _own(session, Certificate, certificate_id, returnee_id)
    if row is not None:
        session.delete(row)
        touch(person, "certificate-removed", session, actor, now)


_SCHOOL = ("level", "field", "ended_year", "is_finished")
_PAPER = ("name", "issuer", "is_recognised", "issued_year", "expires_on")


def education_columns(
    returnee_id: int, draft: EducationDraft, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Return the columns of one time at school. For this package alone."""
    said = {name: getattr(draft, name) for name in _SCHOOL}
    return said | _written(returnee_id, draft.mark, actor, now)


def certificate_columns(
    returnee_id: int, draft: CertificateDraft, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Return the columns of one certificate. For this package alone."""
    said = {name: getattr(draft, name) for name in _PAPER}
    return said | _written(returnee_id, draft.mark, actor, now)


def _written(returnee_id: int, mark: str | None, actor: Actor, now: datetime) -> dict[str, Any]:
    return {
        "returnee_id": returnee_id,
        "mark": mark,
        "recorded_at": now,
        "recorded_by": actor.account_id,
    }


def _own(session: Session, table: type[PaperT], row_id: int, returnee_id: int) -> PaperT | None:
    row = session.get(table, row_id)
    return row if row is not None and row.returnee_id == returnee_id else None


def _of_mark(
    session: Session, table: type[PaperT], returnee_id: int, mark: str | None
) -> int | None:
    if mark is None:
        return None
    same = (table.returnee_id == returnee_id, table.mark == mark)
    row = session.exec(select(table).where(*same)).first()
    return written_id(row) if row is not None else None
