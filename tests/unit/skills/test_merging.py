"""What is there and what an import brings become one."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from skills.merging import Content, changes, digest_of, merged
from skills.search_key import search_key
from skills.values.taxonomy import (
    Changes,
    ConceptKind,
    ConceptRow,
    LabelKind,
    LabelRow,
    LeftOut,
    LeftOutReason,
    RelationKind,
    RelationRow,
    ReplacementRow,
    TaxonomyRows,
)

WELD, PUMP = "urn:test:weld", "urn:test:pump"
PREFERRED, ALTERNATIVE = LabelKind.PREFERRED, LabelKind.ALTERNATIVE


def label(text, *, uri=WELD, language="en", kind=PREFERRED, origin="skills_en"):
    return LabelRow(uri, language, kind, text, origin)


def rows(*labels, concepts=None, relations=(), origins=()):
    named = {row.uri for row in labels}
    return TaxonomyRows(
        name="test",
        origins=frozenset(origins) | {row.origin for row in labels},
        concepts=concepts or tuple(ConceptRow(uri, ConceptKind.SKILL) for uri in sorted(named)),
        labels=labels,
        relations=relations,
    )


def after(*sources):
    content = Content()
    for source in sources:
        content, _ = merged(content, source)
    return content


class TestMerged:
    def test_keeps_files_that_are_not_read_again(self):
        danish = label("svejse", language="da", origin="skills_da")

        content = after(rows(label("weld")), rows(danish))

        assert set(content.labels) == {(WELD, "en", "weld"), (WELD, "da", "svejse")}

    def test_replaces_files_that_are(self):
        content = after(rows(label("weld")), rows(label("weld metal")))

        assert set(content.labels) == {(WELD, "en", "weld metal")}

    def test_loses_a_concept_with_its_last_label(self):
        content = after(rows(label("weld"), label("pump", uri=PUMP)), rows(label("weld")))

        assert set(content.concepts) == {WELD}

    def test_shows_the_name_of_the_starter_and_finds_the_other(self):
        ours = label("لحام", language="ar", origin="starter")
        theirs = label("تلحيم", language="ar", origin="skills_ar")

        content = after(rows(ours, theirs))

        assert content.labels[WELD, "ar", "لحام"] == (PREFERRED, "starter")
        assert content.labels[WELD, "ar", "تلحيم"] == (ALTERNATIVE, "skills_ar")

    def test_shows_the_name_of_the_starter_where_it_is_an_alternative_elsewhere(self):
        ours = label("weld", origin="starter")
        theirs = (label("weld metal"), label("weld", kind=ALTERNATIVE))

        content = after(rows(ours, *theirs))

        assert content.labels[WELD, "en", "weld"] == (PREFERRED, "skills_en")
        assert content.labels[WELD, "en", "weld metal"] == (ALTERNATIVE, "skills_en")

    def test_keeps_what_a_later_file_does_not_say(self):
        full = ConceptRow(WELD, ConceptKind.SKILL, None, "Join metal.", "cross-sector")
        bare = ConceptRow(WELD, ConceptKind.SKILL)
        danish = label("svejse", language="da", origin="skills_da")

        content = after(rows(label("weld"), concepts=(full,)), rows(danish, concepts=(bare,)))

        assert content.concepts[WELD] == full

    def test_keeps_a_language_a_language(self):
        language = ConceptRow(WELD, ConceptKind.LANGUAGE)
        danish = label("engelsk", language="da", origin="skills_da")

        content = after(rows(label("English"), concepts=(language,)), rows(danish))

        assert content.concepts[WELD].kind is ConceptKind.LANGUAGE

    def test_counts_relations_to_concepts_it_does_not_know(self):
        lost = RelationRow(WELD, RelationKind.BROADER, PUMP, "broader")

        content, left_out = merged(Content(), rows(label("weld"), relations=(lost,)))

        assert content.relations == {}
        assert left_out == (LeftOut(LeftOutReason.UNKNOWN_CONCEPT, "broader", 1, PUMP),)

    def test_counts_concepts_without_a_label(self):
        concepts = (ConceptRow(PUMP, ConceptKind.SKILL),)

        content, left_out = merged(Content(), rows(concepts=concepts))

        assert content.concepts == {}
        assert left_out == (LeftOut(LeftOutReason.NO_LABEL, "concepts", 1, PUMP),)

    @given(
        st.lists(
            st.builds(
                label,
                st.sampled_from(["a", "b", "c"]),
                uri=st.sampled_from([WELD, PUMP]),
                kind=st.sampled_from(list(LabelKind)),
                origin=st.sampled_from(["starter", "skills_en"]),
            )
        )
    )
    def test_twice_changes_nothing_and_shows_one_name_a_language(self, labels):
        source = rows(*labels)

        once, twice = after(source), after(source, source)

        assert once == twice
        shown = [key[:2] for key, (kind, _) in once.labels.items() if kind is PREFERRED]
        assert len(shown) == len(set(shown))


class TestChanges:
    def test_count_each_row_once(self):
        old, new = {"a": 1, "b": 1, "c": 1}, {"b": 1, "c": 2, "d": 1}

        found = changes(old, new)

        assert found == Changes(added=1, changed=1, removed=1, unchanged=1)
        assert found.total == 3


class TestDigest:
    @given(st.randoms(use_true_random=False))
    def test_does_not_depend_on_order(self, order: random.Random):
        labels = [label("weld"), label("pump", uri=PUMP), label("svejse", language="da")]
        shuffled = order.sample(labels, len(labels))

        assert digest(after(rows(*shuffled))) == digest(after(rows(*labels)))

    def test_changes_with_a_label(self):
        assert digest(after(rows(label("weld")))) != digest(after(rows(label("welds"))))


def digest(content):
    return digest_of(content, {key: search_key(key[2]) for key in content.labels})


class TestReplacements:
    """What takes the place of a concept takes over its words, but keeps its own name."""

    JOIN = "urn:test:join"

    def replaced(self, *further):
        there = after(
            rows(label("weld"), label("weld metal", kind=ALTERNATIVE)),
            rows(
                label("svejse", language="da", origin="skills_da"),
                label("sveise", language="nb", origin="skills_nb"),
                label("føje sammen", uri=self.JOIN, language="da", origin="skills_da"),
            ),
        )
        newer = rows(label("join", uri=self.JOIN), *further)
        gone = (ReplacementRow(WELD, self.JOIN, "replacedByRelations"),)
        return merged(there, replace(newer, replacements=gone))[0]

    def test_move_words_of_other_files(self):
        content = self.replaced()

        assert set(content.concepts) == {self.JOIN}
        kinds = {key[1:]: kind for key, (kind, _) in content.labels.items()}
        assert kinds == {
            ("en", "join"): PREFERRED,
            ("da", "føje sammen"): PREFERRED,
            ("da", "svejse"): ALTERNATIVE,
            ("nb", "sveise"): PREFERRED,
        }

    def test_are_forgotten_when_a_release_names_the_concept_again(self):
        there = self.replaced()
        again, _ = merged(there, rows(label("weld"), label("join", uri=self.JOIN)))

        assert (set(again.concepts), again.replacements) == ({WELD, self.JOIN}, {})
        assert digest_of(there, dict.fromkeys(there.labels, "")) != digest_of(
            replace(there, replacements={}), dict.fromkeys(there.labels, "")
        )
