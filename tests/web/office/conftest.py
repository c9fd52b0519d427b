"""What tests of the office's pages share: one connected world, and clients of its people."""

import re
from dataclasses import dataclass

import pytest
from sqlmodel import select

from kernel.references import Kind, reference
from tests import factories as make
from tests.accounts import form_token


@pytest.fixture
def world(database, now):
    """Give an office with one caseworker and one person, an employer and its open vacancy."""
    return make.save_world(database, now=now)


@pytest.fixture
def introduced(database, world, now):
    """Give a function that brings the world's person to a state with its vacancy."""

    def introduced(state):
        return make.save_introduction(database, world, now=now, state=state)

    return introduced


@pytest.fixture
def client(client_of, world):
    """Give a client with the world's caseworker signed in."""
    with client_of(world.caseworker.account_id) as client:
        yield client


@pytest.fixture
def sends():
    """Give a function that fills in the form of one page and sends it to another address."""

    def send(client, address, *, page=None, **fields):
        shown = client.get(page or address)
        fields = {"_csrf": form_token(shown), **_hidden(shown)} | fields
        return client.post(address, data=fields, follow_redirects=False)

    return send


@pytest.fixture
def read(database):
    """Give a function that reads rows of a table anew, by id."""

    def read(table):
        with database.reading() as session:
            rows = session.exec(select(table).order_by(table.id)).all()
            session.expunge_all()
        return rows

    return read


@pytest.fixture
def do(database, now):
    """Give a function that does a deed in a transaction of its own."""

    def do(deed, actor, *, at=now, **said):
        with database.writing() as session:
            return deed(session, actor=actor, now=at, **said)

    return do


@dataclass(frozen=True)
class Case:
    """A person and their caseworker, with what every test of them needs."""

    world: make.World
    client: object
    do: object
    read: object
    sends: object

    @property
    def of_person(self):
        return {"returnee_id": self.world.returnee_id}


@pytest.fixture
def case(world, client, do, read, sends):
    """Give the world's person with the means to act on them."""
    return Case(world, client, do, read, sends)


def _hidden(page):
    found = re.findall(
        r'<input type="hidden" name="(once|version|seen)" value="([^"]*)"', page.text
    )
    return dict(found)


def person(world):
    return f"/office/people/{reference(Kind.PERSON, world.returnee_id)}"


def introduction_ref(introduction_id):
    return reference(Kind.INTRODUCTION, introduction_id)
