"""Every form of every page, filled in as nobody would: no answer is a fault of ours."""

import pytest
from litestar import get, post
from litestar.di import NamedDependency
from sqlmodel import select

from forsa.accounts.models import Account
from forsa.demo.world import build_world
from forsa.web.form_tokens import NO_TOKEN
from forsa.web.forms import Form
from forsa.web.guards import Anybody
from forsa.web.homes import home_of
from kernel.actor import Role
from tests import accounts
from tests.promises.crawling import Walk

TIMES = 12
"""How often each form is sent."""

ROLES = (
    None,
    Role.RETURNEE,
    Role.EMPLOYER_OWNER,
    Role.CASEWORKER,
    Role.SUPERVISOR,
    Role.OPERATOR,
    Role.AUDITOR,
)


@pytest.fixture
def made_up(database, settings, clock):
    """Build the made-up world, so that every page has something to show."""
    build_world(database, settings, now=clock.now)


def account_of(database, role, now):
    """Return an account of this role of the made-up world, or a new one if it has none."""
    with database.reading() as session:
        found = session.exec(select(Account.id).where(Account.role == role)).first()
    return found or accounts.save_account(database, role=role, now=now)


def test_no_form_breaks_a_page(client_of, database, clock, made_up):
    faults, forms, sent = {}, 0, 0
    for number, role in enumerate(ROLES):
        account_id = account_of(database, role, clock.now) if role is not None else None
        with client_of(account_id) as client:
            walk = Walk(client, seed=number)
            walk.walk(home_of(role) if role is not None else "/en", "/en/jobs", "/en/card")
            walk.fill_in(times=TIMES)
            walk.bend_addresses()
        faults[role] = sorted(set(walk.faults))
        forms += len(walk.forms)
        sent += sum(walk.answers.values())
    assert faults == {role: [] for role in ROLES}
    assert forms > 60
    assert sent > 1_000


@post("/frail", guards=[Anybody("made to break")], opt={NO_TOKEN: "a test"}, sync_to_thread=True)
def frail(form: NamedDependency[Form]) -> str:
    return "x" * int(form.raw.first("years"))


@get("/frail", guards=[Anybody("made to break")], media_type="text/html", sync_to_thread=True)
def frail_page() -> str:
    return '<form method=post action=/frail><input name="years" value="3"></form>'


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_page_that_breaks_is_found(client_of):
    with client_of(None, routes=[frail, frail_page]) as client:
        walk = Walk(client)
        walk.walk("/frail")
        walk.fill_in(times=TIMES)

    assert set(walk.faults) == {"POST /frail"}
