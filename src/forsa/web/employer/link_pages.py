"""What the pages of answer links show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from employers.interface import vacancy_brief
from forsa.i18n import N_, Language, refusal_sentence, translator
from forsa.shapes.employers import LinkOver, LinkPage
from forsa.web.employer.answer_form import hold_days, refusal_reasons
from forsa.web.employer.link_reading import LinkEnd, OpenLink
from forsa.web.employer.masked_cards import people_of, split_cards
from forsa.web.employer.shortlists import answer_by
from forsa.web.forms import Form
from forsa.web.pages import Page, page
from forsa.web.visits import Request, visit_of
from kernel.calendar import local_day
from kernel.errors import DomainError
from matching.errors import IntroductionNotFound
from matching.queries.cards import ShownEntry

STATUS = {LinkEnd.UNREADABLE: 404, LinkEnd.GONE: 404, LinkEnd.EXPIRED: 410, LinkEnd.CLOSED: 410}
WHAT_HAPPENED = {
    LinkEnd.UNREADABLE: N_("We cannot read this link. A part of it may be missing."),
    LinkEnd.GONE: N_("This link no longer works."),
    LinkEnd.EXPIRED: N_("This link has run out: its list is older than 45 days."),
    LinkEnd.CLOSED: N_("This list is closed: everybody on it was answered, or the job is over."),
}
SAFE = N_("What you answered before is kept. Nothing was lost.")
ASK = N_("Write your e-mail address. If people wait for you, we send new links.")
SENT = N_("If we know this address, a mail is on its way. Please look there.")
TOO_LATE = N_("This person no longer waits for your answer.")


def link_address(request: Request) -> str:
    """Return the address of the list whose link the request came by."""
    return f"/{visit_of(request).language}/answer/{request.path_params['token']}"


def list_page(
    session: Session,
    request: Request,
    link: OpenLink,
    *,
    now: datetime,
    refusal: DomainError | None = None,
) -> Page:
    """Return the page of a list, with what could not be done on top if something could not."""
    return _page(
        request,
        "employer/link_list.html",
        status_code=409 if refusal is not None else 200,
        shown=_shown(session, request, link, link.shortlist.entries),
        note=_note(refusal, visit_of(request).language),
        # Where the list is, also if a form of one person led here: languages are links.
        path=link_address(request),
        reasons=refusal_reasons(),
        hold_days=hold_days(now),
        typed={},
    )


def person_page(
    session: Session,
    request: Request,
    link: OpenLink,
    entry: ShownEntry,
    form: Form,
    now: datetime,
) -> Page:
    """Return the page of one person of a list, with what was wrong in the form."""
    return _page(
        request,
        "employer/link_person.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        shown=_shown(session, request, link, [entry]),
        reasons=refusal_reasons(),
        hold_days=hold_days(now),
        typed=form.typed,
    )


def over_page(request: Request, end: LinkEnd) -> Page:
    """Return the page that says in three languages why a link leads nowhere, and what to do."""
    return _in_all_languages(request, (WHAT_HAPPENED[end], SAFE, ASK), STATUS[end])


def new_link_page(request: Request, *, is_sent: bool, form: Form) -> Page:
    """Return the page on which a new link can be asked for, or was."""
    said = (SENT,) if is_sent else (ASK,)
    status_code = 200 if form.is_right else 422
    return _in_all_languages(request, said, status_code, form=form, is_sent=is_sent)


def _in_all_languages(
    request: Request,
    sentences: tuple[str, ...],
    status_code: int,
    *,
    form: Form | None = None,
    is_sent: bool = False,
) -> Page:
    visit = visit_of(request)
    # The form asks for a mail, at an address without the link: its token is the visitor's own.
    visit.link_key = None
    own_first = sorted(Language, key=lambda each: each is not visit.language)
    return _page(
        request,
        "employer/link_over.html",
        status_code=status_code,
        errors=form.errors if form is not None else None,
        over=LinkOver(
            tuple((str(one), one.direction, _said(sentences, one)) for one in own_first),
            is_sent=is_sent,
        ),
        typed=form.typed if form is not None else {},
        path=f"/{visit.language}/answer",
    )


def _said(sentences: Sequence[str], language: Language) -> tuple[str, ...]:
    return tuple(translator(language).gettext(each) for each in sentences)


def _note(refusal: DomainError | None, language: Language) -> str:
    if refusal is None:
        return ""
    if isinstance(refusal, IntroductionNotFound):
        return translator(language).gettext(TOO_LATE)
    return refusal_sentence(refusal, language)


def _shown(
    session: Session, request: Request, link: OpenLink, entries: Sequence[ShownEntry]
) -> LinkPage:
    found, address = link.shortlist, link_address(request)
    vacancy = vacancy_brief(session, found.vacancy_id)
    people = people_of(session, entries, visit_of(request).language)
    open_cards, done_cards = split_cards(entries, people, pages=address)
    return LinkPage(
        title=vacancy.title,
        language=vacancy.language,
        number=found.number,
        issued_on=local_day(found.issued_at),
        answer_by_on=answer_by(found),
        ends_on=link.ends_on,
        address=address,
        open_cards=open_cards,
        done_cards=done_cards,
    )


def _page(request: Request, template: str, **given: Any) -> Page:  # noqa: ANN401  as `page`
    # Whoever is signed in beside it: here they are who holds the link.
    return page(request, template, **{"actor": None, **given})
