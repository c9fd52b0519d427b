import pytest

from employers.values import (
    ContractKind,
    Necessity,
    RegistrationKind,
    SizeBand,
    VacancyState,
    WagePer,
)
from employers.values.employers import RejectReason
from forsa.i18n import (
    Language,
    governorate_name,
    language_name,
    reason_for_person,
    reason_sentence,
    refusal_sentence,
    word,
)
from forsa.i18n.reasons import SENTENCES, TO_THE_PERSON
from forsa.i18n.words import CONSENT, TABLES
from kernel.errors import Conflict, MoveNotAllowed
from kernel.places import Governorate
from matching.values.introductions import ContractForm, MoveReason, State
from matching.values.ranking import Gate, Reason, ReasonCode
from skills.consent_texts import CURRENT_VERSION, TEXTS
from skills.values.consents import Channel, ConsentMethod, Purpose
from skills.values.returnees import Availability, Evidence, Proficiency
from skills.values.skill_records import SkillChangeKind

EN, AR, CKB = Language


class TestTables:
    @pytest.mark.parametrize(
        ("kind", "codes"),
        [
            ("availability", Availability),
            ("channel", Channel),
            ("consent", Purpose),
            ("contract", ContractKind),
            ("contract_form", ContractForm),
            ("evidence", Evidence),
            ("gate", Gate),
            ("introduction", State),
            ("method", ConsentMethod),
            ("move_reason", MoveReason),
            ("necessity", Necessity),
            ("own_no", MoveReason),
            ("registration", RegistrationKind),
            ("reject_reason", RejectReason),
            ("proficiency", [level.value for level in Proficiency]),
            ("proficiency_anchor", [level.value for level in Proficiency]),
            ("size", SizeBand),
            ("skill_change", SkillChangeKind),
            ("vacancy", VacancyState),
            ("wage_per", WagePer),
        ],
    )
    def test_name_every_code(self, kind, codes):
        assert [code for code in codes if str(code) not in TABLES[kind]] == []

    def test_name_every_proficiency_by_what_a_person_can_do(self):
        assert [word("proficiency", level.value, EN) for level in Proficiency] == [
            "Can help with it",
            "Does everyday work alone",
            "Does difficult work well",
            "Teaches others",
        ]

    def test_show_a_code_without_a_word_as_it_is(self):
        assert word("licence", "driving_z", AR) == "driving_z"

    def test_consents_are_what_people_sign(self):
        signed = {
            purpose: text
            for (purpose, version), text in TEXTS.items()
            if version == CURRENT_VERSION
        }

        assert {purpose: CONSENT[purpose] for purpose in signed} == signed


class TestNames:
    def test_every_governorate_has_one_in_each_language(self):
        for language in Language:
            names = {governorate_name(place, language) for place in Governorate}
            assert len(names) == 19
            assert not any(name.startswith("IQ-") for name in names)

    @pytest.mark.parametrize(
        "code", ["ar", "ckb", "kmr", "en", "tk", "syr", "da", "sv", "no", "fa", "tr"]
    )
    def test_every_language_people_speak_has_one_in_each_language(self, code):
        assert [lang for lang in Language if language_name(code, lang) == code] == []

    def test_unknown_codes_are_shown_as_they_are(self):
        assert [governorate_name("XX", AR), language_name("xx", CKB)] == ["XX", "xx"]


class TestReasons:
    @pytest.mark.parametrize("code", list(ReasonCode))
    @pytest.mark.parametrize("language", list(Language))
    def test_each_code_has_a_sentence(self, code, language):
        reason = Reason(code, concept_uri="urn:a", subject="IQ-NI", held=3, asked=2)

        said = reason_sentence(reason, language, {"urn:a": "لحام <b>"})

        assert said
        assert "<b>" not in said.replace("<b><bdi>", "")

    def test_are_none_for_codes_that_nobody_else_knows(self):
        assert set(SENTENCES) == set(ReasonCode)
        assert set(TO_THE_PERSON) <= set(ReasonCode)

    def test_name_the_skill_in_the_readers_language(self):
        reason = Reason(ReasonCode.ESSENTIAL_COVERED, concept_uri="urn:a", held=3)

        said = reason_sentence(reason, AR, {"urn:a": "لحام"})

        assert said == "<b><bdi>لحام</bdi></b>: يجيد الصعب منه"

    def test_fall_back_to_the_words_of_the_vacancy_never_to_those_of_the_person(self):
        reason = Reason(
            ReasonCode.ESSENTIAL_COVERED, asked_words="MIG", held_words="own words", held=2
        )

        said = reason_sentence(reason, EN, {})

        assert "MIG" in said
        assert "own words" not in said

    def test_for_the_office_alone_are_not_said_to_the_person(self):
        assert reason_for_person(Reason(ReasonCode.LONG_UNCONFIRMED), EN, {}) is None


class TestRefusals:
    def test_are_said_by_the_name_of_their_class(self):
        refusal = MoveNotAllowed("sent", "hired", ())

        assert refusal_sentence(refusal, EN).startswith("Things have moved on")

    def test_without_a_sentence_get_that_of_the_class_above(self):
        class Unheard(Conflict):
            pass

        assert refusal_sentence(Unheard(), EN) == refusal_sentence(Conflict(), EN)

    def test_of_http_are_said_by_their_phrase(self):
        assert refusal_sentence("Too Many Requests", AR).startswith("محاولات كثيرة")
