"""What is typed at the desk is understood: queries written before the labels that answer them."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from forsa.exchange.starter import read_starter

QUERIES = Path(__file__).parent / "skills.tsv"
LANGUAGES = {"ar", "ckb", "en", "da", "sv", "nb"}


def queries():
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def starter():
    return read_starter()


class TestTheQueries:
    def test_are_many_in_each_language_and_stand_once(self):
        rows = queries()
        counts = Counter(row["lang"] for row in rows)

        assert len(rows) >= 300
        assert set(counts) == LANGUAGES
        assert min(counts.values()) >= 40
        assert len({(row["lang"], row["query"]) for row in rows}) == len(rows)

    def test_ask_for_concepts_that_are_there(self, starter):
        known = {row.uri for row in starter.concepts}

        assert [row for row in queries() if not known & set(row["target_uris"].split("|"))] == []
