"""Is it the same person? Asked once before a file is written, and of files that are there."""

import re

import pytest
from sqlmodel import select

from forsa.i18n import Language
from kernel.actor import Role
from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from skills.models.returnees import DifferentPeople, Returnee
from tests import factories as make
from tests.accounts import form_token, save_account
from tests.web.office.conftest import person
from tests.web.office.test_people import ABOUT
from tests.web.page_checks import problems_of

LATIN = {"full_name": "Mihemed Elî Hesen", "birth_year": "1991", "phone": ""}
SAME = "/office/people/same"


@pytest.fixture
def known(database, world, now):
    """Save somebody of the office whose name is written in other letters."""
    return make.save_returnee(
        database,
        now=now,
        caseworker=world.caseworker,
        full_name="محمد علي حسن",
        birth_year=1991,
    )


def hidden_fields(page):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    fields = {}
    for name, value in found:
        if name != "back":
            fields.setdefault(name, []).append(value)
    return fields


def count(database):
    with database.reading() as session:
        return len(session.exec(select(Returnee.id)).all())


class TestANewPerson:
    def test_is_asked_about_and_one_press_goes_on(self, client, sends, known, database):
        before = count(database)
        asked = sends(client, "/office/people/new", **ABOUT | LATIN)

        assert asked.status_code == 200
        assert problems_of(asked.text, Language.ENGLISH) == []
        assert reference(Kind.PERSON, known) in asked.text
        assert "the same name · the same year of birth" in asked.text
        assert count(database) == before
        fields = hidden_fields(asked) | {"different": "yes"}
        for _ in range(2):
            done = client.post("/office/people/new", data=fields, follow_redirects=False)
            assert done.status_code == 303

        with database.reading() as session:
            [row] = session.exec(
                select(Returnee).where(Returnee.full_name == LATIN["full_name"])
            ).all()
            [said] = session.exec(select(DifferentPeople)).all()
            assert row.accepted_governorates == ABOUT["accepted_governorates"]
            assert (said.first_id, said.second_id) == (known, row.id)
        assert "These are two people" not in client.get(SAME).text

    def test_is_written_at_once_if_nobody_is_like_them(self, client, sends, known):
        other = LATIN | {"full_name": "Mahmoud Ali Hassan"}

        assert sends(client, "/office/people/new", **ABOUT | other).status_code == 303

    def test_shows_of_another_office_its_name_alone(self, client, sends, world, database, now):
        elsewhere = make.save_caseworker(database, now=now)
        stranger = make.save_returnee(
            database,
            now=now,
            caseworker=elsewhere,
            full_name="محمد علي حسن",
            birth_year=1991,
        )

        asked = sends(client, "/office/people/new", **ABOUT | LATIN)

        assert "may have this person on file" in asked.text
        assert "محمد علي حسن" not in asked.text
        assert reference(Kind.PERSON, stranger) not in asked.text


class TestFilesOnRecord:
    def test_are_shown_in_pairs_until_somebody_says_they_are_two(
        self, client, known, world, database, now, counting_queries
    ):
        make.save_returnee(
            database,
            now=now,
            caseworker=world.caseworker,
            full_name="Muhamad Ali Hasan",
            birth_year=1992,
        )
        client.get(SAME)
        with counting_queries() as seen:
            shown = client.get(SAME)
        assert len(seen) <= 6, seen
        assert problems_of(shown.text, Language.ENGLISH) == []
        assert "nearly the same year of birth" in shown.text

        for _ in range(2):
            answer = client.post(
                f"{SAME}/different", data=hidden_fields(shown), follow_redirects=False
            )
            assert answer.status_code == 303

        assert "No two files look" in client.get(SAME).text
        with database.reading() as session:
            events = session.exec(
                select(AuditEvent).where(AuditEvent.action == "skills.returnee.said-different")
            ).all()
        assert len(events) == 2

    def test_of_others_are_not_there(self, client, client_of, known, world, database, now):
        stranger = make.save_caseworker(database, now=now)
        with client_of(stranger.account_id) as other:
            page = other.get(SAME)
            assert "محمد" not in page.text
            fields = {
                "_csrf": form_token(page),
                "first": reference(Kind.PERSON, known),
                "second": person(world)[-8:],
            }
            assert other.post(f"{SAME}/different", data=fields).status_code == 404
        fields = {"_csrf": form_token(client.get(SAME)), "first": reference(Kind.PERSON, known)}
        one = client.post(f"{SAME}/different", data=fields | {"second": fields["first"]})
        assert one.status_code in (400, 422)
        with database.reading() as session:
            assert session.exec(select(DifferentPeople)).all() == []
        with client_of(save_account(database, role=Role.OPERATOR, now=now)) as operator:
            assert operator.get(SAME).status_code == 404
