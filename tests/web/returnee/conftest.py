"""What tests of people's own pages share: one connected world, and clients of its people."""

import re

import pytest
from sqlmodel import col, select, update

from forsa.accounts.models import Account
from forsa.accounts.service.accounts import issue_card
from kernel.actor import SYSTEM
from kernel.references import Kind, reference
from matching.models import Introduction
from skills.models.returnees import Office
from tests import accounts
from tests import factories as make

OFFICE_PHONE = "+9647701112223"
SHOWN_PHONE = "0770 111 2223"
OTHER_CARD = "9K3Q-MABD"


@pytest.fixture
def save_world(database, now):
    """Give a function that makes a world whose person agrees to these purposes."""

    def save(purposes=make.EVERYTHING):
        world = make.save_world(database, now=now, purposes=purposes)
        with database.writing() as session:
            session.exec(update(Office).values(phone=OFFICE_PHONE))
        return world

    return save


@pytest.fixture
def world(save_world):
    return save_world()


@pytest.fixture
def person_of(database, client_of, now):
    """Give a function that opens a client with a person signed in by their card."""

    def open_client(returnee_id, *, code=accounts.CARD_CODE):
        with database.writing() as session:
            account_id = issue_card(
                session,
                returnee_id=returnee_id,
                card=accounts.known_card(code),
                actor=SYSTEM,
                now=now,
            )
            session.get_one(Account, account_id).language = "en"
        return client_of(account_id)

    return open_client


@pytest.fixture
def client(person_of, world):
    """Give a client with the world's person signed in."""
    with person_of(world.returnee_id) as client:
        yield client


@pytest.fixture
def introduced(database, world, now):
    """Give a function that brings the world's person to a state, and returns the reference."""

    def introduced(state):
        return n_ref(make.save_introduction(database, world, now=now, state=state))

    return introduced


@pytest.fixture
def states(database):
    """Give a function that reads the states of all introductions, by id."""

    def states():
        with database.reading() as session:
            query = select(Introduction.state).order_by(col(Introduction.id))
            return list(session.exec(query))

    return states


def send(client, address, *, page="/me", **fields):
    """Send a form with the token of a page of ours."""
    token = accounts.form_token(client.get(page))
    return client.post(address, data={"_csrf": token, **fields}, follow_redirects=False)


def v_ref(vacancy_id):
    return reference(Kind.VACANCY, vacancy_id)


def n_ref(introduction_id):
    return reference(Kind.INTRODUCTION, introduction_id)


def words_of(page):
    """Return what a page says, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.text))
