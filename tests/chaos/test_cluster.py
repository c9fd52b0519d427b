"""Ranking on many machines gives what one gives, also if one dies while it works."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import monotonic, sleep

import numpy as np
import pytest
from distributed import Client, LocalCluster

from matching.index import build_people, demand_of, index_people
from matching.ranking.cluster import rank_on_cluster, save_shards
from matching.ranking.shards import Question, rank_shards, shards_of
from matching.scorer import shipped_weights
from tests.unit.matching import made

PEOPLE, VACANCIES, TERMS = 4_000, 600, 60
EACH = 25
WAIT_SECONDS = 60

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def index():
    random = np.random.default_rng(11)
    return index_people(
        build_people(
            [
                made.person(
                    *(
                        made.skill(f"http://example.org/skill/{term}", int(level))
                        for term, level in zip(
                            random.choice(TERMS, 5, replace=False),
                            random.integers(1, 5, 5),
                            strict=True,
                        )
                    ),
                    returnee_id=number,
                )
                for number in range(1, PEOPLE + 1)
            ],
            today=made.TODAY,
        )
    )


@pytest.fixture(scope="module")
def question():
    random = np.random.default_rng(12)
    vacancies = [
        made.vacancy(
            *(made.needs(f"http://example.org/skill/{term}") for term in random.choice(TERMS, 4)),
            vacancy_id=number,
        )
        for number in range(1, VACANCIES + 1)
    ]
    demands = tuple(demand_of(one, {}) for one in vacancies)
    return Question(demands, shipped_weights(), date(2026, 11, 22), 10, "slot")


@pytest.fixture(scope="module")
def client():
    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    )
    with cluster, Client(cluster) as client:
        yield client


def test_ranks_as_one_machine_does_also_when_a_worker_is_killed(client, index, question, tmp_path):
    alone = rank_shards(shards_of(index, 1), question)
    paths = save_shards(index, tmp_path, 3)

    assert rank_on_cluster(client, paths, question, each=EACH) == alone

    before = set(client.run(os.getpid).values())
    with ThreadPoolExecutor(1) as beside:
        told = beside.submit(rank_on_cluster, client, paths, _again(question), each=EACH)
        os.kill(_one_at_work(client), signal.SIGKILL)

        assert told.result(WAIT_SECONDS) == rank_shards(shards_of(index, 1), _again(question))
    assert before - set(client.run(os.getpid).values())


def _again(question):
    """Return the question as another one: what was answered before is known by heart."""
    return Question(question.demands, question.weights, question.today, question.top, "again")


def _one_at_work(client):
    """Wait until a worker has tasks, and return its process id."""
    end = monotonic() + WAIT_SECONDS
    pids = client.run(os.getpid)
    while monotonic() < end:
        working = [address for address, tasks in client.processing().items() if tasks]
        if working:
            return pids[working[0]]
        sleep(0.002)
    pytest.fail("no worker was given anything")
