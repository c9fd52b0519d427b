"""Nobody is hidden by a score: the last one is reachable, and may be put forward."""

import re

import pytest

from employers.values import Requirement
from kernel.places import Governorate
from kernel.references import Kind, reference
from matching.interface import introductions_of
from matching.values.introductions import State
from tests import factories as make
from tests.accounts import form_token

MOST_QUERIES = 12


@pytest.fixture
def address(world):
    return f"/office/vacancies/{reference(Kind.VACANCY, world.vacancy_id)}/people"


@pytest.fixture
def mine(database, world, now):
    """Give what everybody of the office is made with."""
    return {"database": database, "now": now, "caseworker": world.caseworker}


def test_every_one_of_the_office_is_reached_page_by_page(
    client, world, mine, address, counting_queries, monkeypatch
):
    far = make.save_returnee(**mine, governorate=Governorate.BASRA, relocates=False)
    people = {world.returnee_id, far} | {make.save_returnee(**mine, skills=()) for _ in range(3)}
    make.save_returnee(mine["database"], now=mine["now"])
    monkeypatch.setattr("forsa.web.office.ranked_people.PAGE_ROWS", 2)

    seen, at = [], address
    while at:
        with counting_queries() as queries:
            shown = client.get(at).text
        assert len(queries) <= MOST_QUERIES, "\n".join(one[:120] for one in queries)
        seen += re.findall(r"/why\?person=(K-\w+)", shown)
        found = re.search(r'href="([^"]+)" rel="next"', shown)
        at = found and found[1]
    assert sorted(seen) == sorted(reference(Kind.PERSON, who) for who in people)
    assert seen[0] == reference(Kind.PERSON, world.returnee_id)
    assert seen[-1] == reference(Kind.PERSON, far), "who is stopped by a condition comes last"
    assert "does not want to work" in shown


def test_a_caseworker_puts_the_last_one_forward(client, world, database, address, now):
    who = make.save_returnee(database, now=now, caseworker=world.caseworker, skills=())
    target = f"{address}/{reference(Kind.PERSON, who)}"
    token = form_token(client.get(address))

    def press():
        return client.post(target, data={"_csrf": token}, follow_redirects=False)

    first, second = press(), press()
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    with database.reading() as session:
        [found] = introductions_of(session, returnee_id=who)
    assert (found.state, found.score) == (State.APPROVED, None)
    assert target not in client.get(address).text, "no second time"


def test_others_people_and_those_who_are_not_free_are_refused(
    client, world, database, address, now
):
    token = form_token(client.get(address))
    elsewhere = make.save_returnee(database, now=now)
    apart = make.save_returnee(database, now=now, caseworker=world.caseworker, purposes=())
    statuses = [
        client.post(f"{address}/{reference(Kind.PERSON, who)}", data={"_csrf": token}).status_code
        for who in (elsewhere, apart)
    ]

    assert statuses == [404, 409]
    nothing = make.save_vacancy(database, now=now, requirements=(Requirement("x y z", None),))
    named = reference(Kind.VACANCY, nothing)
    assert client.get(f"/office/vacancies/{named}/people").status_code == 200
    with database.reading() as session:
        assert introductions_of(session, returnee_id=apart) == []
