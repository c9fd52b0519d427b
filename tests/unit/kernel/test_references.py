"""Public references and ids belong together, one to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.references import ALPHABET, MAX_ID, Kind, ReferenceNotFound, reference, row_id_of

ids = st.integers(1, MAX_ID)


@given(st.sampled_from(Kind), ids)
def test_a_reference_leads_back_to_its_id(kind, row_id):
    assert row_id_of(kind, reference(kind, row_id).lower()) == row_id


@given(st.sampled_from(Kind), ids)
def test_a_reference_can_be_spoken(kind, row_id):
    letter, _, rest = reference(kind, row_id).partition("-")

    assert letter == kind
    assert len(rest) == 6
    assert not set(rest) & set("O0I1")
    assert set(rest) <= set(ALPHABET)


def test_neighbours_look_nothing_alike():
    first = [reference(Kind.VACANCY, number) for number in range(1, 1001)]

    assert len(set(first)) == 1000
    # Of 32,768 beginnings, a thousand drawn by chance would share about fifteen.
    assert len({text[:5] for text in first}) > 950


def test_kinds_do_not_share_references():
    assert reference(Kind.VACANCY, 7)[2:] != reference(Kind.PERSON, 7)[2:]


@pytest.mark.parametrize(
    "text", ["", "V-", "V-7K3QM", "V-7K3QMA0", "K-7K3QMA", "V-7K3QM0", "V-7K3QM\x00", "V-٧٧٧٧٧٧"]
)
def test_what_is_no_reference_is_refused(text):
    with pytest.raises(ReferenceNotFound, match="V-7K3QMA"):
        row_id_of(Kind.VACANCY, text)


@pytest.mark.parametrize("row_id", [0, -1, MAX_ID + 1, 10**25])
def test_what_is_no_id_is_refused(row_id):
    with pytest.raises(ReferenceNotFound):
        reference(Kind.VACANCY, row_id)
