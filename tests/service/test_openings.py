"""Vacancies for a person come from an index that is kept, and are those of ranking all of them."""

from dataclasses import replace
from random import Random

import pytest

from employers.values.vacancies import Requirement
from kernel.places import Governorate
from matching.queries import openings
from matching.queries.openings import FEW, OwnField, vacancies_for
from matching.queries.rosters import near_terms
from matching.scorer import shipped_weights
from skills.interface.terms import own_term
from tests.unit.matching import made

TERMS = [f"http://example.org/skill/{number}" for number in range(30)]
WORDS = "Arc  Welding"


@pytest.fixture
def many():
    """Vacancies that ask for this and that, some in words of their own, one for nothing."""
    dice = Random(1)
    found = [
        made.vacancy(
            *[made.needs(one, dice.randrange(1, 4)) for one in dice.sample(TERMS, 4)],
            vacancy_id=number,
            governorate=dice.choice(list(Governorate)),
        )
        for number in range(1, 3 * FEW)
    ]
    in_words = made.vacancy(Requirement(WORDS, None), vacancy_id=900)
    return [*found, in_words, replace(in_words, vacancy_id=901, requirements=())]


@pytest.fixture
def person():
    skills = [made.skill(one, 3) for one in (*TERMS[:6], own_term(WORDS))]
    return made.person(*skills, governorate=Governorate.BAGHDAD, relocates=True)


@pytest.fixture
def look(reader, person, now):
    terms = [skill.term for skill in person.skills]
    own = OwnField(person, near_terms(reader, terms, None, around=terms))

    def look(vacancies, top=10):
        found = vacancies_for(own, vacancies=vacancies, model=shipped_weights(), now=now, top=top)
        return [(match.vacancy_id, match.score) for match in found]

    return look


def test_they_are_those_of_ranking_all_of_them(look, many, monkeypatch):
    found = look(many)

    monkeypatch.setattr(openings, "FEW", len(many))
    assert found == look(many)
    assert 900 in [vacancy_id for vacancy_id, _ in found], "own words meet own words"


def test_only_those_asked_about_are_found(look, many):
    best = look(many)[0][0]

    found = look([one for one in many if one.vacancy_id != best])

    assert found and best not in [vacancy_id for vacancy_id, _ in found]


def test_a_vacancy_that_changed_counts_as_it_is_now(look, many):
    best, score = look(many)[0]
    changed = [
        replace(one, version=2, requirements=(made.needs("http://example.org/skill/other"),))
        if one.vacancy_id == best
        else one
        for one in many
    ]

    assert (best, score) not in look(changed)
    assert look(many)[0] == (best, score)


def test_the_index_is_kept_for_others_who_ask(look, many):
    look(many)
    [kept] = openings._kept

    look(many[:-20])

    assert openings._kept == [kept]
    look(many[: FEW + 1])
    assert openings._kept != [kept], "it held more than twice as many as anybody asked about"
