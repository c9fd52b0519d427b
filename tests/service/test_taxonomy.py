"""A taxonomy is imported whole or not at all, put to use, and read by its neighbours."""

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlmodel import select

from forsa.cli.skills import skills
from forsa.cli.taxonomy import taxonomy
from forsa.exchange.esco import read_esco
from forsa.exchange.esco_files import esco_files
from forsa.exchange.gathering import Gathering, joined
from forsa.exchange.starter import read_starter
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from skills.errors import TaxonomyKeeperOnly, TaxonomyMissing, TaxonomyVersionNotFound
from skills.interface import taxonomy as interface
from skills.interface.labels import indexed_labels
from skills.models.taxonomy import Concept, ConceptLabel, ConceptRelation, TaxonomyVersion
from skills.service import activate_taxonomy, import_taxonomy
from skills.values.taxonomy import (
    STARTER_ORIGIN,
    ConceptKind,
    ConceptRow,
    LabelKind,
    LabelRow,
    LeftOutReason,
    VersionState,
)
from tests import esco_release as release
from tests.esco_release import WELD, WELD_ARC, WELDER, write_release

OPERATOR = Actor(role=Role.OPERATOR, account_id=1)
CASEWORKER = Actor(role=Role.CASEWORKER, account_id=2, office_id=1)
DANISH = {
    "ESCO dataset - v1.1.1 - classification - da - csv.zip": {
        "occupations_da.csv": [
            {**release.OCCUPATIONS_EN[0], "preferredLabel": "svejser", "altLabels": ""}
        ]
    }
}


@pytest.fixture
def rows(tmp_path):
    return read_esco(esco_files([write_release(tmp_path / "release")]))


@pytest.fixture
def imported(database, rows, now):
    return use(database, rows, now)


def use(database, source, now):
    """Import some rows, put them to use and return the report."""
    with database.writing() as session:
        report = import_taxonomy(session, source=source, actor=OPERATOR, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=OPERATOR, now=now)
    return report


def row_counts(reader):
    tables = (TaxonomyVersion, Concept, ConceptLabel, ConceptRelation, AuditEvent)
    return [reader.exec(select(sa.func.count()).select_from(table)).one() for table in tables]


class TestImportTaxonomy:
    def test_reports_what_is_there_and_what_was_left_out(self, imported):
        assert imported.kinds[ConceptKind.SKILL] == 3
        assert imported.kinds[ConceptKind.LANGUAGE] == 1
        assert imported.kinds[ConceptKind.OCCUPATION] == 1
        assert imported.languages == {"en": 13, "ar": 2, "nb": 1}
        assert imported.concepts.added == 9
        left_out = {(one.reason, one.place): one.count for one in imported.left_out}
        assert left_out[LeftOutReason.UNKNOWN_CONCEPT, "occupationSkillRelations"] == 1

    def test_is_a_draft_until_it_is_put_to_use(self, database, reader, rows, now):
        with database.writing() as session:
            import_taxonomy(session, source=rows, actor=OPERATOR, now=now)

        assert interface.active_version(reader) is None
        assert [version.state for version in interface.versions(reader)] == [VersionState.DRAFT]

    def test_of_the_same_files_changes_nothing(self, database, reader, imported, rows, now):
        with database.reading() as session:
            before = row_counts(session)

        again = use(database, rows, now)

        assert again.change_count == 0
        assert again.version_id == imported.version_id
        assert again.labels.unchanged == imported.labels.added
        assert row_counts(reader) == before

    def test_of_one_more_language_keeps_the_others(
        self, database, reader, imported, now, tmp_path
    ):
        danish = read_esco(esco_files([write_release(tmp_path / "da", DANISH)]))

        report = use(database, danish, now)

        assert (report.labels.added, report.change_count) == (1, 1)
        assert report.version_id != imported.version_id
        assert interface.concept_labels(reader, [WELDER], "da") == {WELDER: "svejser"}
        assert interface.concept_labels(reader, [WELDER], "ar") == {WELDER: "لحام معادن"}

    def test_joins_the_starter_with_esco(self, database, reader, rows, now):
        starter = read_starter()
        use(database, starter, now)

        report = use(database, joined(starter, rows), now)

        assert report.concepts.removed == report.labels.removed == 0
        assert report.languages["ckb"] > 0
        assert interface.concept_labels(reader, [WELD], "en") == {WELD: "weld metal"}

    def test_lets_further_names_of_the_starter_give_way_to_official_ones(
        self, database, reader, rows, now
    ):
        gathering = Gathering(origins={STARTER_ORIGIN})
        joining = "urn:forsa:skill:joining"
        gathering.add_concept(ConceptRow(joining, ConceptKind.SKILL, None, None), STARTER_ORIGIN)
        for kind, label in (
            (LabelKind.PREFERRED, "joining"),
            (LabelKind.ALTERNATIVE, "Weld Metal"),
            (LabelKind.ALTERNATIVE, "welder"),
            (LabelKind.ALTERNATIVE, "gluing"),
        ):
            gathering.add_label(LabelRow(joining, "en", kind, label, STARTER_ORIGIN))
        report = use(database, joined(gathering.rows("starter"), rows), now)

        found = {(one.label, one.uri) for one in indexed_labels(reader, report.version_id)}

        assert {("joining", joining), ("gluing", joining), ("weld metal", WELD)} <= found
        assert ("Weld Metal", joining) not in found
        # A welder is an occupation, and joining none: both keep the name.
        assert {("welder", joining), ("welder", WELDER)} <= found

    def test_is_for_operators_and_commands_alone(self, database, reader, rows, now):
        with pytest.raises(TaxonomyKeeperOnly), database.writing() as session:
            import_taxonomy(session, source=rows, actor=CASEWORKER, now=now)

        assert row_counts(reader) == [0] * 5

    def test_leaves_its_trail(self, reader, imported):
        actions = reader.exec(select(AuditEvent.action).order_by(AuditEvent.id)).all()

        assert actions == ["skills.taxonomy.imported", "skills.taxonomy.activated"]


class TestActivateTaxonomy:
    def test_retires_the_version_before_and_may_go_back(
        self, database, reader, imported, now, tmp_path
    ):
        danish = read_esco(esco_files([write_release(tmp_path / "da", DANISH)]))
        newer = use(database, danish, now)

        with database.writing() as session:
            activate_taxonomy(session, version_id=imported.version_id, actor=SYSTEM, now=now)

        states = {version.id: version.state for version in interface.versions(reader)}
        assert states == {
            imported.version_id: VersionState.ACTIVE,
            newer.version_id: VersionState.RETIRED,
        }

    def test_does_not_know_other_numbers(self, database, now):
        with pytest.raises(TaxonomyVersionNotFound), database.writing() as session:
            activate_taxonomy(session, version_id=7, actor=SYSTEM, now=now)

    def test_is_for_operators_and_commands_alone(self, database, imported, now):
        with pytest.raises(TaxonomyKeeperOnly), database.writing() as session:
            activate_taxonomy(session, version_id=imported.version_id, actor=CASEWORKER, now=now)


@pytest.mark.usefixtures("imported")
class TestInterface:
    def test_names_concepts_in_a_language_else_in_english(self, reader):
        names = interface.concept_labels(reader, [WELD, WELDER, "urn:test:unknown"], "nb")

        assert names == {WELD: "sveise metall", WELDER: "welder"}

    def test_tells_briefly_of_concepts(self, reader):
        brief = interface.concept_briefs(reader, [WELDER])[WELDER]

        assert (brief.kind, brief.isco) == (ConceptKind.OCCUPATION, "7212")
        assert brief.labels == {"en": "welder", "ar": "لحام معادن"}
        assert brief.other_label_count == 2

    def test_tells_the_essential_skills_of_an_occupation(self, reader):
        assert interface.essential_skills(reader, WELDER) == (WELD,)
        assert interface.essential_skills(reader, "urn:test:unknown") == ()

    def test_tells_which_skills_are_just_above_and_below(self, reader):
        assert interface.neighbours(reader) == {WELD: ((WELD_ARC, 0.5),), WELD_ARC: ((WELD, 0.5),)}

    def test_opens_a_search_and_keeps_its_index(self, reader, tmp_path):
        made = interface.open_lookup(reader, tmp_path / "lookup")
        opened = interface.open_lookup(reader, tmp_path / "lookup")

        assert made.find("لحامة معادن")[0].uri == WELDER
        assert opened.find("wled metal") == made.find("wled metal") != ()
        assert made.digest == interface.active_version(reader).digest


def test_no_search_opens_without_a_taxonomy(reader, tmp_path):
    with pytest.raises(TaxonomyMissing):
        interface.open_lookup(reader, tmp_path)


class TestCommands:
    @pytest.fixture
    def run(self, database_url, data_dir):
        env = {"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": str(data_dir)}

        def run(group, *arguments):
            return CliRunner().invoke(group, [str(one) for one in arguments], env=env)

        return run

    def test_import_report_and_find(self, run, tmp_path):
        folder = write_release(tmp_path / "release")

        first = run(taxonomy, "import", folder)
        second = run(taxonomy, "import", folder)

        assert first.exit_code == second.exit_code == 0
        assert "14 label cells read" in first.output
        assert "occupationSkillRelations: 1 × relation to a concept" in first.output
        assert "Changes: 0" in second.output
        assert WELD in run(skills, "find", "wled metal").output
        assert "active" in run(taxonomy, "list").output
        for said, sentence in (
            (["call 0770 123 4567"], "looks like a phone number"),
            ([""], "No letter stands in this"),
            (["🔧 123"], "No letter stands in this"),
            (["weld " * 4_000], "20,000 characters"),
            (["weld", "--language", "xx"], "There are: "),
        ):
            refused = run(skills, "find", *said)
            assert (refused.exit_code, sentence in refused.output) == (1, True), said

    def test_import_the_starter_by_name(self, run):
        assert run(taxonomy, "import", "starter").exit_code == 0
        assert "[ckb]  same words" in run(skills, "find", "جوشكاري").output

    def test_import_says_what_is_wrong_with_a_path(self, run, tmp_path):
        result = run(taxonomy, "import", tmp_path / "nowhere")

        assert result.exit_code == 1
        assert "cannot be read" in result.output
        assert run(taxonomy, "list").output.startswith("No taxonomy yet")

    def test_a_draft_waits_to_be_activated(self, run, tmp_path):
        run(taxonomy, "import", "--draft", write_release(tmp_path / "release"))
        assert "No taxonomy is active" in run(skills, "find", "welder").output

        assert run(taxonomy, "activate", 1).exit_code == 0
        assert WELDER in run(skills, "find", "welder").output

    def test_activate_refuses_a_number_that_is_not_there(self, run):
        result = run(taxonomy, "activate", 9)

        assert result.exit_code == 1
        assert "no version of the taxonomy" in result.output
