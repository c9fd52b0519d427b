"""Longer texts are taken apart into skills, with their places in the text as it was typed."""

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forsa.exchange.starter import read_starter
from skills.lookup import Lookup, build_index
from skills.search_key import search_key
from skills.splitting import named_skills, said_skills, said_words
from skills.values.lookup import IndexedLabel
from skills.values.taxonomy import ConceptKind, LabelKind

SECONDS = 0.1
"""How long 1,000 characters may take."""

ADVERT = (
    "We are looking for an experienced welder for our workshop in Erbil. You know arc welding "
    "(MIG and TIG), read technical drawings and repair pumps.\nمطلوب خبرة في لحام الأنابيب وقراءة "
    "المخططات، والطبخ. Vi söker också någon med MIG-svetsning, gärna truckkort. "
)
UNKNOWN = " ".join(f"wort{number} unbekant{number} zeug" for number in range(50))
"""Nothing but words that no label is: each of them would have to be looked up by likeness."""
TRICKY = "a،b .,;\n🔥\u200f\u200d\u0301\u0651لحام و ۆێ welding og 0"
HOSTILE = st.text(st.one_of(st.sampled_from(TRICKY), st.characters()), max_size=60)


@pytest.fixture(scope="module")
def lookup():
    rows = read_starter()
    kinds = {row.uri: row for row in rows.concepts}
    labels = [
        IndexedLabel(
            one.uri,
            kinds[one.uri].kind,
            kinds[one.uri].isco,
            one.language,
            one.kind,
            one.label,
            search_key(one.label),
        )
        for one in rows.labels
    ]
    return Lookup(build_index([*labels, *map(made_up, ("health and safety", "arc"))], "starter"))


def made_up(label):
    uri = f"urn:forsa:skill:{label.replace(' ', '-')}-of-this-test"
    return IndexedLabel(uri, ConceptKind.SKILL, None, "en", LabelKind.PREFERRED, label, label)


def words(spans):
    return [one.words for one in spans]


def check_places(text, spans):
    """Check that spans lie in the text, in order and apart, and that their words stand there."""
    at = 0
    rebuilt = ""
    for one in spans:
        assert at <= one.start < one.end <= len(text)
        assert one.words == text[one.start : one.end]
        assert 0 <= one.chance <= 1
        rebuilt += text[at : one.start] + one.words
        at = one.end
    assert rebuilt + text[at:] == text


class TestSaidSkills:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("ألحم خزانات وأصلح المضخات", ["ألحم خزانات", "أصلح المضخات"]),
            ("لحام، تصليح السيارات وقيادة\nطبخ", ["لحام", "تصليح السيارات", "قيادة", "طبخ"]),
            ("عامل ورشة", ["عامل ورشة"]),
            ("تنكر وقود", ["تنكر وقود"]),
            ("لەحیم و بۆیەکردن", ["لەحیم", "بۆیەکردن"]),
            ("وەستای کارەبا", ["وەستای کارەبا"]),
            ("welding and cooking; driving", ["welding", "cooking", "driving"]),
            ("svejsning og madlavning", ["svejsning", "madlavning"]),
            ("svetsning eller städning", ["svetsning", "städning"]),
            ("sveising samt renhold", ["sveising", "renhold"]),
            ("health and safety, R&D", ["health and safety", "R&D"]),
            ("I can weld", ["I can weld"]),
            ("C++", ["C++"]),
            ("वेल्डिंग, खाना बनाना", ["वेल्डिंग", "खाना बनाना"]),
            ("🔥 ،،; \u200f", []),
            ("12, ٣٤", []),
        ],
    )
    def test_are_the_parts_of_what_was_said(self, lookup, text, parts):
        assert words(said_skills(text, lookup)) == parts

    def test_mean_what_is_left_without_the_small_words(self, lookup):
        [plain] = said_skills("weld", lookup)
        [one] = said_skills("I can weld", lookup)

        assert one.link.uri == plain.link.uri is not None

    def test_offer_what_stands_inside_of_words_that_are_not_known(self, lookup):
        [plain] = said_skills("forklift", lookup)
        [one] = said_skills("never broke one forklift in the hall of winter", lookup)

        assert one.link.uri is None
        assert one.link.offered[0].uri == plain.link.uri

    def test_are_cut_at_punctuation_alone_without_a_taxonomy(self):
        spans = said_skills("weld and cook, drive", None)

        assert words(spans) == ["weld and cook", "drive"]
        assert {one.link.uri for one in spans} == {None}

    def test_are_cut_alike_while_somebody_types(self, lookup):
        spans = said_words("I can weld, health and safety and cooking", lookup)

        assert words(spans) == ["I can weld", "health and safety", "cooking"]
        assert [one.link.text for one in spans] == ["weld", "health and safety", "cooking"]

    @given(text=HOSTILE)
    @example(text="og")
    @example(text="og 0")
    def test_lose_nothing_and_do_not_overlap(self, lookup, text):
        spans = said_skills(text, lookup)

        check_places(text, spans)
        assert spans == said_skills(text, lookup)
        assert bool(spans) or not any(key.isalpha() for key in search_key(text).split())


class TestNamedSkills:
    def test_are_found_in_an_advert_of_several_languages(self, lookup):
        spans = named_skills(ADVERT, lookup)

        check_places(ADVERT, spans)
        assert {
            "arc welding",
            "MIG",
            "TIG",
            "read technical drawings",
            "لحام الأنابيب",
            "قراءة المخططات",
            "الطبخ",
            "MIG-svetsning",
            "truckkort",
        } <= set(words(spans))
        assert not {"We", "Erbil", "في", "Vi"} & set(words(spans))

    def test_of_several_words_win_over_each_word(self, lookup):
        assert words(named_skills("arc welding", lookup)) == ["arc welding"]
        assert words(named_skills("arc, welding", lookup)) == ["arc", "welding"]

    def test_are_none_where_there_is_none(self, lookup):
        assert named_skills("We are in the old town since 1999, and that is all.", lookup) == ()

    @given(text=HOSTILE)
    def test_lie_in_the_text_and_do_not_overlap(self, lookup, text):
        check_places(text, named_skills(text, lookup))

    @pytest.mark.parametrize("text", [ADVERT * 4, UNKNOWN])
    def test_are_found_fast(self, lookup, text):
        text = text[:1000]
        took = []
        for _ in range(5):
            began = process_time()
            named_skills(text, lookup)
            took.append(process_time() - began)

        assert min(took) <= SECONDS

    @pytest.mark.parametrize("text", ["و", "a", "لحام ", "weld, ", "🔥\u0301", "\u202eab\u202c"])
    def test_are_looked_for_in_20_000_characters(self, lookup, text):
        long = (text * 20_000)[:20_000]

        check_places(long, named_skills(long, lookup))
        check_places(long, said_skills(long, lookup))
