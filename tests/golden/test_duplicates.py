"""Made-up pairs of files: which are one person's, and how many of them are found.

Names are put together from common ones; nobody here is anybody. The pairs were written before
the points were set; a pair is never changed because it is missed.
"""

from itertools import permutations

import pytest

from skills.duplicates import ASKED_FROM, likeness
from skills.values.duplicates import Evidence, Identity

A, B = "+9647700000001", "+9647700000002"


def person(name, year=None, phone=None, place=None, **more):
    """Return an identity; `more` is its latin name, its ref, or that others use its phone."""
    return Identity(
        name,
        more.get("latin"),
        year,
        phone,
        phone_shared=more.get("shared", False),
        governorate=place,
        source_ref=more.get("ref"),
    )


SAME = [
    ((person("محمد علي حسن", 1991)), person("Mohammed Ali Hassan", 1991)),
    (person("محمد علي حسن", 1991), person("Muhamad Ali Hasan", 1991)),
    (person("محمد علي حسن", 1991), person("Mihemed Elî Hesen", 1991)),
    (person("محەمەد عەلی حەسەن", 1991), person("محمد علي حسن", 1991)),
    (person("محەمەد عەلی حەسەن", 1991), person("Mohamed Ali Hassan")),
    (person("أحمد جاسم محمد"), person("احمد جاسم محمد")),
    (person("أحمد جاسم محمد الجبوري", 1985), person("احمد جاسم محمد", 1985)),
    (person("أحمد جاسم الجبوري", 1985), person("Ahmad Jassim al-Juburi", 1985)),
    (person("فاطمة حسين علي", 1999), person("فاطمه حسين علي", 1999)),
    (person("فاطمة حسين علي", 1999), person("Fatimah Hussain Ali", 1999)),
    (person("Fatma Husein Ali", 1999), person("Fatima Hussein Ali", 1999)),
    (person("عبد الرحمن خالد محمود", 1978), person("عبدالرحمن خالد محمود", 1978)),
    (person("عبد الرحمن خالد محمود", 1978), person("Abdul Rahman Khalid Mahmood", 1978)),
    (person("Abdelrahman Khaled Mahmoud", 1978), person("Abdul-Rahman Khalid Mahmud", 1979)),
    (person("عبد الله صالح كريم", 1988), person("Abdulla Salih Kareem", 1988)),
    (person("Abdullah Saleh Karim", 1988), person("عبدالله صالح كريم", 1988)),
    (person("زينب كاظم حسن", 1994), person("Zainab Kadhim Hassan", 1994)),
    (person("حيدر كاظم جاسم"), person("حيدر كاضم جاسم")),
    (person("زينب كاظم حسن", 1994), person("Zaynab Kazem Hasan", 1994)),
    (person("يوسف ابراهيم سلمان", 1982), person("Yousif Ibrahim Salman", 1982)),
    (person("یوسف ئیبراهیم سەلمان", 1982), person("Yusuf Ibraheem Selman", 1982)),
    (person("حيدر عباس جعفر", 1990), person("Haider Abbas Jaafar", 1990)),
    (person("Haydar Abas Jafar", 1990), person("Hayder Abbas Jaffar", 1991)),
    (person("مصطفى كمال رشيد", 1995), person("Mustafa Kamal Rasheed", 1995)),
    (person("مستەفا کەمال ڕەشید", 1995), person("مصطفی کمال رشید", 1995)),
    (person("شيرزاد كريم حسن", 1987), person("شێرزاد کەریم حەسەن", 1987)),
    (person("شێرزاد کەریم حەسەن", 1987), person("Sherzad Kareem Hasan", 1987)),
    (person("Şêrzad Kerîm Hesen", 1987), person("Sherzad Karim Hassan", 1987)),
    (person("دلشاد عمر أحمد", 1993), person("Dilshad Omer Ahmed", 1993)),
    (person("دڵشاد عومەر ئەحمەد", 1993), person("Dlshad Omar Ahmad", 1993)),
    (person("Karim Hassan Ali", 1980), person("Ali Karim Hassan", 1980, ref="LIST-7")),
    (person("ريبوار توفيق صابر", 1986), person("Rebwar Tawfiq Sabir", 1986)),
    (person("ڕێبوار تۆفیق سابیر", 1986), person("Rebwar Tofiq Saber", 1986)),
    (person("علي حسين", 1992, A), person("Ali Hussein", 1992, A)),
    (person("علي حسين", 1992), person("علي حسين كاظم", 1992)),
    (person("Ali Hussein", 1992, A), person("علي حسين كاظم", None, A)),
    (person("سارة نوري", 2001, A), person("Sara Noori", 2001, A)),
    (person("سارة نوري", 2001), person("Sarah Nuri", 2001)),
    (person("مريم يونس داود", 1998), person("Maryam Younis Dawood", 1998)),
    (person("مەریەم یونس داود", 1998), person("Mariam Yunis Dawud", 1998)),
    (person("نور الدين سعيد", 1983, A), person("Nooruldin Saeed", 1983, A)),
    (person("صلاح الدين محمد علي", 1976), person("Salahaddin Mohammed Ali", 1976)),
    (person("عمار ياسر محسن", 1989), person("Ammar Yasir Muhsin", 1989)),
    (person("عمّار ياسر محسن", 1989), person("عمار ياسر محسن", 1989)),
    (person("وسام طارق الدليمي", 1991), person("Wisam Tariq Al Dulaimi", 1991)),
    (person("وسام طارق الدليمي", 1991), person("Wissam Tarek Dulaymi", 1991)),
    (person("عثمان فاروق نجم", 1984), person("Othman Farooq Najm", 1984)),
    (person("عثمان فاروق نجم", 1984), person("Osman Faruq Najim", 1984)),
    (person("ليلى قاسم عبود", 1996), person("Layla Qasim Abboud", 1996)),
    (person("ليلى قاسم عبود", 1996), person("Leila Kassim Abood", 1996)),
    (person("هيوا آزاد قادر", 1990), person("هیوا ئازاد قادر", 1990)),
    (person("هیوا ئازاد قادر", 1990), person("Hiwa Azad Qadir", 1990)),
    (person("بختيار حمه رشيد", 1981), person("Bakhtiar Hama Rashid", 1981)),
    (person("Bakhtyar Hama Rashid", 1981, A), person("Bextiyar Heme Reşîd", 1981, A)),
    (person("غسان فؤاد ميخائيل", 1979), person("Ghassan Fouad Mikhail", 1979)),
    (person("رغد خليل ابراهيم", 2000), person("Raghad Khaleel Ibrahim", 2000)),
    (person("ضياء عبد الكريم", 1986), person("Dhia Abdulkareem", 1986)),
    (person("Mohammed Ali Hassan", 1991), person("Mohammed Ali Hasan Al-Tamimi", 1991)),
    (person("محمد علي حسن", 1990, A), person("محمد علي", 1991, A)),
    (person("Kawa Nawzad Ahmed", 1992), person("کاوە نەوزاد ئەحمەد", 1992)),
    (person("Mohammed Ali", 1991, latin=None), person("محمد علي", 1991, latin="M. Ali")),
    (person("محمد علي حسين", 1974, ref="R-1"), person("Mohammed Ali Hussain", ref="R-1")),
    (person("سلوان بهنام يعقوب", 1988), person("Silwan Bahnam Yaqoub", 1988)),
]
"""Pairs of one person, as two offices or two days may write them."""

DIFFERENT = [
    (person("محمد علي حسن", 1991), person("محمود علي حسن", 1991)),
    (person("Mohammed Ali Hassan", 1991, A), person("Mahmoud Ali Hassan", 1993, A)),
    (person("أحمد جاسم محمد", 1985), person("حامد جاسم محمد", 1985)),
    (person("أحمد جاسم محمد", 1985, A), person("علي جاسم محمد", 1988, A)),
    (person("حميد كريم صالح", 1980), person("حامد كريم صالح", 1980)),
    (person("Hamid Karim Saleh", 1980), person("Ahmed Karim Saleh", 1980)),
    (person("علي حسن جاسم", 1970, A), person("حسن جاسم", 1945, A)),
    (person("علي حسن جاسم", 1970), person("حسن جاسم كريم", 1945)),
    (person("Ali Hassan", 1975, A), person("Hassan Ali", 1999, A)),
    (person("فاطمة حسين علي", 1999), person("زينب حسين علي", 1999)),
    (person("Fatima Hussein Ali", 1999, A), person("Zahra Hussein Ali", 2001, A, shared=True)),
    (person("Sara Ahmed", 1999), person("Sara Ahmed", 1962)),
    (person("محمد علي", 1991), person("محمد علي", 1960)),
    (person("محمد علي حسن", 1991), person("محمد علي حسن", 1971)),
    (person("محمد علي", 1991), person("محمد حسن", 1991)),
    (person("محمد علي"), person("محمد حسين")),
    (person("محمد", 1991), person("محمد", 1991)),
    (person("Ahmed", None, None, "IQ-BG"), person("Ahmed", None, None, "IQ-BG")),
    (person("كريم صالح", 1980, A), person("سليم صالح", 1980, A)),
    (person("Karim Saleh", 1980), person("Kamal Saleh", 1980)),
    (person("جمال كريم أحمد", 1982), person("كمال كريم أحمد", 1982)),
    (person("Jamal Karim Ahmed", 1982, A), person("Kamal Karim Ahmed", 1984, A)),
    (person("سمير يوسف حنا", 1990), person("سامر يوسف حنا", 1990)),
    (person("سالم عبد الله", 1986), person("سلام عبد الله", 1986)),
    (person("Salem Abdullah Ali", 1986), person("Salam Abdullah Ali", 1986)),
    (person("سليم ناصر عبود", 1978), person("سلمان ناصر عبود", 1978)),
    (person("عبد الرحمن خالد", 1978), person("عبد الكريم خالد", 1978)),
    (person("Abdulrahman Khalid Omar", 1978), person("Abdulkarim Khalid Omar", 1978)),
    (person("عبد الله صالح", 1988), person("عبد القادر صالح", 1988)),
    (person("حسن علي مهدي", 1991), person("حسين علي مهدي", 1991)),
    (person("Hassan Ali Mahdi", 1991, A), person("Hussein Ali Mahdi", 1991, A)),
    (person("عمر خالد سعيد", 1995), person("عمار خالد سعيد", 1995)),
    (person("Omar Khalid Saeed", 1995), person("Ammar Khalid Saeed", 1995)),
    (person("عامر طارق", 1983, A), person("عمر طارق", 1983, A)),
    (person("نور حسن علي", 1997), person("نورا حسن علي", 1997)),
    (person("ماجد حميد رشيد", 1984), person("مجيد حميد رشيد", 1984)),
    (person("طارق فاضل", 1981), person("طاهر فاضل", 1981)),
    (person("زيد خليل ابراهيم", 1993), person("زياد خليل ابراهيم", 1993)),
    (person("Zaid Khalil Ibrahim", 1993, A), person("Ziad Khalil Ibrahim", 1995, A)),
    (person("ناصر محمد جبار", 1979), person("نزار محمد جبار", 1979)),
    (person("شيرزاد كريم حسن", 1987), person("شيرين كريم حسن", 1987)),
    (person("Sherzad Karim Hassan", 1987), person("Azad Karim Hassan", 1987)),
    (person("دلشاد عمر أحمد", 1993), person("دلاور عمر أحمد", 1993)),
    (person("هيوا آزاد قادر", 1990), person("هيمن آزاد قادر", 1990)),
    (person("Hiwa Azad Qadir", 1990, A), person("Hemin Azad Qadir", 1992, A)),
    (person("كاوة نوزاد", 1992), person("كارزان نوزاد", 1992)),
    (person("رزكار حمه أمين", 1985), person("ريبوار حمه أمين", 1985)),
    (person("سردار علي محمد", 1980), person("سامان علي محمد", 1980)),
    (person("ليلى قاسم عبود", 1996), person("هدى قاسم عبود", 1996)),
    (person("مريم يونس داود", 1998), person("مريم يوسف داود", 1998)),
    (person("هناء فارس", 1989), person("هالة فارس", 1989)),
    (person("سعد محمود حسين", 1977), person("سعيد محمود حسين", 1977)),
    (person("Saad Mahmoud Hussein", 1977), person("Saeed Mahmoud Hussein", 1977)),
    (person("رائد سلام", 1991), person("رعد سلام", 1991)),
    (person("فارس عدنان كاظم", 1988), person("فراس عدنان كاظم", 1988)),
    (person("وليد صباح", 1986), person("خالد صباح", 1986)),
    (person("مصطفى عباس هادي", 1995), person("مرتضى عباس هادي", 1995)),
    (person("حيدر عباس جعفر", 1990), person("حيدر عباس جعفر", 1958)),
    (person("يوسف ابراهيم", 1982, A), person("يونس ابراهيم", 1982, A)),
    (person("عثمان فاروق نجم", 1984), person("سلمان فاروق نجم", 1984)),
    (person("Silwan Bahnam Yaqoub", 1988), person("Nashwan Bahnam Yaqoub", 1988)),
    (person("أمل جبار لطيف", 1990), person("آمال جبار لطيف", 1990)),
]
"""Pairs of two people: brothers and sisters, fathers and sons, namesakes, those on one phone."""


def found(pairs):
    return [pair for pair in pairs if likeness(*pair).score >= ASKED_FROM]


def test_most_are_found_and_few_are_asked_about_for_nothing(capsys):
    hits, wrong = found(SAME), found(DIFFERENT)
    recall = len(hits) / len(SAME)
    precision = len(hits) / (len(hits) + len(wrong))

    with capsys.disabled():
        missed = [pair for pair in SAME if pair not in hits]
        for word, pairs in (("missed", missed), ("asked for nothing", wrong)):
            for one, two in pairs:
                print(f"\n{word}: {one.full_name} / {two.full_name}", end="")  # noqa: T201
        print(  # noqa: T201
            f"\nduplicates: {len(SAME)} pairs of one person, {len(DIFFERENT)} of two; "
            f"precision {precision:.3f}, recall {recall:.3f}"
        )

    assert min(len(SAME), len(DIFFERENT)) >= 60
    assert (precision >= 0.95, recall >= 0.95) == (True, True)


def test_does_not_depend_on_who_comes_first():
    for one, two in SAME + DIFFERENT:
        assert likeness(one, two) == likeness(two, one)


@pytest.mark.parametrize("order", list(permutations(["محمد", "علي", "حسن"])))
def test_names_may_stand_in_any_order(order):
    assert likeness(person("محمد علي حسن", 1991), person(" ".join(order), 1991)).score >= 0.8


def test_says_why():
    one = person("محمد علي حسن", 1991, A, "IQ-NI")
    said = likeness(one, person("Mohammed Ali Hassan", 1991, A, "IQ-NI"))

    assert said.score == 1
    assert said.reasons == (
        Evidence.SAME_NAME,
        Evidence.SAME_PHONE,
        Evidence.SAME_YEAR,
        Evidence.SAME_GOVERNORATE,
    )
    assert likeness(one, person("سارة نوري", 1991, A, "IQ-NI")).score == 0
    assert likeness(one, person("", 1991)).reasons == ()
