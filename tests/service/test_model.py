"""`forsa model` measures the ranking over the taxonomy in use."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from sqlmodel import select

from forsa.cli.model import model
from forsa.deeds.introductions import move_introduction
from forsa.exchange.starter import read_starter
from kernel.actor import SYSTEM
from matching.models import ShortlistEntry
from matching.service import draw_up_shortlist
from matching.values.introductions import MoveOrder, MoveReason, State, Via
from matching.values.shortlists import Versions
from skills.interface.needs import occupation_needs
from skills.service import activate_taxonomy, import_taxonomy
from skills.values.taxonomy import ConceptKind
from tests.factories import match, move, save_returnee, save_world

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

    def run(*options, **files):
        folder = tmp_path / "persons"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
        return CliRunner().invoke(model, ["evaluate", "--ranking", str(folder), *options], env=env)

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


def save_answers(database, world, now):
    """Save a shortlist of three: one by lot is asked to meet, two are refused."""
    people = [
        world.returnee_id,
        *(save_returnee(database, now=now, caseworker=world.caseworker) for _ in range(2)),
    ]
    lots = (None, None, 0.25)
    with database.writing() as session:
        draw_up_shortlist(
            session,
            vacancy_id=world.vacancy_id,
            matches=[
                replace(match(who, world.vacancy_id, rank), propensity=lot)
                for rank, (who, lot) in enumerate(zip(people, lots, strict=True), 1)
            ],
            versions=Versions(1, "test", "none"),
            actor=SYSTEM,
            now=now,
        )
    with database.reading() as session:
        order = select(ShortlistEntry.introduction_id).order_by(ShortlistEntry.rank)
        introductions = session.exec(order).all()
    ends = (
        (State.REFUSED, {"reason": MoveReason.SKILLS}),
        (State.REFUSED, {"reason": MoveReason.PLACE_TAKEN}),
        (State.MEETING_ASKED, {}),
    )
    for introduction, (end, order) in zip(introductions, ends, strict=True):
        for to in (State.APPROVED, State.ASKED, State.INTERESTED, State.SENT):
            move(database, world, introduction, to, now=now)
        wish = MoveOrder(introduction, end, via=Via.DESK, **order)
        with database.writing() as session:
            move_introduction(session, order=wish, actor=world.employer, now=now)


def test_the_report_is_one_page_that_needs_nothing_else(evaluate, database, now, tmp_path):
    world = save_world(database, now=now)
    save_answers(database, world, now)
    path = tmp_path / "report.html"
    lines = persons(database)
    result = evaluate("--report", str(path), "--worlds", "1", persons_short=COLUMNS + lines[0])

    assert result.exit_code == 0, result.output
    page = path.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page
    assert {"src=", "url(", "@import", "<link"}.isdisjoint(page.split())
    for heading in ("nDCG@10", "recall@10", "Gini", "Impact ratios by sex", "doubly robust"):
        assert heading in page
    ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + len("</svg>")])
    # One by lot was asked to meet; of those by score one was refused for skills, one for nothing.
    assert "1.000</td><td>1.000 to 1.000, of 1<" in page
    assert "0.000</td><td>0.000 to 0.000, of 1<" in page


def test_without_anything_to_measure_the_command_says_what_to_name(evaluate, database, tmp_path):
    result = CliRunner().invoke(model, ["evaluate"])
    assert (result.exit_code, "--report FILE" in result.output) == (2, True)
    nowhere = str(tmp_path / "none" / "report.html")
    lines = persons(database)[0]
    result = evaluate("--worlds", "1", "--report", nowhere, persons_short=COLUMNS + lines)
    assert "cannot be written" in result.output


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


def test_a_folder_of_another_kind_is_refused_in_a_sentence(evaluate):
    for files, sentence in (
        ({}, "has no persons_short.tsv"),
        ({"persons_short": "person_id\tskill_texts\n"}, "no column 'true_occupation_uri'"),
        ({"persons_short": ""}, "Found an empty file"),
        ({"persons_short": COLUMNS + "a\t\tnone\n"}, "Nobody in persons_short.tsv is made from"),
    ):
        result = evaluate(**files)

        assert sentence in result.output
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
