"""A little of what `make promises` sends in great number (tests/promises/test_api.py)."""

import pytest

from forsa.accounts.values import Scope
from tests.api.fuzzing import FOR_PROGRAMS, Kind, fuzz, references


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_operation_breaks_or_says_what_is_not_in_its_description(program, world, taxonomy):
    known = {"ref": references(Kind.VACANCY, world.vacancy_id)}
    with program(*Scope, employer_id=world.employer.employer_id) as client:
        counts = fuzz(client, examples=5, below=FOR_PROGRAMS, known=known)

    assert counts[200] > 20
    assert not any(status >= 500 for status in counts)
