"""Jobs that may suit a person: what is shown, and what their answers do."""

import re

import pytest
from sqlmodel import func, select, update

from employers.interface import vacancy_brief
from employers.models import Employer, Vacancy
from employers.service import move_vacancy
from employers.values import EmployerState, Requirement, VacancyState
from forsa.deeds.consents import withdraw_consent
from forsa.deeds.introductions import move_introduction
from kernel.actor import SYSTEM
from matching.interface import introductions_of
from matching.models import Introduction
from matching.values.introductions import MoveOrder, MoveReason, State
from skills.interface.consents import live_purposes
from skills.service import add_skill
from skills.values.consents import ConsentMethod, Purpose
from skills.values.returnees import SkillDraft
from tests import factories as make
from tests.web.returnee.conftest import OTHER_CARD, SHOWN_PHONE, n_ref, send, v_ref, words_of

INTERNAL = re.compile(r"returnee|migrant|\brank|score|shortlist", re.IGNORECASE)
MOST_QUERIES = 12
MOST_QUERIES_OF_A_LIST = 6


def answer(client, ref, **fields):
    return send(client, f"/me/jobs/{ref}/answer", **fields)


class TestTheList:
    def test_shows_a_public_job_that_suits_pay_first_with_why(self, client, world):
        page = client.get("/me/jobs")

        assert page.status_code == 200
        assert f"/me/jobs/{v_ref(world.vacancy_id)}" in page.text
        assert "You know" in words_of(page)
        assert page.text.index('class="pay"') < page.text.index("Welder")
        assert SHOWN_PHONE in page.text

    def test_shows_what_somebody_thought_of_before_what_is_only_near(
        self, client, database, world, introduced, now
    ):
        ref = introduced(State.ASKED)
        other = make.save_vacancy(database, now=now)

        page = client.get("/me/jobs").text

        assert page.index(ref) < page.index(v_ref(other))
        assert v_ref(world.vacancy_id) not in page

    def test_has_five_jobs_at_most(self, client, database, now):
        for _ in range(7):
            make.save_vacancy(database, now=now)

        assert client.get("/me/jobs").text.count('<li class="card') == 5

    def test_leaves_out_what_only_lies_in_the_right_place(self, client, database, now):
        asked = (Requirement("baking", "http://example.org/skill/baking"),)
        other = make.save_vacancy(database, now=now, requirements=asked, title="Baker")

        assert v_ref(other) not in client.get("/me/jobs").text

    @pytest.mark.parametrize("state", [State.SUGGESTED, State.APPROVED])
    def test_does_not_say_where_an_office_stands_with_it(self, client, introduced, state):
        ref = introduced(state)

        page = client.get("/me/jobs")

        assert ref in page.text
        assert not re.search(r"To be checked|Checked, ask|caseworker", words_of(page))

    def test_leaves_out_what_the_office_put_aside(self, client, database, world, now):
        ref = make.save_introduction(database, world, now=now)
        make.move(database, world, ref, State.DISMISSED, now=now, reason=MoveReason.NOT_SUITABLE)

        page = client.get("/me/jobs").text

        assert n_ref(ref) not in page
        assert v_ref(world.vacancy_id) not in page

    def test_says_who_is_on_pause_how_to_be_free_again(self, client, introduced, states):
        ref = introduced(State.ASKED)
        send(client, "/me/availability", to="paused")

        page = client.get("/me/jobs")

        assert "You are not looking for work now." in words_of(page)
        assert ref not in page.text
        refused = answer(client, ref, answer="yes")
        assert refused.status_code == 409
        assert "free for work again" in words_of(refused)
        assert states() == [State.ASKED]

    def test_meets_nobody_who_did_not_agree_to_be_matched(self, save_world, person_of):
        world = save_world(purposes=())
        with person_of(world.returnee_id) as client:
            assert v_ref(world.vacancy_id) not in client.get("/me/jobs").text

    @pytest.mark.parametrize("language", ["en", "ar", "ckb"])
    def test_never_says_what_is_internal(self, client, introduced, language):
        ref = introduced(State.ASKED)
        send(client, "/language", language=language, back="/me")

        for address in ("/me/jobs", f"/me/jobs/{ref}", "/me/meetings", "/me"):
            page = client.get(address)
            assert page.status_code == 200
            assert page.headers["content-language"] == language
            assert INTERNAL.findall(page.text) == []
            assert SHOWN_PHONE in page.text

    def test_takes_few_queries(self, client, database, introduced, counting_queries, now):
        ref = introduced(State.ASKED)
        for _ in range(4):
            make.save_vacancy(database, now=now)

        for address in ("/me/jobs", f"/me/jobs/{ref}", "/me/meetings", "/me"):
            with counting_queries() as seen:
                assert client.get(address).status_code == 200
            assert len(seen) <= MOST_QUERIES, (address, seen)
        # What the first look has read is kept while it is so.
        with counting_queries() as seen:
            assert client.get("/me/jobs").status_code == 200
        assert len(seen) <= MOST_QUERIES_OF_A_LIST, seen


class TestWhatIsKeptBetweenTwoLooks:
    BAKING = "http://example.org/skill/baking"

    @pytest.fixture
    def jobs(self, client):
        def jobs():
            return set(re.findall(r"V-[0-9A-Z]{6}", client.get("/me/jobs").text))

        return jobs

    def test_follows_what_the_person_can_do(self, jobs, database, world, now):
        asked = (Requirement("baking", self.BAKING),)
        other = make.save_vacancy(database, now=now, requirements=asked, title="Baker")
        assert jobs() == {v_ref(world.vacancy_id)}

        with database.writing() as session:
            add_skill(
                session,
                returnee_id=world.returnee_id,
                draft=SkillDraft("baking", concept_uri=self.BAKING, link_score=1.0),
                actor=world.caseworker,
                now=now,
            )

        assert jobs() == {v_ref(world.vacancy_id), v_ref(other)}

    def test_follows_vacancies_that_come_and_go(self, jobs, database, world, now):
        assert jobs() == {v_ref(world.vacancy_id)}

        other = make.save_vacancy(database, now=now)
        assert jobs() == {v_ref(world.vacancy_id), v_ref(other)}

        with database.writing() as session:
            move_vacancy(session, vacancy_id=other, to=VacancyState.PAUSED, actor=SYSTEM, now=now)
        assert jobs() == {v_ref(world.vacancy_id)}

    def test_is_gone_with_an_employer_who_may_not_hire(self, jobs, database, world, now):
        assert jobs() == {v_ref(world.vacancy_id)}

        with database.writing() as session:
            session.exec(update(Employer).values(state=EmployerState.SUSPENDED))

        assert jobs() == set()

    def test_is_of_no_use_to_somebody_who_takes_back_their_yes(self, jobs, database, world, now):
        assert jobs() == {v_ref(world.vacancy_id)}

        with database.writing() as session:
            withdraw_consent(
                session,
                returnee_id=world.returnee_id,
                purpose=Purpose.MATCHING,
                method=ConsentMethod.WITNESSED,
                actor=world.caseworker,
                now=now,
            )

        assert jobs() == set()


class TestAYes:
    def test_to_a_public_job_is_kept_and_the_office_told_to_look(self, client, world, reader, now):
        sent = answer(client, v_ref(world.vacancy_id), answer="yes")

        [found] = introductions_of(reader, returnee_id=world.returnee_id)
        assert (found.state, found.wanted_at, found.score) == (State.SUGGESTED, now, None)
        assert sent.headers["location"] == f"/me/jobs/{n_ref(found.introduction_id)}/answered"
        page = client.get(sent.headers["location"])
        assert "Your office looks at it by" in words_of(page)

    def test_twice_is_one(self, client, world, reader):
        first = answer(client, v_ref(world.vacancy_id), answer="yes")
        second = answer(client, v_ref(world.vacancy_id), answer="yes")

        assert first.headers["location"] == second.headers["location"]
        assert reader.exec(select(func.count()).select_from(Introduction)).one() == 1

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (State.SUGGESTED, State.SUGGESTED),
            (State.APPROVED, State.INTERESTED),
            (State.ASKED, State.INTERESTED),
            (State.INTERESTED, State.INTERESTED),
            (State.SENT, State.SENT),
        ],
    )
    def test_goes_on_from_where_it_stands(self, client, introduced, states, before, after):
        ref = introduced(before)

        assert answer(client, ref, answer="yes").status_code == 303
        assert answer(client, ref, answer="yes").status_code == 303
        assert states() == [after]

    def test_asks_first_what_it_needs_with_no_answer_that_stands_out(
        self, save_world, person_of, states, reader, now
    ):
        world = save_world(purposes=(Purpose.MATCHING,))
        ref = v_ref(world.vacancy_id)
        with person_of(world.returnee_id) as client:
            page = answer(client, ref, answer="yes")
            assert "Checked employers may see my skills" in words_of(page)
            assert (
                re.findall(r'<button class="([^"]*)" name="agree"', page.text)
                == ["button plain"] * 2
            )
            assert states() == []

            said = answer(client, ref, answer="yes", purpose="masked_card", agree="yes")

            assert said.status_code == 303
        agreed = live_purposes(reader, [world.returnee_id], at=now)[world.returnee_id]
        assert Purpose.MASKED_CARD in agreed
        [found] = introductions_of(reader, returnee_id=world.returnee_id)
        assert found.wanted_at == now

    def test_asks_both_yeses_one_after_the_other(self, save_world, person_of, reader):
        world = save_world(purposes=())
        ref = v_ref(world.vacancy_id)
        with person_of(world.returnee_id) as client:
            assert "compare my skills" in words_of(answer(client, ref, answer="yes"))
            page = answer(client, ref, answer="yes", purpose="matching", agree="yes")
            assert "Checked employers" in words_of(page)
            answer(client, ref, answer="yes", purpose="masked_card", agree="yes")

        [found] = introductions_of(reader, returnee_id=world.returnee_id)
        assert found.wanted_at is not None

    def test_without_what_it_needs_is_not_kept(self, save_world, person_of, reader, now):
        world = save_world(purposes=(Purpose.MATCHING,))
        ref = v_ref(world.vacancy_id)
        with person_of(world.returnee_id) as client:
            said = answer(client, ref, answer="yes", purpose="masked_card", agree="no")
            page = client.get(said.headers["location"])

        assert "Employers see nothing of you" in words_of(page)
        assert introductions_of(reader, returnee_id=world.returnee_id) == []
        agreed = live_purposes(reader, [world.returnee_id], at=now)[world.returnee_id]
        assert agreed == {Purpose.MATCHING}

    def test_to_a_job_that_is_taken_is_refused_kindly(self, client, database, world, now):
        with database.writing() as session:
            move_vacancy(
                session,
                vacancy_id=world.vacancy_id,
                to=VacancyState.CLOSED,
                actor=SYSTEM,
                now=now,
            )

        sent = answer(client, v_ref(world.vacancy_id), answer="yes")

        assert sent.status_code == 404
        assert "It may be taken or closed" in words_of(sent)
        shown = client.get(f"/me/jobs/{v_ref(world.vacancy_id)}")
        assert "This job is taken." in words_of(shown)
        assert "I want this" not in shown.text

    def test_after_the_employer_s_no_is_not_possible(self, client, database, world, now):
        ref = make.save_introduction(database, world, now=now, state=State.SENT)
        with database.writing() as session:
            order = MoveOrder(ref, State.REFUSED, MoveReason.SKILLS, may_be_told=True)
            move_introduction(session, order=order, actor=world.employer, now=now)

        page = client.get(f"/me/jobs/{n_ref(ref)}")

        assert "They chose somebody else this time. Their reason: A skill is missing" in (
            words_of(page)
        )
        assert "I want this" not in page.text
        assert answer(client, n_ref(ref), answer="yes").status_code == 409


class TestANo:
    def test_is_kept_with_its_reason(self, client, world, reader):
        answer(client, v_ref(world.vacancy_id), answer="no", reason="too_far")
        answer(client, v_ref(world.vacancy_id), answer="no", reason="pay")

        [found] = introductions_of(reader, returnee_id=world.returnee_id)
        assert (found.state, found.last_reason) == (State.DECLINED, MoveReason.TOO_FAR)

    @pytest.mark.parametrize("reason", ["", "not_suitable", "no_answer", "x" * 300])
    def test_needs_a_reason_of_the_list(self, client, introduced, states, reason):
        ref = introduced(State.ASKED)

        page = answer(client, ref, answer="no", reason=reason)

        assert page.status_code == 422
        assert page.text.count("Please choose one.") == 2
        assert states() == [State.ASKED]

    def test_can_be_taken_back_by_a_new_beginning(self, client, world, introduced, reader):
        ref = introduced(State.ASKED)
        answer(client, ref, answer="no", reason="pay")

        first = send(client, f"/me/jobs/{ref}/undo")
        second = send(client, f"/me/jobs/{ref}/undo")

        assert first.headers["location"] == second.headers["location"]
        found = introductions_of(reader, returnee_id=world.returnee_id)
        assert [one.state for one in found] == [State.DECLINED, State.SUGGESTED]
        assert "I want this" in client.get(first.headers["location"]).text


class TestTakingAYesBack:
    @pytest.mark.parametrize("state", [State.INTERESTED, State.SENT])
    def test_ends_it(self, client, introduced, states, state):
        ref = introduced(state)

        sent = send(client, f"/me/jobs/{ref}/undo")
        send(client, f"/me/jobs/{ref}/undo")

        assert states() == [State.WITHDRAWN]
        assert "You took your yes back." in words_of(client.get(sent.headers["location"]))

    def test_of_nothing_changes_nothing(self, client, introduced, states, world):
        ref = introduced(State.ASKED)

        send(client, f"/me/jobs/{ref}/undo")

        assert states() == [State.ASKED]
        assert send(client, f"/me/jobs/{v_ref(world.vacancy_id + 1)}/undo").status_code == 404

    def test_is_not_possible_after_a_hire(self, client, introduced, states):
        ref = introduced(State.HIRED)

        assert send(client, f"/me/jobs/{ref}/undo").status_code == 409
        assert states() == [State.HIRED]


class TestOneJob:
    @pytest.mark.parametrize("said", ["", "maybe", "yes" * 100])
    def test_asks_again_what_was_not_answered(self, client, world, states, said):
        page = answer(client, v_ref(world.vacancy_id), answer=said)

        assert page.status_code == 422
        assert states() == []

    def test_of_somebody_else_is_as_if_it_were_not_there(
        self, client, database, world, introduced, person_of, now
    ):
        ref = introduced(State.MEETING_ASKED)
        other = make.save_returnee(database, now=now)
        nowhere = n_ref(10_000_019)

        with person_of(other, code=OTHER_CARD) as stranger:
            for page in ("/me/jobs/{}", "/me/jobs/{}/answered", "/me/meetings/{}"):
                theirs = stranger.get(page.format(ref))
                missing = stranger.get(page.format(nowhere))
                assert (theirs.status_code, missing.status_code) == (404, 404)
                assert theirs.content == missing.content
            for page in ("/me/jobs/{}/answer", "/me/jobs/{}/undo", "/me/meetings/{}"):
                said = {"answer": "yes"}
                theirs = send(stranger, page.format(ref), **said)
                missing = send(stranger, page.format(nowhere), **said)
                assert (theirs.status_code, missing.status_code) == (404, 404)
                assert theirs.content == missing.content

    @pytest.mark.parametrize("text", ["V-000000", "X-7K3QMA", "N-7K3QMAX", "V-", "%00"])
    def test_by_an_address_that_is_none_is_not_there(self, client, text):
        assert client.get(f"/me/jobs/{text}").status_code == 404

    def test_that_was_never_open_is_not_there(self, client, database, world, now):
        with database.writing() as session:
            session.get_one(Vacancy, world.vacancy_id).opened_at = None

        assert client.get(f"/me/jobs/{v_ref(world.vacancy_id)}").status_code == 404

    def test_says_its_needs_and_that_the_employer_was_checked(self, client, world, reader):
        page = words_of(client.get(f"/me/jobs/{v_ref(world.vacancy_id)}"))

        assert vacancy_brief(reader, world.vacancy_id).title in page
        assert "We checked this employer on" in page


class TestWhoMayEnter:
    def test_others_find_no_such_page(self, client_of, world):
        with client_of(world.caseworker.account_id) as caseworker:
            for address in ("/me", "/me/jobs", "/me/meetings", "/me/permissions/matching"):
                assert caseworker.get(address).status_code == 404

    def test_strangers_are_led_to_their_card(self, client_of, world):
        with client_of(None) as stranger:
            answer = stranger.get("/me/jobs", follow_redirects=False)

        assert answer.headers["location"] == "/en/card?next=/me/jobs"
