"""`forsa skills link` says of each query of a file what it is linked to."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from forsa.cli.skills import skills
from forsa.exchange.starter import read_starter
from kernel.actor import SYSTEM
from skills.service import activate_taxonomy, import_taxonomy


@pytest.fixture
def link(database, database_url, tmp_path, now):
    """Give a function that links a file over a taxonomy of a few hundred labels."""
    rows = read_starter()
    kept = {concept.uri for concept in rows.concepts[:60]}
    rows = replace(
        rows,
        labels=tuple(label for label in rows.labels if label.uri in kept),
        concepts=tuple(concept for concept in rows.concepts if concept.uri in kept),
        relations=(),
    )
    with database.writing() as session:
        report = import_taxonomy(session, source=rows, actor=SYSTEM, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)
    env = {"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": str(tmp_path)}

    def run(text, *options):
        file = tmp_path / "queries.tsv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner().invoke(skills, ["link", str(file), *options], env=env)

    run.label = next(
        label for label in rows.labels if label.language == "da" and len(label.label) > 6
    )
    return run


def lines(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_query_has_a_line_in_order_and_twice_the_same(link):
    label = link.label.label
    text = f'note\tlang\tquery\nx\tda\t{label}\n\tda\t"{label}x\n\t\t🔥\n\tzz\t{label}\n'
    text += "\tar\t٠٧٧٠ ١٢٣ ٤٥٦٧\n\t\t" + "لحام weld " * 2_000 + "\n\t\t12345\n"
    first, again = link(text), link(text)
    known, near, nothing, strange, phone, long, digits = lines(first)

    assert first.stdout == again.stdout
    assert (known["query"], known["linked"]) == (label, link.label.uri)
    assert known["results"][0].keys() == {"uri", "label", "isco", "score"}
    assert known["results"][0]["score"] == 1
    assert link.label.uri in [one["uri"] for one in near["results"]]
    assert nothing == {"query": "🔥", "linked": None, "results": []}
    assert strange["linked"] == link.label.uri
    assert (phone["linked"], phone["results"]) == (None, [])
    assert (long["linked"], digits["linked"]) == (None, None)


def test_labels_types_and_what_is_held_out_restrict_the_search(link, tmp_path):
    label = link.label.label
    text = f"query\tlang\n{label}\tda\n"
    held = tmp_path / "held.tsv"
    held.write_text(f"query\ttarget_uris\n{label.upper()}\t{link.label.uri}\n", encoding="utf-8")

    [less] = lines(link(text, "--hold-out", str(held)))
    [other] = lines(link(text, "--labels", "ar"))
    [groups] = lines(link(text, "--types", "isco_group"))

    assert all(one["score"] < 1 for one in less["results"] if one["uri"] == link.label.uri)
    assert all(one["label"] != label for one in (*less["results"], *other["results"]))
    assert all(one["isco"] for one in groups["results"])


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("text\tlang\nx\ten\n", (), "no column 'query'"),
        ("", (), "an empty file"),
        (b"query\n\xff\xfe\x00", (), "UTF-8"),
        ("query\nx\n", ("--types", "talent"), "is no type"),
        ("query\nx\n", ("--labels", "xx,en"), "no labels in: xx"),
        ("query\nx\n", ("--labels", ","), "names nothing"),
        ("query\nx\n", ("--hold-out", "missing.tsv"), "no file under this name"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(link, text, options, sentence):
    result = link(text, *options)

    assert result.exit_code == 1
    assert sentence in result.output
    assert "Traceback" not in result.output
