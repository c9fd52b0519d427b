"""The API is sent what its description allows and what it does not, on both databases."""

from forsa.accounts.values import Scope
from forsa.api.rates import Rates
from skills.values.returnees import SkillDraft
from skills.values.words import mark_of
from tests import factories
from tests.api.conftest import few_words, made_key, program, staff, taxonomy, world
from tests.api.fuzzing import FOR_PROGRAMS, FOR_STAFF, Kind, fuzz, references

__all__ = ["few_words", "made_key", "program", "staff", "taxonomy", "world"]

EXAMPLES = 30
"""Requests of each kind to each operation."""


def test_no_operation_breaks_or_says_what_is_not_in_its_description(program, world, taxonomy):
    known = {"ref": references(Kind.VACANCY, world.vacancy_id)}
    with program(*Scope, employer_id=world.employer.employer_id) as client:
        client.app.state.rates = Rates(most=1_000_000)
        counts = fuzz(client, examples=EXAMPLES, below=FOR_PROGRAMS, known=known)

    assert counts[200] > 100
    assert counts[400] > 100
    assert not any(status >= 500 for status in counts)


def test_every_operation_is_sent_to_one_of_both(client_of):
    with client_of(None) as client:
        paths = client.get("/api/v1/openapi.json").json()["paths"]

    assert not [path for path in paths if not path.startswith((*FOR_PROGRAMS, *FOR_STAFF))]


def test_neither_does_one_that_staff_may_use(staff, database, world, taxonomy, now):
    said = (SkillDraft("tank ladders"), SkillDraft("tank ropes"))
    other = factories.save_returnee(database, now=now, caseworker=world.caseworker, skills=said)
    known = {
        **dict.fromkeys(
            ("ref", "first", "second"), references(Kind.PERSON, world.returnee_id, other)
        ),
        "number": [1, 2, 3],
        "mark": [mark_of("tank ladders"), mark_of("tank ropes")],
    }
    with staff(world.caseworker.account_id) as client:
        client.app.state.rates = Rates(most=1_000_000)
        counts = fuzz(client, examples=EXAMPLES, below=FOR_STAFF, known=known)

    assert counts[200] > 100
    assert counts[201] > 10
    assert not any(status >= 500 for status in counts)
