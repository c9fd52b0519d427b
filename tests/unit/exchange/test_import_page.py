from pathlib import Path

import pytest

from forsa.exchange.import_page import SECTIONS, import_page

PAGE = Path(__file__).parents[3] / "docs/import.md"


class TestImportPage:
    def test_is_the_one_in_the_docs(self):
        assert PAGE.read_text(encoding="utf-8") == import_page(), "draw it again: forsa docs"

    @pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section[0])
    def test_names_every_column(self, section):
        assert all(f"| `{column.name}` |" in import_page() for column in section[2])
