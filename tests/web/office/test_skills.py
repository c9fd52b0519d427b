"""Skills are written in the person's own words, linked by the lookup or by a person."""

from dataclasses import replace
from time import perf_counter

import pytest
from markupsafe import escape
from sqlmodel import select

from forsa.exchange.starter import read_starter
from kernel.actor import SYSTEM
from skills.models.returnees import SkillRecord
from skills.service import activate_taxonomy, import_taxonomy
from skills.values.returnees import LinkState
from tests.accounts import form_token
from tests.web.office.conftest import person


@pytest.fixture(scope="module")
def starter():
    """Give what the starter knows of metal work, and of pumps: soon written, soon indexed."""
    rows = read_starter()
    of_metal = {row.uri for row in rows.concepts if (row.isco or "").startswith("72")}
    of_metal |= {row.to_uri for row in rows.relations if row.from_uri in of_metal}
    of_metal |= {row.uri for row in rows.concepts if "pump" in (row.description or "").casefold()}
    return replace(
        rows,
        concepts=tuple(row for row in rows.concepts if row.uri in of_metal),
        labels=tuple(row for row in rows.labels if row.uri in of_metal),
        relations=tuple(row for row in rows.relations if {row.from_uri, row.to_uri} <= of_metal),
    )


@pytest.fixture
def taxonomy(database, now, starter):
    """Put the built-in taxonomy to use."""
    with database.writing() as session:
        report = import_taxonomy(session, source=starter, actor=SYSTEM, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)


@pytest.fixture
def records(database, world):
    """Give a function that reads the skills of the world's person, but the first, by words."""

    def records():
        with database.reading() as session:
            rows = session.exec(
                select(SkillRecord)
                .where(SkillRecord.returnee_id == world.returnee_id)
                .order_by(SkillRecord.id)
            ).all()
            session.expunge_all()
        return {row.own_words: row for row in rows[1:]}

    return records


@pytest.fixture
def address(world):
    return f"{person(world)}/skills"


class TestWritingSkillsDown:
    def test_links_what_is_sure_and_keeps_the_other_words(
        self, client, sends, taxonomy, records, address
    ):
        answer = sends(
            client,
            address,
            words="جۆشکاری، svejsning\nswing tank ladders,",
            proficiency="3",
            months="٢٤",
        )

        assert (answer.status_code, answer.headers["location"]) == (303, f"{address}?added=yes")
        said = records()
        assert list(said) == ["جۆشکاری", "svejsning", "swing tank ladders"]
        assert {row.proficiency for row in said.values()} == {3}
        assert {row.months for row in said.values()} == {24}
        assert said["جۆشکاری"].concept_uri == said["svejsning"].concept_uri is not None
        assert said["swing tank ladders"].link is LinkState.OWN_WORDS

    def test_offers_what_other_words_may_mean_and_takes_the_choice(
        self, client, sends, taxonomy, records, address
    ):
        sends(client, address, words="metal cutting by hand", proficiency="2")
        row = records()["metal cutting by hand"]
        page = client.get(address).text
        offered = page.split(f'name="concept_{row.id}" value="')[1:]
        uris = [part.split('"')[0] for part in offered]

        assert 2 <= len(uris) <= 6
        assert uris[-1] == "own"
        answer = sends(
            client, f"{address}/meanings", page=address, **{f"concept_{row.id}": uris[0]}
        )
        assert (answer.status_code, answer.headers["location"]) == (303, address)
        chosen = records()["metal cutting by hand"]
        assert (chosen.concept_uri, chosen.link) == (uris[0], LinkState.CHOSEN)

    def test_keeps_what_somebody_chose_when_the_words_come_again(
        self, client, sends, taxonomy, records, address
    ):
        sends(client, address, words="metal cutting by hand", proficiency="2")
        row = records()["metal cutting by hand"]
        uri = client.get(address).text.split(f'name="concept_{row.id}" value="')[1].split('"')[0]
        sends(client, f"{address}/meanings", page=address, **{f"concept_{row.id}": uri})
        sends(client, address, words="metal cutting by hand", proficiency="4")

        again = records()
        assert len(again) == 1
        assert (again["metal cutting by hand"].concept_uri, row.id) == (
            uri,
            again["metal cutting by hand"].id,
        )
        assert again["metal cutting by hand"].proficiency == 4

    def test_takes_a_sentence_apart(self, client, sends, taxonomy, records, address):
        sends(client, address, words="ألحم خزانات وأصلح المضخات", proficiency="3")

        assert list(records()) == ["ألحم خزانات", "أصلح المضخات"]

    def test_takes_what_was_chosen_while_typing(self, client, sends, taxonomy, records, address):
        [uri] = [one["uri"] for one in suggested(client, address, "welding")["found"][:1]]
        chips = [f"{uri} لحمت", "own welding", " steel bending and zzz qqq"]
        answer = sends(client, address, words="", chip=chips, proficiency="2")

        assert answer.status_code == 303
        said = records()
        assert (said["لحمت"].concept_uri, said["لحمت"].link) == (uri, LinkState.CHOSEN)
        assert (said["welding"].concept_uri, said["welding"].link) == (None, LinkState.OWN_WORDS)
        assert {"steel bending", "zzz qqq"} <= set(said)

    def test_does_not_believe_a_concept_that_is_not_there(
        self, client, sends, taxonomy, records, address
    ):
        sends(client, address, words="", chip=["http://example.org/no welding"], proficiency="2")

        assert records()["welding"].concept_uri is None

    def test_refuses_a_phone_number_and_keeps_what_was_typed(
        self, client, sends, taxonomy, records, address
    ):
        typed = "welding, ٠٧٧٠ ١٢٣ ٤٥٦٧"
        page = sends(client, address, words=typed, chip=["own cooking"], proficiency="2")

        assert (page.status_code, records()) == (422, {})
        assert "This looks like a phone number" in page.text
        assert typed in page.text
        assert 'value="own cooking" data-chip' in page.text

    def test_works_without_a_taxonomy(self, client, sends, records, address):
        answer = sends(client, address, words="welding", proficiency="2")

        assert answer.status_code == 303
        assert records()["welding"].link is LinkState.OWN_WORDS
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"words": ""}, "words"),
            ({"words": " , ;;\n!"}, "words"),
            ({"words": "x" * 201}, "words"),
            ({"words": ",".join(f"skill {n}" for n in range(21))}, "words"),
            ({"words": "x " * 1001}, "words"),
            ({"words": "لحام خزانات، " * 1600}, "words"),
            ({"proficiency": ""}, "proficiency"),
            ({"proficiency": "5"}, "proficiency"),
            ({"months": "years"}, "months"),
            ({"months": "9999"}, "months"),
        ],
    )
    def test_keeps_what_was_typed_beside_what_is_wrong(
        self, client, sends, records, address, changed, field
    ):
        said = {"words": "welding <b>", "proficiency": "2", "months": "7"} | changed
        page = sends(client, address, **said)

        assert (page.status_code, records()) == (422, {})
        assert f'id="e-{field}"' in page.text
        assert escape(said["words"]).strip() in page.text


def suggested(client, address, text):
    token = form_token(client.get(address))
    answer = client.post("/office/words", data={"_csrf": token, "q": text})
    assert answer.status_code == 200
    return answer.json()


class TestSuggestions:
    def test_are_for_the_last_skill_in_the_reader_s_language(self, client, taxonomy, address):
        said = suggested(client, address, "ألحم خزانات وتصليح المضخ")

        assert (said["before"], said["words"]) == ("ألحم خزانات", "تصليح المضخ")
        assert 1 <= len(said["found"]) <= 6
        assert {"uri", "label", "also"} == set(said["found"][0])

    def test_are_none_for_what_is_no_skill(self, client, taxonomy, address):
        for text in ("", "w", "🔥", "x" * 2001, "0770 123 4567", "٠٧٧٠١٢٣٤٥٦٧"):
            assert suggested(client, address, text)["found"] == [], text

    def test_are_none_without_a_taxonomy(self, client, address):
        assert suggested(client, address, "welding")["found"] == []

    def test_leave_no_word_in_the_logs(self, client, taxonomy, address, caplog):
        caplog.set_level("DEBUG")
        suggested(client, address, "weldingword")

        assert "weldingword" not in caplog.text

    def test_are_given_fast_and_with_few_queries(
        self, client, taxonomy, address, counting_queries
    ):
        token = form_token(client.get(address))
        took = []
        for _ in range(3):
            began = perf_counter()
            with counting_queries() as seen:
                client.post("/office/words", data={"_csrf": token, "q": "تصليح المضخات"})
            took.append(perf_counter() - began)

        assert min(took) <= 0.1
        assert len(seen) <= 6

    def test_are_for_offices_alone(self, client_of, world):
        with client_of(None) as stranger:
            answer = stranger.post("/office/words", data={"q": "welding"})
        assert answer.status_code in {401, 403}


class TestUsualSkills:
    def test_are_proposed_for_an_occupation_and_written_down_when_ticked(
        self, client, sends, taxonomy, records, address
    ):
        sends(client, address, words="welder", proficiency="3")
        page = client.get(address).text
        uris = [part.split('"')[0] for part in page.split('name="usual" value="')[1:]]

        assert len(uris) > 2
        assert "Usual in this work: <bdi>Welder</bdi>" in page
        assert all("checked" not in part.split(">")[0] for part in page.split('name="usual"')[1:])
        answer = sends(client, f"{address}/usual", page=address, usual=[*uris[:2], "urn:no"])
        assert answer.headers["location"] == f"{address}?added=yes"
        taken = [row for row in records().values() if row.link is LinkState.CHOSEN]
        assert {row.concept_uri for row in taken} == set(uris[:2])
        assert not {f'name="usual" value="{uri}"' for uri in uris[:2]} & set(
            client.get(address).text.split("<")
        )


class TestOneSkill:
    @pytest.fixture
    def one(self, client, sends, taxonomy, records, address):
        sends(client, address, words="metal cutting by hand", proficiency="2")
        row = records()["metal cutting by hand"]
        return f"{address}/{row.id}"

    def test_is_changed_in_all_its_parts(self, client, sends, records, one):
        page = client.get(one).text
        uri = page.split('name="concept" value="')[1].split('"')[0]
        assert page.count('name="concept"') == 5 + 1
        said = {"concept": uri, "proficiency": "4", "months": "6", "evidence": "certificate"}
        answers = [sends(client, one, **said) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [303, 303]
        row = records()["metal cutting by hand"]
        assert (row.concept_uri, row.proficiency, row.months, row.evidence) == (
            uri,
            4,
            6,
            "certificate",
        )
        assert row.link is LinkState.CHOSEN

    def test_says_when_it_was_used_who_made_sure_and_what_stood_there(
        self, client, sends, records, one, address
    ):
        said = {"concept": "own", "proficiency": "4", "evidence": "test"}
        sends(client, one, **said, used_year="٢٠٢١", confirmed="yes")
        row = records()["metal cutting by hand"]
        page = client.get(one).text

        assert str(row.last_used_on) == "2021-12-31"
        assert row.confirmed_by is not None
        assert "Checked on" in page
        history = page.split("What stood here before")[1]
        assert "Does everyday work alone" in history
        assert "Own words" in history
        assert sends(client, one, **said, used_year="2031").status_code == 422

    def test_is_brought_back_by_undo_once(self, client, sends, records, one, address):
        sends(client, f"{one}/remove", page=address)
        number = client.get(address).text.split('name="number" value="')[1].split('"')[0]
        assert records() == {}
        answers = [sends(client, f"{address}/undo", page=address, number=number) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [303, 303]
        assert list(records()) == ["metal cutting by hand"]
        assert 'name="number"' not in client.get(address).text

    def test_is_made_one_with_another_of_the_same_meaning(
        self, client, sends, records, address, one, counting_queries
    ):
        sends(client, address, words="svejsning, جۆشکاری", proficiency="2")
        with counting_queries() as seen:
            page = client.get(address).text
        uri = page.split('name="concept" value="')[1].split('"')[0]
        for _ in range(2):
            sends(client, f"{address}/merge", page=address, concept=uri)

        assert "These mean the same" in page
        assert [words for words in records() if words != "metal cutting by hand"] == ["svejsning"]
        assert len(seen) <= 12

    def test_may_lose_its_concept_again(self, client, sends, records, one):
        said = {"concept": "own", "proficiency": "1", "evidence": "own_statement"}
        sends(client, one, **said)

        assert records()["metal cutting by hand"].concept_uri is None

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"concept": "http://example.org/nothing"}, "concept"),
            ({"concept": ""}, "concept"),
            ({"proficiency": "0"}, "proficiency"),
            ({"evidence": "hearsay"}, "evidence"),
        ],
    )
    def test_says_what_is_wrong(self, client, sends, one, changed, field):
        said = {"concept": "own", "proficiency": "1", "evidence": "test"} | changed
        page = sends(client, one, **said)

        assert page.status_code == 422
        assert f'id="e-{field}"' in page.text

    def test_is_removed_once(self, client, sends, records, address, one):
        answers = [sends(client, f"{one}/remove", page=address) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [303, 303]
        assert records() == {}
        assert client.get(one).status_code == 404
