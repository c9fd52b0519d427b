"""One person goes from a skill typed in Sorani to hired, by real pages and real mail.

On the way: an employer who never answers, and a person who says no. Jobs run by the clock's own
command, as they would beside a server.
"""

import re
from contextlib import ExitStack
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from httpx import Cookies

from forsa.accounts.passwords import hash_of
from forsa.accounts.service.accounts import create_account, set_password
from forsa.accounts.values import AccountDraft
from forsa.cli.root import cli
from kernel.actor import SYSTEM, Role
from kernel.references import Kind, reference
from matching.interface import introductions_of
from skills.service import record_office
from tests import factories as make
from tests.smtp_sink import smtp_sink
from tests.web.visitor import Visitor

CASEWORKER = "caseworker@office.example"
PASSWORD = "a walk by real pages"


class Browser:
    """A browser of its own at the one server: it has its own cookies."""

    def __init__(self, client):
        self._client = client
        self._cookies = Cookies()

    def get(self, path):
        return self._asked("GET", path)

    def post(self, path, data):
        return self._asked("POST", path, data=data)

    def _asked(self, method, path, **more):
        self._client.cookies = self._cookies
        answer = self._client.request(method, path, **more)
        self._cookies = Cookies(self._client.cookies)
        return answer


class Walk:
    """All that the walk needs: visitors, the clock, the mail that came."""

    def __init__(self, database, open_client, clock, sink, env):
        self.database = database
        self.open_client = open_client
        self.clock = clock
        self.sink = sink
        self.env = env

    def command(self, *arguments):
        result = CliRunner().invoke(cli, arguments, env=self.env)
        assert result.exit_code == 0, result.output

    def let_pass(self, **span):
        """Move the clock on and let the scheduler do what is due then."""
        self.clock.now += timedelta(**span)
        self.command("scheduler", "--once", "--now", self.clock.now.isoformat())

    def visitor(self):
        return Visitor(self.open_client())

    def account(self, role, email, **place):
        with self.database.writing() as session:
            draft = AccountDraft(role, "Account 01", email, language="en", **place)
            account_id = create_account(session, draft=draft, actor=SYSTEM, now=self.clock.now)
            set_password(
                session,
                account_id=account_id,
                password_hash=hash_of(PASSWORD),
                actor=SYSTEM,
                now=self.clock.now,
            )

    def sign_in(self, email):
        visitor = self.visitor()
        visitor.open("/en/sign-in")
        visitor.send("/sign-in", email=email, password=PASSWORD)
        return visitor

    def sign_in_with_card(self, card):
        visitor = self.visitor()
        visitor.open("/ckb/card")
        visitor.send("/card", code=card[0], pin=card[1], phone="own")
        return visitor

    def standing(self, person):
        with self.database.reading() as session:
            return {
                reference(Kind.INTRODUCTION, one.introduction_id): str(one.state)
                for one in introductions_of(session)
                if reference(Kind.PERSON, one.returnee_id) == person
            }


@pytest.fixture
def walk(database, client_of, clock, settings, tmp_path):
    with smtp_sink() as sink, ExitStack() as stack:
        env = {
            "FORSA_ENV": "development",
            "FORSA_DATABASE_URL": settings.database_url,
            "FORSA_DATA_DIR": str(settings.data_dir),
            "FORSA_SMTP_URL": sink.url,
            "FORSA_PUBLIC_URL": settings.public_url,
        }
        client = stack.enter_context(client_of(None))
        yield Walk(database, lambda: Browser(client), clock, sink, env)


def set_up(walk):
    walk.command("taxonomy", "import", "starter")
    with walk.database.writing() as session:
        office_id = record_office(
            session, draft=make.office_draft("ERB"), actor=SYSTEM, now=walk.clock.now
        )
    walk.account(Role.CASEWORKER, CASEWORKER, office_id=office_id)
    for letter in "ab":
        employer_id = make.save_employer(
            walk.database,
            now=walk.clock.now,
            members=(make.member_draft(f"{letter}@employer.example"),),
        )
        walk.account(Role.EMPLOYER_OWNER, f"{letter}@employer.example", employer_id=employer_id)


def add_person(caseworker, name, words):
    """Put a person on file at the desk; return their reference and their card."""
    caseworker.open("/office/people/new")
    caseworker.send(
        "/people/new",
        full_name=name,
        phone="0770 000 0001",
        language="ckb",
        governorate="IQ-AR",
        consent_matching="yes",
        consent_masked_card="yes",
        consent_follow_up="yes",
        consent_statistics="no",
        consent_method="witnessed_verbal",
    )
    person = re.search(r"K-[A-Z2-9]{6}", caseworker.path)[0]
    caseworker.open(f"/office/people/{person}/skills")
    caseworker.send("/skills", words=words, proficiency="3", months="36")
    assert "لەحیمکاری" in caseworker.page.text
    caseworker.open(f"/office/people/{person}/card")
    caseworker.send("/card")
    card = re.findall(r'class="pay"><bdi dir="ltr">([^<]+)<', caseworker.page.text)
    assert len(card) == 2
    return person, card


def write_vacancy(employer, title, skill):
    """Write a vacancy and return its reference."""
    employer.open("/employer/vacancies/new")
    employer.send(
        "/new",
        title=title,
        governorate="IQ-AR",
        places="1",
        wage_min="900000",
        essential_1=skill,
    )
    employer.send("/new", press="save")
    return re.search(r"V-[A-Z2-9]{6}", employer.path + employer.page.text)[0]


def open_vacancy(caseworker, vacancy):
    caseworker.open(f"/office/vacancies/{vacancy}")
    caseworker.send("/open")


def put_forward(caseworker, introduction):
    """Approve, ask and record the person's yes, as the page offers it."""
    caseworker.open(f"/office/introductions/{introduction}")
    caseworker.send("/approved")
    caseworker.open(f"/office/introductions/{introduction}/interested")
    caseworker.send("/interested", channel="desk")


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_person_goes_from_a_skill_typed_in_sorani_to_hired(walk):
    walk.clock.now = make.monday_morning(walk.clock.now)
    set_up(walk)
    caseworker = walk.sign_in(CASEWORKER)
    first, card = add_person(caseworker, "Person 0001", "لەحیمکاری")
    second, other_card = add_person(caseworker, "Person 0002", "لەحیمکاری, کارەبا")

    silent = past_silence_and_a_no(walk, first, second, other_card)
    hired = to_a_meeting(walk, first)
    agree_and_be_hired(walk, card, hired)

    assert walk.standing(first) == {silent: "unanswered", hired: "hired"}
    assert walk.sign_in_with_card(card).open("/me").status_code == 200
    assert len(set(walk.sink.message_ids)) == len(walk.sink.message_ids)


def past_silence_and_a_no(walk, first, second, other_card):
    """Two are suggested to employer A: one says no, the other is sent, and A never answers."""
    vacancy = write_vacancy(walk.sign_in("a@employer.example"), "Welder", "welding")
    open_vacancy(walk.sign_in(CASEWORKER), vacancy)
    walk.let_pass(hours=1)
    [to_a] = walk.standing(first)
    [refused] = walk.standing(second)
    person = walk.sign_in_with_card(other_card)
    person.open(f"/me/jobs/{refused}")
    person.send("/answer", press="no", reason="too_far")
    assert walk.standing(second) == {refused: "declined"}
    put_forward(walk.sign_in(CASEWORKER), to_a)
    walk.let_pass(days=2)
    assert walk.standing(first) == {to_a: "sent"}
    for _ in range(21):
        walk.let_pass(days=1)
    assert walk.standing(first) == {to_a: "unanswered"}
    return to_a


def to_a_meeting(walk, first):
    """Employer B writes in Sorani, follows the link in the mail and asks to meet."""
    known = set(walk.standing(first))
    vacancy = write_vacancy(walk.sign_in("b@employer.example"), "لەحیمکار", "لەحیمکاری")
    open_vacancy(walk.sign_in(CASEWORKER), vacancy)
    walk.let_pass(hours=1)
    [to_b] = set(walk.standing(first)) - known
    put_forward(walk.sign_in(CASEWORKER), to_b)
    walk.let_pass(days=7)
    employer = walk.sign_in("b@employer.example")
    employer.open(link_in_mail(walk.sink, "b@employer.example"))
    assert first in employer.page.text
    assert "Person 0001" not in employer.page.text
    employer.send(press="meeting_asked")
    assert walk.standing(first)[to_b] == "sent", "the answer can still be changed"
    walk.let_pass(minutes=16)
    return to_b


def agree_and_be_hired(walk, card, introduction):
    """Let the person agree on their own page; only then the employer reads who it is."""
    person = walk.sign_in_with_card(card)
    person.open("/me/meetings")
    person.open(person.link(introduction))
    person.send(press="yes")
    employer = walk.sign_in("b@employer.example")
    employer.open(f"/employer/introductions/{introduction}")
    assert "Person 0001" in employer.page.text
    assert "0770 000 0001" in employer.page.text
    start = (walk.clock.now + timedelta(days=3)).date().isoformat()
    employer.send(press="hired", start_hired=start, wage_hired="900000", contract_hired="written")


def link_in_mail(sink, address):
    """Return the path of the first link in the newest mail to an address."""
    [*_, mail] = [one for one in sink.mails if one["To"] == address]
    text = mail.get_body(("plain",)).get_content()
    return urlsplit(re.search(r"https?://\S+", text)[0]).path
