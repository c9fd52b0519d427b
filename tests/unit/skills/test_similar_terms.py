"""Words that nobody has linked still match words much like them."""

from hypothesis import given
from hypothesis import strategies as st

from skills.lookup import similar_terms
from tests.unit.skills import labels as of
from tests.unit.skills.labels import lookup

WELDNG, WELDINGG = "own:weldng", "own:weldingg"


class TestSimilarTerms:
    def test_are_concepts_and_own_words_spelled_alike(self):
        near = similar_terms([WELDNG, WELDINGG, of.WELD, of.DRIVE], lookup())

        assert {term for term, _ in near[WELDNG]} == {of.WELD, WELDINGG}

    def test_weigh_less_than_the_same_concept(self):
        [(_, weight)] = similar_terms([WELDNG, of.WELD], lookup())[WELDNG]

        assert 0.8 * 0.9 <= weight <= 0.9

    def test_leave_out_concepts_that_are_not_asked_about(self):
        assert similar_terms([WELDNG, of.DRIVE], lookup()) == {}

    def test_leave_out_strangers(self):
        assert similar_terms(["own:baking bread", of.WELD], lookup()) == {}

    def test_are_none_for_no_terms(self):
        assert similar_terms([], lookup()) == {}

    @given(st.lists(st.sampled_from(["weldng", "weldingg", "weldin", "drivng", "bread"])))
    def test_among_own_words_go_both_ways_with_one_weight(self, words):
        near = similar_terms([f"own:{word}" for word in words], lookup())

        for term, others in near.items():
            for other, weight in others:
                assert dict(near[other])[term] == weight
