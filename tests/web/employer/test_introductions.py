"""An employer reads cards, answers, takes back, and says what came of a meeting."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select, update

from forsa.deeds.introductions import carry_out_answer, move_introduction
from forsa.i18n import Language
from kernel.actor import Role
from kernel.outbox import OutboxMessage
from matching.models import Disclosure, IntroductionMove
from matching.values.introductions import MoveOrder, MoveReason, State, Via
from skills.models.returnees import Returnee
from skills.service import move_availability
from skills.values.returnees import Availability
from tests.accounts import form_token, save_account, save_returnee_account
from tests.web.employer import world as made
from tests.web.page_checks import problems_of


@pytest.fixture
def world(database, now):
    return made.build(database, now=now)


def send(client, address, **fields):
    token = form_token(client.get("/employer"))
    return client.post(address, data={"_csrf": token, **fields}, follow_redirects=False)


class TestMyJobs:
    def test_for_which_people_wait_come_first(self, client_of, database, world, now):
        newer = made.save_vacancy(database, world.employer_id, now=now)
        with client_of(world.member_id) as client:
            page = client.get("/employer").text

        assert page.index(world.vacancy) < page.index(made.reference(made.Kind.VACANCY, newer))


class TestAskingToMeet:
    def test_is_pending_for_15_minutes_and_can_be_taken_back(
        self, client_of, database, world, now
    ):
        with client_of(world.member_id) as client:
            answer = send(client, world.introduction(), answer="meeting_asked")
            assert (answer.status_code, answer.headers["location"]) == (303, world.introduction())

            page = client.get(world.introduction())
            assert "You asked to meet this person" in page.text
            assert "until 15:15 Iraq time" in page.text
            assert "2 more people wait" in page.text
            waiting = made.state_of(database, world)
            assert (waiting.state, waiting.pending) == (State.SENT, State.MEETING_ASKED)
            assert "15:15" in client.get(world.shortlist).text

            back = send(client, f"{world.introduction()}/take-back")
            assert back.headers["location"] == world.introduction()
            assert "Please answer by" in client.get(world.introduction()).text
        assert made.state_of(database, world).pending is None

    def test_twice_has_one_effect(self, client_of, database, world, clock, now):
        with client_of(world.member_id) as client:
            send(client, world.introduction(), answer="meeting_asked")
            clock.now = now + timedelta(minutes=5)
            again = send(client, world.introduction(), answer="meeting_asked")

        assert again.status_code == 303
        pending_until = made.state_of(database, world).pending_until_at
        assert pending_until == now + timedelta(minutes=15)

    def test_can_be_changed_to_another_answer_while_pending(self, client_of, database, world):
        with client_of(world.member_id) as client:
            send(client, world.introduction(), answer="meeting_asked")
            send(
                client,
                world.introduction(),
                answer="refused",
                reason_refused="too_far",
                told_refused="yes",
            )

            assert "Not this person" in client.get(world.introduction()).text
        found = made.state_of(database, world)
        assert (found.pending, found.may_be_told) == (State.REFUSED, True)

    def test_shows_nothing_new_until_the_person_agrees(self, client_of, database, world, now):
        with client_of(world.member_id) as client:
            assert "Waits for your answer" in client.get(world.introduction()).text
            send(client, world.introduction(), answer="meeting_asked")
            with database.writing() as session:
                carry_out_answer(
                    session,
                    introduction_id=world.introductions[0],
                    now=now + timedelta(minutes=16),
                )

            page = client.get(world.introduction())
        assert "We ask the person whether you may see their name" in page.text
        assert "Canary" not in page.text


def without_tokens(page):
    """Return a page less tokens and digests, in which any digits may stand."""
    return re.sub(r'name="_csrf" value="\w+"|/static/[^"]*', "", page.text)


class TestPuttingOff:
    def test_asks_for_a_day_and_keeps_what_was_typed(self, client_of, database, world, now):
        with client_of(world.member_id) as client:
            missing = send(client, world.introduction(), answer="held")
            assert missing.status_code == 422
            assert 'id="e-until_held"' in missing.text
            assert "<details open>" in missing.text

            late = (now + timedelta(days=15)).date().isoformat()
            refused = send(client, world.introduction(), answer="held", until_held=late)
            assert refused.status_code == 422
            assert "within 14 days" in refused.text

            day = (now + timedelta(days=7)).date().isoformat()
            kept = send(client, world.introduction(), answer="held", until_held=day)
            assert kept.status_code == 303
            assert (
                "We ask you again on Sunday 6 April 2025" in client.get(world.introduction()).text
            )
        assert made.state_of(database, world).pending is State.HELD


class TestSayingNo:
    def test_needs_a_reason_of_the_list(self, client_of, database, world):
        with client_of(world.member_id) as client:
            for reason in ({}, {"reason_refused": "has_work"}, {"reason_refused": "<b>"}):
                page = send(client, world.introduction(), answer="refused", **reason)

                assert page.status_code == 422
                assert "<title>Error: " in page.text
                assert 'href="#f-reason_refused"' in page.text
                assert 'id="f-reason_refused"' in page.text
                assert problems_of(page.text, Language.ENGLISH) == []
        assert made.state_of(database, world).pending is None


class TestAfterTheMeetingWasAgreed:
    @pytest.fixture
    def met(self, client_of, database, world, clock, now):
        with client_of(world.member_id) as client:
            send(client, world.introduction(), answer="meeting_asked")
        clock.now = now + timedelta(minutes=16)
        made.agree_to_meet(database, world, now=clock.now)
        return world

    def test_name_and_phone_are_shown_and_written_down(self, client_of, database, met):
        with client_of(met.member_id) as client:
            pages = [
                client.get(address) for address in (met.introduction(), met.vacancy, met.shortlist)
            ]

        for page in pages:
            assert made.CANARIES["full_name"] in page.text
            assert made.SHOWN_PHONE in page.text
            others = set(made.CANARIES.values()) - {made.CANARIES["full_name"]}
            hidden = {*others, made.OWN_WORDS, *made.SECRETS}
            assert [each for each in hidden if each in without_tokens(page)] == []
        with database.reading() as session:
            assert len(session.exec(select(Disclosure)).all()) == 1

    def test_no_phone_that_is_not_safe_to_call(self, client_of, database, met):
        with database.writing() as session:
            session.exec(update(Returnee).values(phone_safe=False))
        with client_of(met.member_id) as client:
            page = client.get(met.introduction())

        assert made.CANARIES["full_name"] in page.text
        assert made.SHOWN_PHONE not in page.text

    def test_name_and_phone_of_nobody_else(self, client_of, met):
        with client_of(met.member_id) as client:
            page = client.get(met.introduction(1))

        assert "Canary" not in page.text
        assert made.PHONE[4:] not in page.text.replace(" ", "")

    def test_a_hire_needs_start_pay_and_contract(self, client_of, database, met, now):
        start = (now + timedelta(days=3)).date().isoformat()
        with client_of(met.member_id) as client:
            wrong = send(client, met.introduction(), answer="hired", wage_hired="750")
            assert wrong.status_code == 422
            for name in ("start_hired", "wage_hired", "contract_hired"):
                assert f'id="e-{name}"' in wrong.text
            assert 'value="750"' in wrong.text

            said = {"start_hired": start, "wage_hired": "750,000", "contract_hired": "written"}
            right = send(client, met.introduction(), answer="hired", **said)
            assert right.headers["location"] == met.introduction()
            again = send(client, met.introduction(), answer="hired", **said)
            assert again.headers["location"] == met.introduction()
            assert (
                "First day of work: Wednesday 2 April 2025" in client.get(met.introduction()).text
            )
        with database.reading() as session:
            hires = select(IntroductionMove).where(IntroductionMove.to_state == State.HIRED)
            assert len(session.exec(hires).all()) == 1

    def test_a_trial_has_an_end(self, client_of, database, met, now):
        with client_of(met.member_id) as client:
            far = (now + timedelta(days=91)).date().isoformat()
            assert (
                send(client, met.introduction(), answer="trial", until_trial=far).status_code
                == 422
            )
            day = (now + timedelta(days=30)).date().isoformat()
            send(client, met.introduction(), answer="trial", until_trial=day)

            page = client.get(met.introduction())
        assert "The trial runs until Tuesday 29 April 2025" in page.text
        assert made.state_of(database, met).state is State.TRIAL

    @pytest.mark.parametrize(
        ("answer", "fields", "says"),
        [
            ("offered", {}, "When the person has answered you, tell us"),
            ("no_show", {}, "We call the person and tell you what happened"),
            ("refused", {"reason_refused": "skills"}, "The person gets a kind answer from us"),
        ],
    )
    def test_every_outcome_says_what_happens_next(
        self, client_of, database, met, answer, fields, says
    ):
        with client_of(met.member_id) as client:
            assert send(client, met.introduction(), answer=answer, **fields).status_code == 303

            assert says in client.get(met.introduction()).text
        assert made.state_of(database, met).state is State(answer)

    def test_an_offer_can_be_declined_with_the_person_s_reason(self, client_of, database, met):
        with client_of(met.member_id) as client:
            send(client, met.introduction(), answer="offered")
            wrong = send(client, met.introduction(), answer="offer_declined")
            assert 'id="e-reason_offer_declined"' in wrong.text
            send(client, met.introduction(), answer="offer_declined", reason_offer_declined="pay")

            page = client.get(met.introduction())
        assert "Offer not taken" in page.text
        assert "Canary" not in page.text
        assert made.state_of(database, met).last_reason is MoveReason.PAY


class TestWhatAnEmployerCannotDo:
    def test_to_the_left_of_sent_and_out_of_turn(self, client_of, database, world):
        with client_of(world.member_id) as client:
            for answer in ("approved", "interested", "interview", "hired", "withdrawn"):
                said = {
                    "start_hired": "2025-04-01",
                    "wage_hired": "750000",
                    "contract_hired": "oral",
                }
                refused = send(client, world.introduction(), answer=answer, **said)
                assert refused.status_code == 409

            assert send(client, world.introduction(), answer="nonsense").status_code == 422
        found = made.state_of(database, world)
        assert (found.state, found.pending) == (State.SENT, None)

    def test_without_the_form_s_token(self, client_of, database, world):
        with client_of(world.member_id) as client:
            answer = client.post(world.introduction(), data={"answer": "meeting_asked"})

        assert answer.status_code == 403
        assert made.state_of(database, world).pending is None


class TestOthers:
    def test_of_another_employer_get_what_they_would_get_for_nothing(
        self, client_of, database, world, now
    ):
        other = made.save_member(database, made.save_employer(database, now=now), now=now)
        nothing = {
            world.introduction(): "/employer/introductions/N-222222",
            world.shortlist: "/employer/shortlists/S-222222",
            world.vacancy: "/employer/vacancies/V-222222",
        }
        with client_of(other) as client:
            for theirs, absent in nothing.items():
                found, missing = client.get(theirs), client.get(absent)
                assert found.status_code == missing.status_code == 404
                assert found.content == missing.content
            for end in ("", "/take-back"):
                fields = {"answer": "meeting_asked"}
                found = send(client, f"{world.introduction()}{end}", **fields)
                missing = send(client, f"/employer/introductions/N-222222{end}", **fields)
                assert found.status_code == missing.status_code == 404
                assert found.content == missing.content
        assert made.state_of(database, world).pending is None

    def test_of_other_roles_find_no_page(self, client_of, database, world, now):
        caseworker = save_account(database, role=Role.CASEWORKER, now=now)
        person = save_returnee_account(database, now=now)
        for account_id in (caseworker, person, world.caseworker.account_id):
            with client_of(account_id) as client:
                for address in ("/employer", world.vacancy, world.shortlist, world.introduction()):
                    assert client.get(address).status_code == 404

    def test_who_are_strangers_are_asked_to_sign_in(self, client_of, world):
        with client_of(None) as client:
            answer = client.get(world.shortlist, follow_redirects=False)

        assert answer.status_code == 303
        assert answer.headers["location"].endswith(f"/sign-in?next={world.shortlist}")


class TestNothingOfAPerson:
    @pytest.mark.parametrize("language", list(Language))
    def test_beyond_coded_values_before_a_meeting(self, client_of, database, world, now, language):
        reader = made.save_member(database, world.employer_id, now=now, language=language)
        with client_of(reader) as client:
            pages = [
                client.get(address)
                for address in (
                    "/employer",
                    world.vacancy,
                    world.shortlist,
                    world.introduction(),
                    "/employer/vacancies/new",
                )
            ]
            send(client, world.introduction(1), answer="meeting_asked")
            pages += [client.get(world.introduction(1)), client.get(world.shortlist)]

        for page in pages:
            assert page.status_code == 200
            assert problems_of(page.text, language) == []
            assert "Canary" not in page.text
            assert made.PHONE[4:] not in page.text.replace(" ", "")

    def test_that_is_over_but_reference_and_outcome(self, client_of, database, world, now):
        with client_of(world.member_id) as client:
            send(client, world.introduction(), answer="meeting_asked")
            with database.writing() as session:
                later = now + timedelta(minutes=16)
                carry_out_answer(session, introduction_id=world.introductions[0], now=later)
                order = MoveOrder(
                    world.introductions[0], State.DECLINED, MoveReason.PAY, Via.PHONE
                )
                move_introduction(session, order=order, actor=world.caseworker, now=later)

            page = client.get(world.introduction())
        assert "Not available for this job" in page.text
        assert world.person() in page.text
        assert "arc welding" not in page.text
        assert "The pay" not in page.text

    def test_who_is_away(self, client_of, database, world, now):
        with database.writing() as session:
            move_availability(
                session,
                returnee_id=world.people[0],
                to=Availability.PAUSED,
                until_on=(now + timedelta(days=9)).date(),
                actor=world.caseworker,
                now=now,
            )
        with client_of(world.member_id) as client:
            assert "Not available for this job" in client.get(world.introduction()).text
            answer = send(client, world.introduction(), answer="meeting_asked")

        assert answer.status_code == 404

    def test_in_messages(self, client_of, database, world):
        with client_of(world.member_id) as client:
            send(client, world.introduction(), answer="meeting_asked")

        with database.reading() as session:
            told = [str(row.payload) for row in session.exec(select(OutboxMessage))]
        assert [each for each in told if "Canary" in each] == []


class TestHowManyQueriesAPageSends:
    def test_stays_within_the_limits(
        self, client_of, database, world, now, clock, counting_queries
    ):
        made.save_vacancy(database, world.employer_id, now=now)
        with client_of(world.member_id) as client:
            send(client, world.introduction(), answer="meeting_asked")
            send(client, world.introduction(2), answer="meeting_asked")
            clock.now = now + timedelta(minutes=16)
            made.agree_to_meet(database, world, 2, now=clock.now)
            client.get("/employer")  # moves the session's last moment, which is not the page's
            counts = {}
            for address in (
                "/employer",
                world.vacancy,
                world.shortlist,
                world.introduction(),
                world.introduction(1),
                world.introduction(2),
                "/employer/vacancies/new",
            ):
                with counting_queries() as seen:
                    assert client.get(address).status_code == 200
                counts[address] = len(seen)

        assert counts["/employer"] <= 6
        assert max(counts.values()) <= 12, counts
