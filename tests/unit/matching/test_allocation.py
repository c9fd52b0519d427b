"""Who is put on a shortlist."""

from hypothesis import given
from hypothesis import strategies as st

from matching.allocation import NEAR_EQUAL, draw
from matching.values.ranking import Match


def matches(*scores):
    best_first = sorted(scores, reverse=True)
    return [
        Match(number, 1, number, score, 0.0, (), (), "model")
        for number, score in enumerate(best_first, start=1)
    ]


def drawn(found, waiting, **limits):
    return [match.returnee_id for match in draw(found, waiting, **limits)]


class TestDraw:
    def test_takes_the_best_five(self):
        assert drawn(matches(0.9, 0.8, 0.7, 0.6, 0.5, 0.4), {}) == [1, 2, 3, 4, 5]

    def test_lifts_who_has_waited_among_near_equals(self):
        assert drawn(matches(0.80, 0.79, 0.50), {2: 90}, places=2) == [2, 1]

    def test_lifts_nobody_past_more_than_a_near_equal(self):
        assert drawn(matches(0.80, 0.77), {2: 900}) == [1, 2]

    def test_takes_whoever_there_is(self):
        assert drawn(matches(0.3), {}) == [1]
        assert drawn([], {}) == []

    @given(
        st.lists(st.floats(0, 1), max_size=12),
        st.dictionaries(st.integers(1, 12), st.integers(0, 400)),
    )
    def test_never_leaves_out_anybody_clearly_better(self, scores, waiting):
        found = matches(*scores)

        taken = draw(found, waiting)

        left = [match for match in found if match not in taken]
        assert len(taken) == min(5, len(found))
        assert all(a.score >= b.score - NEAR_EQUAL for a in taken for b in left)
