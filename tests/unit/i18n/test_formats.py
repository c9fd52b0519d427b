"""Expected values are the CLDR's for ar_IQ and ckb_IQ: an upgrade must not move them unseen."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from forsa.i18n import Language
from forsa.i18n.formats import (
    clock_time,
    joined,
    long_date,
    moment,
    money,
    months,
    number,
    phone,
    short_date,
)

EN, AR, CKB = Language
DAY = date(2026, 11, 29)


class TestDate:
    def test_has_the_weekday_and_the_month_in_words(self):
        assert long_date(DAY, EN) == "Sunday 29 November 2026"
        assert long_date(DAY, AR) == "الأحد 29 تشرين الثاني 2026"
        assert long_date(DAY, CKB) == "یەکشەممە 29 تشرینی دووەم 2026"

    def test_leaves_the_year_out_when_short(self):
        assert short_date(DAY, EN) == "Sunday 29 November"

    def test_has_the_months_of_iraq(self):
        shown = [long_date(date(2026, month, 1), AR) for month in (1, 2, 4, 7)]

        names = ("كانون الثاني", "شباط", "نيسان", "تموز")
        assert [name for name, day in zip(names, shown, strict=True) if name not in day] == []


class TestTime:
    AT = datetime(2026, 11, 29, 22, 30, tzinfo=UTC)

    def test_is_that_of_iraq_and_says_so(self):
        assert clock_time(self.AT, EN) == "01:30 Iraq time"
        assert clock_time(self.AT, AR) == "1:30 ص بتوقيت العراق"
        assert clock_time(self.AT, CKB) == "1:30 ب.ن بە کاتی عێراق"

    def test_takes_the_day_of_iraq(self):
        assert moment(self.AT, EN) == "Monday 30 November 2026, 01:30 Iraq time"


class TestAmount:
    def test_has_latin_digits_in_every_language(self):
        assert [number(1_234_567, language) for language in Language] == ["1,234,567"] * 3

    def test_of_dinars_has_no_fils(self):
        assert money(750_000, "IQD", EN) == "750,000 dinar"
        assert money(750_000, "IQD", AR) == "750,000 دينار"
        assert money(750_000, "IQD", CKB) == "750,000 دینار"

    def test_of_dollars_has_cents_only_if_any(self):
        assert money(45_000, "USD", EN) == "450 US dollars"
        assert money(123_450, "USD", EN) == "1,234.50 US dollars"


class TestLength:
    @pytest.mark.parametrize(
        ("count", "english", "arabic", "sorani"),
        [
            (0, "less than a month", "أقل من شهر", "کەمتر لە مانگێک"),
            (1, "1 month", "شهر واحد", "مانگێک"),
            (2, "2 months", "شهران", "2 مانگ"),
            (3, "3 months", "3 أشهر", "3 مانگ"),
            (11, "11 months", "11 شهراً", "11 مانگ"),
            (12, "1 year", "سنة واحدة", "ساڵێک"),
            (18, "1 year and 6 months", "سنة واحدة و6 أشهر", "ساڵێک و 6 مانگ"),
            (24, "2 years", "سنتان", "2 ساڵ"),
            (75, "6 years", "6 سنوات", "6 ساڵ"),
            (132, "11 years", "11 سنة", "11 ساڵ"),
        ],
    )
    def test_is_said_in_words(self, count, english, arabic, sorani):
        assert [months(count, language) for language in Language] == [english, arabic, sorani]


class TestPhone:
    def test_of_iraq_is_shown_as_dialled_at_home(self):
        assert phone("+9647701234567") == "0770 123 4567"

    def test_from_elsewhere_is_shown_in_full(self):
        assert phone("+4520123456") == "+45 20 12 34 56"

    def test_that_is_none_is_left_as_it_is(self):
        assert phone("ask the office") == "ask the office"


class TestList:
    def test_ends_with_the_word_for_and(self):
        assert joined(["a", "b", "c"], EN) == "a, b and c"
        assert joined(["لحام", "قياس", "رسم"], AR) == "لحام، قياس ورسم"
        assert joined(["جۆشکاری", "پێوان", "وێنە"], CKB) == "جۆشکاری، پێوان و وێنە"

    def test_of_one_or_none_is_that(self):
        assert [joined(["a"], AR), joined([], AR)] == ["a", ""]

    def test_keeps_markup_and_escapes_the_rest(self):
        assert joined([Markup("<bdi>a</bdi>"), "<b>"], EN) == Markup("<bdi>a</bdi> and &lt;b&gt;")
