"""The search for words is opened once for each version of the taxonomy."""

from dataclasses import replace
from shutil import rmtree
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from forsa.exchange.starter import read_starter
from forsa.web.lookup import TRY_AGAIN_SECONDS, Lookups
from kernel.actor import SYSTEM
from skills.interface.taxonomy import active_version, made_lookup
from skills.service import activate_taxonomy, import_taxonomy


@pytest.fixture
def lookups(tmp_path, database):
    lookups = Lookups(tmp_path / "lookup", database)
    yield lookups
    lookups.close()


@pytest.fixture
def fewer():
    """Give a taxonomy of a few words, whose index is made at once."""
    rows = read_starter()
    labels = tuple(one for one in rows.labels if one.language == "en")[:200]
    return replace(rows, labels=labels, relations=())


def now_with(lookups, database):
    with database.reading() as session:
        return lookups.now(session)


def waited_for(lookups, database, digest):
    """Ask until another lookup has taken the place of the one before."""
    until = monotonic() + 20
    while (found := now_with(lookups, database)).digest == digest:
        assert monotonic() < until, "the new index was not made"
        sleep(0.02)
    return found


def use_taxonomy(database, rows, now):
    with database.writing() as session:
        report = import_taxonomy(session, source=rows, actor=SYSTEM, now=now)
        activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)


class TestLookups:
    def test_have_none_without_a_taxonomy(self, database, lookups):
        with database.reading() as session:
            assert lookups.now(session) is None

    def test_open_one_and_keep_it_with_one_query_each_time(
        self, database, lookups, now, counting_queries, starter_index, tmp_path
    ):
        (tmp_path / "lookup").mkdir()
        (tmp_path / "lookup" / starter_index.name).symlink_to(starter_index)
        use_taxonomy(database, read_starter(), now)
        with database.reading() as session:
            first = lookups.now(session)
        with counting_queries() as seen, database.reading() as session:
            again = lookups.now(session)

        assert first is again
        assert len(seen) == 1
        assert first.find("welder")

    def test_open_another_when_a_command_has_made_its_index(
        self, database, lookups, now, fewer, tmp_path
    ):
        use_taxonomy(database, fewer, now)
        first = now_with(lookups, database)
        use_taxonomy(database, replace(fewer, labels=fewer.labels[:100]), now)
        with database.reading() as session:
            made_lookup(session, tmp_path / "lookup", active_version(session))

        assert now_with(lookups, database).digest != first.digest

    def test_serve_the_one_before_while_another_is_made_beside(
        self, database, lookups, now, fewer
    ):
        use_taxonomy(database, fewer, now)
        first = now_with(lookups, database)
        use_taxonomy(database, replace(fewer, labels=fewer.labels[:100]), now)

        assert now_with(lookups, database) is first
        second = waited_for(lookups, database, first.digest)
        assert second is now_with(lookups, database)

    def test_keep_the_one_before_when_another_cannot_be_made(
        self, database, now, fewer, tmp_path, caplog
    ):
        clock = [0.0]
        lookups = Lookups(tmp_path / "lookup", database, lambda: clock[0])
        use_taxonomy(database, fewer, now)
        first = now_with(lookups, database)
        use_taxonomy(database, replace(fewer, labels=fewer.labels[:100]), now)
        rmtree(tmp_path / "lookup")
        (tmp_path / "lookup").write_text("in the way")

        assert now_with(lookups, database) is first
        until = monotonic() + 20
        while "lookup.not_made" not in caplog.text:
            assert monotonic() < until
            sleep(0.02)
        assert now_with(lookups, database) is first
        (tmp_path / "lookup").unlink()
        clock[0] = TRY_AGAIN_SECONDS + 1.0
        assert waited_for(lookups, database, first.digest).find("welder") is not None
        lookups.close()

    def test_lose_no_request_while_versions_change(self, database, lookups, now, fewer):
        use_taxonomy(database, fewer, now)
        now_with(lookups, database)
        answers, faults, is_over = [], [], Event()

        def ask():
            while not is_over.is_set():
                try:
                    answers.append(len(now_with(lookups, database).find("weld")))
                except Exception as fault:
                    faults.append(fault)

        threads = [Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for count in (100, 150):
            before = now_with(lookups, database).digest
            use_taxonomy(database, replace(fewer, labels=fewer.labels[:count]), now)
            waited_for(lookups, database, before)
        is_over.set()
        for thread in threads:
            thread.join()

        assert faults == []
        assert len(answers) > 10
