import pytest
from babel.messages.catalog import Catalog, Message

from forsa.i18n import Language
from forsa.i18n.catalogues import PLURALS, _problems_of, catalogue_of, extract, problems


class TestCatalogues:
    def test_are_complete_and_sound(self):
        assert list(problems()) == []

    def test_take_sentences_from_code_and_templates(self):
        template = extract()

        assert template.get("Teaches others") is not None
        assert template.get("I want this") is not None
        assert template.get("Good morning,") is not None

    @pytest.mark.parametrize("language", list(PLURALS))
    def test_name_the_plural_forms_that_translators_know(self, language):
        assert catalogue_of(language).plural_forms == PLURALS[language].rstrip(";") + ";"

    def test_doubtful_sorani_is_marked_for_review(self):
        marked = [m for m in catalogue_of(Language.SORANI) if "review" in m.user_comments]

        assert len(marked) > 20


class TestCheck:
    @pytest.mark.parametrize(
        ("message", "expected"),
        [
            (None, "is not translated"),
            (Message("Hello", ""), "is not translated"),
            (Message("Hello", "مرحبا", flags=["fuzzy"]), "is only a guess"),
            (Message("Hello %(name)s", "مرحبا"), "has other values: name"),
            (Message("Hello", "مرحبا Hello"), "has Latin letters: Hello"),
            (Message("Hello, good morning", "م" * 40), "times as long"),
            (Message(("%(count)s", "%(count)s s"), ("أ", "ب")), "needs 6 plural forms"),
        ],
    )
    def test_finds(self, message, expected):
        found = list(_problems_of(message, Catalog(locale="ar").num_plurals))

        assert expected in " ".join(found)

    def test_lets_a_sound_one_pass(self):
        assert list(_problems_of(Message("Call %(phone)s", "اتصل %(phone)s"), 6)) == []
