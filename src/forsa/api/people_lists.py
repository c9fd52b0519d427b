"""People of an office: the list, and who is found by a name."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter
from sqlmodel import Session

from forsa.api.inputs import check_fields
from forsa.api.people import OFFICE
from forsa.api.people_lists_shown import PeopleList, PeopleToFind, PersonLine, person_line
from forsa.api.problems import REFUSED_READS, REFUSED_WRITES
from forsa.database import Database
from forsa.web.office.caseload import actor_of, caseload_of, office_of
from forsa.web.visits import Request
from kernel.errors import NotFound
from kernel.references import Kind, reference, row_id_of
from skills.queries.completeness import completeness_of
from skills.queries.people import PAGE_ROWS, people_found, people_of_office
from skills.values.people import PersonRow
from skills.values.returnees import RecordState


class Whose(StrEnum):
    """Which people a list shows."""

    MINE = "mine"
    ALL = "all"
    NOBODY = "nobody"
    ARCHIVED = "archived"


WhoseAsked = Annotated[
    Whose,
    QueryParameter(
        description="Yours and those for whom you stand in, the whole office's, whom nobody looks "
        "after, or files put away. Of a supervisor `mine` are all."
    ),
]
AfterAsked = Annotated[
    str | None,
    QueryParameter(
        min_length=8, max_length=8, description="Those after this number: `after` of an answer."
    ),
]


class PeoplePages(Controller):
    """The people of an office, by their numbers."""

    path = "/people"
    guards = (OFFICE,)
    tags = ("People",)

    @get(
        summary="Read the people of your office",
        operation_id="listPeople",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        whose: WhoseAsked = Whose.MINE,
        after: AfterAsked = None,
    ) -> PeopleList:
        """Return 50 people with what is missing in their files. No name is told."""
        actor, after_id = actor_of(request), _after(after)
        with database.reading() as session:
            mine = caseload_of(session, actor, now)
            rows = people_of_office(
                session,
                office_id=mine.office_id,
                caseworker_ids=mine.caseworker_ids if whose is Whose.MINE else None,
                after_id=after_id,
                unassigned=whose is Whose.NOBODY,
                record=RecordState.ARCHIVED if whose is Whose.ARCHIVED else RecordState.ACTIVE,
            )
            lines = _lines(session, rows, now)
        more = len(rows) == PAGE_ROWS
        return PeopleList(
            items=lines, after=reference(Kind.PERSON, rows[-1].returnee_id) if more else None
        )

    @post(
        "/find",
        status_code=200,
        summary="Find people by a name or phone",
        operation_id="findPeople",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def find(
        self,
        request: Request,
        data: JSONBody[PeopleToFind],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> PeopleList:
        """Return whose name holds the words, in the whole office; at most 50. Nothing is kept.

        By POST, so that no name stands in an address that others keep.
        """
        office_id = office_of(actor_of(request))
        with database.reading() as session:
            rows = people_found(session, office_id=office_id, text=data.text)
            lines = _lines(session, rows, now)
        return PeopleList(items=lines, after=None)


def _after(ref: str | None) -> int:
    """Return the id of the last one before, 0 for the beginning."""
    try:
        return row_id_of(Kind.PERSON, ref) if ref is not None else 0
    except NotFound:
        check_fields([("after", "This is no number of a person")])
    return 0


def _lines(session: Session, rows: Sequence[PersonRow], now: datetime) -> tuple[PersonLine, ...]:
    """Return people with what is missing in their files; one query."""
    known = completeness_of(session, [row.returnee_id for row in rows], at=now)
    return tuple(person_line(row, known[row.returnee_id]) for row in rows)
