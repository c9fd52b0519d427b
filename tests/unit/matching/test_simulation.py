"""Made-up months: the same for the same seed, and never against the rules."""

import json
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from forsa.cli.simulate import simulate
from matching.evaluation.counterfactual import doubly_robust, weighted
from matching.simulation import Assumptions, Extent, Policy, compare, draw_lots
from matching.simulation.measures import gini
from matching.simulation.months import run
from matching.simulation.world import make_world

SMALL = Extent(people=80, vacancies=40, months=2)
GRANTED = Assumptions()


@pytest.fixture(scope="module")
def world():
    return make_world(7, SMALL, GRANTED)


def test_the_same_seed_is_the_same_world(world):
    again = make_world(7, SMALL, GRANTED)

    assert [one.profile for one in again.people] == [one.profile for one in world.people]
    ours, theirs = run(world, Policy.ALLOCATED, GRANTED), run(again, Policy.ALLOCATED, GRANTED)
    assert (ours.hired, ours.shown) == (theirs.hired, theirs.shown)


@pytest.mark.parametrize("policy", Policy)
def test_hires_fit_into_the_places_and_nobody_has_two(world, policy):
    course = run(world, policy, GRANTED)

    places = Counter(world.openings[place].vacancy.vacancy_id for place in course.hired.values())
    limits = {one.vacancy.vacancy_id: one.vacancy.places_left for one in world.openings}
    assert course.hired and all(count <= limits[one] for one, count in places.items())
    assert all(limits[one] - places[one] == left for one, left in course.left.items())


def test_nobody_is_hired_where_no_employer_answers(world):
    silent = replace(GRANTED, answering=0.0)

    course = run(world, Policy.ALLOCATED, silent)

    assert not course.hired and course.unanswered == course.shown.total() > 0


def test_allocation_spreads_and_finds_more(world):
    found = compare(range(3), SMALL, GRANTED, [Policy.ALONE, Policy.ALLOCATED])

    assert found.mean(Policy.ALLOCATED, "gini") < found.mean(Policy.ALONE, "gini")
    mean, low, high = found.gain(Policy.ALLOCATED)
    assert low <= mean <= high
    assert set(found.impact[Policy.ALLOCATED]) == {"sex", "age band", "governorate", "language"}


def test_nobody_shown_is_spread_evenly():
    assert gini(np.array([0, 0])) == 0.0


class TestCommand:
    SIZE = ("--people", "40", "--vacancies", "15", "--months", "1", "--worlds", "1")

    def test_prints_what_it_takes_for_granted_beside_the_results(self):
        said = CliRunner().invoke(simulate, self.SIZE).output

        assert "measured nowhere" in said
        assert "chance that a meeting ends with an offer" in said
        assert "each for itself" in said and "allocated" in said

    def test_takes_other_assumptions(self):
        result = CliRunner().invoke(simulate, [*self.SIZE, "--assume", "answering=0", "--json"])

        figures = json.loads(result.output)
        assert figures["assumptions"]["answering"] == 0
        assert figures["policies"]["allocated"]["hires"] == 0

    @pytest.mark.parametrize("wrong", ["answers=1", "answering=often"])
    def test_refuses_what_it_does_not_know(self, wrong):
        result = CliRunner().invoke(simulate, [*self.SIZE, "--assume", wrong])

        assert result.exit_code == 2 and "Traceback" not in result.output


def test_estimates_from_lots_come_near_what_is_true_in_made_up_worlds():
    lots = draw_lots(range(1, 4), Extent(), GRANTED)

    for estimate in (weighted(lots.drawn), doubly_robust(lots.drawn)):
        assert estimate.low <= lots.truth <= estimate.high
    assert draw_lots([1], Extent(people=12, vacancies=1, months=1), GRANTED) is None


def test_the_lowest_of_the_groups_is_the_impact_ratio():
    found = compare([1], Extent(), GRANTED, [Policy.ALONE])

    groups = found.groups[Policy.ALONE]["sex"]
    assert max(groups.values()) == 1.0
    assert min(groups.values()) == found.impact[Policy.ALONE]["sex"]
