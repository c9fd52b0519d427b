"""The parts of a person's file are filled in one by one; what is missing stands on top."""

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import func, select

from forsa.exchange.starter import read_starter
from kernel.actor import SYSTEM
from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from skills.interface.returnees import profile
from skills.models.profiles import Certificate, Education, Experience, TimeAbroad, WishedOccupation
from skills.models.returnees import Returnee
from skills.queries.people import cards
from skills.service import activate_taxonomy, import_taxonomy
from tests.web.office.conftest import person

GROUPS = {"7212", "7126", "8332", "5120", "9622"}
ABOUT = {
    "full_name": "Person 9005",
    "language": "ckb",
    "phone": "0770 123 4567",
    "phone_safe": "no",
    "phone_2": "٠٧٥٠ ١٢٣ ٤٥٦٧",
    "phone_shared_2": "yes",
    "birth_year": "1987",
    "sex": "female",
    "system_1": "System 0001",
    "reference_1": "REF-0001",
}
PLACE = {
    "governorate": "IQ-AR",
    "accepted_governorates": ["IQ-DA"],
    "relocates": "no",
    "commute_minutes": "45",
    "transport": "public",
    "available_on": "2025-04-01",
    "most_hours": "48",
    "shifts": "yes",
    "night": "",
}
WISHES = {
    "wanted": "welder\nwelder\n  pipe fitter ",
    "refused": "guard",
    "least_wage": "600,000",
    "contract_kinds": ["permanent", "fixed"],
    "can_lifting": "no",
    "can_heights": "yes",
    "weight_pay": "3",
    "weight_hours": "2",
    "weight_learning": "1",
    "self_employment": "yes",
    "training": "no",
}


@pytest.fixture
def row(database, world):
    """Give a function that reads the world's person anew."""

    def row():
        with database.reading() as session:
            found = session.get_one(Returnee, world.returnee_id)
            session.expunge_all()
        return found

    return row


@pytest.fixture
def rows_of(database, world):
    """Give a function that reads the person's rows of a table."""

    def rows_of(table):
        with database.reading() as session:
            found = session.exec(
                select(table).where(table.returnee_id == world.returnee_id).order_by(table.id)
            ).all()
            session.expunge_all()
        return found

    return rows_of


@pytest.fixture
def known(database, world):
    """Give a function that reads what matching may know of the person."""

    def known():
        with database.reading() as session:
            return profile(session, world.returnee_id)

    return known


@pytest.fixture
def taxonomy(database, now):
    """Put a few occupations of the built-in taxonomy to use."""
    starter = read_starter()
    concepts = tuple(one for one in starter.concepts if one.isco in GROUPS)
    kept = {one.uri for one in concepts}
    labels = tuple(one for one in starter.labels if one.uri in kept)
    source = replace(starter, concepts=concepts, labels=labels, relations=())
    with database.writing() as session:
        report = import_taxonomy(session, source=source, actor=SYSTEM, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)


@pytest.fixture
def written(database, world):
    """Give a function that counts what was written about the person."""

    def written():
        with database.reading() as session:
            events = select(func.count(AuditEvent.id)).where(
                AuditEvent.subject == f"returnee:{world.returnee_id}"
            )
            person = session.get_one(Returnee, world.returnee_id)
            return session.exec(events).one(), person.version

    return written


class TestEachPart:
    def test_is_written_as_it_was_said_and_shown_again(self, client, sends, row, written, world):
        before = written()
        address = person(world)
        answers = [
            sends(client, f"{address}/about", **ABOUT),
            sends(client, f"{address}/place", **PLACE),
            sends(client, f"{address}/languages", level_ckb="C2", level_da="B1"),
            sends(client, f"{address}/wishes", **WISHES),
        ]

        assert [a.status_code for a in answers] == [303] * 4
        said = row()
        assert (said.phone, said.phone_safe, said.sex) == ("+9647701234567", False, "female")
        assert said.further_phones == [
            {"number": "+9647501234567", "is_shared": True, "is_safe": None}
        ]
        assert said.case_references == [{"system": "System 0001", "reference": "REF-0001"}]
        assert (said.relocates, said.night, said.shifts) == (False, None, True)
        assert (said.commute_minutes, said.transport, said.most_hours) == (45, "public", 48)
        assert said.languages == {"ckb": "C2", "da": "B1"}
        assert said.can == {"lifting": False, "heights": True}
        assert said.weights == {"pay": 3, "hours": 2, "learning": 1}
        assert (said.least_wage, said.contract_kinds) == (600_000, ["permanent", "fixed"])
        assert (said.self_employment, said.training) == (True, False)
        assert written() == (before[0] + 4, before[1] + 4)
        shown = {tail: client.get(f"{address}/{tail}").text for tail in ("about", "wishes")}
        assert 'value="0750 123 4567"' in shown["about"]
        assert "welder\npipe fitter</textarea>" in shown["wishes"]

    @pytest.mark.parametrize(
        "wrong",
        [
            ("about", ABOUT | {"full_name": " "}, "full_name"),
            ("about", ABOUT | {"phone_2": "12"}, "phone_2"),
            ("about", ABOUT | {"reference_1": ""}, "reference_1"),
            ("about", ABOUT | {"sex": "other"}, "sex"),
            ("place", PLACE | {"commute_minutes": "900"}, "commute_minutes"),
            ("place", PLACE | {"transport": "plane"}, "transport"),
            ("languages", {"level_ar": "D1"}, "level_ar"),
            ("wishes", WISHES | {"wanted": "x" * 201}, "wanted"),
            ("wishes", WISHES | {"weight_pay": "", "weight_hours": ""}, "weights"),
            ("wishes", WISHES | {"contract_kinds": ["slavery"]}, "contract_kinds"),
            ("wishes", WISHES | {"one_more_employer": "E-222222"}, "one_more_employer"),
            ("work", {"own_words": " "}, "own_words"),
            ("work", {"own_words": "x", "months": "many"}, "months"),
            ("work", {"own_words": "welder 0770 123 4567"}, "own_words"),
            ("work", {"own_words": "🔧 12"}, "own_words"),
            ("wishes", WISHES | {"wanted": "welder\n٠٧٧٠ ١٢٣ ٤٥٦٧"}, "wanted"),
            ("wishes", WISHES | {"refused": "🔧🔧"}, "refused"),
            ("papers/schools", {"level": ""}, "level"),
            ("papers/certificates", {"name": ""}, "name"),
            ("context", {"country": "IQ"}, "country"),
            ("context", {"since_on": "2035-01-01"}, "since_on"),
        ],
    )
    def test_says_what_is_wrong_and_writes_nothing(self, client, sends, written, world, wrong):
        tail, said, field = wrong
        before = written()
        page = sends(client, f"{person(world)}/{tail}", **said)

        assert page.status_code == 422
        assert f'id="e-{field}"' in page.text
        assert written() == before

    @pytest.mark.parametrize("tail", ["about", "place", "languages", "wishes"])
    def test_is_not_written_over_by_who_read_an_older_file(
        self, client, sends, written, world, tail
    ):
        said = {"about": ABOUT, "place": PLACE, "wishes": WISHES}.get(tail, {"level_ar": "B1"})
        before = written()
        page = sends(client, f"{person(world)}/{tail}", **said | {"version": "77"})

        assert (page.status_code, written()) == (409, before)


class TestWorkSoFar:
    def test_is_added_once_changed_and_removed_and_the_longest_names_the_file(
        self, client, sends, row, rows_of, written, world
    ):
        address = f"{person(world)}/work"
        mark = {"once": "a" * 22}
        sends(client, address, own_words="cook", months="60", kind="informal", **mark)
        sends(client, address, own_words="cook", months="60", kind="informal", **mark)
        sends(client, address, own_words="welder", months="30", abroad="yes")
        sends(client, address, own_words="Welder", months="40", abroad="no")

        assert [one.months for one in rows_of(Experience)] == [60, 30, 40]
        assert (row().occupation_words, row().experience_months) == ("welder", 70)
        first = rows_of(Experience)[0].id
        sends(client, f"{address}/{first}", own_words="cook", months="90", concept="own")
        assert (row().occupation_words, row().experience_months) == ("cook", 90)
        for _ in range(2):
            sends(client, f"{address}/{first}/remove", page=address)
        assert row().occupation_words == "welder"
        before = written()
        sends(client, f"{address}/{first}/remove", page=address)
        assert written() == before
        assert client.get(f"{address}/{first}").status_code == 404

    def test_abroad_is_shown_to_employers_only_if_the_person_wants_it(
        self, client, sends, database, world
    ):
        address = f"{person(world)}/work"
        sends(client, address, own_words="cook", abroad="yes")
        seen = []
        for answer in ({}, {"shown": "yes"}, {}):
            sends(client, f"{address}/abroad", page=address, **answer)
            with database.reading() as session:
                card = cards(session, [world.returnee_id])[world.returnee_id]
            seen.append(card.worked_abroad)

        assert seen == [False, True, False]


@pytest.mark.usefixtures("taxonomy")
class TestMeanings:
    def test_are_found_for_work_and_wishes_and_reach_matching(
        self, client, sends, known, rows_of, world
    ):
        employer = reference(Kind.EMPLOYER, world.employer.employer_id)
        address = person(world)
        sends(client, f"{address}/work", own_words="welder", months="24")
        sends(client, f"{address}/work", own_words="سائق شاحنة", months="6")
        wishes = WISHES | {"refused": "cook", "one_more_employer": employer}
        sends(client, f"{address}/wishes", **wishes)

        spells = rows_of(Experience)
        assert all(one.occupation_uri and one.isco for one in spells)
        assert (known().occupation_uri, known().experience_months) == (
            spells[0].occupation_uri,
            24,
        )
        [refused] = [one for one in rows_of(WishedOccupation) if not one.is_wanted]
        assert known().refused_occupations == ((refused.occupation_uri, refused.isco),)
        assert known().refused_employers == {world.employer.employer_id}
        page = client.get(f"{address}/work/{spells[0].id}").text
        uris = re.findall(r'name="concept" value="([^"]+)"', page)
        other = next(uri for uri in uris if uri not in {"own", spells[0].occupation_uri})
        chosen = {"own_words": "welder", "concept": other}
        answer = sends(client, f"{address}/work/{spells[0].id}", **chosen)
        assert answer.status_code == 303
        assert rows_of(Experience)[0].occupation_uri == other
        made_up = sends(
            client, f"{address}/work/{spells[0].id}", own_words="welder", concept="urn:x"
        )
        assert made_up.status_code == 422
        sends(client, f"{address}/wishes", **WISHES | {"refused": "", "refused_employers": []})
        assert (known().refused_occupations, known().refused_employers) == ((), frozenset())


class TestPapers:
    def test_are_added_once_changed_and_removed(self, client, sends, row, rows_of, world):
        papers = f"{person(world)}/papers"
        for _ in range(2):
            sends(
                client,
                f"{papers}/schools",
                level="vocational",
                field="welding",
                finished="yes",
                ended_year="2015",
                once="b" * 22,
            )
            sends(
                client,
                f"{papers}/certificates",
                name="Certificate 0001",
                issuer="School 0001",
                recognised="",
                once="c" * 22,
            )
        [school], [certificate] = rows_of(Education), rows_of(Certificate)
        assert (school.level, school.is_finished, school.ended_year) == ("vocational", True, 2015)
        assert certificate.is_recognised is None
        sends(
            client,
            f"{papers}/certificates/{certificate.id}",
            name="Certificate 0001",
            recognised="yes",
            expires_on="2030-01-01",
        )
        [certificate] = rows_of(Certificate)
        assert (certificate.is_recognised, certificate.expires_on) == (True, date(2030, 1, 1))
        sends(client, f"{papers}/schools/{school.id}", level="bachelor", finished="no")
        assert [one.level for one in rows_of(Education)] == ["bachelor"]
        page = client.get(papers).text
        assert "Certificate 0001" in page
        assert "Counts here" in page
        for tail in (f"schools/{school.id}", f"certificates/{certificate.id}"):
            for _ in range(2):
                sends(client, f"{papers}/{tail}/remove", page=papers)
            assert client.get(f"{papers}/{tail}").status_code == 404

    def test_who_has_no_licence_is_known_to_have_none(self, client, sends, row, known, world):
        papers = f"{person(world)}/papers"
        sends(client, f"{papers}/licences", page=papers, asked="yes")

        assert (row().licences, row().licences_asked) == ([], True)
        assert known().licences_asked
        sends(client, f"{papers}/licences", page=papers, licences=["driving_b"])
        assert (row().licences, row().licences_asked) == (["driving_b"], True)


class TestWhatIsMissing:
    def test_stands_in_the_file_and_in_the_list_and_a_no_is_an_answer(self, client, sends, world):
        before = client.get(person(world)).text
        listed = client.get("/office/people").text
        sends(client, f"{person(world)}/place", **PLACE | {"night": "no"})
        after = client.get(person(world)).text

        assert "if they would move" in before
        assert "how they get to work" not in after
        assert "if they can work at night" not in after
        percents = [int(re.search(r'<progress[^>]*value="(\d+)"', p)[1]) for p in (before, after)]
        assert percents[1] - percents[0] == 5 + 3 + 3 + 1
        assert f"{percents[0]} of 100 is known" in listed
        assert "Missing: " in listed


class TestWhatOnlyTheOfficeKnows:
    def test_stands_on_a_page_of_its_own_and_in_no_other(self, client, sends, reader, world):
        since = "2024-12-21"
        answer = sends(client, f"{person(world)}/context", country="DK", since_on=since)

        assert answer.headers["location"].endswith("said=kept")
        kept = reader.get_one(TimeAbroad, world.returnee_id)
        assert (kept.country, kept.since_on.isoformat()) == ("DK", since)
        assert 'value="DK" selected' in client.get(f"{person(world)}/context").text
        for tail in ("", "/about", "/place", "/work", "/papers"):
            page = client.get(f"{person(world)}{tail}").text
            assert "Denmark" not in page
            assert since not in page
