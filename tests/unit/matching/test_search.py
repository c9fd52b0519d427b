"""Finding the first few among very many gives what ranking everybody gives."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.errors import NotRankable
from matching.index import (
    asks_of,
    build_people,
    build_snapshot,
    demand_of,
    index_openings,
    index_people,
    join_people,
)
from matching.index.asks import join_asks
from matching.index.roster import build_roster, merged, with_changes
from matching.ranking import (
    best_of_roster,
    best_people,
    best_vacancies,
    rank_vacancies,
    stopped_in_roster,
)
from matching.scorer import ModelWeights, shipped_weights
from tests.unit.matching import made
from tests.unit.matching.test_ranking_properties import crowds, people, similarities, vacancies

MODEL = shipped_weights()
AGAINST = ModelWeights(
    "against", 0.5, tuple(-w if i % 3 else w for i, w in enumerate(MODEL.weights))
)
boards = st.lists(vacancies, max_size=8, unique_by=lambda one: one.vacancy_id)
few = st.integers(1, 4)


def found_people(asked, index, similar, **how):
    how = {"weights": MODEL, "today": made.TODAY, "top": 3, "salt": "slot"} | how
    weights = how.pop("weights")
    found = best_people(demand_of(asked, similar), index, weights, **how)
    ids = index.people.returnee_ids[found.rows].tolist()
    return list(zip(ids, found.scores.tolist(), strict=True))


def indexed(crowd):
    return index_people(build_people(crowd, today=made.TODAY))


def first(ranking, top, key):
    return [(getattr(match, key), match.score) for match in ranking.matches[:top]]


@given(vacancies, crowds, similarities, few, few)
def test_the_best_people_are_those_of_ranking_everybody(asked, crowd, similar, top, look):
    found = found_people(asked, indexed(crowd), similar, top=top, first_look=look)

    assert found == first(made.rank(asked, crowd, similar=similar), top, "returnee_id")


@given(vacancies, crowds, similarities)
def test_nobody_who_has_something_of_the_work_is_passed_over(asked, crowd, similar):
    found = found_people(asked, indexed(crowd), similar, top=len(crowd) + 1, of_the_work=True)

    ranked = made.rank(asked, crowd, similar=similar).matches
    able = {match.returnee_id for match in ranked if match.is_of_the_work}
    assert able <= {who for who, _ in found}


def test_who_has_nothing_of_the_work_takes_no_room():
    painter, welder = (
        made.person(made.skill("urn:forsa:skill:painting", 4)),
        made.person(made.skill(level=1)),
    )
    crowd = [replace(painter, returnee_id=number) for number in range(1, 9)]
    asked = made.vacancy(made.needs())

    found = found_people(
        asked, indexed([*crowd, replace(welder, returnee_id=9)]), {}, top=5, of_the_work=True
    )

    assert [who for who, _ in found] == [9]


@given(people, boards, similarities, few, few)
def test_the_best_vacancies_are_those_of_ranking_all(one, board, similar, top, look):
    openings = index_openings(asks_of([demand_of(asked, {}) for asked in board]))
    person = build_snapshot([one], today=made.TODAY)

    found = best_vacancies(person, openings, similar, MODEL, top=top, salt="slot", first_look=look)

    ids = openings.asks.vacancy_ids[found.rows].tolist()
    whole = rank_vacancies(person, board, similar, MODEL, salt="slot")
    assert list(zip(ids, found.scores.tolist(), strict=True)) == first(whole, top, "vacancy_id")


@given(vacancies, crowds, similarities)
def test_a_model_that_turns_against_skills_is_searched_rightly_too(asked, crowd, similar):
    demand, index = demand_of(asked, similar), indexed(crowd)
    how = {"today": made.TODAY, "top": 2, "salt": "slot"}

    found = best_people(demand, index, AGAINST, first_look=1, **how)

    everybody = best_people(demand, index, AGAINST, first_look=10**6, **how)
    assert found.rows.tolist() == everybody.rows.tolist()


@given(vacancies, crowds, similarities, st.data())
def test_people_joined_from_parts_are_found_as_if_at_once(asked, crowd, similar, data):
    cut = data.draw(st.integers(0, len(crowd)))
    parts = [build_people(part, today=made.TODAY) for part in (crowd[:cut], crowd[cut:])]

    found = found_people(asked, index_people(join_people(parts)), similar)

    assert found == found_people(asked, indexed(crowd), similar)


@given(people, boards, similarities)
def test_vacancies_joined_from_parts_are_found_as_if_at_once(one, board, similar):
    demands = [demand_of(asked, {}) for asked in board]
    parts = [asks_of(demands[:3]), asks_of(demands[3:])]
    person = build_snapshot([one], today=made.TODAY)
    how = {"top": 3, "salt": "slot"}

    joined = best_vacancies(person, index_openings(join_asks(parts)), similar, MODEL, **how)
    at_once = best_vacancies(person, index_openings(asks_of(demands)), similar, MODEL, **how)

    assert joined.rows.tolist() == at_once.rows.tolist()
    assert joined.scores.tolist() == at_once.scores.tolist()


def test_rows_that_are_skipped_are_not_found():
    crowd = [made.person(returnee_id=number) for number in range(1, 6)]
    index = indexed(crowd)
    skipped = np.array([False, True, False, True, False])

    found = found_people(made.vacancy(), index, {}, top=5, skipped=skipped)

    assert sorted(who for who, _ in found) == [1, 3, 5]


def test_few_are_scored_where_many_are_there():
    many = [made.person(made.skill(made.PIPES), returnee_id=number) for number in range(1, 3000)]
    best = made.person(made.skill(level=4), returnee_id=3000)
    index = indexed([*many, best])

    found = best_people(
        demand_of(made.vacancy(), {}),
        index,
        MODEL,
        today=made.TODAY,
        top=1,
        salt="slot",
        first_look=8,
    )

    assert index.people.returnee_ids[found.rows].tolist() == [3000]
    assert found.scored < 300


def test_a_vacancy_that_asks_for_nothing_is_refused():
    with pytest.raises(NotRankable):
        found_people(replace(made.vacancy(), requirements=()), indexed([made.person()]), {})


@given(vacancies, crowds, crowds, similarities, few)
def test_a_roster_with_changes_is_searched_as_if_read_anew(asked, crowd, changes, similar, top):
    demand, changed = demand_of(asked, similar), {one.returnee_id: one for one in changes}
    gone = {one.returnee_id for one in crowd[:1]}
    roster = with_changes(build_roster(crowd, today=made.TODAY), changed.keys() | gone, changes)

    now = {one.returnee_id: one for one in crowd if one.returnee_id not in gone} | changed
    whole = made.rank(asked, list(now.values()), similar=similar)
    for one in (roster, merged(roster)):
        found = best_of_roster(demand, one, MODEL, top=top, salt="slot")
        pairs = list(zip(found.returnee_ids, found.scores, strict=True))
        assert pairs == first(whole, top, "returnee_id")
        assert stopped_in_roster(demand, one) == whole.excluded
        assert len(one) == len(now)
