"""An office's people with all that a list says of them, read at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.places import Governorate
from kernel.storage import written_id
from skills.interface.consents import newest_rows
from skills.models.profiles import Certificate, Education, Experience, WishedOccupation
from skills.models.returnees import Returnee, SkillRecord
from skills.rules import check_may_record_returnee, is_live
from skills.values.consents import Purpose
from skills.values.lists import ListedConsent, ListedPerson
from skills.values.profiles import (
    CaseReference,
    CertificateDraft,
    EducationDraft,
    ExperienceDraft,
    FurtherPhone,
    OccupationWish,
    PhysicalTask,
    Priority,
)
from skills.values.returnees import (
    KEPT_IF_UNSAID,
    SAID_OUTRIGHT,
    Proficiency,
    RecordState,
    ReturneeDraft,
    SkillDraft,
)

LISTED = frozenset({Purpose.MATCHING, Purpose.MASKED_CARD, Purpose.FOLLOW_UP, Purpose.STATISTICS})
RowT = TypeVar("RowT", SkillRecord, Experience, Education, Certificate, WishedOccupation)


def people_listed(
    session: Session, *, office_id: int, actor: Actor, now: datetime
) -> list[ListedPerson]:
    """Return an office's people as a list would say them, by id; seven queries.

    Left out are files that were made one with another or hold nobody any more.

    Raises
    ------
    CaseworkerOnly
        If the actor is not of the office.
    """
    check_may_record_returnee(actor, office_id)
    people = session.exec(
        select(Returnee)
        .where(Returnee.office_id == office_id)
        .where(col(Returnee.merged_into_id).is_(None))
        .where(Returnee.record != RecordState.ANONYMISED)
        .order_by(col(Returnee.id))
    ).all()
    ids = [written_id(row) for row in people]
    consents = _consents(session, ids, now)
    rows = (
        _by_person(session, SkillRecord, ids),
        _by_person(session, Experience, ids),
        _by_person(session, Education, ids),
        _by_person(session, Certificate, ids),
        _by_person(session, WishedOccupation, ids),
    )
    return [
        ListedPerson(
            who,
            _said(
                row, _in_rows(rows[0][who], rows[1][who], rows[2][who], rows[3][who], rows[4][who])
            ),
            tuple(consents[who]),
        )
        for row, who in zip(people, ids, strict=True)
    ]


def _consents(
    session: Session, ids: Sequence[int], now: datetime
) -> Mapping[int, list[ListedConsent]]:
    found: dict[int, list[ListedConsent]] = defaultdict(list)
    for row in newest_rows(session, ids, LISTED):
        if is_live(row.act, row.at, row.expires_at, now):
            found[row.returnee_id].append(ListedConsent(row.purpose, row.at, row.method))
    return found


def _by_person(
    session: Session, table: type[RowT], ids: Sequence[int]
) -> Mapping[int, list[RowT]]:
    found: dict[int, list[RowT]] = defaultdict(list)
    query = select(table).where(col(table.returnee_id).in_(ids)).order_by(col(table.id))
    for row in session.exec(query).all():
        found[row.returnee_id].append(row)
    return found


def _said(row: Returnee, rows: Mapping[str, Any]) -> ReturneeDraft:
    return ReturneeDraft(
        **{name: getattr(row, name) for name in _SAME},
        accepted_governorates=tuple(Governorate(code) for code in row.accepted_governorates),
        licences=tuple(row.licences),
        contract_kinds=tuple(row.contract_kinds),
        further_phones=tuple(
            FurtherPhone(one["number"], one["is_shared"], one["is_safe"])
            for one in row.further_phones
        ),
        case_references=tuple(
            CaseReference(one["system"], one["reference"]) for one in row.case_references
        ),
        can=tuple((PhysicalTask(task), can) for task, can in row.can.items()),
        weights=tuple((Priority(what), weight) for what, weight in row.weights.items()),
        **rows,
    )


def _in_rows(
    skills: Sequence[SkillRecord],
    work: Sequence[Experience],
    schools: Sequence[Education],
    papers: Sequence[Certificate],
    wishes: Sequence[WishedOccupation],
) -> Mapping[str, Any]:
    """Return what a file says in rows, as a draft says it."""
    return {
        "skills": tuple(
            SkillDraft(one.own_words, one.language, proficiency=Proficiency(one.proficiency))
            for one in skills
        ),
        "experiences": tuple(
            ExperienceDraft(
                one.own_words, one.occupation_uri, one.isco, one.months, one.kind, one.is_abroad
            )
            for one in work
        ),
        "education": tuple(
            EducationDraft(one.level, one.field, one.ended_year, one.is_finished)
            for one in schools
        ),
        "certificates": tuple(
            CertificateDraft(
                one.name, one.issuer, one.is_recognised, one.issued_year, one.expires_on
            )
            for one in papers
        ),
        "wanted": tuple(OccupationWish(one.own_words) for one in wishes if one.is_wanted),
        "refused": tuple(OccupationWish(one.own_words) for one in wishes if not one.is_wanted),
    }


_SAME = (
    *SAID_OUTRIGHT,
    *KEPT_IF_UNSAID,
    "office_id",
    "caseworker_id",
    "source_ref",
    "languages",
    "occupation_words",
    "experience_months",
)
"""Columns that a list says under the same name."""
