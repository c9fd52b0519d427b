"""Models are learned from answers, tried, put to use, taken back; what ranks follows at once."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlmodel import select

from forsa.cli.doctor import doctor
from forsa.cli.model import model
from forsa.cli.shortlists import shortlist
from forsa.cli.simulate import simulate
from forsa.exchange.signed_models import model_now, model_of, sealed
from forsa.scheduler.jobs import JobContext
from forsa.scheduler.work.shortlists import draw_up
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from kernel.storage import insert_rows
from matching.errors import (
    ModelHeldBack,
    ModelInUse,
    ModelKeeperOnly,
    ModelNotFound,
    ModelRefused,
    ModelTaken,
    OtherModelInUse,
)
from matching.features import NAMES
from matching.models import Introduction, IntroductionMove, ModelVersion, Shortlist, ShortlistEntry
from matching.queries import model_trials
from matching.queries.lessons import Lacking, learn
from matching.scorer import scores_of, shipped_weights, written_weights
from matching.service import go_back, keep_model, put_model_to_use
from matching.simulation import Extent
from matching.training import made_pairs
from matching.values.introductions import MoveReason, State, Via
from matching.values.model_versions import SHIPPED, Check, Checked, ModelReason, Verdict
from matching.values.shortlists import ShortlistState
from tests.factories import save_returnee, save_vacancy, save_world

ANSWERS = 160


@pytest.fixture
def world(database, now):
    return save_world(database, now=now)


@pytest.fixture
def answer(database, world, now):
    """Give a function that writes answers of an employer: wanted or refused, one each hour."""

    def answer(wanted, features):
        first = Introduction(
            returnee_id=world.returnee_id,
            vacancy_id=world.vacancy_id,
            employer_id=world.employer.employer_id,
            state=State.REFUSED,
            state_at=now,
            counted_from_at=now,
            created_at=now,
        ).model_dump(exclude={"id"})
        drawn = Shortlist(
            vacancy_id=world.vacancy_id,
            number=1,
            state=ShortlistState.CLOSED,
            drawn_at=now,
            vacancy_version=1,
            model_version="prior-2",
            taxonomy_version="none",
        )
        with database.writing() as session:
            session.add(drawn)
            insert_rows(session, Introduction, [first] * len(wanted))
            ids = session.exec(select(Introduction.id).order_by(Introduction.id)).all()
            entries, moves = [], []
            for number, (row_id, yes, row) in enumerate(
                zip(ids, wanted, features.tolist(), strict=True), start=1
            ):
                entries.append(
                    {
                        "shortlist_id": drawn.id,
                        "introduction_id": row_id,
                        "rank": number,
                        "score": 0.5,
                        "reasons": [],
                        "features": row,
                        "model_version": "prior-2",
                    }
                )
                moves.append(
                    {
                        "introduction_id": row_id,
                        "at": now - timedelta(days=30) + timedelta(hours=number),
                        "role": Role.EMPLOYER_OWNER,
                        "via": Via.DESK,
                        "to_state": State.MEETING_ASKED if yes else State.REFUSED,
                        "reason": None if yes else MoveReason.SKILLS,
                    }
                )
            insert_rows(session, ShortlistEntry, entries)
            insert_rows(session, IntroductionMove, moves)

    return answer


@pytest.fixture
def answers(answer):
    """Answers of employers who care for pay three times as much as the hand weights say."""
    features = made_pairs(4 * ANSWERS)[::4]
    hand = shipped_weights()
    pay = NAMES.index("wage_fit")
    weights = [3.0 * one if k == pay else one for k, one in enumerate(hand.weights)]
    truth = replace(hand, weights=tuple(weights), intercept=hand.intercept - weights[pay] / 3)
    drawn = np.random.default_rng(1).random(ANSWERS)
    answer(scores_of(features.T, truth) > drawn, features)


@pytest.fixture
def said(database_url, data_dir, monkeypatch):
    monkeypatch.setattr(model_trials, "WORLDS", 1)
    monkeypatch.setattr(model_trials, "EXTENT", Extent(people=120, vacancies=20, months=1))
    env = {"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": str(data_dir)}

    def said(deed, *words, fails=False):
        result = CliRunner().invoke(deed, list(words), env=env)
        assert result.exit_code == int(fails), result.output
        return result.output

    return said


@pytest.fixture
def ranks(database, settings):
    """Give a function that says by which model a process ranks now."""

    def ranks():
        with database.reading() as session:
            return model_now(session, settings.secret_keys).version

    return ranks


def kept(database, settings, version, now, *, text=None):
    """Keep a model that is the shipped one under another version, or a text."""
    text = text or written_weights(replace(shipped_weights(), version=version))
    with database.writing() as session:
        keep_model(
            session,
            version=version,
            sealed=sealed(text, settings.secret_keys),
            actor=SYSTEM,
            now=now,
        )


def used(database, version, now, *, in_use=SHIPPED, actor=SYSTEM, because=ModelReason.TRIAL):
    with database.writing() as session:
        verdict = Verdict(version, in_use, ())
        put_model_to_use(session, verdict=verdict, because=because, actor=actor, now=now)


def test_a_model_is_learned_tried_put_to_use_and_taken_back_by_commands(
    database, client_of, answers, said, ranks, clock
):
    assert "learned from" in said(model, "train")
    [version] = [line.split()[0] for line in said(model, "list").splitlines()][:1]
    with client_of(None) as client:
        at_hand = client.app.state.at_hand

        def of_the_web():
            with database.reading() as session:
                clock.now += timedelta(seconds=1)
                return at_hand.model(session, clock.now).version

        assert (ranks(), of_the_web()) == ("prior-2", "prior-2")
        promoted = said(model, "promote", version, "--because", "more_outcomes")
        assert promoted.count("holds") == 6
        assert (ranks(), of_the_web()) == (version, version), (
            "a running web follows within a second"
        )
        assert "retired" in said(model, "list").splitlines()[-1]
        assert "asked to meet" in said(model, "card", version)
        assert "ranks already" in said(model, "promote", version, "--because", "other", fails=True)
        assert "prior-2 ranks" in said(model, "rollback", "--because", "complaints")
        assert (ranks(), of_the_web()) == ("prior-2", "prior-2")
        assert "none before it" in said(model, "rollback", "--because", "fault", fails=True)
    with database.reading() as session:
        events = session.exec(
            select(AuditEvent).where(AuditEvent.subject == "model:1").order_by(AuditEvent.id)
        ).all()
        assert [(one.action.rpartition(".")[2], one.reason) for one in events] == [
            ("made", None),
            ("put-to-use", ModelReason.MORE_OUTCOMES),
            ("taken-back", ModelReason.COMPLAINTS),
        ]


def test_it_says_beforehand_whose_lists_would_change(database, settings, world, now, said):
    make = {"database": database, "now": now, "caseworker": world.caseworker}
    for facts in ({"least_wage": 2_000_000}, {"least_wage": 300_000, "skills": ()}):
        save_returnee(**make, **facts)
    save_vacancy(database, now=now, wage_min=400_000, wage_max=500_000)
    pay = NAMES.index("wage_fit")
    weights = [9.0 if k == pay else 0.0 for k in range(len(NAMES))]
    text = written_weights(replace(shipped_weights(), version="pay-1", weights=tuple(weights)))
    kept(database, settings, "pay-1", now, text=text)
    kept(database, settings, "same-1", now)

    small = ["--people", "40", "--vacancies", "20", "--worlds", "1", "--json"]
    by_pay = said(simulate, *small, "--model", "pay-1")
    assert by_pay != said(simulate, *small) == said(simulate, *small, "--model", "same-1")
    same = said(model, "compare", "same-1", "--now", now.isoformat())
    assert "0 would have others first" in same
    other = said(model, "compare", "pay-1", "--top", "1", "--now", now.isoformat())
    assert "1 would have others first" in other
    assert "new: K-" in other
    assert "not have any more" in said(model, "compare", "gone-1", fails=True)


def test_it_learns_what_employers_care_for_and_never_falls(answers, reader):
    found = learn(reader, version="learned-1")

    pay = NAMES.index("wage_fit")
    assert found.model.weights[pay] > shipped_weights().weights[pay]
    assert min(found.model.weights) >= 0
    assert found.learned_from.total == 112
    assert found.later == ANSWERS - 112
    assert found.learned_from.asked and found.learned_from.refused


def test_without_answers_or_with_one_sort_of_them_it_is_the_shipped_model_and_held_back(
    database, answer, reader, said, ranks
):
    assert learn(reader, version="learned-1").lacking is Lacking.ANSWERS
    answer([True] * 40, made_pairs(40))
    with database.reading() as session:
        found = learn(session, version="learned-1")
    assert found.lacking is Lacking.BOTH_SORTS
    assert found.model.weights == shipped_weights().weights

    trained = said(model, "train")
    assert "answers of one sort alone" in trained
    version = trained.splitlines()[-1].split()[-1]
    refused = said(model, "promote", version, "--because", "trial", fails=True)
    assert "DOES NOT HOLD" in refused
    assert "the one that ranked goes on" in refused
    assert ranks() == "prior-2"
    assert "Nothing" in said(model, "card", version)


def test_a_list_is_computed_again_by_the_models_that_drew_it_up(
    database, settings, world, now, said, ranks
):
    kept(database, settings, "learned-1", now)
    used(database, "learned-1", now)
    switched = iter([lambda: back(database, now)])

    def stopping():
        """Let the shipped model come to use again while the job is at work; it is not to stop."""
        next(switched, lambda: None)()
        return False

    draw_up(JobContext(database, settings, now=now, slot_at=now, stopping=stopping))
    assert ranks() == "prior-2"
    save_returnee(database, now=now, caseworker=world.caseworker)
    draw_up(JobContext(database, settings, now=now, slot_at=now))

    with database.reading() as session:
        rows = session.exec(select(ShortlistEntry).order_by(ShortlistEntry.rank)).all()
        assert [one.model_version for one in rows] == ["learned-1", "prior-2"]
        named = reference(Kind.SHORTLIST, rows[0].shortlist_id)
    again = said(shortlist, "replay", named)
    assert again.count("the same,") == 2
    assert "by prior-2" in again
    sets = sa.update(ModelVersion)
    for changes, says in (
        ({"version": "learned-9"}, "ranked by the model 'learned-1'"),
        ({"version": "learned-1", "sealed": "{"}, "cut short"),
    ):
        with database.writing() as session:
            session.connection().execute(sets.values(**changes))
        assert says in said(shortlist, "replay", named, fails=True)


def back(database, now):
    with database.writing() as session:
        go_back(session, because=ModelReason.FAULT, actor=SYSTEM, now=now)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: text.replace('"breadth"', '"depth"'), "made for other features"),
        (lambda text: text.replace("learned-1", "learned-2"), "is model learned-2"),
        (lambda text: text[:-30], "no whole model"),
    ],
    ids=["other features", "another one's text", "cut before it was signed"],
)
def test_what_must_not_rank_leaves_the_shipped_model_and_doctor_says_so(
    database, settings, now, said, spoil, says
):
    text = written_weights(replace(shipped_weights(), version="learned-1"))
    kept(database, settings, "learned-1", now, text=spoil(text))
    used(database, "learned-1", now)

    with database.reading() as session:
        assert model_now(session, settings.secret_keys) == shipped_weights()
    with database.reading() as session, pytest.raises(ModelRefused, match=says):
        model_of(session, "learned-1", settings.secret_keys)
    assert says in said(doctor, fails=True)
    assert says in said(model, "promote", "learned-1", "--because", "trial", fails=True)


def test_who_may_not_or_comes_too_late_is_refused(database, settings, world, now, ranks):
    kept(database, settings, "learned-1", now)
    kept(database, settings, "learned-2", now)
    with pytest.raises(ModelTaken):
        kept(database, settings, "learned-2", now)
    for actor in (world.caseworker, world.employer, Actor(role=Role.AUDITOR)):
        with pytest.raises(ModelKeeperOnly):
            used(database, "learned-1", now, actor=actor)
    with pytest.raises(ModelNotFound):
        used(database, "learned-3", now)
    used(database, "learned-1", now)
    with pytest.raises(ModelInUse):
        used(database, "learned-1", now, in_use="learned-1")
    with pytest.raises(OtherModelInUse):
        used(database, "learned-2", now)
    with pytest.raises(ModelHeldBack), database.writing() as session:
        checked = Checked(Check.DIRECTION, 1.0, None, 0.0, holds=False)
        verdict = Verdict("learned-2", "learned-1", (checked,))
        put_model_to_use(
            session, verdict=verdict, because=ModelReason.TRIAL, actor=SYSTEM, now=now
        )
    used(database, "learned-2", now, in_use="learned-1")
    back(database, now)
    assert ranks() == "learned-1"
