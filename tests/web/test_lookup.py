"""The search for words is opened once for each version of the taxonomy."""

from dataclasses import replace

import pytest

from forsa.exchange.starter import read_starter
from forsa.web.lookup import Lookups
from kernel.actor import SYSTEM
from skills.service import activate_taxonomy, import_taxonomy


@pytest.fixture
def lookups(tmp_path):
    return Lookups(tmp_path / "lookup")


def use_taxonomy(database, rows, now):
    with database.writing() as session:
        report = import_taxonomy(session, source=rows, actor=SYSTEM, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)


class TestLookups:
    def test_have_none_without_a_taxonomy(self, database, lookups):
        with database.reading() as session:
            assert lookups.now(session) is None

    def test_open_one_and_keep_it_with_one_query_each_time(
        self, database, lookups, now, counting_queries
    ):
        use_taxonomy(database, read_starter(), now)
        with database.reading() as session:
            first = lookups.now(session)
        with counting_queries() as seen, database.reading() as session:
            again = lookups.now(session)

        assert first is again
        assert len(seen) == 1
        assert first.find("welder")

    def test_open_another_when_another_version_is_in_use(self, database, lookups, now):
        rows = read_starter()
        use_taxonomy(database, rows, now)
        with database.reading() as session:
            first = lookups.now(session)
        fewer = [label for label in rows.labels if label.language != "da"]
        use_taxonomy(database, replace(rows, labels=type(rows.labels)(fewer)), now)
        with database.reading() as session:
            second = lookups.now(session)

        assert first.digest != second.digest
