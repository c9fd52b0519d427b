"""An employer answers by the link in a mail, without signing in; a link opened changes nothing."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select, update

from employers.models import Employer, EmployerMember
from employers.values import EmployerState, MemberDraft
from forsa.deeds.vacancies import end_on_vacancy
from forsa.delivery.answer_links import link_of, link_token
from forsa.delivery.letters import DueMessage
from forsa.delivery.mails.desk import Desk
from forsa.delivery.mails.letters import letters_of
from forsa.i18n import Language
from forsa.scheduler.jobs import JobContext
from forsa.scheduler.work.introductions import answers
from forsa.shapes.answer_links import AnswerLink
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from kernel.outbox import OutboxMessage, Recipient
from kernel.references import Kind, reference
from matching.errors import IntroductionNotFound
from matching.models import Introduction, IntroductionMove
from matching.service import answer_entry
from matching.values.introductions import MoveOrder, State, Via
from skills.service import move_availability
from skills.values.returnees import Availability
from tests.web.employer import world as made
from tests.web.page_checks import problems_of

ONE, OTHER = "one@works.example", "other@works.example"
MEMBERS = (
    MemberDraft("Member 0001", ONE, language="en"),
    MemberDraft("M2", OTHER, language="ckb"),
)
LINK = re.compile(r"/(?:en|ar|ckb)/answer/[\w-]{55}")


@pytest.fixture
def world(database, now):
    return made.build(database, now=now, members=MEMBERS)


@pytest.fixture
def letters(database, settings):
    """Give a function that writes the letter of each message of a template, by address."""
    writers = letters_of(Desk.of(settings))

    def letters(template="shortlist"):
        with database.reading() as session:
            rows = session.exec(
                select(OutboxMessage)
                .where(OutboxMessage.template == template)
                .order_by(OutboxMessage.id)
            ).all()
            written = [writers[template](session, _due(row)) for row in rows]
        return {one.to: one for one in written if one is not None}

    return letters


def _due(row):
    to = Recipient(row.recipient_kind, row.recipient_id)
    return DueMessage(row.id, row.dedupe_key, to, row.template, row.payload, row.created_at, 0)


@pytest.fixture
def links(world, letters):
    """Return the link of each member, from their mail."""
    return {to: LINK.search(letter.text).group() for to, letter in letters().items()}


def person(link, world, number=0):
    return f"{link}/{reference(Kind.INTRODUCTION, world.introductions[number])}"


def token(page):
    return re.search(r'name="_csrf" value="(\w+)"', page.text).group(1)


def send(client, link, address, **fields):
    """Send a form of the link's page, as a browser under `no-referrer` does: without cookies."""
    data = {"_csrf": token(client.get(link)), **fields}
    client.cookies.clear()
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    return client.post(address, data=data, headers=headers, follow_redirects=False)


def everything(database):
    """Return what any deed would change, for comparison."""
    tables = (Introduction, IntroductionMove, AuditEvent, OutboxMessage)
    with database.reading() as session:
        return [[one.model_dump() for one in session.exec(select(table))] for table in tables]


def carry_out(database, settings, at):
    return answers(JobContext(database=database, settings=settings, now=at, slot_at=at)).counts


def member_of(database, email=ONE):
    with database.reading() as session:
        found = select(EmployerMember.id).where(EmployerMember.email == email)
        return session.exec(found).one()


class TestOpening:
    def test_changes_nothing_whoever_fetches_every_link_twice(
        self, client_of, database, world, links, letters, counting_queries
    ):
        before = everything(database)
        found = [
            address.removeprefix("http://127.0.0.1:8000")
            for letter in letters().values()
            for address in re.findall(
                r"http://127\.0\.0\.1:8000[^\s\"<]*", letter.text + letter.html
            )
        ]
        assert set(links.values()) <= set(found)
        with client_of(None) as client:
            for address in found * 2:
                page = client.get(address)
                assert page.status_code == 200
                inner = [one for one in re.findall(r'(?:href|action)="([^"]*)"', page.text)]
                for each in {one for one in inner if "/answer/" in one}:
                    client.get(each)
                    client.head(each)
            with counting_queries() as seen:
                page = client.get(links[ONE])
        assert len(seen) <= 12
        assert everything(database) == before
        assert not page.cookies

    def test_shows_masked_cards_in_the_reader_s_language_and_names_itself_to_nobody(
        self, client_of, world, links
    ):
        with client_of(None) as client:
            pages = {to: client.get(link) for to, link in links.items()}
            person_page = client.get(person(links[ONE], world))

        assert pages[OTHER].headers["content-language"] == "ckb"
        assert problems_of(pages[OTHER].text, Language.SORANI) == []
        assert problems_of(pages[ONE].text, Language.ENGLISH) == []
        for page in (*pages.values(), person_page):
            assert page.headers["referrer-policy"] == "no-referrer"
            assert page.headers["x-robots-tag"] == "noindex, nofollow"
            assert page.headers["cache-control"] == "no-store"
            assert all(world.person(n) in page.text for n in range(3)) or page is person_page
            assert not [one for one in ("Canary", *made.SECRETS[:4]) if one in page.text]
            assert "checked" not in page.text, "no answer is chosen beforehand"
        for link in links.values():
            assert "works" not in link
            assert "@" not in link


class TestAnswering:
    def test_is_pending_then_carried_out_by_the_job_as_from_the_link(
        self, client_of, database, settings, world, links, now
    ):
        link, first, second, third = links[ONE], *(person(links[ONE], world, n) for n in range(3))
        day = (now + timedelta(days=7)).date().isoformat()
        with client_of(None) as client:
            assert send(client, link, first).status_code == 422, "no answer is no yes"
            asked = send(client, link, first, answer="meeting_asked")
            assert (asked.status_code, asked.headers["location"]) == (303, link)
            assert send(client, link, second, answer="held", until_held=day).status_code == 303
            assert send(client, link, third, answer="refused").status_code == 422
            assert send(client, link, third, answer="hired").status_code in (409, 422)
            # Minds change: from a no to a yes and back to nothing.
            no = {"answer": "refused", "reason_refused": "too_far", "told_refused": "yes"}
            assert send(client, link, third, **no).status_code == 303
            assert made.state_of(database, world, 2).may_be_told
            assert "until 15:15 Iraq time" in client.get(link).text
            assert send(client, link, third, answer="meeting_asked").status_code == 303
            assert made.state_of(database, world, 2).pending is State.MEETING_ASKED
            assert send(client, link, f"{third}/take-back").status_code == 303
            assert send(client, link, f"{third}/take-back").status_code == 303

        found = [made.state_of(database, world, n) for n in range(3)]
        assert [one.state for one in found] == [State.SENT] * 3
        assert [one.pending for one in found] == [State.MEETING_ASKED, State.HELD, None]
        assert carry_out(database, settings, now + timedelta(minutes=14)) == {}
        assert carry_out(database, settings, now + timedelta(minutes=15)) == {"carried_out": 2}
        states = [made.state_of(database, world, n).state for n in range(3)]
        assert states == [State.MEETING_ASKED, State.HELD, State.SENT]
        with database.reading() as session:
            moves = session.exec(select(IntroductionMove).order_by(IntroductionMove.id)).all()
            assert {(one.via, one.role) for one in moves[-2:]} == {(Via.LINK, Role.LINK_HOLDER)}
            used = select(AuditEvent).where(AuditEvent.action == "employers.answer-link.used")
            whose = {(one.role, one.subject) for one in session.exec(used)}
        assert whose == {(Role.LINK_HOLDER, f"member:{member_of(database)}")}

    def test_two_colleagues_see_and_change_one_answer(
        self, client_of, database, settings, world, links, now
    ):
        mine, theirs = links[ONE], links[OTHER]
        with client_of(None) as client:
            send(client, mine, person(mine, world), answer="meeting_asked")
            assert f"{person(theirs, world)}/take-back" in client.get(theirs).text
            no = {"answer": "refused", "reason_refused": "too_far"}
            assert send(client, theirs, person(theirs, world), **no).status_code == 303
            carry_out(database, settings, now + timedelta(minutes=15))
            late = send(client, mine, person(mine, world), answer="meeting_asked")
            again = send(client, mine, person(mine, world), **no)

        assert late.status_code == 409
        assert f'href="/ar{mine.removeprefix("/en")}"' in late.text
        assert "This person no longer waits for your answer." in late.text
        assert "Your other answers are safe." in late.text
        assert again.status_code == 303, "what was done is done"
        assert made.state_of(database, world).state is State.REFUSED

    def test_says_so_when_the_person_has_gone_and_drops_what_was_pending(
        self, client_of, database, settings, world, links, now
    ):
        link = links[ONE]
        with client_of(None) as client:
            send(client, link, person(link, world), answer="meeting_asked")
            with database.writing() as session:
                for number in (0, 1):
                    move_availability(
                        session,
                        returnee_id=world.people[number],
                        to=Availability.WITHDRAWN,
                        actor=world.caseworker,
                        now=now,
                    )
            late = send(client, link, person(link, world, 1), answer="meeting_asked")
            assert late.status_code == 409
            assert "Not available for this job" in late.text
            assert world.person(2) in late.text
        assert "carried_out" not in carry_out(database, settings, now + timedelta(minutes=15))

    def test_never_tells_a_name_to_who_holds_a_link(
        self, client_of, database, world, links, clock
    ):
        link = links[ONE]
        with client_of(None) as client:
            send(client, link, person(link, world), answer="meeting_asked")
            clock.now += timedelta(minutes=15)
            made.agree_to_meet(database, world, now=clock.now)
            pages = client.get(link).text + client.get(person(link, world)).text
            again = send(client, link, person(link, world), answer="refused", reason_refused="pay")

        assert made.state_of(database, world).state is State.INTERVIEW
        assert again.status_code in (409, 422)
        assert "Canary" not in pages
        assert made.SHOWN_PHONE not in pages
        assert "Not available" not in pages


class TestLinksThatLeadNowhere:
    def test_say_in_three_languages_what_happened_and_do_nothing(
        self, client_of, database, settings, world, links, clock
    ):
        link, member_id, keys = links[ONE], member_of(database), settings.secret_keys
        signed = {
            "other list": link_token(AnswerLink(member_id, world.shortlist_id + 7), keys),
            "nobody's": link_token(AnswerLink(member_id + 77, world.shortlist_id), keys),
            "other key": link_token(AnswerLink(member_id, world.shortlist_id), ["x" * 32]),
        }
        mended = link[:-1] + ("A" if link[-1] != "A" else "B")
        addresses = {
            "forged": mended,
            "cut": link[:-9],
            "short": "/en/answer/S-222222",
            **{name: f"/en/answer/{each}" for name, each in signed.items()},
        }
        before = everything(database)
        with client_of(None) as client:
            form = token(client.get(link))
            for name, address in addresses.items():
                page = client.get(address)
                assert page.status_code == 404, name
                assert 'lang="ckb" dir="rtl"' in page.text
                assert "Send me a new link" in page.text
                assert world.person() not in page.text
                assert problems_of(page.text, Language.ENGLISH) == []
                answer = {"_csrf": form, "answer": "meeting_asked"}
                assert client.post(person(address, world), data=answer).status_code == 403
            clock.now += timedelta(days=44)
            gone = client.get(link)
            assert (gone.status_code, "older than 45 days" in gone.text) == (410, True)
            late = client.post(
                person(link, world), data={"_csrf": form, "answer": "meeting_asked"}
            )
            assert late.status_code == 410
        assert everything(database) == before

    def test_neither_does_that_of_another_list_a_stranger_or_a_suspended_employer(
        self, client_of, database, world, links, now
    ):
        other = made.build(database, now=now, people=1)
        link = links[ONE]
        elsewhere = Actor(
            role=Role.LINK_HOLDER,
            employer_id=world.employer_id,
            shortlist_id=other.shortlist_id,
        )
        order = MoveOrder(world.introductions[0], State.MEETING_ASKED, via=Via.LINK)
        with pytest.raises(IntroductionNotFound), database.writing() as session:
            answer_entry(session, order=order, actor=elsewhere, now=now)
        with client_of(None) as client:
            foreign = client.get(person(link, other))
            assert foreign.status_code == 404
            assert foreign.headers["referrer-policy"] == "no-referrer"
            foreign = send(client, link, person(link, other), answer="meeting_asked")
            assert foreign.status_code == 409
            with database.writing() as session:
                session.exec(update(Employer).values(state=EmployerState.SUSPENDED))
            page = client.get(link)
            assert page.status_code == 404
            assert "This link no longer works." in page.text
        assert made.state_of(database, other).pending is None

    def test_nor_does_that_of_a_list_that_closed_with_its_job(
        self, client_of, database, world, links, now
    ):
        link = links[ONE]
        with client_of(None) as client:
            send(client, link, person(link, world), answer="meeting_asked")
            form = token(client.get(link))
            with database.writing() as session:
                end_on_vacancy(session, vacancy_id=world.vacancy_id, actor=SYSTEM, now=now)
            data = {"_csrf": form, "answer": "meeting_asked"}
            page = client.post(person(link, world, 1), data=data)

        assert page.status_code == 410
        assert "This list is closed" in page.text

    def test_a_key_that_was_replaced_still_opens_and_signs_no_more(self, settings):
        link = AnswerLink(7, 9)
        old, new = "o" * 32, "n" * 32

        assert link_of(link_token(link, [old]), [new, old]) == link
        assert link_of(link_token(link, [new, old]), [new]) == link
        assert link_of(link_token(link, [old]), [new]) is None


class TestANewLink:
    def test_comes_by_mail_and_the_page_tells_nobody_who_is_known(
        self, client_of, database, links, letters
    ):
        def ask(client, email, at="/en/answer"):
            page = client.get(at)
            headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
            data = {"_csrf": token(page), "email": email}
            said = client.post("/en/answer", data=data, headers=headers)
            return said.status_code, re.sub(r'value="\w+"', "", said.text)

        with client_of(None) as client:
            known = ask(client, f" {ONE.upper()} ", at=links[ONE][:-3])
            assert known == ask(client, "nobody@works.example")
            assert ask(client, "")[0] == 422
            assert letters("answer_links").keys() == {ONE}
            found = LINK.search(letters("answer_links")[ONE].text).group()
            assert found == links[ONE]
            assert client.get(found).status_code == 200
            for email in (ONE, "nobody@works.example"):
                statuses = [ask(client, email)[0] for _ in range(4)]
                assert statuses[-1] == 429
        with database.reading() as session:
            sent = select(OutboxMessage).where(OutboxMessage.template == "answer_links")
            assert len(session.exec(sent).all()) == 1

    def test_a_form_from_elsewhere_is_refused(self, client_of, database, world, links):
        link = links[ONE]
        with client_of(None) as client:
            form = token(client.get(link))
            data = {"_csrf": form, "answer": "meeting_asked"}
            foreign = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"})
            for headers in foreign:
                page = client.post(person(link, world), data=data, headers=headers)
                assert page.status_code == 403
            page = client.post(person(links[OTHER], world), data=data)
            assert page.status_code == 403, "each link has its own token"
        assert made.state_of(database, world).pending is None
