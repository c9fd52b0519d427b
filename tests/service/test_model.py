"""`forsa model` measures the ranking over the taxonomy in use."""

import json

import pytest
from click.testing import CliRunner

from forsa.cli.model import model
from forsa.exchange.starter import read_starter
from kernel.actor import SYSTEM
from skills.interface.needs import occupation_needs
from skills.service import activate_taxonomy, import_taxonomy
from skills.values.taxonomy import ConceptKind

COLUMNS = "person_id\tskill_texts\ttrue_occupation_uri\n"


def save_taxonomy(database, now):
    with database.writing() as session:
        report = import_taxonomy(session, source=read_starter(), actor=SYSTEM, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)


@pytest.fixture
def evaluate(database, database_url, data_dir, now, tmp_path):
    """Give a function that runs the command on a folder of files."""
    save_taxonomy(database, now)
    env = {"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": str(data_dir)}

    def run(**files):
        folder = tmp_path / "persons"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
        return CliRunner().invoke(model, ["evaluate", "--ranking", str(folder)], env=env)

    return run


def persons(database, count=4):
    """Return lines of persons who hold six skills of an occupation, by their English names."""
    labels = {
        label.uri: label.label
        for label in read_starter().labels
        if label.language == "en" and label.kind == "preferred"
    }
    with database.reading() as session:
        needs = occupation_needs(session)
    several = [uri for uri in sorted(needs.unit_groups) if len(needs.skills(uri)) >= 10]
    return [
        f"made-{number}\t{'|'.join(labels[s] for s in needs.skills(uri)[:6])}\t{uri}\n"
        for number, uri in enumerate(several[:count])
    ]


def test_made_persons_find_their_occupation_again_beside_peers(evaluate, database):
    lines = persons(database)
    unknown = "made-9\tweld\thttp://example.org/occupation/none\n"
    result = evaluate(persons_short=COLUMNS + "".join(lines) + unknown)

    assert result.exit_code == 0, result.output
    figures = json.loads(result.output.splitlines()[-1])
    assert figures["mrr"] == 1.0
    assert figures["ndcg_at_10"] > figures["peers"]["overlap"]["ndcg_at_10"] - 0.1
    assert (figures["persons"], figures["left_out"]) == (len(lines), 1)
    assert figures["peers"].keys() == {"jaccard", "idf_cosine", "overlap"}
    assert "left out: 1 whose occupation the taxonomy does not have" in result.output


def test_the_taxonomy_says_what_each_occupation_needs(database, reader, now):
    save_taxonomy(database, now)
    needs, rows = occupation_needs(reader), read_starter()

    occupations = {one.uri for one in rows.concepts if one.kind is ConceptKind.OCCUPATION}
    assert needs.unit_groups.keys() == occupations
    asked = {(uri, skill) for uri in occupations for skill in needs.skills(uri)}
    assert asked == {
        (one.from_uri, one.to_uri)
        for one in rows.relations
        if one.from_uri in occupations and one.kind in ("essential", "optional")
    }
    assert needs.above


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "has no persons_short.tsv"),
        ({"persons_short": "person_id\tskill_texts\n"}, "no column 'true_occupation_uri'"),
        ({"persons_short": ""}, "Found an empty file"),
        ({"persons_short": COLUMNS + "a\t\tnone\n"}, "Nobody in persons_short.tsv is made from"),
    ],
    ids=["no file", "a column is missing", "empty", "unknown"],
)
def test_a_folder_of_another_kind_is_refused_in_a_sentence(evaluate, files, sentence):
    result = evaluate(**files)

    assert sentence in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
