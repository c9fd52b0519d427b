"""Parts of everybody, in files or not, give together what everybody at once gives."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.index import build_people, demand_of, index_people
from matching.index.saved import SMALL, IndexUnusable, open_index, save_index
from matching.ranking import best_people
from matching.ranking.shards import Question, rank_shards, shards_of
from matching.scorer import shipped_weights
from tests.unit.matching import made
from tests.unit.matching.test_ranking_properties import crowds, similarities, vacancies

MODEL = shipped_weights()


def question_of(*demands, top=3):
    return Question(demands, MODEL, made.TODAY, top, "slot")


def at_once(index, question):
    """Return ids and scores for each vacancy, found among everybody at once."""
    ranked = []
    for demand in question.demands:
        found = best_people(
            demand, index, MODEL, today=made.TODAY, top=question.top, salt=question.salt
        )
        ranked.append((index.people.returnee_ids[found.rows].tolist(), found.scores.tolist()))
    return ranked


def told(ranked):
    return [(list(one.returnee_ids), list(one.scores)) for one in ranked]


@given(vacancies, crowds, similarities, st.integers(1, 5))
def test_parts_say_together_what_everybody_at_once_says(asked, crowd, similar, count):
    index = index_people(build_people(crowd, today=made.TODAY))
    question = question_of(demand_of(asked, similar), demand_of(asked, {}))

    with ThreadPoolExecutor(2) as pool:
        by_threads = rank_shards(shards_of(index, count), question, pool.map)

    assert told(by_threads) == at_once(index, question)


def many(count):
    return [
        made.person(made.skill(level=1 + number % 4), returnee_id=number + 1)
        for number in range(count)
    ]


def test_an_index_in_files_is_the_one_that_was_written_and_is_not_read_before_it_is_needed(
    tmp_path,
):
    index = index_people(build_people(many(SMALL), today=made.TODAY))
    question = question_of(demand_of(made.vacancy(), {}))
    save_index(index, tmp_path / "index")

    opened = open_index(tmp_path / "index")

    assert at_once(opened, question) == at_once(index, question)
    assert isinstance(opened.people.returnee_ids, np.memmap)
    assert not opened.people.returnee_ids.flags.writeable
    with pytest.raises(FileExistsError):
        save_index(index, tmp_path / "index")


@pytest.mark.parametrize("broken", ["cut short", "gone", "another version", "no index"])
def test_an_index_that_is_not_whole_is_refused(tmp_path, broken):
    folder = tmp_path / "index"
    save_index(index_people(build_people(many(SMALL), today=made.TODAY)), folder)
    ids, contents = folder / "people.returnee_ids.npy", folder / "index.json"
    if broken == "cut short":
        ids.write_bytes(ids.read_bytes()[:-8])
    elif broken == "gone":
        ids.unlink()
    elif broken == "another version":
        contents.write_text(contents.read_text().replace('"format": 1', '"format": 0'))
    else:
        contents.unlink()

    with pytest.raises(IndexUnusable, match="The index index is not there, not whole"):
        open_index(folder)
