"""What is typed at the desk is understood: queries written before the labels that answer them."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from forsa.exchange.starter import read_starter
from skills.search_key import search_key

QUERIES = Path(__file__).parent / "skills.tsv"
OTHER_QUERIES = QUERIES.with_name("second_hand.tsv")
LANGUAGES = {"ar", "ckb", "en", "da", "sv", "nb"}
OFFERED = 10
"""How many concepts `forsa skills link` writes for a query."""


def queries(path=QUERIES):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="session")
def starter():
    return read_starter()


def first_answers(lookup, rows):
    """Return the URI that comes first for each row, None where nothing is found."""
    texts = defaultdict(list)
    for row in rows:
        texts[row["lang"]].append(row["query"])
    return {
        (language, link.text): link.offered[0].uri if link.offered else None
        for language, some in texts.items()
        for link in lookup.link_many(some, language=language, top=OFFERED)
    }


def right_at_once(rows, answers, keys):
    """Return by group of rows how many have a right first answer, and how many they are."""
    groups = defaultdict(list)
    for row in rows:
        right = answers[row["lang"], row["query"]] in row["target_uris"].split("|")
        known = search_key(row["query"]) in keys
        for group in ("all", row["lang"], "a label" if known else "not a label"):
            groups[group].append(right)
    return {group: (sum(hits), len(hits)) for group, hits in groups.items()}


def in_words(counts):
    """Return one line that a person reads in the log of a build."""
    return ", ".join(
        f"{group} {hits / of:.3f} of {of}" for group, (hits, of) in sorted(counts.items())
    )


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
        assert {
            uri for row in queries(OTHER_QUERIES) for uri in row["target_uris"].split("|")
        } <= known


class TestTheFirstAnswer:
    @pytest.mark.parametrize("path", [QUERIES, OTHER_QUERIES], ids=["golden", "other"])
    def test_is_right_for_most_queries_and_for_those_that_are_no_label(
        self, starter_lookup, starter, record_property, path
    ):
        rows = queries(path)
        keys = {search_key(one.label) for one in starter.labels}

        counts = right_at_once(rows, first_answers(starter_lookup, rows), keys)

        record_property("golden", f"{path.name}: {in_words(counts)}")
        shares = {group: hits / of for group, (hits, of) in counts.items()}
        assert shares["all"] >= 0.85, in_words(counts)
        assert shares["not a label"] >= 0.75, in_words(counts)
