"""What a file says in rows: work, school, certificates, wishes, and time abroad."""

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.storage import written_id
from skills.errors import ReturneeNotFound
from skills.models.profiles import (
    Certificate,
    Education,
    Experience,
    TimeAbroad,
    WishedOccupation,
)
from skills.models.returnees import EmployerRefusal, Returnee
from skills.rules import check_may_work_with
from skills.values.profiles import (
    CertificateBrief,
    EducationBrief,
    ExperienceBrief,
    FileDetails,
    OccupationWish,
    ReturnContext,
)


def experiences_of(session: Session, returnee_id: int) -> tuple[ExperienceBrief, ...]:
    """Return spells of work, in the order in which they were written down; one query.

    Here and below the caller has checked that whoever reads may see the file.
    """
    rows = session.exec(
        select(Experience)
        .where(Experience.returnee_id == returnee_id)
        .order_by(col(Experience.id))
    )
    return tuple(
        ExperienceBrief(
            written_id(row),
            row.own_words,
            row.occupation_uri,
            row.isco,
            row.months,
            row.kind,
            row.is_abroad,
        )
        for row in rows
    )


def education_of(session: Session, returnee_id: int) -> tuple[EducationBrief, ...]:
    """Return times at school, in the order in which they were written down; one query."""
    rows = session.exec(
        select(Education).where(Education.returnee_id == returnee_id).order_by(col(Education.id))
    )
    return tuple(
        EducationBrief(written_id(row), row.level, row.field, row.ended_year, row.is_finished)
        for row in rows
    )


def certificates_of(session: Session, returnee_id: int) -> tuple[CertificateBrief, ...]:
    """Return certificates, in the order in which they were written down; one query."""
    rows = session.exec(
        select(Certificate)
        .where(Certificate.returnee_id == returnee_id)
        .order_by(col(Certificate.id))
    )
    return tuple(
        CertificateBrief(
            written_id(row),
            row.name,
            row.issuer,
            row.is_recognised,
            row.issued_year,
            row.expires_on,
        )
        for row in rows
    )


def wishes_of(session: Session, returnee_id: int) -> FileDetails:
    """Return the work a person wants and refuses, and the employers they refuse; two queries."""
    rows = session.exec(
        select(WishedOccupation)
        .where(WishedOccupation.returnee_id == returnee_id)
        .order_by(col(WishedOccupation.id))
    ).all()
    employers = session.exec(
        select(EmployerRefusal.employer_id)
        .where(EmployerRefusal.returnee_id == returnee_id)
        .order_by(col(EmployerRefusal.employer_id))
    )
    return FileDetails(
        wanted=tuple(_wish(row) for row in rows if row.is_wanted),
        refused=tuple(_wish(row) for row in rows if not row.is_wanted),
        refused_employers=tuple(employers),
    )


def _wish(row: WishedOccupation) -> OccupationWish:
    return OccupationWish(row.own_words, row.occupation_uri, row.isco)


def details_of(session: Session, returnee_id: int) -> FileDetails:
    """Return all that a file says in rows, skills apart; five queries."""
    wishes = wishes_of(session, returnee_id)
    return FileDetails(
        experiences=experiences_of(session, returnee_id),
        education=education_of(session, returnee_id),
        certificates=certificates_of(session, returnee_id),
        wanted=wishes.wanted,
        refused=wishes.refused,
        refused_employers=wishes.refused_employers,
    )


def return_context(session: Session, *, returnee_id: int, actor: Actor) -> ReturnContext:
    """Return from which country somebody came and since when, for their caseworkers alone.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them: the person's own page
        does not show it either, since others look over shoulders.
    """
    person = session.get(Returnee, returnee_id)
    if person is None:
        raise ReturneeNotFound
    check_may_work_with(actor, caseworker_id=person.caseworker_id, office_id=person.office_id)
    row = session.get(TimeAbroad, returnee_id)
    return ReturnContext(row.country, row.since_on) if row is not None else ReturnContext()
