"""The official release of ESCO is read as published, traps and all."""

from zipfile import ZipFile

import pytest

from forsa.exchange.esco import read_esco
from forsa.exchange.esco_files import esco_files
from forsa.exchange.gathering import NotATaxonomy, joined
from forsa.exchange.starter import STARTER, read_starter
from skills.values.taxonomy import (
    ConceptKind,
    LabelKind,
    LabelRow,
    LeftOutReason,
    RelationKind,
    RelationRow,
)
from tests import esco_release as release
from tests.esco_release import WELD, WELDER, csv_text, write_release


@pytest.fixture
def folder(tmp_path):
    return write_release(tmp_path / "release")


def read(*paths):
    return read_esco(esco_files(paths))


def labels_of(rows, uri, language):
    return [
        (row.kind, row.label) for row in rows.labels if (row.uri, row.language) == (uri, language)
    ]


def counts_of(rows):
    return {(one.reason, one.place): one.count for one in rows.left_out}


class TestFiles:
    def test_are_found_in_a_folder_of_zips_in_any_order(self, folder):
        zips = sorted(folder.iterdir())

        assert read(folder) == read(*zips) == read(*reversed(zips))

    def test_are_found_unpacked(self, folder, tmp_path):
        for path in folder.iterdir():
            with ZipFile(path) as zipped:
                zipped.extractall(tmp_path / "plain" / path.stem)

        assert read(tmp_path / "plain") == read(folder)

    def test_are_found_in_a_zip_of_the_folder(self, folder, tmp_path):
        with ZipFile(tmp_path / "all.zip", "w") as outer:
            for path in folder.iterdir():
                outer.write(path, f"release/{path.name}")

        assert read(tmp_path / "all.zip") == read(folder)

    def test_that_stand_twice_are_read_once(self, folder, tmp_path):
        copy = write_release(tmp_path / "copy")

        assert read(folder, copy) == read(folder)

    def test_that_stand_twice_and_differ_are_refused(self, folder, tmp_path):
        english = "ESCO dataset - v1.2 - classification - en - csv.zip"
        other = {english: {"skills_en.csv": release.SKILLS_EN[:1]}}

        with pytest.raises(NotATaxonomy, match=r"skills_en\.csv stands twice and differs"):
            read(folder, write_release(tmp_path / "other", other))

    def test_that_are_missing_are_named(self, tmp_path):
        with pytest.raises(NotATaxonomy, match="cannot be read: no such file"):
            read(tmp_path / "nowhere.zip")

    def test_that_are_no_zips_are_named(self, tmp_path):
        (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and nothing more")

        with pytest.raises(NotATaxonomy, match="no zip file, or a broken one"):
            read(tmp_path / "broken.zip")

    def test_of_something_else_are_refused(self, tmp_path):
        (tmp_path / "people.csv").write_text("name\nPerson 0007\n")

        with pytest.raises(NotATaxonomy, match="holds no file of an ESCO release"):
            read(tmp_path)

    def test_with_a_column_missing_are_refused(self, tmp_path):
        (tmp_path / "skills_en.csv").write_text("conceptUri,preferredLabel\n")

        with pytest.raises(NotATaxonomy, match=r"skills_en\.csv lacks the column skillType"):
            read(tmp_path)

    def test_in_another_encoding_are_refused(self, tmp_path):
        text = csv_text(release.OCCUPATIONS_AR).replace("\t\n", "")
        (tmp_path / "occupations_ar.csv").write_text(text, encoding="windows-1256")

        with pytest.raises(NotATaxonomy, match="is not in UTF-8"):
            read(tmp_path)

    def test_cut_off_in_the_middle_are_refused(self, folder):
        path = next(folder.glob("*- en -*"))
        content = path.read_bytes()
        path.write_bytes(content[:60] + bytes(200) + content[260:])

        with pytest.raises(NotATaxonomy):
            read(folder)


class TestConcepts:
    def test_have_kind_code_and_description(self, folder):
        concepts = {row.uri: row for row in read(folder).concepts}

        assert concepts[WELD].description == "Join metal by heat."
        assert concepts[WELD].reuse_level == "cross-sector"
        assert (concepts[WELDER].kind, concepts[WELDER].isco) == (ConceptKind.OCCUPATION, "7212")
        assert concepts[release.METAL_TRADES].isco == "721"
        assert concepts[release.CRAFTS].kind is ConceptKind.SKILL_GROUP

    def test_of_the_collection_of_languages_are_languages(self, folder):
        kinds = {row.uri: row.kind for row in read(folder).concepts}

        assert kinds[release.ENGLISH] is ConceptKind.LANGUAGE

    def test_without_a_type_or_level_are_taken_and_counted(self, folder):
        rows = read(folder)

        assert {row.uri: row.kind for row in rows.concepts}[release.WELD_LAW] is ConceptKind.SKILL
        assert counts_of(rows)[LeftOutReason.NO_SKILL_TYPE, "skills_en"] == 1
        assert counts_of(rows)[LeftOutReason.NO_REUSE_LEVEL, "skills_en"] == 1

    def test_that_are_not_released_are_left_out(self, tmp_path):
        old = {**release.SKILLS_EN[0], "status": "obsolete"}
        (tmp_path / "skills_en.csv").write_text(csv_text([old]))

        rows = read(tmp_path)

        assert rows.concepts == rows.labels == ()
        assert counts_of(rows) == {(LeftOutReason.NOT_RELEASED, "skills_en"): 1}

    @pytest.mark.parametrize("uri", ["", "no address", "http://x/" + "a" * 200])
    def test_with_an_address_that_cannot_be_used_are_left_out(self, tmp_path, uri):
        bad = {**release.SKILLS_EN[0], "conceptUri": uri}
        (tmp_path / "skills_en.csv").write_text(csv_text([bad]))

        rows = read(tmp_path)

        assert rows.concepts == rows.labels == ()
        assert counts_of(rows) == {(LeftOutReason.URI_UNUSABLE, "skills_en"): 1}


class TestLabels:
    def test_stand_one_a_line_and_are_kept_once(self, folder):
        rows = read(folder)

        assert labels_of(rows, WELD, "en") == [
            (LabelKind.PREFERRED, "weld metal"),
            (LabelKind.ALTERNATIVE, "welding metal"),
            (LabelKind.ALTERNATIVE, "weld metals"),
            (LabelKind.HIDDEN, "metal welding"),
        ]
        assert rows.repeated_label_count == 1

    def test_of_two_forms_are_split(self, folder):
        rows = read(folder)

        assert labels_of(rows, WELDER, "ar") == [
            (LabelKind.PREFERRED, "لحام معادن"),
            (LabelKind.ALTERNATIVE, "لحامة معادن"),
        ]
        assert rows.split_label_count == 1

    def test_are_counted_by_cell(self, folder):
        assert read(folder).label_cell_count == 14

    def test_of_norwegian_are_bokmal(self, folder):
        assert labels_of(read(folder), WELD, "nb") == [(LabelKind.PREFERRED, "sveise metall")]

    @pytest.mark.parametrize("label", ["***", "a" * 201])
    def test_that_cannot_be_used_are_left_out(self, tmp_path, label):
        bad = {**release.SKILLS_EN[1], "altLabels": label}
        (tmp_path / "skills_en.csv").write_text(csv_text([bad]))

        rows = read(tmp_path)

        assert labels_of(rows, release.WELD_ARC, "en") == [(LabelKind.PREFERRED, "weld by arc")]
        assert counts_of(rows) == {(LeftOutReason.LABEL_UNUSABLE, "skills_en"): 1}

    def test_hold_no_invisible_characters(self, tmp_path):
        odd = {**release.SKILLS_EN[1], "preferredLabel": "weld\x00\u202e by  arc"}
        (tmp_path / "skills_en.csv").write_text(csv_text([odd]))

        assert labels_of(read(tmp_path), release.WELD_ARC, "en")[0][1] == "weld by arc"


class TestRelations:
    def test_come_from_every_file_of_relations_and_the_hierarchy(self, folder):
        relations = set(read(folder).relations)

        assert {
            RelationRow(WELDER, RelationKind.ESSENTIAL, WELD, "occupationSkillRelations"),
            RelationRow(
                release.WELD_ARC, RelationKind.BROADER, WELD, "broaderRelationsSkillPillar"
            ),
            RelationRow(
                release.CRAFTS,
                RelationKind.BROADER,
                f"{release.BASE}/skill/S",
                "skillsHierarchy_en",
            ),
        } <= relations


class TestReading:
    def test_names_the_version_and_what_was_not_needed(self, folder):
        rows = read(folder)

        assert rows.name == "ESCO 1.1.1"
        assert counts_of(rows)[LeftOutReason.NOT_NEEDED, "conceptSchemes_en.csv"] == 1

    def test_tells_how_far_it_is(self, folder):
        steps: list[int] = []
        files = esco_files([folder])

        read_esco(files, steps.append)

        assert sum(steps) == sum(file.size for file in files if file.sort)


class TestStarter:
    def test_is_read_without_a_loss(self):
        rows = read_starter()

        assert rows.left_out == ()
        assert rows.repeated_label_count == 0
        assert rows.origins == {STARTER}
        assert {"en", "ar", "ckb"} <= {row.language for row in rows.labels}

    def test_goes_together_with_esco(self, folder):
        both = joined(read_starter(), read(folder))

        assert both.origins > {STARTER, "skills_en"}
        assert (
            LabelRow(WELD, "nb", LabelKind.PREFERRED, "sveise metall", "skills_nb") in both.labels
        )
