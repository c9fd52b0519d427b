"""What waits today, entries that are decided, introductions that are moved, vacancies checked."""

from datetime import timedelta

import pytest
from sqlmodel import select

from employers.interface import vacancy_brief
from employers.service import record_vacancy
from employers.values import VacancyState
from forsa.deeds.steps import pass_step
from kernel.actor import Role
from kernel.places import Governorate
from kernel.references import Kind, reference
from matching.interface import introduction_brief
from matching.models import Disclosure, Introduction, Task
from matching.queries.introductions import moves_allowed, moves_of
from matching.states import CANCEL_DAYS
from matching.values.introductions import State
from skills.interface.consents import live_purposes, may_be_told_to
from skills.values.consents import Purpose
from tests import factories as make
from tests.web.office.conftest import introduction_ref, person

INTRODUCTIONS = "/office/introductions"


@pytest.fixture
def stands(database):
    """Give a function that says how an introduction stands now."""

    def stands(introduction_id):
        with database.reading() as session:
            return introduction_brief(session, introduction_id)

    return stands


@pytest.fixture
def suggested(introduced):
    return introduced(State.SUGGESTED)


def address_of(introduction_id):
    return f"{INTRODUCTIONS}/{introduction_ref(introduction_id)}"


def vacancy_ref(vacancy_id):
    return reference(Kind.VACANCY, vacancy_id)


class TestToday:
    def test_says_who_what_and_by_when_and_leads_there(self, client, world, suggested):
        page = client.get("/office").text

        for said in ("Check before it goes to the employer", "Welder", "Put forward, or not"):
            assert said in page
        assert person(world)[-8:] in page
        assert f'href="{address_of(suggested)}"' in page

    def test_puts_what_is_late_first(self, client_of, world, clock, suggested):
        clock.now += timedelta(days=20)
        with client_of(world.caseworker.account_id) as client:
            page = client.get("/office").text

        assert "Late: do these first" in page
        assert "Check before it goes to the employer (" not in page

    def test_takes_a_task_off_once_done(self, client, sends, database, reader, now, introduced):
        sent = introduced(State.SENT)
        for days in (6, 12, 16):
            with database.writing() as session:
                pass_step(session, introduction_id=sent, now=now + timedelta(days=days))
        [task_id] = reader.exec(select(Task.id)).all()
        page = client.get("/office").text
        assert "Call these employers" in page
        answers = [
            sends(client, f"/office/tasks/{task_id}/done", page="/office") for _ in range(2)
        ]

        assert [answer.headers["location"] for answer in answers] == ["/office?done=yes"] * 2
        done = client.get("/office?done=yes").text
        assert "done and off the list" in done

    def test_lets_nobody_else_s_task_be_done(
        self, client_of, sends, database, reader, now, introduced
    ):
        sent = introduced(State.SENT)
        for days in (6, 12, 16):
            with database.writing() as session:
                pass_step(session, introduction_id=sent, now=now + timedelta(days=days))
        task_id = reader.exec(select(Task.id)).one()
        other = make.save_caseworker(database, now=now)
        with client_of(other.account_id) as client:
            answer = sends(client, f"/office/tasks/{task_id}/done", page="/office")

        assert answer.status_code == 404
        assert reader.get_one(Task, task_id).done_at is None

    def test_closes_the_task_of_an_introduction_that_moves_on(
        self, database, reader, world, now, introduced
    ):
        sent = introduced(State.SENT)
        for days in (6, 12, 16):
            with database.writing() as session:
                pass_step(session, introduction_id=sent, now=now + timedelta(days=days))
        make.move(database, world, sent, State.MEETING_ASKED, now=now + timedelta(days=17))

        assert reader.exec(select(Task)).one().done_at is not None

    def test_names_people_without_a_vacancy_for_thirty_days(self, client_of, world, clock):
        with client_of(world.caseworker.account_id) as client:
            assert "No job found for 30 days" not in client.get("/office").text
        clock.now += timedelta(days=31)
        with client_of(world.caseworker.account_id) as client:
            assert "No job found for 30 days" in client.get("/office").text

    def test_shows_a_supervisor_the_whole_office(self, client_of, database, world, now, suggested):
        office_id = world.caseworker.office_id
        boss = make.save_caseworker(database, now=now, role=Role.SUPERVISOR, office_id=office_id)
        colleague = make.save_caseworker(database, now=now, office_id=office_id)
        seen = {}
        for actor in (boss, colleague):
            with client_of(actor.account_id) as client:
                seen[actor.role] = address_of(suggested) in client.get("/office").text

        assert seen == {Role.SUPERVISOR: True, Role.CASEWORKER: False}


class TestEntries:
    def test_are_put_forward_together(self, client, sends, database, world, now, stands):
        people = [
            make.save_returnee(database, now=now, caseworker=world.caseworker) for _ in range(2)
        ]
        make.draw_up(database, world, now=now, people=people)
        with database.reading() as session:
            ids = session.exec(select(Introduction.id)).all()
        refs = [introduction_ref(one) for one in ids]
        answers = [
            sends(client, "/office/entries", page="/office/people", entry=refs, decision="approve")
            for _ in range(2)
        ]

        assert {stands(one).state for one in ids} == {State.APPROVED}
        assert [answer.headers["location"] for answer in answers] == [
            "/office/entries?forward=2&moved=0",
            "/office/entries?forward=0&moved=2",
        ]
        page = client.get("/office/entries?forward=2&moved=0").text
        assert "2 people are put forward." in page
        assert "within 3 working days" in page

    def test_are_not_put_forward_for_a_reason(self, client, sends, suggested, stands):
        said = {"entry": introduction_ref(suggested), "decision": "dismiss"}
        page = sends(client, "/office/entries", **said)
        assert page.status_code == 422
        assert 'id="e-reason"' in page.text
        assert f'value="{introduction_ref(suggested)}" checked' in page.text
        answer = sends(client, "/office/entries", **said, reason="not_suitable")

        assert answer.headers["location"] == "/office/entries?back=1&moved=0"
        assert stands(suggested).state is State.DISMISSED

    def test_need_at_least_one(self, client, sends, suggested):
        page = sends(client, "/office/entries", decision="approve")

        assert page.status_code == 422
        assert 'id="e-entry"' in page.text

    def test_of_another_office_stay_where_they_are(
        self, client_of, sends, database, now, suggested, stands
    ):
        other = make.save_caseworker(database, now=now)
        with client_of(other.account_id) as client:
            answer = sends(
                client,
                "/office/entries",
                page="/office/people",
                entry=introduction_ref(suggested),
                decision="approve",
            )

        assert answer.status_code == 404
        assert stands(suggested).state is State.SUGGESTED


class TestAnIntroduction:
    def test_offers_a_move_of_a_hire_in_its_days_alone(
        self, client_of, clock, now, world, introduced
    ):
        found = introduced(State.HIRED)
        address = f"{address_of(found)}/{State.CANCELLED}"

        for days, answered in ((0, 200), (CANCEL_DAYS, 200), (CANCEL_DAYS + 1, 409)):
            clock.now = now + timedelta(days=days)
            with client_of(world.caseworker.account_id) as client:
                assert (f'{address}"' in client.get(address_of(found)).text) is (answered == 200)
                assert client.get(address).status_code == answered

    def test_offers_exactly_the_moves_that_are_allowed(
        self, client, database, world, stands, introduced, now
    ):
        found = introduced(State.INTERVIEW)
        page = client.get(address_of(found)).text

        offered = {to for to in State if f'{address_of(found)}/{to}"' in page}
        assert offered == set(moves_allowed(stands(found), world.caseworker, today=now.date()))
        assert "The employer tells by" in page
        with database.reading() as session:
            assert page.count(" – Caseworker, ") + page.count(" – By itself, ") + page.count(
                " – The employer, "
            ) == len(moves_of(session, found))

    def test_goes_from_suggested_to_interested_at_the_desk(self, client, sends, suggested, stands):
        address = address_of(suggested)
        forward = [sends(client, f"{address}/approved", page=address) for _ in range(2)]
        assert [one.headers["location"] for one in forward] == [f"{address}?done=yes", address]
        yes = sends(client, f"{address}/interested", channel="phone")

        assert yes.headers["location"] == f"{address}?done=yes"
        assert stands(suggested).state is State.INTERESTED
        assert "with the next list, Sunday or Wednesday" in client.get(address).text

    @pytest.mark.parametrize("state", [State.APPROVED, State.ASKED])
    def test_is_declined_for_a_reason(self, client, sends, stands, introduced, state):
        """Who says no when they are called first was asked and answered at once."""
        found = introduced(state)
        address = f"{address_of(found)}/declined"
        page = sends(client, address, channel="desk")
        assert (page.status_code, 'id="e-reason"' in page.text) == (422, True)
        assert page.text.index('value="health"') < page.text.index('value="other"')
        answer = sends(client, address, channel="desk", reason="pay")

        assert answer.status_code == 303
        assert (stands(found).state, stands(found).last_reason) == (State.DECLINED, "pay")

    def test_needs_to_know_how_the_person_said_it(self, client, sends, stands, introduced):
        found = introduced(State.ASKED)
        page = sends(client, f"{address_of(found)}/interested")

        assert (page.status_code, 'id="e-channel"' in page.text) == (422, True)
        assert stands(found).state is State.ASKED

    def test_goes_to_the_meeting_with_the_consent_for_this_employer_alone(
        self, client, sends, reader, world, now, introduced
    ):
        found = introduced(State.MEETING_ASKED)
        page = client.get(f"{address_of(found)}/interview").text
        assert "would see your name and your phone number, for this job only" in page
        answer = sends(client, f"{address_of(found)}/interview", channel="phone")

        assert answer.status_code == 303
        assert reader.get_one(Introduction, found).state is State.INTERVIEW
        assert may_be_told_to(
            reader,
            returnee_id=world.returnee_id,
            employer_id=world.employer.employer_id,
            vacancy_id=world.vacancy_id,
            at=now,
        )
        assert len(reader.exec(select(Disclosure)).all()) == 1

    def test_ends_in_a_hire(self, client, sends, reader, world, introduced):
        found = introduced(State.OFFERED)
        address = f"{address_of(found)}/hired"
        wrong = sends(client, address, start_on="2035-01-01", wage="5", contract_form="")
        assert wrong.status_code == 422
        for field in ("start_on", "wage", "contract_form"):
            assert f'id="e-{field}"' in wrong.text
        assert 'value="2035-01-01"' in wrong.text
        said = {"start_on": "2025-04-06", "wage": "750,000", "contract_form": "written"}
        answers = [sends(client, address, page=address_of(found), **said) for _ in range(2)]

        assert [one.status_code for one in answers] == [303, 303]
        row = reader.get_one(Introduction, found)
        assert (row.state, row.wage, row.contract_form) == (State.HIRED, 750_000, "written")
        assert vacancy_brief(reader, world.vacancy_id).places_left == 1

    @pytest.mark.parametrize("until", ["", "2025-03-01", "2025-12-31"])
    def test_asks_how_long_a_trial_lasts(self, client, sends, stands, until, introduced):
        found = introduced(State.INTERVIEW)
        page = sends(client, f"{address_of(found)}/trial", until_on=until)

        assert (page.status_code, 'id="e-until_on"' in page.text) == (422, True)
        assert stands(found).state is State.INTERVIEW

    def test_refuses_a_move_that_is_not_possible_and_one_from_an_old_page(
        self, client, sends, stands, introduced
    ):
        found = introduced(State.SENT)
        address = address_of(found)
        hire = sends(client, f"{address}/hired", page=address, start_on="2025-04-06")
        old = sends(client, f"{address}/withdrawn", seen="asked", channel="desk")
        odd = client.get(f"{address}/adopted")

        assert (hire.status_code, old.status_code, odd.status_code) == (409, 409, 404)
        assert stands(found).state is State.SENT


class TestTheMaskedCardQuestion:
    @pytest.fixture
    def asked(self, database, world, now):
        """Give an introduction that was asked about, of somebody who agreed to matching alone."""
        shy = make.save_returnee(
            database, now=now, caseworker=world.caseworker, purposes=(Purpose.MATCHING,)
        )
        make.draw_up(database, world, now=now, people=[shy])
        with database.reading() as session:
            [found] = session.exec(
                select(Introduction.id).where(Introduction.returnee_id == shy)
            ).all()
        for to in (State.APPROVED, State.ASKED):
            make.move(database, world, found, to, now=now)
        return found

    def test_is_asked_on_the_page_of_the_yes(self, client, sends, database, now, asked, stands):
        address = f"{address_of(asked)}/interested"
        missing = sends(client, address, channel="phone")
        no = sends(client, address, channel="phone", card="no")
        assert (missing.status_code, no.status_code) == (422, 422)
        assert "Write down a no." in no.text
        assert stands(asked).state is State.ASKED
        yes = sends(client, address, channel="phone", card="yes")

        assert yes.status_code == 303
        found = stands(asked)
        assert found.state is State.INTERESTED
        with database.reading() as session:
            live = live_purposes(session, [found.returnee_id], at=now)
        assert Purpose.MASKED_CARD in live[found.returnee_id]


class TestVacancies:
    @pytest.fixture
    def waiting(self, database, now):
        """Give a vacancy in the office's governorate that waits for review."""
        employer_id = make.save_employer(database, now=now)
        member = make.Actor(role=Role.EMPLOYER_OWNER, account_id=None, employer_id=employer_id)
        with database.writing() as session:
            draft = make.vacancy_draft(employer_id, title="Cook")
            return record_vacancy(session, draft=draft, actor=member, now=now)

    def test_are_opened(self, client, sends, reader, waiting):
        assert "Cook" in client.get("/office/vacancies").text
        assert "Check these jobs" in client.get("/office").text
        address = f"/office/vacancies/{vacancy_ref(waiting)}"
        answers = [sends(client, f"{address}/open", page=address) for _ in range(2)]

        assert [one.headers["location"] for one in answers] == [f"{address}?said=open"] * 2
        assert vacancy_brief(reader, waiting).state is VacancyState.OPEN
        assert "Sunday or Wednesday" in client.get(f"{address}?said=open").text

    def test_are_sent_back_or_not_published_for_a_reason(self, client, sends, reader, waiting):
        address = f"/office/vacancies/{vacancy_ref(waiting)}"
        page = sends(client, f"{address}/rejected", page=address)
        wrong = sends(client, f"{address}/draft", page=address, reason_draft="asks_money")
        assert (page.status_code, 'id="e-reason_rejected"' in page.text) == (422, True)
        assert wrong.status_code == 422
        answer = sends(client, f"{address}/draft", page=address, reason_draft="pay_missing")

        assert answer.status_code == 303
        assert vacancy_brief(reader, waiting).state is VacancyState.DRAFT

    def test_of_other_governorates_are_not_there(self, client, sends, database, now):
        elsewhere = make.save_employer(database, now=now)
        member = make.Actor(role=Role.EMPLOYER_OWNER, account_id=None, employer_id=elsewhere)
        with database.writing() as session:
            draft = make.vacancy_draft(elsewhere, governorate=Governorate.BASRA)
            far = record_vacancy(session, draft=draft, actor=member, now=now)
        address = f"/office/vacancies/{vacancy_ref(far)}"
        missing = client.get(f"/office/vacancies/{vacancy_ref(987_654)}")
        theirs = client.get(address)

        assert (theirs.status_code, theirs.content) == (404, missing.content)
        assert sends(client, f"{address}/open", page="/office").status_code == 404

    def test_show_their_lists_with_names_of_own_people_alone(self, client, database, world, now):
        stranger = make.save_returnee(database, now=now, full_name="Person 9010")
        make.draw_up(database, world, now=now, people=[world.returnee_id, stranger])
        page = client.get(f"/office/vacancies/{vacancy_ref(world.vacancy_id)}").text

        assert "A person of another office" in page
        assert "Person 9010" not in page
        assert person(world)[-8:] in page
