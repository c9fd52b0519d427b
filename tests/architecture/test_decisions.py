"""Each decision has a number of its own, the same in its name and in its title."""

import re
from collections import Counter

from tests.architecture.sources import ROOT

DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))


def test_numbers_stand_once():
    numbers = Counter(path.name[:4] for path in DECISIONS)

    assert len(DECISIONS) > 20
    assert [number for number, count in numbers.items() if count > 1] == []


def test_titles_say_the_number_of_the_name():
    for path in DECISIONS:
        title = path.read_text(encoding="utf-8").splitlines()[0]
        found = re.match(r"# (\d+)\. \w", title)
        assert found, path.name
        assert int(found[1]) == int(path.name[:4]), path.name
