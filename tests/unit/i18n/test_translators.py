"""A translator gives sentences in one language."""

import pytest

from forsa.i18n import Language, translator


@pytest.mark.parametrize("language", Language)
class TestTranslator:
    def test_says_nothing_for_nothing(self, language):
        assert translator(language).gettext("") == ""

    def test_fills_in_values(self, language):
        said = translator(language).gettext("Start: %(day)s", day="29")

        assert "29" in said
