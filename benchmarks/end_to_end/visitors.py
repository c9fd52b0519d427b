"""Somebody of each role who is signed in, and a few introductions under way for them to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from benchmarks.end_to_end.files import caseworker_email
from employers.interface import members_of
from forsa.accounts.queries import account_id_of_email, actor_of_account
from forsa.accounts.service.accounts import create_account, issue_card
from forsa.accounts.service.sessions import start_session
from forsa.accounts.signing_in import new_card
from forsa.accounts.tokens import new_token
from forsa.accounts.values import AccountDraft
from forsa.database import Database
from forsa.deeds.introductions import move_introduction
from kernel.actor import SYSTEM, Actor, Role
from kernel.references import Kind, reference
from matching import service as matching
from matching.interface import introductions_of
from matching.queries.shortlists import unissued_shortlists
from matching.values.introductions import IntroductionBrief, MoveOrder, State, Via

ROAD = (State.APPROVED, State.ASKED, State.INTERESTED)


@dataclass(frozen=True, slots=True)
class Visitors:
    """Sessions by role; `known` are references that pages may name, one of each kind."""

    tokens: Mapping[Role, str]
    known: tuple[str, ...]


def let_in(database: Database) -> Visitors:
    """Issue one shortlist, and sign in a person on it, its employer, its office, an operator."""
    now = datetime.now(UTC)
    card = new_card().hashed
    with database.writing() as session:
        first, shortlist_id = _issue_one(session, now)
        accounts = {
            Role.CASEWORKER: _account_id(session, caseworker_email(0)),
            Role.EMPLOYER_OWNER: _owner(session, first.employer_id, now),
            Role.OPERATOR: _operator(session, now),
            Role.RETURNEE: issue_card(
                session, returnee_id=first.returnee_id, card=card, actor=SYSTEM, now=now
            ),
        }
        tokens = {role: new_token() for role in accounts}
        for role, account_id in accounts.items():
            start_session(
                session, account_id=account_id, token=tokens[role], own_phone=False, now=now
            )
    known = (
        reference(Kind.PERSON, first.returnee_id),
        reference(Kind.VACANCY, first.vacancy_id),
        reference(Kind.SHORTLIST, shortlist_id),
        reference(Kind.INTRODUCTION, first.introduction_id),
    )
    return Visitors(tokens, known)


def _issue_one(session: Session, now: datetime) -> tuple[IntroductionBrief, int]:
    """Issue the shortlist of the first vacancy that has one; return its first entry and id."""
    first = introductions_of(session, states=[State.SUGGESTED])[0]
    office = actor_of_account(session, _account_id(session, caseworker_email(0))).office_id
    supervisor = Actor(role=Role.SUPERVISOR, office_id=office)
    for one in introductions_of(session, vacancy_id=first.vacancy_id):
        for to in ROAD:
            order = MoveOrder(one.introduction_id, to, via=Via.DESK)
            move_introduction(session, order=order, actor=supervisor, now=now)
    shortlist_id = unissued_shortlists(session)[0]
    matching.issue_shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM, now=now)
    return first, shortlist_id


def _account_id(session: Session, email: str) -> int:
    account_id = account_id_of_email(session, email)
    assert account_id is not None, "the account was made before"
    return account_id


def _owner(session: Session, employer_id: int, now: datetime) -> int:
    draft = AccountDraft(
        Role.EMPLOYER_OWNER,
        "Owner 0001",
        "owner-0001@employer.example",
        language="en",
        employer_id=employer_id,
        member_id=members_of(session, employer_id)[0].member_id,
    )
    return create_account(session, draft=draft, actor=SYSTEM, now=now)


def _operator(session: Session, now: datetime) -> int:
    draft = AccountDraft(Role.OPERATOR, "Operator 0001", "operator-0001@forsa.example", "en")
    return create_account(session, draft=draft, actor=SYSTEM, now=now)
