"""A person is put on file, searched for, put right, paused and given a card."""

from datetime import timedelta

import pytest
from sqlmodel import select

from forsa.accounts.models import SignInCard
from forsa.web.homes import HOMES
from kernel.actor import Role
from kernel.references import Kind, reference
from matching.interface import introduction_brief
from matching.values.introductions import State
from skills.interface.consents import live_purposes
from skills.models.returnees import Returnee
from skills.values.consents import Purpose
from skills.values.returnees import Availability
from tests import factories as make
from tests.web.office.conftest import person

ASKED = ("matching", "masked_card", "follow_up", "statistics")
ABOUT = {
    "full_name": "Person 9001",
    "phone": "٠٧٧٠ ١٢٣ ٤٥٦٧",
    "language": "ckb",
    "governorate": "IQ-AR",
    "accepted_governorates": ["IQ-DA", "IQ-SU"],
    "licences": ["driving_b"],
    "relocates": "yes",
    "experience_years": "3",
    "least_wage": "600,000",
    "consent_method": "witnessed_verbal",
    **{f"consent_{purpose}": "yes" for purpose in ASKED},
}


@pytest.fixture
def found(reader):
    """Give a function that reads the people of a name."""

    def found(name="Person 9001"):
        return list(reader.exec(select(Returnee).where(Returnee.full_name == name)))

    return found


class TestANewPerson:
    def test_is_written_down_with_what_was_agreed(self, client, sends, found, reader, world, now):
        answer = sends(client, "/office/people/new", **ABOUT | {"consent_follow_up": "no"})

        [row] = found()
        address = f"/office/people/{reference(Kind.PERSON, row.id)}/skills?new=yes"
        assert (answer.status_code, answer.headers["location"]) == (303, address)
        assert (row.phone, row.experience_months, row.least_wage) == (
            "+9647701234567",
            36,
            600_000,
        )
        assert (row.office_id, row.caseworker_id) == (
            world.caseworker.office_id,
            world.caseworker.account_id,
        )
        assert (row.relocates, row.night, row.governorate) == (True, None, "IQ-AR")
        assert live_purposes(reader, [row.id], at=now)[row.id] == {
            Purpose.MATCHING,
            Purpose.MASKED_CARD,
            Purpose.STATISTICS,
        }
        assert "five to ten skills" in client.get(address).text

    def test_is_written_down_once_however_often_the_form_is_sent(self, client, sends, found):
        first = sends(client, "/office/people/new", once="a" * 22, **ABOUT)
        again = sends(client, "/office/people/new", once="a" * 22, **ABOUT)

        assert len(found()) == 1
        assert first.headers["location"] == again.headers["location"]

    def test_needs_no_yes_to_be_helped(self, client, sends, found, reader, now):
        nothing = {f"consent_{purpose}": "no" for purpose in ASKED} | {"consent_method": ""}
        answer = sends(client, "/office/people/new", **ABOUT | nothing)

        [row] = found()
        assert answer.status_code == 303
        assert live_purposes(reader, [row.id], at=now)[row.id] == frozenset()

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"full_name": " "}, "full_name"),
            ({"full_name": "x" * 121}, "full_name"),
            ({"phone": "123"}, "phone"),
            ({"language": "fi"}, "language"),
            ({"birth_year": "1850"}, "birth_year"),
            ({"governorate": "XX"}, "governorate"),
            ({"accepted_governorates": ["XX"]}, "accepted_governorates"),
            ({"experience_years": "many"}, "experience_years"),
            ({"available_on": "29/11/2026"}, "available_on"),
            ({"consent_matching": ""}, "consent_matching"),
            ({"consent_method": ""}, "consent_method"),
            ({"consent_method": "self"}, "consent_method"),
        ],
    )
    def test_keeps_what_was_typed_beside_what_is_wrong(self, client, sends, found, changed, field):
        page = sends(client, "/office/people/new", **ABOUT | changed)

        assert (page.status_code, found(), found(" ")) == (422, [], [])
        assert f'id="e-{field}"' in page.text
        assert f'href="#f-{field}"' in page.text
        assert "<title>Error:" in page.text
        assert 'value="600,000"' in page.text


class TestTheSearch:
    def test_finds_a_name_however_it_is_spelt_and_says_it_in_no_address(
        self, client, sends, database, world, now
    ):
        make.save_returnee(
            database, now=now, caseworker=world.caseworker, full_name="Person ٩٠٠٢ علي"
        )
        page = sends(client, "/office/people", text="person 9002 على")

        assert page.status_code == 200
        assert "Person ٩٠٠٢ علي" in page.text

    def test_leads_from_a_number_to_its_file(self, client, sends, world):
        answer = sends(client, "/office/people", text=f" {person(world)[-8:].lower()} ")

        assert (answer.status_code, answer.headers["location"]) == (303, person(world))

    def test_finds_nobody_of_another_office(self, client, sends, database, now):
        make.save_returnee(database, now=now, full_name="Person 9003")

        assert "Person 9003" not in sends(client, "/office/people", text="9003").text

    def test_says_what_to_do_when_nobody_is_found(self, client, sends):
        assert "Nobody was found" in sends(client, "/office/people", text="zzzz").text
        assert sends(client, "/office/people", text="").status_code == 422


class TestTheList:
    def test_shows_a_caseworker_their_own_and_the_office_on_demand(
        self, client, client_of, database, world, now
    ):
        colleague = make.save_caseworker(database, now=now, office_id=world.caseworker.office_id)
        make.save_returnee(database, now=now, caseworker=colleague, full_name="Person 9004")

        assert "Person 9004" not in client.get("/office/people").text
        assert "Person 9004" in client.get("/office/people?all=yes").text

    def test_has_fifty_a_page(self, client, database, world, now):
        for number in range(50):
            make.save_returnee(
                database, now=now, caseworker=world.caseworker, full_name=f"Person 80{number:02}"
            )
        first = client.get("/office/people").text
        address = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]

        assert "Person 8048" in first
        assert "Person 8049" not in first
        assert "Person 8049" in client.get(address).text


class TestAFile:
    def test_is_put_right(self, client, sends, reader, world):
        answer = sends(client, f"{person(world)}/about", **ABOUT | {"full_name": "Person 9005"})

        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"{person(world)}?said=saved",
        )
        assert reader.get_one(Returnee, world.returnee_id).full_name == "Person 9005"
        assert "It is saved" in client.get(answer.headers["location"]).text

    def test_is_not_written_over_by_somebody_who_read_an_older_one(
        self, client, sends, reader, world
    ):
        page = sends(client, f"{person(world)}/about", **ABOUT | {"version": "77"})

        assert page.status_code == 409
        assert reader.get_one(Returnee, world.returnee_id).full_name != ABOUT["full_name"]

    def test_says_who_is_free_and_ends_what_that_ends(
        self, client, sends, database, reader, world, now
    ):
        sent = make.save_introduction(database, world, now=now, state=State.SENT)
        until = (now + timedelta(days=30)).date().isoformat()
        answer = sends(client, f"{person(world)}/availability", to="paused", until_on=until)
        again = sends(client, f"{person(world)}/availability", to="paused", until_on=until)

        assert (answer.status_code, again.status_code) == (303, 303)
        row = reader.get_one(Returnee, world.returnee_id)
        assert (row.availability, row.availability_until_on.isoformat()) == ("paused", until)
        assert introduction_brief(reader, sent).state is State.WITHDRAWN

    @pytest.mark.parametrize("until", ["", "2020-01-01", "2035-01-01", "soon"])
    def test_asks_until_when_a_pause_lasts(self, client, sends, reader, world, until):
        page = sends(client, f"{person(world)}/availability", to="paused", until_on=until)

        assert page.status_code == 422
        assert 'id="e-until_on"' in page.text
        row = reader.get_one(Returnee, world.returnee_id)
        assert row.availability is Availability.AVAILABLE

    def test_says_when_a_move_is_not_possible(self, client, sends, world):
        page = sends(client, f"{person(world)}/availability", to="available")

        assert page.status_code == 303


class TestACard:
    def test_opens_the_person_s_own_pages(self, client, sends, client_of, world):
        page = sends(client, f"{person(world)}/card")
        code, pin = (
            part.split("</bdi>")[0] for part in page.text.split('class="pay"><bdi dir="ltr">')[1:]
        )
        with client_of(None) as stranger:
            answer = sends(stranger, "/en/card", code=code, pin=pin)
            home = stranger.get("/", follow_redirects=False)

        assert (page.status_code, answer.status_code) == (200, 303)
        assert "http://127.0.0.1:8000/ar/card" in page.text
        assert page.headers["cache-control"] == "no-store"
        assert home.headers["location"] == HOMES[Role.RETURNEE]

    def test_takes_the_place_of_the_one_before(self, client, sends, reader, world):
        first, second = (sends(client, f"{person(world)}/card").text for _ in range(2))

        assert first != second
        cards = reader.exec(
            select(SignInCard).where(SignInCard.returnee_id == world.returnee_id)
        ).all()
        assert len(cards) == 1


class TestConsents:
    def test_are_given_and_taken_back_with_all_that_ends_by_it(
        self, client, sends, database, reader, world, now
    ):
        sent = make.save_introduction(database, world, now=now, state=State.SENT)
        answer = sends(
            client,
            f"{person(world)}/consents",
            consent_masked_card="no",
            consent_statistics="yes",
            consent_method="signed",
        )

        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"{person(world)}?said=consents",
        )
        live = live_purposes(reader, [world.returnee_id], at=now)[world.returnee_id]
        assert live == {Purpose.MATCHING, Purpose.FOLLOW_UP, Purpose.STATISTICS}
        assert introduction_brief(reader, sent).state is State.WITHDRAWN

    def test_said_twice_change_nothing_more(self, client, sends, world):
        said = {"consent_masked_card": "no", "consent_method": "signed"}
        answers = [sends(client, f"{person(world)}/consents", **said) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [303, 303]

    def test_need_the_way_they_were_said(self, client, sends, reader, world, now):
        page = sends(client, f"{person(world)}/consents", consent_masked_card="no")

        assert page.status_code == 422
        assert 'id="e-consent_method"' in page.text
        live = live_purposes(reader, [world.returnee_id], at=now)[world.returnee_id]
        assert Purpose.MASKED_CARD in live

    def test_have_no_answer_beforehand(self, client, world):
        page = client.get(f"{person(world)}/consents").text

        assert " checked" not in page
        assert page.count('type="radio"') == 2 * len(ASKED) + 2
