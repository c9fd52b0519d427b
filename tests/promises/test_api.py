"""The API is sent what its description allows and what it does not, on both databases."""

import pytest

from forsa.accounts.values import Scope
from tests.api.conftest import few_words, made_key, program, taxonomy, world
from tests.api.fuzzing import Kind, fuzz, references

__all__ = ["few_words", "made_key", "program", "taxonomy", "world"]

EXAMPLES = 60
"""Requests of each kind to each operation."""


@pytest.fixture
def known(world):
    """Give references that are there, for the operations that have one in their address."""
    return {"ref": references(Kind.VACANCY, world.vacancy_id)}


def test_no_operation_breaks_or_says_what_is_not_in_its_description(
    program, world, taxonomy, known
):
    with program(*Scope, employer_id=world.employer.employer_id) as client:
        client.app.state.rates = client.app.state.rates.__class__(most=1_000_000)
        counts = fuzz(client, examples=EXAMPLES, known=known)

    assert counts[200] > 200
    assert counts[400] > 200
    assert not any(status >= 500 for status in counts)
