"""A set-up that is wrong ends a command with one sentence and a code that is not 0."""

import socket

import pytest
from click.testing import CliRunner
from sqlmodel import select

from forsa.cli.root import cli
from kernel.outbox import MessageState, OutboxMessage
from tests import factories as make

COMMANDS = {
    "accounts": ["accounts", "list"],
    "employers": ["employers", "list"],
    "import": ["import", "employers", "employers.csv"],
    "introductions": ["introductions", "list"],
    "jobs": ["jobs", "list"],
    "job": ["jobs", "run", "draw-up"],
    "offices": ["offices", "list"],
    "rank": ["rank", "V-7K3QMA"],
    "scheduler": ["scheduler", "--once"],
    "serve": ["serve", "--port", "0"],
    "taxonomy": ["taxonomy", "import", "starter"],
    "vacancies": ["vacancies", "list"],
}
"""One of each sort that opens the database."""

NOWHERE = {
    "sqlite:////nowhere/at/all.db": "unable to open database file",
    "postgresql://forsa:hidden-word@127.0.0.1:1/forsa": "Connection refused",
    "postgresql://forsa:hidden-word@127.0.0.1:port/forsa": "cannot be read as an address",
    "mysql://forsa@127.0.0.1/forsa": "no address of SQLite or PostgreSQL",
}
"""Addresses where no database is, and what is said of them."""


REFUSING = "smtp://127.0.0.1:1"
"""A mail server that is not there."""


@pytest.fixture
def run(tmp_path):
    """Give a function that runs a command; its settings are those given."""

    def run(arguments, **given):
        env = {"FORSA_DATA_DIR": str(tmp_path), "FORSA_ENV": "development", **given}
        return CliRunner().invoke(cli, arguments, env=env)

    return run


def check_is_one_sentence(result, said):
    """Look at what a command left: an exit code, a last sentence that says this, no trace."""
    assert result.exit_code != 0, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    last = result.stderr.splitlines()[-1]
    assert last.startswith("Error: ")
    assert said in last
    assert "Traceback" not in result.output
    assert "hidden-word" not in result.output


@pytest.fixture
def file_in_the_way(tmp_path):
    """Give a folder that cannot be made, whoever asks: a file stands where its parent would."""
    (tmp_path / "file").write_text("not a folder")
    return tmp_path / "file" / "folder"


class TestDatabaseThatIsNotThere:
    @pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
    def test_is_named_by_every_command(self, run, command):
        url = "sqlite:////nowhere/at/all.db"

        check_is_one_sentence(run(command, FORSA_DATABASE_URL=url), NOWHERE[url])

    @pytest.mark.parametrize(("url", "said"), NOWHERE.items())
    @pytest.mark.parametrize("command", [["jobs", "list"], ["db", "upgrade"]], ids=["jobs", "db"])
    def test_is_told_by_what_is_wrong_with_its_address(self, run, command, url, said):
        check_is_one_sentence(run(command, FORSA_DATABASE_URL=url), said)

    def test_is_told_when_the_file_is_something_else(self, run, tmp_path):
        (tmp_path / "other.db").write_bytes(b"something else entirely " * 200)
        url = f"sqlite:///{tmp_path}/other.db"

        for command in (["jobs", "list"], ["db", "upgrade"]):
            check_is_one_sentence(run(command, FORSA_DATABASE_URL=url), "file is not a database")

    @pytest.mark.parametrize("url", NOWHERE)
    def test_is_no_riddle_to_the_doctor(self, run, url):
        result = run(["doctor"], FORSA_DATABASE_URL=url)

        assert result.exit_code == 1
        assert "FORSA_DATABASE_URL" in result.output
        assert isinstance(result.exception, SystemExit), result.exception
        assert NOWHERE[url] in result.output
        assert "hidden-word" not in result.output


class TestDatabaseWithoutTables:
    @pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
    def test_is_named_with_what_to_do(self, run, empty_url, command):
        result = run(command, FORSA_DATABASE_URL=empty_url)

        check_is_one_sentence(result, "The database has no tables; run: forsa db upgrade")

    def test_gets_them_by_that_command(self, run, empty_url):
        upgraded = run(["db", "upgrade"], FORSA_DATABASE_URL=empty_url)
        result = run(["jobs", "list"], FORSA_DATABASE_URL=empty_url)

        assert (upgraded.exit_code, result.exit_code) == (0, 0)


class TestDataFolderThatCannotBeWritten:
    @pytest.mark.parametrize(
        "command",
        [["db", "upgrade"], ["taxonomy", "import", "starter"]],
        ids=["db", "taxonomy"],
    )
    def test_is_named(self, run, database_url, file_in_the_way, command):
        result = run(command, FORSA_DATABASE_URL=database_url, FORSA_DATA_DIR=str(file_in_the_way))

        check_is_one_sentence(result, f"{file_in_the_way}")

    def test_is_found_by_the_doctor(self, run, file_in_the_way, database_url):
        result = run(
            ["doctor"], FORSA_DATABASE_URL=database_url, FORSA_DATA_DIR=str(file_in_the_way)
        )

        assert result.exit_code == 1
        assert "FORSA_DATA_DIR cannot be written" in result.output


@pytest.mark.enable_socket
class TestPortInUse:
    @pytest.fixture
    def port(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            yield str(taken.getsockname()[1])

    def test_is_named_by_who_would_serve(self, run, database_url, port):
        result = run(["serve", "--port", port], FORSA_DATABASE_URL=database_url)

        check_is_one_sentence(result, f"127.0.0.1:{port} cannot be served")

    def test_is_named_by_the_demo_before_it_builds(self, run, port):
        result = run(["demo", "--port", port])

        check_is_one_sentence(result, f"127.0.0.1:{port} cannot be served")


@pytest.mark.enable_socket
class TestMailServerThatRefuses:
    def test_is_told_and_the_mail_is_tried_again(self, run, database, database_url, now):
        make.draw_up(database, make.save_world(database, now=now), now=now)
        command = ["scheduler", "--once", "--now", now.isoformat()]

        result = run(command, FORSA_DATABASE_URL=database_url, FORSA_SMTP_URL=REFUSING)

        check_is_one_sentence(result, "kept and tried again")
        with database.reading() as session:
            [message] = session.exec(select(OutboxMessage)).all()
            assert message.template == "caseworker_list"
            assert message.state is MessageState.CREATED
            assert message.next_at > now

    def test_is_found_by_the_doctor(self, run, database_url):
        result = run(["doctor"], FORSA_DATABASE_URL=database_url, FORSA_SMTP_URL=REFUSING)

        assert result.exit_code == 1
        assert "The mail server does not answer" in result.output
