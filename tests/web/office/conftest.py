"""What tests of the office's pages share: one connected world, and clients of its people."""

import re

import pytest

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


def _hidden(page):
    found = re.findall(
        r'<input type="hidden" name="(once|version|seen)" value="([^"]*)"', page.text
    )
    return dict(found)


def person(world):
    return f"/office/people/{reference(Kind.PERSON, world.returnee_id)}"


def introduction_ref(introduction_id):
    return reference(Kind.INTRODUCTION, introduction_id)
