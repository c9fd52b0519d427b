"""However many schedulers run, one leads."""

import pytest

from forsa.scheduler.leader import LOCK_FILE, FileLeadership, leadership_of


class TestLeadership:
    @pytest.fixture
    def two(self, settings):
        first, second = leadership_of(settings), leadership_of(settings)
        yield first, second
        first.release()
        second.release()

    def test_is_one_process_s_alone(self, two):
        first, second = two

        assert [first.is_ours(), second.is_ours(), first.is_ours()] == [True, False, True]

    def test_goes_to_another_when_it_is_released(self, two):
        first, second = two
        first.is_ours()
        first.release()

        assert second.is_ours()
        assert not first.is_ours()


class TestFile:
    def test_that_was_removed_is_no_lock(self, tmp_path):
        first, second = (FileLeadership(tmp_path / LOCK_FILE) for _ in "12")
        first.is_ours()
        (tmp_path / LOCK_FILE).unlink()

        assert second.is_ours()
        assert not first.is_ours()
        second.release()

    def test_may_lie_in_a_folder_that_is_not_there_yet(self, tmp_path):
        leadership = FileLeadership(tmp_path / "new" / LOCK_FILE)

        assert leadership.is_ours()
        leadership.release()
