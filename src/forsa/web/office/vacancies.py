"""Vacancies of an office's governorates: checked before they open, and their shortlists."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from employers.errors import VacancyNotFound
from employers.interface import employer_brief, vacancy_brief
from employers.queries import PAGE_ROWS, headings_in, headings_to_review
from employers.states import MAY_HIRE, REVIEW_REASONS, VACANCY_MOVES, By
from employers.values import (
    EmployerBrief,
    ReviewReason,
    VacancyBrief,
    VacancyHeading,
    VacancyState,
)
from forsa.database import Database
from forsa.deeds.vacancies import move_vacancy
from forsa.i18n import N_, Language
from forsa.shapes.offices import OfficeEntry, OfficeShortlist, OfficeVacancy, VacancyFile
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, introduction_address, vacancy_address
from forsa.web.pages import Page, page, see_other
from forsa.web.vacancy_parts import concepts_of, vacancy_detail
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.errors import MoveNotAllowed
from kernel.references import Kind, reference, row_id_of
from matching.queries.shortlists import shortlists_of_vacancy
from matching.values.shortlists import EntryBrief, ShortlistBrief
from skills.interface.returnees import standings_by_id
from skills.interface.taxonomy import concept_labels
from skills.queries.people import contacts

_BY = {Role.CASEWORKER: By.CASEWORKER, Role.SUPERVISOR: By.SUPERVISOR}


class OfficeVacancyPages(Controller):
    """Vacancies to check, open ones, and who is put forward for each."""

    path = "/office/vacancies"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
    ) -> Page:
        """Show what waits for a check, and what is open, newest first, 50 a page."""
        before = request.query_params.get("before")
        before_id = row_id_of(Kind.VACANCY, before) if before else None
        with database.reading() as session:
            review = headings_to_review(session, actor.governorates)
            is_open = headings_in(session, actor.governorates, before_id=before_id)
        last = is_open[-1].vacancy_id if len(is_open) == PAGE_ROWS else None
        return page(
            request,
            "office/vacancies.html",
            review=tuple(_line(one) for one in review),
            open_now=tuple(_line(one) for one in is_open),
            next_address=_address_before(last) if last is not None else None,
        )

    @get("/{ref:str}", sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show one vacancy, with the moves that are allowed and its shortlists."""
        with database.reading() as session:
            found = office_vacancy(session, ref, actor)
            return _page(request, session, found, now, Form.empty())

    @post("/{ref:str}/{to:str}", sync_to_thread=True)
    def move(
        self,
        request: Request,
        ref: FromPath[Reference],
        to: FromPath[str],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Move it; whoever presses twice is led to the same page."""
        actor = actor_of(request)
        with database.reading() as session:
            found = office_vacancy(session, ref, actor)
            if found.state == to:
                return see_other(f"{vacancy_address(found.vacancy_id)}?said={found.state}")
            target = _allowed(found, to, actor)
            reason = _reason(target, form)
            if not form.is_right:
                return _page(request, session, found, now, form)
        with database.writing() as session:
            move_vacancy(
                session,
                vacancy_id=found.vacancy_id,
                to=target,
                actor=actor,
                now=now,
                reason=reason,
            )
        return see_other(f"{vacancy_address(found.vacancy_id)}?said={target}")


def office_vacancy(session: Session, ref: str, actor: Actor) -> VacancyBrief:
    """Return a vacancy of the office's governorates, or one that everybody may read.

    Raises
    ------
    VacancyNotFound
        If it is neither.
    """
    found = vacancy_brief(session, row_id_of(Kind.VACANCY, ref))
    if found.governorate not in actor.governorates and found.opened_at is None:
        raise VacancyNotFound
    return found


def _moves(found: VacancyBrief, actor: Actor) -> tuple[VacancyState, ...]:
    """Return where the actor may move a vacancy; nowhere one of another office's governorate."""
    if found.governorate not in actor.governorates:
        return ()
    by = _BY[actor.role]
    return tuple(to for to, who in VACANCY_MOVES[found.state].items() if by in who)


def _allowed(found: VacancyBrief, to: str, actor: Actor) -> VacancyState:
    allowed = _moves(found, actor)
    if to not in allowed:
        raise MoveNotAllowed(found.state, to[:20], allowed)
    return VacancyState(to)


def _reason(to: VacancyState, form: Form) -> ReviewReason | None:
    if to not in REVIEW_REASONS:
        return None
    name = f"reason_{to}"
    reason = form.choice(name, ReviewReason)
    if reason is not None and reason not in REVIEW_REASONS[to]:
        form.wrong(name, N_("Please choose one."))
    return reason


def _page(
    request: Request, session: Session, found: VacancyBrief, now: datetime, form: Form
) -> Page:
    actor, language = actor_of(request), visit_of(request).language
    employer = employer_brief(session, found.employer_id)
    return page(
        request,
        "office/vacancy.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        shown=_file(session, (found, employer), actor, now, language),
        reasons={to.value: [one.value for one in some] for to, some in REVIEW_REASONS.items()},
        said=request.query_params.get("said", ""),
    )


def _file(
    session: Session,
    known: tuple[VacancyBrief, EmployerBrief],
    actor: Actor,
    now: datetime,
    language: Language,
) -> VacancyFile:
    found, employer = known
    labels = concept_labels(session, concepts_of(found), language)
    return VacancyFile(
        vacancy=vacancy_detail(found, employer=employer, labels=labels, now=now),
        state=found.state.value,
        employer_name=employer.name,
        employer_phone=employer.phone,
        is_checked=employer.state in MAY_HIRE,
        moves=tuple(to.value for to in _moves(found, actor)),
        shortlists=_shortlists(session, found.vacancy_id, actor),
    )


def _shortlists(session: Session, vacancy_id: int, actor: Actor) -> tuple[OfficeShortlist, ...]:
    """Return the shortlists of a vacancy, with names of the office's own people; three queries."""
    found = shortlists_of_vacancy(session, vacancy_id=vacancy_id, for_employer=False)
    everybody = [entry.returnee_id for one in found for entry in one.entries]
    standings = standings_by_id(session, everybody)
    own = [who for who in everybody if standings[who].office_id == actor.office_id]
    names = {who: one.full_name for who, one in contacts(session, own).items()}
    return tuple(_shortlist(one, names) for one in found)


def _shortlist(found: ShortlistBrief, names: dict[int, str]) -> OfficeShortlist:
    return OfficeShortlist(
        number=found.number,
        state=found.state.value,
        drawn_on=local_day(found.drawn_at),
        issued_on=local_day(found.issued_at) if found.issued_at is not None else None,
        entries=tuple(_entry(entry, names) for entry in found.entries),
    )


def _entry(entry: EntryBrief, names: dict[int, str]) -> OfficeEntry:
    is_own = entry.returnee_id in names
    return OfficeEntry(
        person=reference(Kind.PERSON, entry.returnee_id),
        rank=entry.rank,
        state=entry.state.value,
        person_name=names.get(entry.returnee_id),
        address=introduction_address(entry.introduction_id) if is_own else None,
        by_lot=entry.by_lot,
    )


def _line(one: VacancyHeading) -> OfficeVacancy:
    return OfficeVacancy(
        reference(Kind.VACANCY, one.vacancy_id),
        one.title,
        one.language,
        one.employer_name,
        one.governorate,
        one.state.value,
        local_day(one.recorded_at),
    )


def _address_before(vacancy_id: int) -> str:
    return f"/office/vacancies?before={reference(Kind.VACANCY, vacancy_id)}"
