import pytest

from forsa.i18n import Language, language_of, negotiate


class TestLanguage:
    def test_runs_from_right_to_left_in_arabic_script(self):
        assert [language.direction for language in Language] == ["ltr", "rtl", "rtl"]

    def test_is_named_in_itself(self):
        assert [language.own_name for language in Language] == ["English", "العربية", "کوردی"]

    @pytest.mark.parametrize("tag", ["ckb", "ckb-IQ", "ku", "ku-IQ", "ku_IQ", "ku-Arab-IQ", "sdh"])
    def test_takes_kurdish_tags_of_iraq_for_sorani(self, tag):
        assert language_of(tag) is Language.SORANI

    @pytest.mark.parametrize("tag", ["", "da", "ku-Latn", "kmr", "*", "arx", "e n"])
    def test_does_not_take_others_for_one_of_ours(self, tag):
        assert language_of(tag) is None


class TestNegotiation:
    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            ("", "en"),
            ("ar", "ar"),
            ("ku-IQ,ku;q=0.9,en;q=0.8", "ckb"),
            ("en;q=0.3, ar-IQ;q=0.7", "ar"),
            ("ar, ckb", "ar"),
            ("da, sv;q=0.9", "en"),
            ("ar;q=0, en;q=0.1", "en"),
            ("ar;q=x", "en"),
            ("da," * 500 + "ar", "en"),
        ],
    )
    def test_chooses_what_the_reader_likes_best(self, header, expected):
        assert negotiate(header) == expected
