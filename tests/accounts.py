"""Accounts and cards for tests: one valid thing each, through the deeds."""

import re
from functools import cache

from employers.models import Employer
from employers.values import RegistrationKind
from forsa.accounts.models import Account
from forsa.accounts.passwords import hash_of
from forsa.accounts.service.accounts import create_account, issue_card, set_password
from forsa.accounts.service.sessions import start_session
from forsa.accounts.signing_in import hashed_card
from forsa.accounts.tokens import new_token
from forsa.accounts.values import AccountDraft
from kernel.actor import EMPLOYER_ROLES, OFFICE_ROLES, SYSTEM, Role
from kernel.places import Governorate
from kernel.storage import write_new
from skills.models.returnees import Office, Returnee

PASSWORD = "correct horse battery"
CARD_CODE, PIN = "7K3Q-MABC", "204871"


class Numbers:
    """Numbers for made-up names. Each test begins at 1, so that none depends on those before."""

    def __init__(self):
        self.last = 0

    def __next__(self):
        self.last += 1
        return self.last

    def restart(self):
        self.last = 0


NUMBERS = Numbers()


@cache
def password_hash():
    return hash_of(PASSWORD)


@cache
def known_card(code=CARD_CODE, pin=PIN):
    return hashed_card(code, pin)


def save_account(database, *, role, now, with_password=False, **place):
    """Save an account of this role; `place` names its office or employer, or they are made."""
    if role in OFFICE_ROLES and "office_id" not in place:
        place["office_id"] = save_office(database)
    if role in EMPLOYER_ROLES and "employer_id" not in place:
        place["employer_id"] = save_employer(database, now=now)
    number = next(NUMBERS)
    draft = AccountDraft(
        role=role,
        name=f"Account {number:04}",
        email=f"account-{number:04}@forsa.example",
        language=place.pop("language", "en"),
        **place,
    )
    with database.writing() as session:
        account_id = create_account(session, draft=draft, actor=SYSTEM, now=now)
        if with_password:
            set_password(
                session,
                account_id=account_id,
                password_hash=password_hash(),
                actor=SYSTEM,
                now=now,
            )
    return account_id


def save_returnee_account(database, *, now, card=None):
    """Save a person with a card and return the account's id."""
    caseworker_id = save_account(database, role=Role.CASEWORKER, now=now)
    with database.writing() as session:
        returnee_id = write_new(
            session,
            Returnee(
                office_id=session.get_one(Account, caseworker_id).office_id,
                caseworker_id=caseworker_id,
                full_name="Person 0007",
                accepted_governorates=[],
                licences=[],
                languages={},
                recorded_at=now,
                confirmed_at=now,
            ),
        )
        return issue_card(
            session, returnee_id=returnee_id, card=card or known_card(), actor=SYSTEM, now=now
        )


def save_office(database, *, phone=None):
    number = next(NUMBERS)
    with database.writing() as session:
        return write_new(
            session,
            Office(
                code=f"office-{number}",
                name=f"Office {number}",
                country="IQ",
                governorates=["IQ-BG"],
                phone=phone,
            ),
        )


def save_employer(database, *, now):
    with database.writing() as session:
        return write_new(
            session,
            Employer(
                name=f"Employer {next(NUMBERS):04}",
                governorate=Governorate.BAGHDAD,
                registration_kind=next(iter(RegistrationKind)),
                recorded_at=now,
            ),
        )


def signed_in_token(database, account_id, *, now):
    """Begin a session of this account and return its token."""
    token = new_token()
    with database.writing() as session:
        start_session(session, account_id=account_id, token=token, own_phone=False, now=now)
    return token


def form_token(page):
    """Return the token that the forms of a page hold."""
    return re.search(r'name="_csrf" value="(\w+)"', page.text)[1]
