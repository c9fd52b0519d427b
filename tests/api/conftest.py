"""What tests of the API share: one connected world, keys, and clients that send them."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from forsa.accounts.service.api_keys import hashed_key, make_api_key
from forsa.accounts.tokens import new_api_key
from forsa.accounts.values import ApiKeyDraft, Scope
from forsa.exchange.starter import read_starter
from kernel.actor import SYSTEM
from skills.service import activate_taxonomy, import_taxonomy
from tests import factories as make
from tests.accounts import form_token


@pytest.fixture
def world(database, now):
    """Give an office with one caseworker and one person, an employer and its open vacancy."""
    return make.save_world(database, now=now)


@pytest.fixture
def made_key(database, now):
    """Give a function that makes a key with these scopes and returns it with its number."""

    def made_key(*scopes, employer_id=None, days=30, name="Program"):
        key = new_api_key()
        draft = ApiKeyDraft(name, frozenset(scopes or (Scope.VACANCIES,)), days, employer_id)
        with database.writing() as session:
            key_id = make_api_key(session, draft=draft, key=hashed_key(key), actor=SYSTEM, now=now)
        return key, key_id

    return made_key


@pytest.fixture
def program(client_of, made_key):
    """Give a context with a client that sends a key with these scopes."""

    @contextmanager
    def program(*scopes, **rest):
        key, _ = made_key(*scopes, **rest)
        with client_of(None) as client:
            client.headers["Authorization"] = f"Bearer {key}"
            yield client

    return program


@pytest.fixture(scope="session")
def few_words():
    """Give what the starter knows of welding and lifting: soon written, soon indexed."""
    rows = read_starter()
    kept = {
        row.uri
        for row in rows.labels
        if row.language == "en" and any(word in row.label for word in ("weld", "forklift"))
    }
    return replace(
        rows,
        concepts=tuple(row for row in rows.concepts if row.uri in kept),
        labels=tuple(row for row in rows.labels if row.uri in kept),
        relations=tuple(row for row in rows.relations if {row.from_uri, row.to_uri} <= kept),
    )


@pytest.fixture
def taxonomy(database, now, few_words):
    """Put a taxonomy of few words to use."""
    with database.writing() as session:
        report = import_taxonomy(session, source=few_words, actor=SYSTEM, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)


def problem_of(answer):
    """Return the problem that an answer is, having looked that it is one."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["detail"]
    return problem


def same_answer(one, other):
    """Return whether two answers are the same but for the id of the request."""
    kept = [
        {name: value for name, value in answer.headers.items() if name != "x-request-id"}
        for answer in (one, other)
    ]
    return (
        one.status_code == other.status_code
        and one.content == other.content
        and (kept[0] == kept[1])
    )


@pytest.fixture
def staff(client_of):
    """Give a context with a client of somebody signed in, who sends the token of a page."""

    @contextmanager
    def staff(account_id, page="/office/people/new"):
        with client_of(account_id) as client:
            client.headers["X-Form-Token"] = form_token(client.get(page))
            yield client

    return staff
