"""The queue of own words: who sees what, what is decided by whom, and in how many queries."""

import re
from contextlib import ExitStack

import pytest
from sqlmodel import select

from forsa.i18n import Language
from forsa.web.words.shown import LEAST_HEARD
from kernel.actor import OFFICE_ROLES, SYSTEM, Role
from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from skills.models.returnees import Returnee, SkillRecord
from skills.models.words import WordRuling
from skills.service import activate_taxonomy, import_taxonomy
from skills.values.profiles import ExperienceDraft
from skills.values.returnees import SkillDraft
from skills.values.taxonomy import ConceptKind, ConceptRow, LabelKind, LabelRow, TaxonomyRows
from skills.values.words import RulingState, Verdict, WordsPart, mark_of
from tests import factories as make
from tests.accounts import form_token, save_account
from tests.web.page_checks import problems_of
from tests.web.visitor import Visitor

WORDS = "tank ladders"
ADDRESS = f"/words/{mark_of(WORDS)}"
LADDER, WELD = ("http://example.org/skill/ladder", make.WELDING)
GROUP = "http://example.org/isco/C7214"
OF_WORK = f"/words/{mark_of(WORDS, WordsPart.WORK)}"
PHONE = "call 0770 123 4567"
NAMES = {"name_en": "hang ladders", "name_ar": "تعليق السلالم", "name_ckb": "هەڵواسینی پەیژە"}


@pytest.fixture(autouse=True)
def taxonomy(database, now):
    rows = TaxonomyRows(
        name="small",
        origins=frozenset({"test"}),
        concepts=(
            ConceptRow(LADDER, ConceptKind.SKILL),
            ConceptRow(WELD, ConceptKind.SKILL),
            ConceptRow(GROUP, ConceptKind.UNIT_GROUP, isco="7214"),
            ConceptRow("urn:fitter", ConceptKind.OCCUPATION, isco="7214"),
        ),
        labels=(
            LabelRow(LADDER, "en", LabelKind.PREFERRED, "weld tank ladder", "test"),
            LabelRow(WELD, "en", LabelKind.PREFERRED, "join metal", "test"),
            LabelRow(GROUP, "en", LabelKind.PREFERRED, "metal erectors", "test"),
            LabelRow("urn:fitter", "en", LabelKind.PREFERRED, "tank ladder fitter", "test"),
        ),
        relations=(),
    )
    with database.writing() as session:
        report = import_taxonomy(session, source=rows, actor=SYSTEM, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


@pytest.fixture
def people(database, world, now):
    """Save people whose words are not known, most of them the same."""
    for words in [(WORDS, PHONE), (WORDS, "goat herding"), ("Tank Ladders",)]:
        skills = tuple(SkillDraft(text, language="en") for text in words)
        make.save_returnee(database, now=now, caseworker=world.caseworker, skills=skills)


@pytest.fixture
def somebody(client_of, database, world, now):
    """Give a function that opens a browser for somebody of a role, the world's office's."""
    with ExitStack() as at_the_end:

        def somebody(role):
            office = {"office_id": world.caseworker.office_id}
            place = office if role in OFFICE_ROLES else {}
            account_id = save_account(database, role=role, now=now, **place)
            return Visitor(at_the_end.enter_context(client_of(account_id)))

        yield somebody


def rulings(database):
    with database.reading() as session:
        return [(one.verdict, one.state) for one in session.exec(select(WordRuling)).all()]


class TestQueue:
    def test_shows_words_never_people_in_six_queries(
        self, people, somebody, counting_queries, database
    ):
        visitor = somebody(Role.CASEWORKER)
        visitor.open("/words")

        with counting_queries() as seen:
            text = visitor.open("/words").text

        assert len(seen) <= 6, seen
        assert problems_of(text, Language.ENGLISH) == []
        assert text.index(WORDS) < text.index("goat herding")
        assert 'How often: <bdi dir="ltr">3</bdi>' in text
        assert "weld tank ladder" in text
        assert "4567" not in text
        assert "•••" in text
        assert "Person 0" not in text

    def test_shows_those_who_run_the_service_only_what_several_said(self, people, somebody):
        for role in (Role.OPERATOR, Role.AUDITOR):
            visitor = somebody(role)
            text = visitor.open("/words").text

            assert WORDS in text
            assert "goat herding" not in text
            assert "&lt;10" in text
            alone = visitor.client.get(f"/words/{mark_of('goat herding')}")
            assert alone.status_code == 404
        assert LEAST_HEARD == 3

    def test_is_not_there_for_others(self, people, client_of, somebody, database, now):
        for role in (Role.EMPLOYER_OWNER,):
            client = somebody(role).client
            missing = client.get("/words/nothing-here")
            for address in ("/words", ADDRESS, "/words/proposals", "/words/rulings.csv"):
                answer = client.get(address)
                assert (answer.status_code, len(answer.text)) == (404, len(missing.text))
        with client_of(None) as stranger:
            assert stranger.get("/words", follow_redirects=False).status_code in (303, 401)


class TestOneKey:
    def test_is_linked_by_a_supervisor_and_taken_back(
        self, people, somebody, counting_queries, database
    ):
        visitor = somebody(Role.SUPERVISOR)
        visitor.open("/words")
        with counting_queries() as seen:
            text = visitor.open(ADDRESS).text
        assert len(seen) <= 12, seen
        assert problems_of(text, Language.ENGLISH) == []
        assert "A supervisor looks" not in text

        visitor.send(ADDRESS, press="link", concept=LADDER)

        assert "counts from now on" in visitor.page.text
        assert rulings(database) == [(Verdict.LINK, RulingState.IN_FORCE)]
        visitor.open(ADDRESS)
        assert "weld tank ladder" in visitor.page.text
        visitor.send("/undo")
        assert rulings(database) == [(Verdict.LINK, RulingState.UNDONE)]
        assert WORDS in visitor.page.text

    def test_is_proposed_by_a_caseworker_and_looked_at_by_another(
        self, people, somebody, database
    ):
        visitor = somebody(Role.CASEWORKER)
        assert "A supervisor looks" in visitor.open(ADDRESS).text
        visitor.send(ADDRESS, press="link", concept=LADDER)
        assert "It is proposed" in visitor.page.text
        own = visitor.open("/words/proposals").text
        assert "Somebody else has to agree" in own
        assert "I agree" not in own

        operator = somebody(Role.OPERATOR)
        operator.open("/words/proposals")
        assert problems_of(operator.page.text, Language.ENGLISH) == []
        wrong = operator.client.post(
            "/words/rulings/1/second",
            data={"_csrf": form_token(operator.page), "answer": "refuse"},
        )
        assert wrong.status_code == 422
        assert "Choose a reason." in wrong.text
        operator.send("/second", press="agree")
        assert rulings(database) == [(Verdict.LINK, RulingState.IN_FORCE)]

    def test_finds_other_skills_and_takes_none_that_is_not_there(self, people, somebody, database):
        visitor = somebody(Role.SUPERVISOR)
        visitor.open(ADDRESS)
        visitor.send(ADDRESS, press="search", look_for="join metal", **NAMES)
        assert "join metal" in visitor.page.text
        assert all(f'value="{name}"' in visitor.page.text for name in NAMES.values())
        assert "<details open>" in visitor.page.text

        wrong = visitor.client.post(
            ADDRESS,
            data={
                "_csrf": form_token(visitor.page),
                "verdict": "link",
                "concept": "http://example.org/skill/none",
            },
        )

        assert wrong.status_code == 422
        assert rulings(database) == []

    def test_becomes_a_new_skill_with_names_in_three_languages(self, people, somebody, database):
        visitor = somebody(Role.SUPERVISOR)
        page = visitor.open(ADDRESS)
        fields = {"_csrf": form_token(page), "verdict": "new_concept", "kind": "skill"}
        wrong = visitor.client.post(ADDRESS, data=fields | NAMES | {"name_en": "Join metal"})
        assert wrong.status_code == 422
        assert "This name is known already" in wrong.text
        assert NAMES["name_ar"] in wrong.text

        visitor.send(ADDRESS, press="new_concept", broader=WELD, **NAMES)
        other = somebody(Role.SUPERVISOR)
        shown = other.open("/words/proposals").text
        assert all(name in shown for name in NAMES.values())
        assert "join metal" in shown
        other.send("/second", press="agree")

        with database.reading() as session:
            linked = session.exec(
                select(SkillRecord.concept_uri).where(SkillRecord.search_key == WORDS)
            ).all()
        assert linked == ["urn:forsa:local:1"] * 3

    def test_is_sent_twice_and_decided_once(self, people, somebody, database):
        visitor = somebody(Role.SUPERVISOR)
        page = visitor.open(ADDRESS)
        fields = {"_csrf": form_token(page), "verdict": "keep"}

        answers = [
            visitor.client.post(ADDRESS, data=fields, follow_redirects=False) for _ in range(2)
        ]

        assert [one.headers["location"] for one in answers] == ["/words?said=ruled", ADDRESS]
        assert len(rulings(database)) == 1

    @pytest.mark.parametrize("mark", ["0" * 16, "x", "A" * 16, "0" * 400])
    def test_is_not_there_under_any_other_mark(self, people, somebody, mark):
        client = somebody(Role.CASEWORKER).client

        assert client.get(f"/words/{mark}").status_code in (400, 404)


class TestWork:
    """The same words, said as work, beside those of a skill."""

    @pytest.fixture
    def worker(self, database, world, people, now):
        return make.save_returnee(
            database,
            now=now,
            caseworker=world.caseworker,
            experiences=(ExperienceDraft(WORDS, months=8),),
        )

    def test_becomes_new_work_of_a_group(self, worker, somebody, counting_queries, database):
        visitor = somebody(Role.SUPERVISOR)
        assert visitor.open("/words").text.count(f"<bdi>{WORDS}</bdi>") == 2
        with counting_queries() as seen:
            text = visitor.open(OF_WORK).text
        assert len(seen) <= 12, seen
        assert problems_of(text, Language.ENGLISH) == []
        assert "tank ladder fitter" in text
        assert "weld tank ladder" not in text
        fields = {"_csrf": form_token(visitor.page), "verdict": "new_concept"}
        for group in ("", WELD):
            wrong = visitor.client.post(OF_WORK, data=fields | NAMES | {"broader": group})
            assert (wrong.status_code, "Please choose one." in wrong.text) == (422, True)
            assert NAMES["name_ckb"] in wrong.text

        visitor.send(OF_WORK, press="new_concept", broader=GROUP, **NAMES)
        other = somebody(Role.SUPERVISOR)
        shown = other.open("/words/proposals").text
        assert "metal erectors" in shown
        assert "New work" in shown
        other.send("/second", press="agree")

        with database.reading() as session:
            person = session.get_one(Returnee, worker)
            linked = (person.occupation_uri, person.isco)
        assert linked == ("urn:forsa:local:1", "7214")

    def test_that_is_none_is_refused_where_it_is_written(self, worker, somebody):
        visitor = somebody(Role.SUPERVISOR)
        visitor.open(OF_WORK)
        visitor.send(OF_WORK, press="reject")
        address = f"/office/people/{reference(Kind.PERSON, worker)}"
        for tail, field in (("work", "own_words"), ("wishes", "wanted")):
            page = visitor.open(f"{address}/{tail}")
            version = re.search(r'name="version" value="(\d+)"', page.text)
            answer = visitor.client.post(
                f"{address}/{tail}",
                data={
                    "_csrf": form_token(page),
                    "version": version.group(1) if version else "",
                    field: "Tank ladders",
                },
            )
            assert (answer.status_code, "they name no work" in answer.text) == (422, True)


class TestDecided:
    def test_are_listed_and_downloaded_without_what_was_rejected(self, people, somebody, database):
        visitor = somebody(Role.SUPERVISOR)
        for words, press in ((WORDS, "keep"), ("goat herding", "reject")):
            visitor.open(f"/words/{mark_of(words)}")
            visitor.send(mark_of(words), press=press)

        text = visitor.open("/words/rulings").text
        assert problems_of(text, Language.ENGLISH) == []
        assert "goat herding" in text
        operator = somebody(Role.OPERATOR)
        assert "goat herding" not in operator.open("/words/rulings").text
        download = operator.client.get("/words/rulings.csv")
        assert download.headers["content-type"].startswith("text/csv")
        assert "attachment" in download.headers["content-disposition"]
        lines = download.content.decode("utf-8-sig").splitlines()
        assert [line.split(",")[0] for line in lines] == ["words", WORDS]
        with database.reading() as session:
            exported = session.exec(
                select(AuditEvent).where(AuditEvent.action == "skills.rulings.exported")
            ).all()
        assert len(exported) == 1


class TestEntry:
    def test_says_that_words_are_no_skill(self, people, somebody, world, database):
        visitor = somebody(Role.SUPERVISOR)
        visitor.open(ADDRESS)
        visitor.send(ADDRESS, press="reject")
        address = f"/office/people/{reference(Kind.PERSON, world.returnee_id)}/skills"
        page = visitor.open(address)
        answer = visitor.client.post(
            address, data={"_csrf": form_token(page), "words": WORDS, "proficiency": "2"}
        )

        assert answer.status_code == 422
        assert "no skill" in answer.text
        assert re.search(r"<textarea[^>]*>\s*tank ladders", answer.text)
