"""Two files side by side, made one, and two again: what the office sees of it."""

import re
from datetime import timedelta

import pytest

from forsa.i18n import Language
from kernel.actor import Role
from kernel.references import Kind, reference
from skills.queries.person_merging import merges_of
from skills.service import add_skill
from skills.values.returnees import SkillDraft
from tests import factories as make
from tests.accounts import form_token
from tests.web.office.conftest import person
from tests.web.page_checks import problems_of


@pytest.fixture
def second(database, world, now):
    """Save a second file of somebody of the office, and give its number."""
    who = make.save_returnee(
        database,
        now=now,
        caseworker=world.caseworker,
        full_name="محمد علي حسن",
        birth_year=1991,
        night=True,
        languages={"ar": "C2"},
    )
    return reference(Kind.PERSON, who)


@pytest.fixture
def pair(world, second):
    return f"/office/people/same/{person(world)[-8:]}/{second}"


def fields_of(shown, **chosen):
    found = re.findall(r'<input type="hidden" name="(version-\w+)" value="(\d+)"', shown.text)
    return {"_csrf": form_token(shown)} | dict(found) | chosen


def merge(client, pair, **chosen):
    fields = fields_of(client.get(pair), keep="first", **{"choose-full_name": "second"} | chosen)
    return client.post(pair, data=fields, follow_redirects=False)


class TestSideBySide:
    def test_asks_which_holds_and_then_there_is_one_file(
        self, client, pair, world, second, counting_queries
    ):
        client.get(pair)
        with counting_queries() as seen:
            shown = client.get(pair)
        assert len(seen) <= 12, seen
        assert problems_of(shown.text, Language.ENGLISH) == []
        assert "Which file stays?" in shown.text

        unchosen = client.post(pair, data=fields_of(shown, keep="first"))
        assert unchosen.status_code == 422
        assert "Please choose one." in unchosen.text

        done = merge(client, pair)
        assert done.headers["location"] == f"{person(world)}?said=merged"
        file = client.get(done.headers["location"])
        assert "محمد علي حسن" in file.text
        assert "The two files are one now" in file.text

    def test_leads_from_the_old_number_to_the_file(self, client, pair, world, second):
        merge(client, pair)
        for tail in ("", "/work", "/skills"):
            led = client.get(f"/office/people/{second}{tail}", follow_redirects=False)
            assert led.headers["location"] == f"{person(world)}{tail}"
        refused = client.post(
            f"/office/people/{second}/availability",
            data=fields_of(client.get(person(world)), to="paused"),
        )
        assert refused.status_code == 409
        assert "made one with another" in refused.text

    def test_is_not_there_for_others(self, client_of, pair, world, second, database, now):
        stranger = make.save_caseworker(database, now=now)
        colleague = make.save_caseworker(database, now=now, office_id=world.caseworker.office_id)
        with client_of(stranger.account_id) as other:
            assert other.get(pair).status_code == 404
            assert other.get(f"{person(world)}/merged").status_code == 404
        with client_of(colleague.account_id) as other:
            assert other.get(pair).status_code == 403
        supervisor = make.save_caseworker(
            database, now=now, role=Role.SUPERVISOR, office_id=world.caseworker.office_id
        )
        with client_of(supervisor.account_id) as other:
            assert merge(other, pair).status_code == 303
        with client_of(stranger.account_id) as other:
            led = other.get(f"/office/people/{second}", follow_redirects=False)
            assert led.status_code == 404


class TestFilesMadeOne:
    def test_are_found_by_the_number_of_the_other_file(self, client, world, second, pair):
        page = f"{person(world)}/merged"
        shown = client.get(page)
        assert problems_of(shown.text, Language.ENGLISH) == []
        fields = {"_csrf": form_token(shown)}
        found = client.post(page, data=fields | {"other": second}, follow_redirects=False)
        assert found.headers["location"] == pair
        assert client.post(page, data=fields | {"other": "12"}).status_code == 422

    def test_are_two_again_unless_something_would_be_lost(
        self, client, world, pair, database, now
    ):
        page = f"{person(world)}/merged"
        merge(client, pair)
        shown = client.get(page)
        assert problems_of(shown.text, Language.ENGLISH) == []
        assert "Also said, not taken" in shown.text
        with database.reading() as session:
            [found] = merges_of(session, world.returnee_id)
        fields = {"_csrf": form_token(shown), "merge": str(found.merge_id)}
        with database.writing() as session:
            add_skill(
                session,
                returnee_id=world.returnee_id,
                draft=SkillDraft("painting"),
                actor=world.caseworker,
                now=now + timedelta(days=1),
            )
        refused = client.post(f"{page}/undo", data=fields)
        assert refused.status_code == 409
        assert "Changed since: <bdi>the skills</bdi>" in refused.text

    def test_are_two_again(self, client, world, pair, second, database):
        page = f"{person(world)}/merged"
        merge(client, pair)
        with database.reading() as session:
            [found] = merges_of(session, world.returnee_id)
        fields = {"_csrf": form_token(client.get(page)), "merge": str(found.merge_id)}
        parted = client.post(f"{page}/undo", data=fields, follow_redirects=False)
        assert parted.headers["location"] == f"{person(world)}?said=parted"
        assert client.get(f"/office/people/{second}").status_code == 200
        assert "Taken back on" in client.get(page).text
