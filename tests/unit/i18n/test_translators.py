import pytest
from markupsafe import Markup

from forsa.i18n import Language, translator

EN, AR, CKB = Language
ONE, MANY = "%(count)s job", "%(count)s jobs"


class TestPlurals:
    @pytest.mark.parametrize(
        ("count", "expected"),
        [
            (0, "لا فرص عمل"),
            (1, "فرصة عمل واحدة"),
            (2, "فرصتا عمل"),
            (3, "3 فرص عمل"),
            (10, "10 فرص عمل"),
            (11, "11 فرصة عمل"),
            (99, "99 فرصة عمل"),
            (100, "100 فرصة عمل"),
            (101, "101 فرصة عمل"),
            (102, "102 فرصة عمل"),
        ],
    )
    def test_of_arabic_are_six(self, count, expected):
        assert translator(AR).ngettext(ONE, MANY, count) == expected

    @pytest.mark.parametrize(
        ("count", "category"),
        [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (101, 5), (102, 5)],
    )
    def test_of_arabic_stand_in_the_order_of_the_cldr(self, count, category):
        forms = [
            "لا مكان شاغر",
            "مكان شاغر واحد",
            "مكانان شاغران",
            f"{count} أماكن شاغرة",
            f"{count} مكاناً شاغراً",
            f"{count} مكان شاغر",
        ]

        said = translator(AR).ngettext("%(count)s open place", "%(count)s open places", count)

        assert said == forms[category]

    @pytest.mark.parametrize("count", [0, 2, 3, 10, 11, 99, 100, 101, 102])
    def test_of_sorani_are_two(self, count):
        assert translator(CKB).ngettext(ONE, MANY, count) == f"{count} هەلی کار"
        assert translator(CKB).ngettext(ONE, MANY, 1) == "هەلێکی کار"

    @pytest.mark.parametrize(("count", "expected"), [(0, "0 jobs"), (1, "1 job"), (2, "2 jobs")])
    def test_of_english_are_two(self, count, expected):
        assert translator(EN).ngettext(ONE, MANY, count) == expected


class TestValues:
    def test_that_are_markup_make_markup_and_escape_the_rest(self):
        said = translator(EN).gettext("%(a)s & %(b)s", a=Markup("<bdi>x</bdi>"), b="<b>")

        assert said == Markup("<bdi>x</bdi> &amp; &lt;b&gt;")
        assert isinstance(said, Markup)

    def test_that_are_plain_leave_the_sentence_plain(self):
        said = translator(AR).gettext("Call us: %(phone)s", phone="<0770>")

        assert said == "اتصل بنا: <0770>"
        assert not isinstance(said, Markup)

    def test_a_sentence_that_nobody_translated_is_shown_in_english(self):
        assert translator(CKB).gettext("Nobody wrote this.") == "Nobody wrote this."
