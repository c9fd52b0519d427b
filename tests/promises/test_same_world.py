"""The made-up world is the same for the same seed and time: a day of it can be looked at again."""

from tests.service.test_demo import all_rows, build, opened, world

__all__ = ["build", "world"]


def test_a_second_world_has_the_same_rows(world, build, tmp_path):
    build(tmp_path)
    again = opened(tmp_path)

    try:
        assert all_rows(again) == all_rows(world[0])
    finally:
        again.close()
