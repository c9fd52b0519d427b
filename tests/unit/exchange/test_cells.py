from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.values import SizeBand
from forsa.exchange import cells, list_cells, word_cells
from forsa.exchange.clean_text import clean_line, clean_text
from forsa.exchange.problems import CellProblem
from kernel.places import Governorate


class TestText:
    @given(st.text())
    def test_is_clean_after_one_pass(self, text):
        assert clean_text(clean_text(text)) == clean_text(text)

    @given(st.text(alphabet="aب\u200d\u200c\u0301\ufeff\u202e\ufb1d\x1b\t\r\n "))
    def test_is_clean_after_one_pass_where_it_is_hard(self, text):
        assert clean_text(clean_text(text)) == clean_text(text)

    @pytest.mark.parametrize(
        "mark",
        ["\ufeff", "\u202e", "\u2066", "\u00ad", "\x1b", "\x85", "\x00", "\ufffe", "\u200f"],
    )
    def test_loses_invisible_characters(self, mark):
        assert clean_line(f"we{mark}lding").replace(" ", "") == "welding"

    def test_keeps_the_joiners_that_belong_to_the_spelling(self):
        assert clean_text("می\u200cخوازم ک\u200dک") == "می\u200cخوازم ک\u200dک"
        assert clean_text("a \u200d b") == "a  b"

    def test_is_composed(self):
        assert clean_line("sve\u0301jsning") == "svéjsning"

    def test_is_refused_if_longer_than_its_column(self):
        with pytest.raises(CellProblem, match="at most 5 characters, these are 6"):
            cells.text_of(5)("welder")


class TestNumbers:
    @pytest.mark.parametrize(
        "cell",
        ["750000", "750,000", "750.000", "750 000", "٧٥٠٬٠٠٠", "۷۵۰۰۰۰", "750'000", " 750000.00"],
    )
    def test_are_read_in_every_script_and_grouping(self, cell):
        assert cells.whole_number(0, 10**9)(cell) == 750_000

    @pytest.mark.parametrize(
        "cell", ["many", "7,50,000", "-5", "1e6", "12.5", "9" * 5000, "1,000.000", "²"]
    )
    def test_are_refused_with_the_range(self, cell):
        with pytest.raises(CellProblem, match="a whole number from 1 to 1,000"):
            cells.whole_number(1, 1000)(cell)

    def test_may_have_cents(self):
        assert cells.amount("450.50") == Decimal("450.50")


class TestYesOrNo:
    @pytest.mark.parametrize("cell", ["yes", "Y", "TRUE", "1", "١", "نعم", "بەڵێ", "ja"])
    def test_is_yes(self, cell):
        assert word_cells.yes_or_no(cell) is True

    @pytest.mark.parametrize("cell", ["no", "N", "0", "٠", "لا", "كلا", "نەخێر", "nej"])
    def test_is_no(self, cell):
        assert word_cells.yes_or_no(cell) is False

    def test_is_never_guessed(self):
        with pytest.raises(CellProblem, match="yes or no"):
            word_cells.yes_or_no("perhaps")


class TestDates:
    @pytest.mark.parametrize(
        "cell",
        [
            "2026-03-25",
            "2026/3/25",
            "25/03/2026",
            "25.3.2026",
            "٢٠٢٦-٠٣-٢٥",
            "2026-03-25 00:00:00",
        ],
    )
    def test_are_read(self, cell):
        assert cells.day(cell) == date(2026, 3, 25)

    def test_that_can_be_read_in_two_ways_are_refused_with_both(self):
        with pytest.raises(CellProblem, match="2026-04-03 if the day stands first, 2026-03-04 if"):
            cells.day("03/04/2026")

    def test_of_the_same_day_and_month_are_read(self):
        assert cells.day("04/04/2026") == date(2026, 4, 4)

    @pytest.mark.parametrize("cell", ["2026-02-30", "soon", "03/25/2026", "1826-01-01", "45993"])
    def test_that_are_none_are_refused(self, cell):
        with pytest.raises(CellProblem, match="a date"):
            cells.day(cell)


class TestPhones:
    @pytest.mark.parametrize(
        "cell",
        [
            "0770 123 4567",
            "7701234567",
            "009647701234567",
            "+964 0770 123 4567",
            "+9647701234567",
            "٠٧٧٠ ١٢٣ ٤٥٦٧",
            "۰۷۷۰۱۲۳۴۵۶۷",
            "0770-123-4567",
            "\u202a0770 123 4567\u202c",
        ],
    )
    def test_are_read_as_in_iraq(self, cell):
        assert cells.phone(cell) == "+9647701234567"

    def test_of_other_countries_name_theirs(self):
        assert cells.phone("+46 70 123 45 67") == "+46701234567"

    @pytest.mark.parametrize(
        "cell", ["0770 12", "none", "0770 123 4567 / 0750 123 4567", "0" * 400]
    )
    def test_that_are_none_are_refused(self, cell):
        with pytest.raises(CellProblem, match="like 0770 123 4567"):
            cells.phone(cell)

    def test_that_a_spreadsheet_shortened_are_named_so(self):
        with pytest.raises(CellProblem, match="the spreadsheet has shortened it"):
            cells.phone("7.70123E+09")


class TestWords:
    def test_name_governorates_in_three_languages_and_by_code(self):
        assert [
            word_cells.governorate(cell) for cell in ("نينوى", "Mosul", "iq-ni", "نەینەوا")
        ] == [Governorate.NINEVEH] * 4

    def test_that_name_no_governorate_are_refused(self):
        with pytest.raises(CellProblem, match="a governorate of Iraq"):
            word_cells.governorate("Paris")

    def test_are_values_or_names_of_an_enumeration(self):
        parse = word_cells.one_of(SizeBand)
        assert [parse("10-49"), parse("10–49"), parse("Small"), parse("١٠-٤٩")] == [
            SizeBand.SMALL
        ] * 4

    def test_outside_an_enumeration_are_answered_with_all_of_it(self):
        with pytest.raises(CellProblem, match=r"one of 1-9, 10-49, 50-249, 250\+"):
            word_cells.one_of(SizeBand)("huge")

    @pytest.mark.parametrize("cell", ["arabic!", "english language", "x"])
    def test_that_name_no_language_are_refused(self, cell):
        with pytest.raises(CellProblem, match="the code of a language"):
            word_cells.language(cell)

    def test_name_sex_and_sector_or_are_refused(self):
        assert (word_cells.sex("أنثى"), word_cells.sector("f")) == ("female", "F")
        with pytest.raises(CellProblem, match="female or male"):
            word_cells.sex("?")
        with pytest.raises(CellProblem, match="from A to U"):
            word_cells.sector("Z")

    def test_that_are_no_address_are_refused(self):
        with pytest.raises(CellProblem, match="an e-mail address"):
            cells.email("someone at home")


class TestLists:
    def test_of_skills_keep_own_words_and_levels(self):
        said = list_cells.skills_of(9)("welding=3 | لحام=٢; first aid = expert;;C++|Welding")
        assert [(skill.words, skill.level) for skill in said] == [
            ("welding", 3),
            ("لحام", 2),
            ("first aid", 4),
            ("C++", None),
        ]

    @pytest.mark.parametrize(
        ("cell", "needed"),
        [
            ("welding=5", "a level from 1"),
            ("=3", "words before the = sign"),
            ("a|b|c", "at most 2 skills, these are 3"),
            ("w" * 201, "at most 200 characters"),
        ],
    )
    def test_of_skills_are_refused_with_a_sentence(self, cell, needed):
        with pytest.raises(CellProblem, match=needed):
            list_cells.skills_of(2)(cell)

    def test_of_languages_have_levels(self):
        levels = list_cells.language_levels("en:B1;Arabic:native|ckb=c١")
        assert levels == {"en": "B1", "ar": "C2", "ckb": "C1"}

    @pytest.mark.parametrize("cell", ["en", "en:B7", "en:B1;en:B2", "?:B1"])
    def test_of_languages_are_refused_with_a_sentence(self, cell):
        with pytest.raises(CellProblem, match="language"):
            list_cells.language_levels(cell)

    def test_of_governorates_hold_each_once(self):
        assert list_cells.governorates("Erbil; هەولێر|Duhok") == (
            Governorate.ERBIL,
            Governorate.DUHOK,
        )

    def test_of_licences_are_codes(self):
        assert list_cells.licences("C; Driving licence B | food handling") == (
            "driving_b",
            "driving_c",
            "food_handling",
        )
        with pytest.raises(CellProblem, match="'pilot' is none"):
            list_cells.licences("pilot")
