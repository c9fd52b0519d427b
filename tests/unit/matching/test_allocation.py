"""Who is put on which shortlist, decided for all vacancies at once."""

from collections import Counter
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.allocation import NEAR_EQUAL, OpenList, allocate, graph_of, waiting_lift
from matching.allocation.transport import transport

PLENTY = 5


def open_list(vacancy_id=1, places=5, **scores):
    """Make an open_list; people are named by letters, p1 is person 1."""
    ids = [int(name[1:]) for name in scores]
    return OpenList(vacancy_id, places, ids, list(scores.values()))


def picked(open_lists, room=None, lift=None, salt="slot"):
    everybody = {who for one in open_lists for who in one.returnee_ids}
    room = dict.fromkeys(everybody, PLENTY) | (room or {})
    found = allocate(graph_of(open_lists, room, lift or {}), salt=salt)
    return {vacancy: [one.returnee_id for one in picks] for vacancy, picks in found.items()}


@st.composite
def worlds(draw):
    """Draw some vacancies with candidates among a dozen people, and everybody's room."""
    open_lists = []
    for vacancy_id in range(1, draw(st.integers(1, 6)) + 1):
        people = draw(st.lists(st.integers(1, 12), unique=True, max_size=12))
        scores = [draw(st.sampled_from([0.1, 0.4, 0.41, 0.7, 0.71, 0.9])) for _ in people]
        open_lists.append(OpenList(vacancy_id, draw(st.integers(0, 5)), people, scores))
    room = {who: draw(st.integers(0, 3)) for who in range(1, 13)}
    return open_lists, room


class TestAllocate:
    def test_gives_one_vacancy_its_best(self):
        found = picked([open_list(places=2, p1=0.3, p2=0.9, p3=0.6)])

        assert found == {1: [2, 3]}

    def test_gives_somebody_wanted_by_two_to_the_one_that_has_nobody_else(self):
        has_another = open_list(1, 1, p1=0.9, p2=0.85)
        has_nobody_else = open_list(2, 1, p1=0.8, p3=0.1)

        assert picked([has_another, has_nobody_else], room={1: 1}) == {1: [2], 2: [1]}

    def test_puts_nobody_on_a_list_who_has_no_room(self):
        assert picked([open_list(p1=0.9, p2=0.2)], room={1: 0}) == {1: [2]}
        assert allocate(graph_of([open_list(p1=0.9)], {}, {}), salt="slot") == {1: ()}

    def test_has_nothing_to_give_where_there_is_nothing(self):
        assert picked([]) == {}
        assert picked([open_list()]) == {1: []}

    @given(worlds())
    def test_keeps_to_places_and_room_and_leaves_no_place_that_somebody_could_take(self, world):
        open_lists, room = world

        found = allocate(graph_of(open_lists, room, {}), salt="slot")

        taken = Counter(one.returnee_id for picks in found.values() for one in picks)
        assert all(count <= room[who] for who, count in taken.items())
        for one in open_lists:
            on_list = [pick.returnee_id for pick in found[one.vacancy_id]]
            assert len(set(on_list)) == len(on_list) <= one.places
            assert set(on_list) <= set(one.returnee_ids)
            idle = [who for who in one.returnee_ids if taken[who] < room[who]]
            assert len(on_list) == one.places or set(idle) <= set(on_list)

    @given(worlds(), st.randoms())
    def test_does_not_hang_on_the_order_of_what_is_given(self, world, random):
        open_lists, room = world
        shuffled = list(open_lists)
        random.shuffle(shuffled)

        assert picked(shuffled, room) == picked(open_lists, room)

    @given(worlds())
    def test_plans_no_more_than_there_is(self, world):
        open_lists, room = world
        graph = graph_of(open_lists, room, {})

        plan = transport(graph)

        by_vacancy = np.bincount(graph.vacancies(), plan, minlength=len(graph.places))
        by_person = np.bincount(graph.people, plan, minlength=len(graph.room))
        assert np.isfinite(plan).all() and (plan >= 0).all()
        assert (by_vacancy <= graph.places + 1e-6).all()
        assert (by_person <= graph.room + 1e-6).all()


class TestWaiting:
    def test_lifts_among_near_equals(self):
        two = open_list(places=1, p1=0.80, p2=0.79)

        assert picked([two]) == {1: [1]}
        assert picked([two], lift={2: waiting_lift(90)}) == {1: [2]}

    @given(st.integers(0, 5000), st.integers(0, 5000))
    def test_lifts_nobody_past_more_than_a_near_equal(self, one, other):
        apart = open_list(places=1, p1=0.80, p2=0.80 - NEAR_EQUAL - 0.001)

        assert picked([apart], lift={1: waiting_lift(one), 2: waiting_lift(other)}) == {1: [1]}


ALIKE = {f"p{who}": 0.5 for who in range(3, 9)}


class TestPlaceByLot:
    def lists(self, count=600):
        graph = graph_of(
            [open_list(places=3, p1=0.9, p2=0.8, **ALIKE)], dict.fromkeys(range(1, 9), 1), {}
        )
        return [allocate(graph, salt=f"run {number}")[1] for number in range(count)]

    def test_is_the_last_one_alone_and_says_with_what_chance(self):
        for first, second, last in self.lists(20):
            assert (first.returnee_id, second.returnee_id) == (1, 2)
            assert first.propensity is None and second.propensity is None
            assert isclose(last.propensity, 1 / 6)

    def test_falls_on_all_alike(self):
        counts = Counter(last.returnee_id for _, _, last in self.lists())

        assert set(counts) == set(range(3, 9))
        assert min(counts.values()) > 60  # of 100 each, more than four standard deviations

    def test_is_not_drawn_where_nobody_is_near_equal(self):
        graph = graph_of([open_list(places=2, p1=0.9, p2=0.8, p3=0.5)], {1: 1, 2: 1, 3: 1}, {})

        assert [one.propensity for one in allocate(graph, salt="slot")[1]] == [None, None]

    def test_takes_nobody_who_has_no_room(self):
        crowded = [open_list(1, 2, p1=0.9, p2=0.5, p3=0.5), open_list(2, 1, p3=0.9)]

        found = picked(crowded, room={3: 1})

        assert found == {1: [1, 2], 2: [3]}


@pytest.mark.parametrize("salt", ["a", "b", "c"])
def test_ties_fall_by_the_salt_and_are_the_same_again(salt):
    alike = [open_list(places=1, **{f"p{who}": 0.5 for who in range(1, 30)})]

    assert picked(alike, salt=salt) == picked(alike, salt=salt)
