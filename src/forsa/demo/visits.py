"""What people do on their pages: caseworkers, an employer, somebody who looks for work."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from itertools import groupby

from forsa.accounts.queries import caseworkers
from forsa.database import Database
from forsa.demo.sign_ins import PASSWORD, Card
from forsa.demo.visitor import ReadPage, Visitor, WalkFailed, visitor_at
from kernel.references import Kind, reference
from matching.interface import introductions_of
from matching.values.introductions import IntroductionBrief, State
from skills.interface.returnees import standings_by_id

LISTS_WANTED = 44
"""For so many vacancies a yes is taken, so that as many shortlists can be issued."""
LISTS_WITH_TWO = 8
"""For the first so many, two people say yes."""

SHORTLIST_LINK = re.compile(r"/(?:en|ar|ckb)/answer/[\w-]{55}")
CARD_ADDRESS = re.compile(r"/(?:en|ar|ckb)/answer/[\w-]{55}/N-\w{6}")
JOB_ANSWER = re.compile(r"/me/jobs/[NV]-\w{6}/answer")


@contextmanager
def _signed_in(address: str, email: str) -> Iterator[Visitor]:
    with visitor_at(address) as visitor:
        visitor.sign_in(email, PASSWORD)
        yield visitor


def approve_all(database: Database, address: str) -> int:
    """Let every caseworker put forward all that stands on their page; return how many that were.

    Raises
    ------
    WalkFailed
        If a page does not do what it should.
    """
    count = 0
    for email, _ in _caseworkers(database):
        with _signed_in(address, email) as visitor:
            page = visitor.read("/office/entries")
            if "/office/entries" not in {form.action for form in page.forms}:
                continue
            form = page.form("/office/entries")
            visitor.send(form, entry=form.offered["entry"], decision="approve")
            count += len(form.offered["entry"])
    return count


def take_yeses(database: Database, address: str) -> int:
    """Let caseworkers write down that people say yes, for many vacancies; return how many.

    Raises
    ------
    WalkFailed
        If a page does not do what it should.
    """
    with database.reading() as session:
        chosen = _to_ask(introductions_of(session, states=[State.APPROVED]))
        people = standings_by_id(session, {one.returnee_id for one in chosen})
    for email, account_id in _caseworkers(database):
        mine = [one for one in chosen if people[one.returnee_id].caseworker_id == account_id]
        with _signed_in(address, email) as visitor:
            for one in mine:
                _write_yes(visitor, reference(Kind.INTRODUCTION, one.introduction_id))
    return len(chosen)


def decide(address: str, mails: Sequence[EmailMessage]) -> int:
    """Let one employer answer two people of a shortlist by the link in its mail.

    The first is asked to a meeting, the other refused with a reason. Returns how many answers
    were taken; 0 if no mail leads to a list of two.

    Raises
    ------
    WalkFailed
        If a page does not do what it should.
    """
    for mail in mails:
        body = mail.get_body(("plain",))
        link = SHORTLIST_LINK.search(body.get_content()) if body is not None else None
        if link is None:
            continue
        with visitor_at(address) as visitor:
            page = visitor.read(link.group())
            cards = list(dict.fromkeys(CARD_ADDRESS.findall(page.text)))
            if len(cards) > 1:
                return _answer(visitor, page, cards[0], cards[1])
    return 0


def see_jobs(address: str, card: Card) -> int:
    """Let somebody sign in with their card, and say yes to a job; return how many jobs they saw.

    Raises
    ------
    WalkFailed
        If a page does not do what it should.
    """
    with visitor_at(address) as visitor:
        visitor.sign_in_with_card(card.code, card.pin)
        page = visitor.read("/me/jobs")
        answers = [form for form in page.forms if JOB_ANSWER.fullmatch(form.action)]
        if answers:
            said = visitor.send(answers[0], answer="yes")
            while said.path.endswith("/answer"):
                said = visitor.send(said.form(answers[0].action, offers="agree"), agree="yes")
            if not said.path.endswith("/answered"):
                message = f"A yes to a job led to {said.path}."
                raise WalkFailed(message)
    return page.text.count('<li class="card')


def _caseworkers(database: Database) -> list[tuple[str, int]]:
    with database.reading() as session:
        return [(one.email, one.account_id) for one in caseworkers(session) if one.email]


def _to_ask(approved: Sequence[IntroductionBrief]) -> list[IntroductionBrief]:
    """Return one or two people for each of many vacancies."""
    by_vacancy = groupby(
        sorted(approved, key=lambda one: one.vacancy_id), key=lambda one: one.vacancy_id
    )
    lists = [list(people) for _, people in by_vacancy]
    lists.sort(key=len, reverse=True)
    return [
        one
        for place, people in enumerate(lists[:LISTS_WANTED])
        for one in people[: 2 if place < LISTS_WITH_TWO else 1]
    ]


def _write_yes(visitor: Visitor, name: str) -> None:
    address = f"/office/introductions/{name}/interested"
    form = visitor.read(address).form(address)
    card = {"card": "yes"} if "card" in form.offered else {}
    visitor.send(form, channel="phone", **card)


def _answer(visitor: Visitor, page: ReadPage, wanted: str, unwanted: str) -> int:
    visitor.send(page.form(wanted), answer="meeting_asked")
    form = page.form(unwanted, offers="reason_refused")
    reason = form.offered["reason_refused"][0]
    visitor.send(form, answer="refused", reason_refused=reason, told_refused="yes")
    return 2
