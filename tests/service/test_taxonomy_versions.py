"""Releases follow each other: rows go along with replaced concepts, and back; old ones go."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlmodel import select

from employers.models import Vacancy, VacancyRequirement
from forsa.cli.taxonomy import taxonomy
from forsa.deeds.taxonomy import prune_taxonomy, put_taxonomy_to_use
from forsa.exchange.esco import read_esco
from forsa.exchange.esco_files import esco_files
from kernel.actor import SYSTEM, Actor, Role
from skills.errors import ReleaseOlder, TaxonomyKeeperOnly, TaxonomyUnsound
from skills.interface import taxonomy as interface
from skills.interface.taxonomy_check import differences_between
from skills.models.returnees import Returnee, SkillRecord
from skills.models.taxonomy import Concept, ConceptLabel, TaxonomyVersion
from skills.queries.skill_history import skill_changes
from skills.service import add_skill, import_taxonomy
from skills.values.returnees import SkillDraft
from skills.values.skill_records import SkillChangeKind
from skills.values.taxonomy_changes import DifferenceKind
from tests import esco_release as release
from tests import factories as make
from tests.esco_release import BASE, WELD, WELD_ARC, WELD_LAW, WELDER, write_release

OPERATOR = Actor(role=Role.OPERATOR, account_id=1)
JOIN, JOIN_ARC, FITTER = (
    f"{BASE}/skill/join",
    f"{BASE}/skill/join-arc",
    f"{BASE}/occupation/fitter",
)
NEWER = "ESCO dataset - v1.2.0 - classification - en - csv.zip"
RELATIONS = "ESCO dataset - v1.2.0 - classification -  - csv.zip"


def written_in(folder, *, renamed="join metal", replaced=((WELD, JOIN), (WELDER, FITTER))):
    """Write a newer release: welding became joining, and the law of welding is gone."""
    english = release.RELEASE["ESCO dataset - v1.1.1 - classification - en - csv.zip"]
    skills = [
        {**release.SKILLS_EN[0], "conceptUri": JOIN, "preferredLabel": renamed},
        {**release.SKILLS_EN[1], "preferredLabel": "weld by electric arc"},
        release.SKILLS_EN[3],
    ]
    workers = [{**release.OCCUPATIONS_EN[0], "conceptUri": FITTER, "preferredLabel": "joiner"}]
    broader = [{"conceptUri": WELD_ARC, "broaderUri": JOIN}]
    gone = [{"conceptUri": first, "replacedByUri": second} for first, second in replaced]
    return write_release(
        folder,
        {
            NEWER: {**english, "skills_en.csv": skills, "occupations_en.csv": workers},
            RELATIONS: {
                "broaderRelationsSkillPillar.csv": broader,
                "occupationSkillRelations.csv": [
                    {"occupationUri": FITTER, "relationType": "essential", "skillUri": JOIN}
                ],
                "broaderRelationsOccPillar.csv": release.BROADER_OCCUPATIONS[1:],
                "replacedByRelations.csv": gone or [{"conceptUri": "", "replacedByUri": ""}],
            },
        },
    )


class Keeper:
    """Somebody who imports releases and puts them to use, and looks what points where."""

    def __init__(self, database, now, folder):
        self.database, self.now = database, now
        self.rows = read_esco(esco_files([write_release(folder / "1.1.1")]))
        self.newer = read_esco(esco_files([written_in(folder / "1.2.0")]))

    def use(self, source, **more):
        """Import some rows, put them to use, and return the number and what followed."""
        with self.database.writing() as session:
            report = import_taxonomy(session, source=source, actor=OPERATOR, now=self.now, **more)
        return report.version_id, self.activate(report.version_id)

    def activate(self, version_id):
        with self.database.writing() as session:
            return put_taxonomy_to_use(
                session, version_id=version_id, actor=OPERATOR, now=self.now
            )

    def says(self, world, words, uri):
        with self.database.writing() as session:
            add_skill(
                session,
                returnee_id=world.returnee_id,
                draft=SkillDraft(words, concept_uri=uri),
                actor=SYSTEM,
                now=self.now,
            )

    def pointing(self):
        """Return where skills, people, vacancies and requirements point to now."""
        with self.database.reading() as session:
            skills = session.exec(select(SkillRecord).order_by(SkillRecord.id)).all()
            return (
                {row.own_words: row.concept_uri for row in skills},
                set(session.exec(select(Returnee.occupation_uri))),
                set(session.exec(select(Vacancy.occupation_uri))),
                set(session.exec(select(VacancyRequirement.concept_uri))),
            )


@pytest.fixture
def keeper(database, now, tmp_path):
    return Keeper(database, now, tmp_path)


@pytest.fixture
def world(database, now, keeper):
    world = make.save_world(database, now=now)
    for words, uri in (("لحام", WELD), ("arc", WELD_ARC), ("law", WELD_LAW)):
        keeper.says(world, words, uri)
    with database.writing() as session:
        session.execute(sa.update(Returnee).values(occupation_uri=WELDER))
        session.execute(sa.update(Vacancy).values(occupation_uri=WELDER))
        session.execute(sa.update(VacancyRequirement).values(concept_uri=WELD))
    return world


class TestANewerRelease:
    def test_takes_along_what_points_to_replaced_concepts_and_brings_it_back(self, keeper, world):
        first, _ = keeper.use(keeper.rows)
        before = keeper.pointing()

        second, followed = keeper.use(keeper.newer)

        said, people, vacancies, requirements = keeper.pointing()
        assert (said["لحام"], said["arc"], said["law"]) == (JOIN, WELD_ARC, WELD_LAW)
        assert (people, vacancies, requirements) == ({FITTER}, {FITTER}, {JOIN})
        assert followed.counts["skill_record.concept_uri"] == 1
        assert followed.counts["vacancy_requirement.concept_uri"] >= 1
        assert followed.unclear[WELD_LAW] == 1
        with keeper.database.reading() as session:
            [change, *_] = skill_changes(session, returnee_id=world.returnee_id)
        assert (change.kind, change.before.concept_uri) == (SkillChangeKind.FOLLOWED, WELD)

        back = keeper.activate(first)

        assert keeper.pointing() == before
        assert back.went_back["skill_record.concept_uri"] == 1
        again = keeper.activate(second)
        assert again.counts["returnee.occupation_uri"] >= 1
        assert keeper.pointing()[0]["لحام"] == JOIN

    def test_leaves_what_somebody_chose_since_when_it_goes(self, keeper, world):
        first, _ = keeper.use(keeper.rows)
        keeper.use(keeper.newer)
        keeper.says(world, "لحام", WELD_ARC)

        keeper.activate(first)

        assert keeper.pointing()[0]["لحام"] == WELD_ARC
        assert keeper.pointing()[3] == {WELD}

    def test_follows_a_line_of_releases_and_back_over_several(self, keeper, world, tmp_path):
        first, _ = keeper.use(keeper.rows)
        keeper.use(keeper.newer)
        folder = written_in(
            tmp_path / "1.3", renamed="join things", replaced=((WELD, JOIN), (WELDER, FITTER))
        )
        for path in folder.iterdir():
            path.rename(folder / path.name.replace("1.2.0", "1.3.0"))
        third = read_esco(esco_files([folder]))
        later = f"{BASE}/skill/join-later"
        third = replace(
            third,
            concepts=tuple(replace(c, uri=later) if c.uri == JOIN else c for c in third.concepts),
            labels=tuple(replace(c, uri=later) if c.uri == JOIN else c for c in third.labels),
            replacements=(
                *third.replacements,
                replace(third.replacements[0], from_uri=JOIN, to_uri=later),
            ),
        )
        keeper.use(third)
        assert keeper.pointing()[0]["لحام"] == keeper.pointing()[3].pop() == later

        keeper.activate(first)

        assert keeper.pointing()[0]["لحام"] == keeper.pointing()[3].pop() == WELD

    def test_lets_the_words_of_the_starter_follow(self, database, keeper):
        ours = replace(
            keeper.rows,
            labels=tuple(replace(one, origin="starter") for one in keeper.rows.labels[:1]),
        )
        ours = replace(
            ours,
            concepts=keeper.rows.concepts[:1],
            relations=(),
            origins={"starter"},
            release=None,
        )
        keeper.use(keeper.rows)
        keeper.use(ours)
        keeper.use(keeper.newer)
        keeper.use(ours)

        with database.reading() as session:
            assert keeper.rows.labels[0].uri == WELD
            assert WELD not in interface.concept_briefs(session, [WELD, JOIN])
            assert interface.concept_labels(session, [JOIN], "en") == {JOIN: "weld metal"}

    def test_waits_for_a_person_where_several_took_the_place(self, keeper, world, tmp_path):
        # No other file has a name for it, so that it is gone.
        labels = tuple(one for one in keeper.rows.labels if one.language == "en")
        keeper.use(replace(keeper.rows, labels=labels))
        folder = written_in(tmp_path / "split", replaced=((WELD, JOIN), (WELD, WELD_ARC)))
        _, followed = keeper.use(read_esco(esco_files([folder])))

        assert keeper.pointing()[0]["لحام"] == WELD
        assert followed.unclear[WELD] >= 2

    def test_differs_by_concepts_names_and_labels(self, database, keeper):
        first, _ = keeper.use(keeper.rows)
        second, _ = keeper.use(keeper.newer)

        with database.reading() as session:
            found = differences_between(session, first, second)
            back = differences_between(session, second, first)
        by_kind = {kind: [o.uri for o in found if o.kind is kind] for kind in DifferenceKind}
        assert set(by_kind[DifferenceKind.ADDED]) == {JOIN, FITTER}
        assert set(by_kind[DifferenceKind.REPLACED]) == {WELD, WELDER}
        assert by_kind[DifferenceKind.REMOVED] == [WELD_LAW]
        assert by_kind[DifferenceKind.RENAMED] == [WELD_ARC]
        assert by_kind[DifferenceKind.MOVED] == []
        moved = {(o.before, o.uri, o.other_uri) for o in back if o.kind is DifferenceKind.MOVED}
        assert ("welding metal", JOIN, WELD) in moved


class TestBadReleases:
    def counts(self, database):
        with database.reading() as session:
            return [
                session.exec(select(sa.func.count()).select_from(table)).one()
                for table in (TaxonomyVersion, Concept, ConceptLabel)
            ]

    def test_that_are_older_are_refused_unless_that_is_meant(self, database, keeper):
        keeper.use(keeper.newer)
        before = self.counts(database)

        with pytest.raises(ReleaseOlder, match=r"1\.1\.1.*1\.2\.0"):
            keeper.use(keeper.rows)
        assert self.counts(database) == before
        keeper.use(keeper.rows, older_is_meant=True)
        with database.reading() as session:
            assert interface.active_version(session).release == "1.1.1"

    def test_of_a_language_alone_may_be_older(self, database, keeper):
        arabic = tuple(one for one in keeper.rows.labels if one.language == "nb")
        keeper.use(keeper.newer)
        keeper.use(
            replace(keeper.rows, labels=arabic, origins=frozenset({"skills_nb"}), release=None)
        )

        with database.reading() as session:
            assert interface.active_version(session).release == "1.2.0"

    def test_in_a_circle_are_refused_and_nothing_is_written(self, database, keeper):
        first, _ = keeper.use(keeper.rows)
        before = self.counts(database)
        one = next(row for row in keeper.rows.relations if row.from_uri == WELD_ARC)
        circle = replace(one, from_uri=WELD, to_uri=WELD_ARC)

        with pytest.raises(TaxonomyUnsound, match="in a circle") as refused:
            keeper.use(replace(keeper.rows, relations=(*keeper.rows.relations, circle)))

        assert WELD in str(refused.value)
        assert self.counts(database) == before
        with database.reading() as session:
            assert interface.active_version(session).id == first


class TestPruning:
    def test_keeps_what_rows_point_to_and_the_newest_few(self, database, keeper, world, tmp_path):
        first, _ = keeper.use(keeper.rows)
        numbers = [first]
        for name in ("join one", "join two", "join three"):
            folder = written_in(tmp_path / name, renamed=name)
            numbers.append(keeper.use(read_esco(esco_files([folder])))[0])

        with database.writing() as session:
            pruned = prune_taxonomy(session, keep=1, actor=OPERATOR, now=keeper.now)

        # The law of welding is in the first alone, and a person has it.
        assert (pruned.versions, pruned.kept) == ((numbers[1],), {first: 1})
        with database.reading() as session:
            assert [v.id for v in interface.versions(session)] == [numbers[3], numbers[2], first]
            assert (
                session.exec(select(Concept).where(Concept.version_id == numbers[1])).all() == []
            )
        with pytest.raises(TaxonomyKeeperOnly), database.writing() as session:
            prune_taxonomy(session, actor=world.caseworker, now=keeper.now)


class TestCommands:
    @pytest.fixture
    def run(self, database_url, tmp_path):
        env = {"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": str(tmp_path / "data")}
        return lambda *words: CliRunner().invoke(taxonomy, [str(one) for one in words], env=env)

    def test_report_compare_go_back_and_prune(self, run, tmp_path):
        first = run("import", write_release(tmp_path / "old"))
        report = tmp_path / "report.csv"
        second = run("import", written_in(tmp_path / "new"), "--report", report)

        assert (first.exit_code, second.exit_code) == (0, 0), second.output
        assert "concepts replaced by another: 2" in second.output
        assert f"concept_replaced,{WELD}" in report.read_text(encoding="utf-8-sig")
        assert "names changed: 1" in run("diff", 1, 2).output
        assert "in use again, an older one" in run("activate", 1).output
        older = run("import", write_release(tmp_path / "old"))
        assert (older.exit_code, "Changes: 0" in older.output) == (0, True)
        assert "The index of version 2 is made" in run("index", 2).output
        assert run("activate", 2).exit_code == 0
        refused = run("import", write_release(tmp_path / "old"))
        assert (refused.exit_code, "--older" in refused.output) == (1, True)
        assert "Deleted: 1." in run("prune", "--keep", 0).output
        assert len(list((tmp_path / "data/lookup").glob("lookup-*"))) == 1
        assert run("diff", 1, 2).exit_code == 1

    def test_check_says_all_that_is_wrong_and_writes_nothing(self, run, tmp_path):
        folder = write_release(tmp_path / "bad")
        twice = [*release.SKILLS_EN, release.SKILLS_EN[1]]
        (folder / "skills_sv.csv").write_text(release.csv_text(twice))
        (folder / "occupations_xx.csv").write_text(release.csv_text(release.OCCUPATIONS_EN))
        (folder / "ISCOGroups_da.csv").write_bytes(
            "conceptUri,code,preferredLabel\nå".encode("latin-1")
        )
        broken = next(folder.glob("*v1.2.1*"))
        broken.write_bytes(broken.read_bytes()[:40])
        circle = [{"conceptUri": WELD, "broaderUri": WELD_ARC}]
        (folder / "broaderRelationsSkillPillar.csv").write_text(
            release.csv_text([*release.BROADER_SKILLS, *circle])
        )

        said = run("check", folder)

        assert said.exit_code == 1
        for what in (
            f"skills_sv.csv names the concept {WELD_ARC} twice",
            "“xx” is no language",
            "ISCOGroups_da.csv is not in UTF-8",
            "no zip file, or a broken one",
            "in a circle",
            "relation to a concept that no file names",
        ):
            assert what in said.output, said.output
        assert run("list").output.startswith("No taxonomy yet")

    def test_check_finds_nothing_wrong_with_a_release(self, run, tmp_path):
        said = run("check", written_in(tmp_path / "good"))

        assert said.exit_code == 0, said.output
        assert "2 replaced. Nothing was written." in said.output

    def test_import_keeps_the_version_before_when_the_index_cannot_be_made(
        self, run, keeper, tmp_path
    ):
        keeper.use(keeper.rows)
        lookup = tmp_path / "data/lookup"
        lookup.parent.mkdir()
        lookup.write_text("in the way")

        failed = run("import", written_in(tmp_path / "new"))

        assert failed.exit_code != 0
        lookup.unlink()
        listed = run("list").output.splitlines()
        assert "draft" in listed[0]
        assert "active" in listed[1]
