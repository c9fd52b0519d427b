"""Words as people type them lead to the concepts they mean."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.lookup import Lookup, build_index, open_index, save_index
from skills.lookup.building import character_postings
from skills.lookup.grams import alphabet_of, grams_of
from skills.lookup.postings import STEPS
from skills.lookup.scoring import weakest_word
from skills.values.lookup import Why
from tests.unit.skills import labels as of
from tests.unit.skills.labels import LABELS, label, lookup

DIGEST = "d" * 64
TEXTS = st.one_of(st.text(max_size=120), st.sampled_from([one.label for one in LABELS]))


def uris(found):
    return [one.uri for one in found]


class TestFind:
    def test_gives_the_same_words_first_with_score_one(self):
        [first, *rest] = lookup().find("Welding")

        assert (first.uri, first.label, first.score) == (of.WELD, "welding", 1.0)
        assert first.why is Why.SAME_WORDS
        assert all(one.score < 1 and one.why is Why.SIMILAR_WORDS for one in rest)

    def test_gives_all_concepts_of_the_same_words_even_beyond_the_top(self):
        assert uris(lookup().find("driving", top=1)) == [of.DRIVE, of.DRIVE_TRUCK]

    @pytest.mark.parametrize(
        ("typed", "uri"),
        [
            ("wedling", of.WELD),
            ("جوشكاري", of.WELD),
            ("تصليح مضخات المياه", of.REPAIR_PUMPS),
            ("repiar watre pumps", of.REPAIR_PUMPS),
            ("projectmanagement", of.PROJECTS),
        ],
    )
    def test_forgives(self, typed, uri):
        assert lookup().find(typed)[0].uri == uri

    def test_gives_each_concept_once(self):
        found = uris(lookup().find("لحام المعادن", top=50))

        assert len(found) == len(set(found))

    def test_prefers_the_language_among_equals_and_finds_the_others_too(self):
        both = (label(of.WELD, "service", "da"), label(of.WELD, "Service", "en"))

        assert lookup(*both).find("service", language="en")[0].language == "en"
        assert lookup(*both).find("service", language="da")[0].language == "da"
        assert lookup(*both).find("service", language="ar")[0].uri == of.WELD

    def test_keeps_to_the_kinds_that_are_asked_for(self):
        assert uris(lookup().find("لحام", kinds={of.OCCUPATION})) == [of.WELDER]
        assert of.WELDER not in uris(lookup().find("welder", kinds={of.SKILL}))

    def test_reads_the_first_hundred_characters(self):
        assert lookup().find("welding" + " " * 93 + "and much more")[0].uri == of.WELD

    @pytest.mark.parametrize("text", ["", " ", "!!!", "\x00", "漢字"])
    def test_finds_nothing_for_words_without_a_known_letter(self, text):
        assert lookup().find(text) == ()

    def test_finds_nothing_in_an_empty_taxonomy(self):
        empty = Lookup(build_index([], DIGEST))

        assert empty.find("welding") == ()
        assert empty.link_many(["welding"])[0].uri is None

    @given(TEXTS)
    def test_scores_lie_between_nothing_and_one_best_first(self, text):
        scores = [one.score for one in lookup().find(text, top=10)]

        assert all(0 < score <= 1 for score in scores)
        assert scores == sorted(scores, reverse=True)

    @given(st.randoms(use_true_random=False), TEXTS)
    def test_does_not_depend_on_the_order_of_the_labels(self, order: random.Random, text):
        shuffled = list(LABELS)
        order.shuffle(shuffled)

        assert lookup(*shuffled).find(text) == lookup().find(text)


class TestLinkMany:
    def test_links_words_of_one_concept(self):
        [link] = lookup().link_many(["Welding "])

        assert (link.text, link.uri, link.score) == ("Welding ", of.WELD, 1.0)

    def test_links_a_typing_error(self):
        [link] = lookup().link_many(["project managment"])

        assert link.uri == of.PROJECTS
        assert link.score < 1

    def test_prefers_the_one_concept_whose_display_name_it_is_and_offers_the_others(self):
        [link] = lookup().link_many(["driving"])

        assert link.uri == of.DRIVE
        assert uris(link.offered) == [of.DRIVE, of.DRIVE_TRUCK]

    def test_offers_but_does_not_link_words_of_several_concepts(self):
        twice = (label(of.DRIVE, "driving"), label(of.DRIVE_TRUCK, "driving"))

        [link] = lookup(*twice).link_many(["driving"])

        assert link.uri is None
        assert uris(link.offered) == [of.DRIVE, of.DRIVE_TRUCK]

    def test_does_not_link_another_word(self):
        [link] = lookup().link_many(["project nursing"])

        assert link.uri is None
        assert of.PROJECTS in uris(link.offered)

    def test_offers_five_at_most(self):
        many = [label(f"urn:test:{n}", f"welding {n}") for n in range(9)]

        assert len(lookup(*many).link_many(["weldings"])[0].offered) == 5

    def test_keeps_order_and_repeats(self):
        texts = ["driving", "", "wedling", "driving", "WEDLING"]

        links = lookup().link_many(texts)

        assert [link.text for link in links] == texts
        assert links[0] == links[3]
        assert links[1].offered == ()

    @given(st.lists(TEXTS, max_size=8))
    def test_says_of_many_what_it_says_of_one(self, texts):
        one_by_one = [lookup().link_many([text])[0] for text in texts]

        assert list(lookup().link_many(texts)) == one_by_one

    @given(TEXTS)
    def test_offers_what_a_search_finds_first(self, text):
        [link] = lookup().link_many([text])

        found = lookup().find(text)
        assert link.offered == found[: len(link.offered)]


class TestIndexFiles:
    def test_come_back_as_they_were(self, tmp_path):
        save_index(lookup().index, tmp_path)

        opened = open_index(tmp_path, DIGEST)

        assert opened is not None
        for text in ("welding", "wedling", "تصليح مضخات", "driving"):
            assert Lookup(opened).find(text) == lookup().find(text)

    def test_are_plain_arrays_and_words(self, tmp_path):
        folder = save_index(lookup().index, tmp_path)

        assert {path.suffix for path in folder.iterdir()} == {".npy", ".json"}

    def test_may_be_written_twice(self, tmp_path):
        first = save_index(lookup().index, tmp_path)

        assert save_index(lookup().index, tmp_path) == first
        assert [path.name for path in tmp_path.iterdir()] == [first.name]

    def test_of_another_version_are_not_opened(self, tmp_path):
        save_index(lookup().index, tmp_path)

        assert open_index(tmp_path, "e" * 64) is None

    def test_that_are_broken_are_not_opened(self, tmp_path):
        folder = save_index(lookup().index, tmp_path)
        (folder / "grams.npy").write_bytes(b"broken")

        assert open_index(tmp_path, DIGEST) is None


class TestGrams:
    def test_lie_within_words_with_a_space_on_either_side(self):
        texts = ["ab c"]
        alphabet = alphabet_of(texts)

        _, packed = grams_of(texts, alphabet)

        words = [" a", "ab", "b ", " c", "c ", " ab", "ab ", " c ", " ab "]
        assert len(packed) == len(words) == len(set(packed.tolist()))

    @given(st.lists(st.text("abc ", max_size=12), min_size=1, max_size=6))
    def test_of_each_text_do_not_depend_on_its_neighbours(self, texts):
        alphabet = alphabet_of(["abc "])
        rows, packed = grams_of(texts, alphabet)

        for at, text in enumerate(texts):
            alone = grams_of([text], alphabet)[1]
            assert sorted(packed[rows == at].tolist()) == sorted(alone.tolist())

    def test_weights_of_a_key_are_a_unit_vector(self):
        keys = ["welding", "weld", "truck driving"]
        postings = character_postings(keys, alphabet_of(keys))

        for row in range(len(keys)):
            squares = (postings.weights[postings.rows == row] / STEPS) ** 2
            assert squares.sum() == pytest.approx(1, abs=0.02)


class TestWeakestWord:
    def test_is_whole_when_spaces_alone_differ(self):
        assert weakest_word("fork lift", "forklift") == 1

    def test_tells_a_typing_error_from_another_word(self):
        assert weakest_word("truck drivnig", "truck driving") > 0.7
        assert weakest_word("truck washing", "truck driving") < 0.6
