"""Texts that people take for the same have the same search key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.search_key import search_key

ZWNJ = "\u200c"
BIDI = "\u202b"


class TestSearchKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Welding", "  wELDING\n"),
            ("arc-welding", "arc welding"),
            ("لحّام", "لحام"),
            ("لحـــام", "لحام"),
            ("كهربائي", "کهربائی"),
            ("إدارة", "اداره"),
            ("أعمال", "اعمال"),
            ("مؤهل", "موهل"),
            ("جۆشکاری", "جوشكاري"),
            ("کارەبا", "کارهبا"),
            (f"نان{ZWNJ}پێژ", "نانپێژ"),
            (f"{BIDI}سائق\ufeff", "سائق"),
            ("الدرجة ٣", "الدرجة ۳"),
            ("soft\u00adware", "software"),
            ("e\u0301lectricien", "\u00e9lectricien"),
            ("ﻻجئ", "لاجئ"),
        ],
    )
    def test_is_the_same_for(self, one, other):
        assert search_key(one) == search_key(other) != ""

    @pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C++", "C#"), ("ø", "o")])
    def test_differs_for(self, one, other):
        assert search_key(one) != search_key(other)

    @pytest.mark.parametrize("text", ["", " \t", "…!?", "\u200c\ufeff", "\x00", "ـ"])
    def test_of_nothing_to_read_is_empty(self, text):
        assert search_key(text) == ""

    @given(st.text())
    def test_of_a_key_is_that_key(self, text):
        key = search_key(text)

        assert search_key(key) == key

    @given(st.text())
    def test_holds_single_spaces_between_words_alone(self, text):
        assert search_key(text) == " ".join(search_key(text).split())
