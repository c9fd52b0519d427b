"""People run the clock's work by commands, and bad set-ups end with one sentence."""

import pytest
from click.testing import CliRunner, Result

from forsa.cli.scheduler import jobs, scheduler
from forsa.scheduler.leader import leadership_of
from forsa.scheduler.table import JOBS

NOW = "2026-11-25T12:00+03:00"


@pytest.fixture
def run(settings):
    """Give a function that runs a command on the test's database."""
    env = {
        "FORSA_DATABASE_URL": settings.database_url,
        "FORSA_DATA_DIR": str(settings.data_dir),
        "FORSA_ENV": "development",
    }

    def run(command, *arguments: str, **more: str) -> Result:
        return CliRunner().invoke(command, arguments, env=env | more)

    return run


class TestOnce:
    def test_runs_what_is_due_and_says_so(self, run):
        result = run(scheduler, "--once", "--now", NOW)

        assert result.exit_code == 0, result.output
        for job in JOBS:
            assert f"{job.name}: " in result.output
        assert "mail: 0 sent" in result.output

    def test_runs_nothing_twice(self, run):
        run(scheduler, "--once", "--now", NOW)

        again = run(scheduler, "--once", "--now", NOW)

        assert not any(f"{job.name}: " in again.output for job in JOBS)

    def test_does_nothing_beside_another_scheduler(self, run, settings):
        other = leadership_of(settings)
        other.is_ours()

        result = run(scheduler, "--once")

        other.release()
        assert result.exit_code == 1
        assert "Another scheduler is at work" in result.output

    def test_tells_what_is_wrong_with_the_mail_server(self, run):
        result = run(scheduler, "--once", FORSA_SMTP_URL="smtp://")

        assert result.exit_code == 1
        assert result.output.startswith("Error: ")

    def test_needs_a_database(self, run):
        result = run(scheduler, "--once", FORSA_DATABASE_URL="sqlite:////nowhere/at/all.db")

        assert result.exit_code == 1
        assert result.output.startswith("Error: The database")

    def test_goes_with_a_time_of_one_s_own(self, run):
        assert run(scheduler, "--now", NOW).exit_code == 2


class TestJobs:
    def test_are_listed_with_when_they_last_went_well(self, run):
        before = run(jobs, "list")
        run(jobs, "run", "reconcile", "--now", NOW)
        after = run(jobs, "list")

        assert before.output.count("never") == len(JOBS)
        [line] = [line for line in after.output.splitlines() if line.startswith("reconcile")]
        assert "every 5 minutes" in line
        assert "2026-11-25 12:00" in line

    def test_are_run_by_name(self, run):
        result = run(jobs, "run", "reconcile")

        assert (result.exit_code, result.output) == (0, "reconcile: nothing to do\n")

    def test_of_an_unknown_name_are_answered_with_the_known(self, run):
        result = run(jobs, "run", "recncile")

        assert result.exit_code == 1
        assert "There are: reconcile" in result.output

    def test_take_another_time_in_development_only(self, run):
        result = run(jobs, "run", "reconcile", "--now", "yesterday")

        assert result.exit_code == 1
        assert "is no time" in result.output
