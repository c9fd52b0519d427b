"""One person goes from a skill typed in Sorani to hired, by commands and real mail.

On the way: an employer who never answers, and a person who says no.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from forsa.cli.root import cli
from tests.smtp_sink import smtp_sink

CASEWORKER = "caseworker-01@office.example"

EMPLOYERS = """employer_reference,name,governorate,contact_name,contact_email,\
contact_language,verified
EMP-A,Employer A,Nineveh,Contact A,a@employer.example,ar,yes
EMP-B,Employer B,Erbil,Contact B,b@employer.example,ckb,yes
"""
VACANCY_A = """vacancy_reference,employer_reference,title,language,governorate,\
essential_skills,places
VAC-A,EMP-A,Welder,en,Nineveh,welding,1
"""
VACANCY_B = """vacancy_reference,employer_reference,title,language,governorate,\
essential_skills,places
VAC-B,EMP-B,لەحیمکار,ckb,Erbil,لەحیمکاری,1
"""
PROFILES = """person_reference;office;caseworker;full_name;language;governorate;\
accepted_governorates;skills;skills_language;consent_matching_on;consent_matching_method;\
consent_masked_card_on;consent_masked_card_method
P-1;ERB;{caseworker};Person 0001;ckb;Erbil;Nineveh;لەحیمکاری=3;ckb;{day};signed;{day};signed
P-2;ERB;{caseworker};Person 0002;ar;Nineveh;;لحام القوس=2;ar;{day};signed;{day};signed
P-3;ERB;{caseworker};Person 0003;ar;Nineveh;;welding=4;en;;;;
"""


WAY = "suggested approved asked interested sent meeting_asked interview hired"


class Walker:
    """Runs commands as somebody at a terminal would, and reads what they print."""

    def __init__(self, env, folder):
        self.env = env
        self.folder = folder

    def run(self, *arguments):
        result = CliRunner().invoke(cli, arguments, env=self.env)
        assert result.exit_code == 0, result.output
        return result.stdout

    def bring_in(self, kind, text):
        path = self.folder / f"{kind}.csv"
        path.write_text(text, encoding="utf-8-sig")
        return self.run("import", kind, str(path))

    def clock(self, at):
        return self.run("scheduler", "--once", "--now", at.isoformat())

    def move(self, ref, state, *options, by=CASEWORKER, at=None):
        now = ["--now", at.isoformat()] if at else []
        return self.run("introductions", "move", ref, state, "--as", by, *options, *now)

    def introductions(self, *filters):
        """Return by person the reference and the state of each introduction."""
        lines = self.run("introductions", "list", *filters).splitlines()
        return {person: (ref, state) for ref, _, person, state, *_ in map(str.split, lines)}

    def vacancy(self, title):
        [line] = [one for one in self.run("vacancies", "list").splitlines() if title in one]
        return line.split()[0]


@pytest.fixture
def walker(settings, tmp_path):
    with smtp_sink() as sink:
        env = {
            "FORSA_ENV": "development",
            "FORSA_DATABASE_URL": settings.database_url,
            "FORSA_DATA_DIR": str(settings.data_dir),
            "FORSA_SMTP_URL": sink.url,
            "FORSA_PUBLIC_URL": settings.public_url,
        }
        walker = Walker(env, tmp_path)
        walker.sink = sink
        yield walker


def set_up(walker):
    walker.run("taxonomy", "import", "starter")
    walker.run("offices", "add", "ERB", "--name", "Office", "--governorates", "Erbil,Nineveh")
    walker.run(
        *("accounts", "create", "--role", "caseworker", "--email", CASEWORKER),
        *("--name", "Caseworker 01", "--office", "ERB", "--language", "en"),
    )
    walker.bring_in("employers", EMPLOYERS)
    walker.bring_in("vacancies", VACANCY_A)
    day = datetime.now(UTC).date() - timedelta(days=1)
    walker.bring_in("profiles", PROFILES.format(caseworker=CASEWORKER, day=day))


def next_sunday():
    """Return the next Sunday at ten in Iraq: an hour after shortlists are issued."""
    today = datetime.now(UTC).replace(hour=7, minute=0, second=0, microsecond=0)
    return today + timedelta(days=(6 - today.weekday()) % 7 or 7)


def employer_account(walker, letter):
    listed = walker.run("employers", "list").splitlines()
    [ref] = [line.split()[0] for line in listed if line.endswith(f"Employer {letter}")]
    email = f"{letter.lower()}@employer.example"
    walker.run(
        *("accounts", "create", "--role", "employer_owner", "--email", email),
        *("--name", f"Contact {letter}", "--employer", ref),
    )
    return email


def say_yes(walker, ref, at):
    for state in ("approved", "asked", "interested"):
        walker.move(ref, state, at=at)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_person_goes_from_a_skill_typed_in_sorani_to_hired(walker):
    set_up(walker)
    monday = next_sunday() + timedelta(days=1)
    ranked = walker.run("rank", walker.vacancy("Welder"))
    walker.clock(monday)

    # Two who agreed are suggested; the best welder of all has not agreed, and is not there.
    found = walker.introductions()
    assert len(found) == 2
    assert set(re.findall(r"K-\w{6}", ranked)) == set(found)
    [first, second] = re.findall(r"K-\w{6}", ranked)
    for state in ("approved", "asked"):
        walker.move(found[second][0], state, at=monday)
    walker.move(found[second][0], "declined", "--reason", "too_far", at=monday)
    say_yes(walker, found[first][0], monday)

    # The shortlist goes out on Wednesday; employer A never answers.
    wednesday = monday + timedelta(days=2)
    walker.clock(wednesday)
    assert walker.introductions()[first][1] == "sent"
    for day in range(1, 22):
        walker.clock(wednesday + timedelta(days=day, hours=1))
    assert walker.introductions()[first][1] == "unanswered"

    # Employer B writes in Sorani, and answers.
    later = wednesday + timedelta(days=22)
    walker.bring_in("vacancies", VACANCY_B)
    walker.clock(later)
    to_b = walker.introductions("--vacancy", walker.vacancy("لەحیمکار"))
    ref = to_b[first][0]
    say_yes(walker, ref, later)
    sent = later + timedelta(days=7)
    walker.clock(sent)
    assert walker.introductions("--vacancy", walker.vacancy("لەحیمکار"))[first][1] == "sent"
    member = employer_account(walker, "B")
    kept = walker.move(ref, "meeting_asked", by=member, at=sent)
    assert "answer meeting_asked kept until" in kept
    walker.clock(sent + timedelta(minutes=16))
    walker.move(ref, "interview", at=sent + timedelta(hours=1))
    walker.clock(sent + timedelta(hours=2))
    start = (sent + timedelta(days=7)).date().isoformat()
    walker.move(ref, "hired", "--start", start, "--wage", "900000", by=member)

    shown = walker.run("introductions", "show", ref)
    assert [line.split()[4] for line in shown.splitlines()[1:]] == WAY.split()
    assert "لەحیمکار" not in walker.run("vacancies", "list"), "its one place is taken"
    check_mails(walker.sink)


def check_mails(sink):
    """Each letter came once, to whom it is for, in their language, and names nobody."""
    assert len(set(sink.message_ids)) == len(sink.message_ids)
    to_a = [str(mail["Subject"]) for mail in sink.mails if mail["To"] == "a@employer.example"]
    to_b = [str(mail["Subject"]) for mail in sink.mails if mail["To"] == "b@employer.example"]
    assert len(to_a) == 3, "the shortlist and two reminders"
    assert len(to_b) == 2, "the shortlist and the yes to a meeting"
    assert all(re.search("[ء-ي]", subject) for subject in to_a)
    assert any(re.search("[ەێۆ]", subject) for subject in to_b)
    assert any(mail["To"] == CASEWORKER for mail in sink.mails), "the daily list"
    everything = "".join(
        mail.get_body(("plain",)).get_content() + mail.get_body(("plain", "html")).get_content()
        for mail in sink.mails
    )
    assert "Person 00" not in everything
