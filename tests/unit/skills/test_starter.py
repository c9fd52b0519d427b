"""The taxonomy Forsa starts with, as it lies in the package: no database, only the files."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from importlib import resources

import pytest

FIRST_LANGUAGES = ("en", "ar", "ckb")
LANGUAGES = {*FIRST_LANGUAGES, "da", "sv", "nb"}
KINDS = {"skill", "knowledge", "language", "licence", "occupation", "unit_group"}
SKILLS = KINDS - {"occupation", "unit_group"}
NORDIC = ("da", "sv", "nb")
SORANI = set("ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهەوۆیێ")
ARABIC = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيچپگڤ") | set("\u064b\u064c\u064d\u0651")
PUNCTUATION = set(" ()-،/\u200c")
LATIN_WORDS = set(
    [
        "A",
        "B",
        "C",
        "CAD",
        "CNC",
        "CSS",
        "D",
        "H2S",
        "HTML",
        "MIG",
        "PHP",
        "PVC",
        "SMAW",
        "SQL",
        "TIG",
        "VRF",
    ]
)
ESCO_URI = re.compile(
    r"http://data\.europa\.eu/esco/((skill|occupation)/[0-9a-f-]{36}|isco/C\d{4})"
)
OUR_URI = re.compile(r"urn:forsa:(skill|knowledge|language|licence|occupation):[a-z0-9-]+")


def rows_of(name):
    text = resources.files("skills.starter").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


CONCEPTS = rows_of("concepts.csv")
LABELS = rows_of("labels.csv")
RELATIONS = rows_of("relations.csv")
KIND_OF = {row["uri"]: row["kind"] for row in CONCEPTS}
ISCO_OF = {row["uri"]: row["isco"] for row in CONCEPTS}


def of_kind(*kinds):
    return {uri for uri, kind in KIND_OF.items() if kind in kinds}


def preferred(language):
    return [
        row["label"] for row in LABELS if (row["language"], row["kind"]) == (language, "preferred")
    ]


def targets(kind):
    reached = defaultdict(set)
    for row in RELATIONS:
        if row["kind"] == kind:
            reached[row["from_uri"]].add(row["to_uri"])
    return reached


class TestConcepts:
    def test_have_the_agreed_columns(self):
        assert list(CONCEPTS[0]) == ["uri", "kind", "isco", "description_en"]

    def test_are_enough_to_begin_with(self):
        assert len(of_kind("occupation", "unit_group")) >= 400
        assert len(of_kind(*SKILLS)) >= 900
        assert len(of_kind("language")) >= 10
        assert len(of_kind("licence")) >= 6

    def test_stand_once_each(self):
        assert len(KIND_OF) == len(CONCEPTS)

    def test_are_of_a_known_kind(self):
        assert set(KIND_OF.values()) == KINDS

    def test_have_a_uri_of_esco_or_of_ours(self):
        assert [u for u in KIND_OF if not (ESCO_URI.fullmatch(u) or OUR_URI.fullmatch(u))] == []

    def test_of_ours_say_their_kind_in_the_uri(self):
        ours = [uri for uri in KIND_OF if uri.startswith("urn:")]

        assert {uri: KIND_OF[uri] for uri in ours} == {uri: uri.split(":")[2] for uri in ours}

    def test_carry_a_unit_group_if_they_are_occupations_and_only_then(self):
        assert all(
            bool(re.fullmatch(r"\d{4}", ISCO_OF[uri])) == (kind in {"occupation", "unit_group"})
            for uri, kind in KIND_OF.items()
        )

    def test_of_unit_groups_repeat_their_number(self):
        assert [u for u in of_kind("unit_group") if not u.endswith(f"/isco/C{ISCO_OF[u]}")] == []

    def test_of_occupations_are_described(self):
        described = {row["uri"] for row in CONCEPTS if row["description_en"].endswith(".")}

        assert of_kind("occupation") <= described


class TestLabels:
    def test_have_the_agreed_columns(self):
        assert list(LABELS[0]) == ["uri", "language", "kind", "label"]

    def test_name_known_concepts_languages_and_kinds(self):
        assert {row["uri"] for row in LABELS} == set(KIND_OF)
        assert {row["language"] for row in LABELS} == LANGUAGES
        assert {row["kind"] for row in LABELS} == {"preferred", "alternative", "hidden"}

    @pytest.mark.parametrize("language", FIRST_LANGUAGES)
    def test_prefer_one_word_for_every_concept(self, language):
        counts = Counter(
            row["uri"]
            for row in LABELS
            if row["language"] == language and row["kind"] == "preferred"
        )

        assert counts == dict.fromkeys(KIND_OF, 1)

    @pytest.mark.parametrize("language", NORDIC)
    def test_prefer_at_most_one_nordic_word_and_have_the_most_common(self, language):
        counts = Counter(
            row["uri"]
            for row in LABELS
            if row["language"] == language and row["kind"] == "preferred"
        )

        assert set(counts.values()) == {1}
        assert len(counts) >= 120
        assert of_kind("occupation") <= set(counts)

    @pytest.mark.parametrize("language", FIRST_LANGUAGES)
    def test_offer_other_words_for_most_concepts(self, language):
        more = {
            row["uri"]
            for row in LABELS
            if row["language"] == language and row["kind"] != "preferred"
        }
        named = of_kind(*SKILLS, "occupation")

        assert len(more & named) >= 0.9 * len(named)

    def test_stand_once_for_a_concept_and_language(self):
        counts = Counter((row["uri"], row["language"], row["label"].casefold()) for row in LABELS)

        assert [label for label, count in counts.items() if count > 1] == []

    @pytest.mark.parametrize("language", sorted(LANGUAGES))
    def test_prefer_different_words_for_different_concepts(self, language):
        counts = Counter(label.casefold() for label in preferred(language))

        assert [label for label, count in counts.items() if count > 1] == []

    def test_are_shared_by_few_concepts(self):
        concepts = defaultdict(set)
        for row in LABELS:
            concepts[row["language"], row["label"].casefold()].add(row["uri"])

        assert len([word for word, uris in concepts.items() if len(uris) > 1]) <= 12

    def test_are_composed_and_trimmed(self):
        texts = [row["label"] for row in LABELS]

        assert [t for t in texts if t != unicodedata.normalize("NFC", " ".join(t.split()))] == []

    @pytest.mark.parametrize("language", ["ar", "ckb"])
    def test_are_preferred_in_their_own_letters(self, language):
        latin = {w for label in preferred(language) for w in re.findall(r"[A-Za-z]\w*", label)}

        assert latin <= LATIN_WORDS

    @pytest.mark.parametrize(("language", "alphabet"), [("ar", ARABIC), ("ckb", SORANI)])
    def test_use_no_letter_of_another_alphabet(self, language, alphabet):
        shown = [
            re.sub(r"[A-Z0-9][A-Z0-9/]*", "", row["label"])
            for row in LABELS
            if row["language"] == language and row["kind"] != "hidden"
        ]

        assert {letter for label in shown for letter in label} - PUNCTUATION <= alphabet

    def test_are_in_latin_letters_outside_the_two(self):
        arabic = re.compile(r"[\u0600-\u06ff]")

        assert [
            row["label"]
            for row in LABELS
            if row["language"] not in {"ar", "ckb"} and arabic.search(row["label"])
        ] == []


class TestRelations:
    def test_have_the_agreed_columns(self):
        assert list(RELATIONS[0]) == ["from_uri", "kind", "to_uri"]

    def test_join_concepts_that_are_there(self):
        assert {row["from_uri"] for row in RELATIONS} <= set(KIND_OF)
        assert {row["to_uri"] for row in RELATIONS} <= set(KIND_OF)
        assert {row["kind"] for row in RELATIONS} == {
            "essential",
            "optional",
            "broader",
            "related",
        }

    def test_join_two_concepts_once_and_none_with_itself(self):
        pairs = Counter((row["from_uri"], row["to_uri"]) for row in RELATIONS)

        assert [pair for pair, count in pairs.items() if count > 1 or pair[0] == pair[1]] == []

    @pytest.mark.parametrize(("kind", "least", "most"), [("essential", 4, 8), ("optional", 2, 6)])
    def test_give_every_occupation_its_skills(self, kind, least, most):
        asked = targets(kind)

        assert set(asked) == of_kind("occupation")
        assert {len(uris) for uris in asked.values()} <= set(range(least, most + 1))
        assert set().union(*asked.values()) <= of_kind(*SKILLS)

    def test_put_every_occupation_into_its_unit_group(self):
        broader = targets("broader")

        assert {uri: broader[uri] for uri in of_kind("occupation")} == {
            uri: {f"http://data.europa.eu/esco/isco/C{ISCO_OF[uri]}"}
            for uri in of_kind("occupation")
        }

    def test_leave_no_unit_group_empty(self):
        assert {ISCO_OF[uri] for uri in of_kind("unit_group")} == {
            ISCO_OF[uri] for uri in of_kind("occupation")
        }

    def test_never_lead_in_a_circle_to_broader_concepts(self):
        broader = targets("broader")
        reached = {uri: set(above) for uri, above in broader.items()}
        for _ in range(5):
            for above in reached.values():
                above.update(*(broader.get(uri, set()) for uri in tuple(above)))

        assert [uri for uri, above in reached.items() if uri in above] == []
