"""The made-up world is the same for the same seed and time: a day of it can be looked at again."""

from dataclasses import replace

from sqlmodel import select

from forsa.database import Database
from forsa.demo.house import settings_in
from forsa.demo.world import build_world
from forsa.exchange.signed_models import model_of
from forsa.schema import upgrade_schema
from matching.models import Shortlist
from matching.queries.replays import models_on, replay
from tests.conftest import in_full, postgresql_database
from tests.service.test_demo import NOW, all_rows, build, opened, world

__all__ = ["build", "world"]


def test_a_second_world_has_the_same_rows(world, build, tmp_path):
    build(tmp_path)
    again = opened(tmp_path)

    try:
        assert all_rows(again) == all_rows(world[0])
    finally:
        again.close()


def test_every_shortlist_is_computed_again_the_same_on_both_databases(
    world, postgresql, starter_index, tmp_path
):
    (tmp_path / "lookup").mkdir()
    (tmp_path / "lookup" / starter_index.name).symlink_to(starter_index)
    with postgresql_database(postgresql) as url:
        upgrade_schema(in_full(url))
        settings = replace(settings_in(tmp_path, 8000), database_url=in_full(url))
        database = Database(settings.database_url)
        try:
            build_world(database, settings, now=NOW)
            found = computed_again(database, settings.secret_keys)
        finally:
            database.close()

    assert found == computed_again(world[0], settings.secret_keys)
    ranked = [one for lists in found.values() for one in lists.entries if one.again is not None]
    assert len(found) > 20
    assert len(ranked) > 100


def computed_again(database, secret_keys):
    """Return every shortlist computed again, each to the last bit what it was."""
    with database.reading() as session:
        found = {}
        for number in session.exec(select(Shortlist.id)).all():
            versions = models_on(session, shortlist_id=number)
            models = {one: model_of(session, one, secret_keys) for one in versions}
            found[number] = replay(session, shortlist_id=number, models=models)
    assert [number for number, one in found.items() if not one.is_same] == []
    return found
