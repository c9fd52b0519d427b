"""Own words that mean no concept: counted, ruled once for everybody, and taken back."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlmodel import select

from employers.models import VacancyRequirement
from employers.values import Requirement
from forsa.cli.skills import skills as skills_commands
from forsa.deeds.taxonomy import put_taxonomy_to_use
from forsa.deeds.words import rule_on_words, second_ruling, undo_ruling, words_of_vacancies
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from skills.errors import (
    ConceptExists,
    ConceptInUse,
    ConceptUnknown,
    NamesMissing,
    RulingMoved,
    RulingNotFound,
    SecondPersonNeeded,
    SkillRejected,
    UnitGroupMissing,
    WordsNotWaiting,
    WordsNotYours,
    WorkRejected,
)
from skills.interface.concepts import concept_kinds, iscos_of
from skills.interface.rulings import rejected_among, ruled_links
from skills.interface.taxonomy import active_version, concept_labels, made_lookup
from skills.models.profiles import Experience, WishedOccupation
from skills.models.returnees import Returnee, SkillChange, SkillRecord
from skills.models.words import WordRuling
from skills.queries.words import rights_on, rulings_of, waiting_words
from skills.service import (
    add_experience,
    add_skill,
    change_experience,
    change_wishes,
    choose_concept,
    import_taxonomy,
    remove_skill,
)
from skills.values.lookup import Link
from skills.values.profiles import ExperienceDraft, OccupationWish, WishesChange
from skills.values.returnees import LinkState, SkillDraft
from skills.values.taxonomy import (
    ConceptKind,
    ConceptRow,
    LabelKind,
    LabelRow,
    ReplacementRow,
    TaxonomyRows,
)
from skills.values.words import (
    NewConcept,
    RefusedBecause,
    RulingDraft,
    RulingState,
    Verdict,
    WordsPart,
)
from tests import factories as make
from tests.accounts import save_account

GROUP = "http://example.org/isco/C7212"
WELD, JOIN, PIPES = ("http://example.org/skill/weld", "http://example.org/skill/join", "urn:pipes")
LINK = RulingDraft("tank ladders", Verdict.LINK, concept_uri=WELD)
KEEP = RulingDraft("tank ladders", Verdict.KEEP)
REJECT = RulingDraft("tank ladders", Verdict.REJECT)
NEW = RulingDraft(
    "tank ladders",
    Verdict.NEW_CONCEPT,
    concept=NewConcept(
        ConceptKind.SKILL,
        {"en": "hang tank ladders", "ar": "تعليق سلالم الخزانات", "ckb": "هەڵواسینی پەیژەی تانکی"},
        WELD,
    ),
)


def rows_of(name, uris, *, replaced=()):
    """Return a small taxonomy: a skill for each URI, named by its last part, and a group."""
    origin = "test"
    return TaxonomyRows(
        name=name,
        origins=frozenset({origin}),
        concepts=(
            ConceptRow(GROUP, ConceptKind.UNIT_GROUP, isco="7212"),
            *(ConceptRow(uri, ConceptKind.SKILL) for uri in uris),
        ),
        labels=tuple(
            LabelRow(uri, "en", LabelKind.PREFERRED, uri.rpartition("/")[2] + "ing", origin)
            for uri in (GROUP, *uris)
        ),
        relations=(),
        replacements=tuple(ReplacementRow(one, two, origin) for one, two in replaced),
    )


@pytest.fixture
def use(database, now):
    """Give a function that imports a small taxonomy and puts it to use."""

    def use(name, uris, **more):
        with database.writing() as session:
            report = import_taxonomy(
                session, source=rows_of(name, uris, **more), actor=SYSTEM, now=now
            )
            put_taxonomy_to_use(session, version_id=report.version_id, actor=SYSTEM, now=now)
        return report.version_id

    return use


class Desk:
    """People whose words are not known, and those who say what the words mean."""

    def __init__(self, database, now):
        self.database, self.now = database, now
        self.caseworker = make.save_caseworker(database, now=now)
        office_id = self.caseworker.office_id
        self.supervisor, self.other = (
            make.save_caseworker(database, now=now, role=Role.SUPERVISOR, office_id=office_id)
            for _ in range(2)
        )
        account_id = save_account(database, role=Role.OPERATOR, now=now)
        self.operator = Actor(role=Role.OPERATOR, account_id=account_id)

    def person(self, *words, **more):
        drafts = tuple(SkillDraft(text, language="en", **more) for text in words)
        return make.save_returnee(
            self.database, now=self.now, caseworker=self.caseworker, skills=drafts
        )

    def vacancy(self, *words, **more):
        asked = tuple(Requirement(text, None) for text in words)
        return make.save_vacancy(self.database, now=self.now, requirements=asked, **more)

    def rule(self, draft, actor=None):
        with self.database.writing() as session:
            return rule_on_words(
                session, draft=draft, actor=actor or self.supervisor, now=self.now
            )

    def second(self, ruling, actor=None, because=None):
        with self.database.writing() as session:
            return second_ruling(
                session,
                ruling_id=ruling.ruling_id,
                refused_because=because,
                actor=actor or self.other,
                now=self.now,
            )

    def undo(self, ruling, actor=None):
        with self.database.writing() as session:
            return undo_ruling(
                session,
                ruling_id=ruling.ruling_id,
                actor=actor or self.supervisor,
                now=self.now,
            )

    def add(self, returnee_id, draft):
        with self.database.writing() as session:
            return add_skill(
                session,
                returnee_id=returnee_id,
                draft=draft,
                actor=self.caseworker,
                now=self.now,
            )

    def everything(self):
        """Return all records and requirements in full, but who is ranked anew."""
        with self.database.reading() as session:
            return [
                [row.model_dump() for row in session.exec(select(table).order_by(table.id))]
                for table in (SkillRecord, VacancyRequirement)
            ]

    def links(self):
        records, _ = self.everything()
        return [(one["own_words"], one["concept_uri"], one["link"]) for one in records]

    def asked(self):
        _, requirements = self.everything()
        return [(one["own_words"], one["concept_uri"]) for one in requirements]

    def queue(self, **more):
        with self.database.reading() as session:
            found = waiting_words(
                session, elsewhere=words_of_vacancies(session), **({"most": 20} | more)
            )
        return list(found.waiting), found.count


@pytest.fixture
def desk(database, now, use):
    use("first", [WELD])
    return Desk(database, now)


class TestQueue:
    def test_has_the_most_frequent_first_with_spellings_and_never_a_person(self, desk):
        desk.person("tank ladders", "goat herding")
        desk.person("Tank  Ladders")
        desk.person("tank ladders", "welding by hand", concept_uri=WELD)
        desk.person("tank ladders")
        desk.vacancy("TANK LADDERS", "pipe bending")

        waiting, count = desk.queue(most=2)

        assert count == 3
        assert [(one.search_key, one.count) for one in waiting] == [
            ("tank ladders", 4),
            ("goat herding", 1),
        ]
        assert waiting[0].examples == ("tank ladders", "TANK LADDERS", "Tank  Ladders")
        assert waiting[0].languages == {"en": 3, "ar": 1}
        assert waiting[0].since == desk.now
        assert [one.search_key for one in desk.queue(first=2)[0]] == ["pipe bending"]
        assert [one.search_key for one in desk.queue(least=2)[0]] == ["tank ladders"]

    def test_forgets_vacancies_that_are_over_and_words_that_are_ruled(self, desk):
        desk.person("tank ladders", "goat herding")

        desk.rule(KEEP)
        desk.rule(replace(LINK, own_words="goat  HERDING"), desk.caseworker)

        assert desk.queue() == ([], 0)


class TestLink:
    def test_counts_everywhere_now_and_later(self, database, desk):
        first = desk.person("tank ladders")
        desk.person("Tank Ladders", "goat herding")
        desk.vacancy("tank ladders", "goat herding")

        ruling = desk.rule(LINK)

        assert (ruling.state, ruling.changed_count) == (RulingState.IN_FORCE, 2)
        linked = [(words, uri) for words, uri, _ in desk.links()]
        assert linked == [("tank ladders", WELD), ("Tank Ladders", WELD), ("goat herding", None)]
        assert desk.asked() == [("tank ladders", WELD), ("goat herding", None)]
        later = desk.person("tank ladders!")
        assert desk.links()[-1] == ("tank ladders!", WELD, LinkState.LINKED)
        with database.reading() as session:
            [before] = session.exec(
                select(SkillChange.before).where(SkillChange.returnee_id == first)
            ).all()
            actions = session.exec(select(AuditEvent.action, AuditEvent.subject)).all()
        assert before["concept_uri"] is None
        assert ("skills.returnee.words-ruled", f"returnee:{first}") in actions
        assert ("skills.returnee.words-ruled", f"returnee:{later}") not in actions
        assert ("skills.ruling.in-force", f"word_ruling:{ruling.ruling_id}") in actions

    def test_leaves_what_a_person_chose(self, desk):
        returnee_id = desk.person("goat herding")
        desk.person("tank ladders")
        desk.rule(LINK)

        desk.add(returnee_id, SkillDraft("tank ladders", concept_uri=JOIN))
        desk.add(returnee_id, SkillDraft("tank Ladders", concept_uri=None))

        assert desk.links()[-1] == ("tank Ladders", None, LinkState.OWN_WORDS)

    def test_is_found_by_the_lookup_and_survives_another_release(
        self, database, desk, use, tmp_path
    ):
        desk.person("tank ladders")
        with database.reading() as session:
            before = active_version(session).digest
        ruling = desk.rule(LINK)

        def found():
            with database.reading() as session:
                version = active_version(session)
                [link] = made_lookup(session, tmp_path, version).link_many(["Tank ladders"])
            return version.digest, link.uri

        ruled, uri = found()
        assert uri == WELD
        with database.reading() as session:
            [link] = ruled_links(session, [Link("Tank ladders", None, 0.0, ())])
        assert (link.uri, link.offered[0].uri) == (WELD, WELD)
        assert ruled != before
        assert use("first", [WELD]) == 1, "what was ruled here is no part of an import"

        newer = use("second", [JOIN], replaced=[(WELD, JOIN)])
        assert found()[1] == JOIN
        assert desk.links()[0][1] == JOIN
        with database.writing() as session:
            put_taxonomy_to_use(session, version_id=1, actor=SYSTEM, now=desk.now)
        assert found() == (ruled, WELD)
        with database.writing() as session:
            put_taxonomy_to_use(session, version_id=newer, actor=SYSTEM, now=desk.now)

        assert desk.undo(ruling) == 1
        assert found()[1] != JOIN
        assert desk.links()[0][1] is None


class TestUndo:
    def test_brings_every_byte_back(self, desk):
        desk.person("tank ladders", months=7)
        desk.person("Tank ladders", "goat herding")
        desk.vacancy("goat herding", "tank ladders")
        before = desk.everything()

        for draft in (LINK, REJECT, KEEP, NEW):
            ruling = desk.rule(draft)
            if draft is NEW:
                ruling = desk.second(ruling)
            assert draft is KEEP or desk.everything() != before
            desk.undo(ruling)
            assert desk.everything() == before

        assert desk.queue()[1] == 2

    def test_leaves_what_a_person_changed_since(self, database, desk):
        kept, chosen, removed = (desk.person("tank ladders") for _ in range(3))
        vacancy_id = desk.vacancy("tank ladders", "goat herding")
        ruling = desk.rule(LINK)
        ids = {one["returnee_id"]: one["id"] for one in desk.everything()[0]}
        later = {"actor": desk.caseworker, "now": desk.now + timedelta(hours=1)}
        with database.writing() as session:
            choose_concept(session, skill_id=ids[chosen], concept_uri=JOIN, **later)
            remove_skill(session, skill_id=ids[removed], **later)

        assert desk.undo(ruling) == 2
        assert desk.links() == [
            ("tank ladders", None, LinkState.OWN_WORDS),
            ("tank ladders", JOIN, LinkState.CHOSEN),
        ]
        assert desk.asked()[0] == ("tank ladders", None)
        assert vacancy_id

        again = desk.rule(REJECT)
        desk.add(kept, SkillDraft("goat herding"))
        assert desk.undo(again) == 2

    def test_is_for_supervisors_and_operators_once(self, desk):
        desk.person("tank ladders")
        ruling = desk.rule(LINK)

        with pytest.raises(SecondPersonNeeded):
            desk.undo(ruling, desk.caseworker)
        desk.undo(ruling, desk.operator)
        with pytest.raises(RulingMoved):
            desk.undo(ruling)


class TestReject:
    def test_takes_the_words_out_and_refuses_them_later(self, database, desk):
        returnee_id = desk.person("tank ladders", "goat herding")
        desk.vacancy("goat herding", "tank ladders")
        alone = desk.vacancy("tank ladders")

        desk.rule(REJECT)

        assert [words for words, _, _ in desk.links()] == ["goat herding"]
        assert [words for words, _ in desk.asked()] == ["goat herding", "tank ladders"]
        assert alone
        with pytest.raises(SkillRejected):
            desk.add(returnee_id, SkillDraft("Tank Ladders"))
        desk.person("tank ladders", "shoe repair")
        assert [words for words, _, _ in desk.links()] == ["goat herding", "shoe repair"]


class TestNewConcept:
    def test_needs_a_second_person(self, database, desk):
        desk.person("tank ladders")
        ruling = desk.rule(NEW)

        assert ruling.state is RulingState.PROPOSED
        assert desk.links()[0][1] is None
        assert not rights_on(ruling, desk.supervisor).may_second
        assert rights_on(ruling, desk.operator).may_second
        for actor in (desk.supervisor, desk.caseworker):
            with pytest.raises(SecondPersonNeeded):
                desk.second(ruling, actor)
        done = desk.second(ruling, desk.operator)

        uri = f"urn:forsa:local:{ruling.ruling_id}"
        assert (done.state, done.concept_uri) == (RulingState.IN_FORCE, uri)
        assert desk.links()[0][1] == uri
        with database.reading() as session:
            assert concept_kinds(session, [uri]) == {uri: ConceptKind.SKILL}
            assert concept_labels(session, [uri], "ckb") == {uri: NEW.concept.names["ckb"]}
        with pytest.raises(RulingMoved):
            desk.second(ruling)

    def test_can_be_refused_with_a_reason_and_then_said_anew(self, database, desk):
        desk.person("tank ladders")
        refused = desk.second(desk.rule(NEW), because=RefusedBecause.WRONG_NAMES)

        assert refused.state is RulingState.REFUSED
        assert desk.rule(NEW).state is RulingState.PROPOSED
        with database.reading() as session:
            assert len(rulings_of(session, "tank ladders")) == 2
            reasons = session.exec(
                select(AuditEvent.reason).where(AuditEvent.action == "skills.ruling.refused")
            ).all()
        assert reasons == ["wrong_names"]

    def test_is_refused_without_names_or_with_a_name_that_is_taken(self, desk):
        desk.person("tank ladders")
        names = NEW.concept.names

        def named(**changed):
            return replace(NEW, concept=replace(NEW.concept, names=names | changed))

        for wrong in (named(ckb=" "), named(ar="0770 123 4567"), replace(NEW, concept=None)):
            with pytest.raises(NamesMissing):
                desk.rule(wrong)
        with pytest.raises(ConceptExists):
            desk.rule(named(en="Welding"))
        with pytest.raises(ConceptUnknown):
            desk.rule(replace(NEW, concept=replace(NEW.concept, broader_uri=JOIN)))
        assert desk.queue()[1] == 1

    def test_stays_when_others_have_chosen_it(self, desk):
        returnee_id = desk.person("tank ladders")
        ruling = desk.second(desk.rule(NEW))
        desk.add(returnee_id, SkillDraft("ladders", concept_uri=ruling.concept_uri))
        before = desk.everything()

        with pytest.raises(ConceptInUse):
            desk.undo(ruling)
        assert desk.everything() == before

    def test_goes_along_with_every_release(self, database, desk, use):
        desk.person("tank ladders")
        ruling = desk.second(desk.rule(NEW))

        use("second", [WELD, JOIN])

        with database.reading() as session:
            assert concept_kinds(session, [ruling.concept_uri])


class TestRights:
    def test_are_those_of_the_matrix(self, database, desk):
        desk.person("tank ladders")
        stranger = Actor(role=Role.EMPLOYER_OWNER, account_id=1, employer_id=1)
        auditor = Actor(role=Role.AUDITOR, account_id=2)

        for nobody in (stranger, auditor, Actor(role=Role.RETURNEE, returnee_id=1), SYSTEM):
            with pytest.raises(WordsNotYours):
                desk.rule(LINK, nobody)
        for proposer in (desk.caseworker, desk.operator):
            ruling = desk.rule(LINK, proposer)
            assert ruling.state is RulingState.PROPOSED
            assert desk.links()[0][1] is None
            with pytest.raises(RulingMoved):
                desk.rule(KEEP)
            with pytest.raises(SecondPersonNeeded):
                desk.second(ruling, proposer)
            desk.undo(ruling, proposer)
        assert desk.second(desk.rule(LINK, desk.caseworker)).changed_count == 1

    def test_what_is_refused_writes_nothing(self, database, desk):
        desk.person("tank ladders")
        with database.reading() as session:
            before = len(session.exec(select(AuditEvent)).all())

        with pytest.raises(WordsNotWaiting):
            desk.rule(replace(LINK, own_words="nobody says so"))
        for wrong in (replace(LINK, concept_uri=JOIN), replace(LINK, concept_uri=None)):
            with pytest.raises(ConceptUnknown):
                desk.rule(wrong)
        with pytest.raises(RulingNotFound):
            desk.undo(replace(desk_ruling(desk), ruling_id=999))

        with database.reading() as session:
            events = session.exec(select(AuditEvent)).all()
            assert len(session.exec(select(WordRuling)).all()) == 1
        assert len(events) == before + 2


class TestWork:
    """The same words as a skill and as work are two things."""

    def test_is_ruled_apart_linked_everywhere_and_comes_back(self, database, now, work):
        before = work.rows()
        with database.reading() as session:
            found = waiting_words(session, elsewhere=(), most=9).waiting
        assert {(one.search_key, one.part, one.count) for one in found} == {
            ("tank ladders", WordsPart.SKILL, 1),
            ("tank ladders", WordsPart.WORK, 2),
        }
        for wrong in (replace(LINK, part=WordsPart.WORK), in_group(WELD)):
            with pytest.raises(ConceptUnknown):
                work.desk.rule(wrong)
        with pytest.raises(UnitGroupMissing):
            work.desk.rule(in_group(None))

        skill = work.desk.rule(KEEP)
        ruling = work.desk.second(work.desk.rule(NEW_WORK))

        assert ruling.changed_count == 2
        assert work.meant() == {(ruling.concept_uri, "7212")}
        with database.reading() as session:
            kinds = concept_kinds(session, [ruling.concept_uri])
            assert iscos_of(session, [ruling.concept_uri]) == {ruling.concept_uri: "7212"}
            [link] = ruled_links(session, [Link("Tank ladders", None, 0.0, ())], WordsPart.WORK)
            assert not rejected_among(session, ["tank ladders"], WordsPart.WORK)
        assert kinds == {ruling.concept_uri: ConceptKind.OCCUPATION}
        assert (link.uri, link.offered[0].isco) == (ruling.concept_uri, "7212")
        assert work.desk.undo(ruling) == 2
        assert work.rows() == before
        assert work.desk.undo(skill) == 0

    def test_counts_for_what_is_written_later_and_not_against_a_person(self, database, work, now):
        ruling = work.desk.second(work.desk.rule(NEW_WORK))

        make.save_returnee(
            database,
            now=now,
            caseworker=work.desk.caseworker,
            experiences=(ExperienceDraft("TANK LADDERS", months=3),),
            refused=(OccupationWish("tank ladders"),),
        )

        assert work.meant() == {(ruling.concept_uri, "7212")}

        # What a person chooses for their words, the words alone for one, stays.
        spell = work.rows()[0][0]
        by = {"returnee_id": spell["returnee_id"], "actor": work.desk.caseworker, "now": now}
        own = ExperienceDraft(spell["own_words"], months=8)
        with database.writing() as session:
            change_experience(session, experience_id=spell["id"], draft=own, **by)
        assert (None, None) in work.meant()
        with pytest.raises(ConceptInUse):
            work.desk.undo(ruling)

    def test_that_is_rejected_goes_is_refused_and_comes_back_as_it_was(self, database, work, now):
        before = work.rows()

        ruling = work.desk.rule(replace(REJECT, part=WordsPart.WORK))

        assert [len(table) for table in work.rows()] == [0, 0, 1]
        by = {"returnee_id": before[0][0]["returnee_id"], "actor": work.desk.caseworker}
        with database.reading() as session:
            assert rejected_among(session, ["Tank Ladders"], WordsPart.WORK)
            assert not rejected_among(session, ["Tank Ladders"])
            version = session.get_one(Returnee, by["returnee_id"]).version
        with pytest.raises(WorkRejected), database.writing() as session:
            add_experience(session, draft=ExperienceDraft("tank Ladders"), now=now, **by)
        with pytest.raises(WorkRejected), database.writing() as session:
            change_wishes(session, change=wishes_of(version, "TANK ladders"), now=now, **by)
        assert work.desk.undo(ruling) == 2
        assert work.rows() == before


def wishes_of(version, words):
    return WishesChange(
        version=version,
        wanted=(OccupationWish(words),),
        refused=(),
        refused_employers=(),
        least_wage=None,
        contract_kinds=(),
        can=(),
        weights=(),
        self_employment=None,
        training=None,
    )


def in_group(uri):
    return replace(NEW_WORK, concept=replace(NEW_WORK.concept, broader_uri=uri))


NEW_WORK = replace(
    NEW,
    part=WordsPart.WORK,
    concept=NewConcept(
        ConceptKind.OCCUPATION,
        {"en": "tank fitter", "ar": "مركّب خزانات", "ckb": "دامەزرێنەری تانکی"},
        GROUP,
    ),
)


@pytest.fixture
def work(database, desk, now):
    """Give rows of a person who says the same words as a skill, as work, and as a wish."""
    make.save_returnee(
        database,
        now=now,
        caseworker=desk.caseworker,
        skills=(SkillDraft("tank ladders", language="en"),),
        experiences=(ExperienceDraft("Tank ladders", months=7),),
        wanted=(OccupationWish("tank  ladders"),),
    )

    def rows():
        with database.reading() as session:
            return [
                [row.model_dump() for row in session.exec(select(table).order_by(table.id))]
                for table in (Experience, WishedOccupation, SkillRecord)
            ]

    def meant():
        spells, wishes, _ = rows()
        return {(row["occupation_uri"], row["isco"]) for row in (*spells, *wishes)}

    return SimpleNamespace(desk=desk, rows=rows, meant=meant)


def desk_ruling(desk):
    return desk.rule(KEEP)


class TestCommands:
    @pytest.fixture
    def run(self, database_url, tmp_path):
        def run(*arguments, code=0):
            environment = {
                "FORSA_DATABASE_URL": database_url,
                "FORSA_DATA_DIR": str(tmp_path),
                "FORSA_PUBLIC_URL": "http://127.0.0.1:8000",
            }
            done = CliRunner().invoke(skills_commands, list(arguments), env=environment)
            assert done.exit_code == code, done.output
            return done.output

        return run

    def test_walk_from_the_queue_to_the_list_of_decisions_and_back(self, database, desk, run):
        desk.person("tank ladders", "=goat herding", "مرحبا")
        desk.person("tank ladders")
        emails = {
            who: f"account-{number:04}@forsa.example"
            for number, who in ((2, "caseworker"), (3, "supervisor"), (4, "other"))
        }

        assert run("queue", "--top", "1").splitlines()[-1] == "3 wait."
        [first] = run("queue", "--top", "1", "--json").splitlines()
        assert json.loads(first)["count"] == 2
        proposed = run("decide", "Tank Ladders", "link", WELD, "--as", emails["caseworker"])
        number = proposed.partition(":")[0]
        assert "proposed" in proposed
        assert run("proposals") == proposed
        assert "has to agree" in run(
            "second", number, "approve", "--as", emails["caseworker"], code=1
        )
        assert "in force, 2 records" in run("second", number, "approve", "--as", emails["other"])
        run("decide", "=goat herding", "keep", "--as", emails["supervisor"])
        run("decide", "مرحبا", "reject", "--as", emails["supervisor"])
        make.save_returnee(
            database,
            now=desk.now,
            caseworker=desk.caseworker,
            experiences=(ExperienceDraft("tank ladders"),),
        )
        [waits] = run("queue", "--json").splitlines()
        assert json.loads(waits)["part"] == "work"
        run("decide", "tank ladders", "keep", "--part", "work", "--as", emails["other"])
        assert WELD in run("find", "tank ladders")

        listed = list(csv.DictReader(io.StringIO(run("decisions"))))
        assert [(one["words"], one["decision"]) for one in listed] == [
            ("tank ladders", "link"),
            ("'=goat herding", "keep"),
            ("tank ladders", "keep"),
        ]
        assert [one["part"] for one in listed] == ["skill", "skill", "work"]
        assert listed[0]["name_en"] == "welding"
        assert "2 say again" in run("undo", number, "--as", emails["supervisor"])
        assert run("decide", "unsaid", "keep", "--as", emails["supervisor"], code=1)
        assert "no account" in run("undo", number, "--as", "nobody@forsa.example", code=1)
