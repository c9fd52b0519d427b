"""Words with typing errors lead to their concept: the starter, all its languages together."""

import random
from collections import defaultdict

import pytest

from forsa.exchange.starter import read_starter
from skills.search_key import search_key
from skills.values.lookup import IndexedLabel
from skills.values.taxonomy import LabelKind

MISTYPED = 2_000
SHORTEST = 6
EDITS = (
    lambda text, at, letter: text[:at] + letter + text[at:],
    lambda text, at, letter: text[:at] + text[at + 1 :],
    lambda text, at, letter: text[:at] + letter + text[at + 1 :],
    lambda text, at, letter: text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
)


@pytest.fixture(scope="module")
def starter(starter_lookup):
    """Give the lookup over the starter, and its labels."""
    rows = read_starter()
    about = {row.uri: row for row in rows.concepts}
    labels = [
        IndexedLabel(
            row.uri,
            about[row.uri].kind,
            about[row.uri].isco,
            row.language,
            row.kind,
            row.label,
            search_key(row.label),
        )
        for row in rows.labels
    ]
    return starter_lookup, labels


def test_one_edit_leaves_the_concept_among_the_first_five(starter):
    lookup, labels = starter
    draw = random.Random(20240607)
    long = [one for one in labels if len(one.label) >= SHORTEST]
    meant = defaultdict(set)
    for one in labels:
        meant[one.search_key].add(one.uri)
    lost = []
    for one in draw.sample(long, MISTYPED):
        letters = sorted({letter for letter in one.label if letter.isalpha()})
        at = draw.randrange(len(one.label))
        typed = draw.choice(EDITS)(one.label, at, draw.choice(letters))
        # An edit may make another label of it, as "dansk" of "dans": then that is right too.
        right = meant.get(search_key(typed)) or meant[one.search_key]
        if not right & {found.uri for found in lookup.find(typed)}:
            lost.append((one.label, typed))

    assert len(lost) <= 0.03 * MISTYPED, lost[:20]


@pytest.mark.parametrize(
    ("typed", "as_if"),
    [
        ("kahrabayi", "kahrabai"),
        ("السباكة", "سباكة"),
        ("gitter", "fitter"),
        ("svetsningen", "svetsning"),
    ],
)
def test_another_form_of_a_label_leads_to_its_concept(starter, typed, as_if):
    lookup, labels = starter
    right = {one.uri for one in labels if one.search_key == search_key(as_if)}

    assert right & {found.uri for found in lookup.find(typed)}


class TestChances:
    def test_of_concepts_that_are_alike_do_not_exceed_one_together(self, starter):
        lookup, _ = starter
        for typed in ("wled", "لحيم", "kahrab", "svets maskin", "لەحیمی"):
            assert sum(found.chance for found in lookup.find(typed, top=50)) <= 1.001

    def test_tell_what_is_linked_by_itself(self, starter):
        lookup, labels = starter
        draw = random.Random(7)
        words = [one for one in labels if len(one.label) > 8 and one.kind is LabelKind.PREFERRED]
        typed = {one.label + one.label[-1]: one.search_key for one in draw.sample(words, 300)}
        links = [link for link in lookup.link_many(list(typed)) if link.uri is not None]
        by_key = {}
        for one in labels:
            by_key.setdefault(one.search_key, set()).add(one.uri)
        right = [link for link in links if link.uri in by_key[typed[link.text]]]

        assert len(links) > 100
        assert len(right) >= 0.97 * len(links)
