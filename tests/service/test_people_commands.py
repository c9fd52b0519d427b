"""Case work at a shell: files that are one person's, files that change hands, tries."""

import pytest
from click.testing import CliRunner
from sqlmodel import select

from forsa.accounts.models import Account
from forsa.cli.root import cli
from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from skills.models.returnees import Office, Returnee
from tests import factories


@pytest.fixture
def world(database, now):
    return factories.save_world(database, now=now)


@pytest.fixture
def run(database_url, tmp_path):
    """Give a function that runs `forsa people` and returns what it prints."""

    def run(*words, code=0):
        env = {
            "FORSA_DATABASE_URL": database_url,
            "FORSA_DATA_DIR": str(tmp_path),
            "FORSA_PUBLIC_URL": "http://127.0.0.1:8000",
        }
        done = CliRunner().invoke(cli, ["people", *map(str, words)], env=env)
        assert done.exit_code == code, done.output
        assert code == 0 or done.output.startswith("Error: "), done.output
        return done.output.strip()

    return run


def email_of(database, actor):
    with database.reading() as session:
        return session.get_one(Account, actor.account_id).email


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_two_files_are_found_made_one_and_two_again(database, world, run, now):
    like = {"birth_year": 1987, "phone": "+9647700005511", "caseworker": world.caseworker}
    one, two = (
        reference(Kind.PERSON, factories.save_returnee(database, now=now, full_name=name, **like))
        for name in ("محمد علي حسن", "Mohammed Ali Hasan")
    )
    me = ("--as", email_of(database, world.caseworker))
    stranger = ("--as", email_of(database, factories.save_caseworker(database, now=now)))

    found = run("duplicates", *me)
    assert f"{one}  {two}" in found
    assert "محمد" not in found
    assert run("duplicates", *stranger) == "No two files look like one person's."
    assert "differ on: full_name. Nothing was changed." in run("merge", one, two, *me, code=1)
    assert "No person" in run("merge", one, two, "--take", "all", *stranger, code=1)
    merged = run("merge", one, two, "--take", "full_name", *me)
    number = merged.rpartition(" ")[2]
    assert f"forsa people unmerge {one} {number}" in merged
    assert "made one with another" in run("merge", one, two, "--keep", "all", *me, code=1)
    assert "made one with another" in run("unmerge", two, number, *me, code=1)
    assert "No person" in run("unmerge", one, number, *stranger, code=1)
    assert run("unmerge", one, number, *me) == f"{one} and {two} are two files again."
    assert "no such merge" in run("unmerge", one, number, *me, code=1)
    with database.reading() as session:
        assert not any(session.exec(select(Returnee.merged_into_id)))
        by = {event.account_id for event in session.exec(select(AuditEvent))}
        assert world.caseworker.account_id in by


def test_a_file_is_offered_taken_back_refused_and_taken(database, world, run, now):
    person = reference(Kind.PERSON, world.returnee_id)
    other = factories.save_caseworker(database, now=now)
    me, them = (("--as", email_of(database, one)) for one in (world.caseworker, other))
    with database.reading() as session:
        code = session.get_one(Office, other.office_id).code

    assert "either --office or --caseworker" in run("hand-over", "offer", person, *me, code=1)
    assert "no such office" in run("hand-over", "offer", person, "--office", "x", *me, code=1)
    assert "No person" in run("hand-over", "offer", person, "--office", code, *them, code=1)
    run("hand-over", "offer", person, "--office", code, "--note", "a welder", *me)
    run("hand-over", "take-back", person, *me)
    for answer in (("refuse", "no_time"), ("accept",)):
        offered = run("hand-over", "offer", person, "--office", code, *me)
        number = offered.rpartition(" ")[2]
        assert f"{number}  {person}  proposed  offered by" in run("hand-over", "list", *them)
        run("hand-over", answer[0], number, *answer[1:], *them)
    listed = run("hand-over", "list", *me).splitlines()
    assert [line.split("  ")[2] for line in listed] == [
        "accepted",
        "refused because no_time",
        "withdrawn",
    ]
    assert run("hand-over", "list", *them) == "No file is offered."
    assert "No person" in run("outreach", "list", person, *me, code=1)
    with database.reading() as session:
        row = session.get_one(Returnee, world.returnee_id)
        assert (row.office_id, row.caseworker_id) == (other.office_id, other.account_id)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_tries_are_written_down_and_read(database, world, run):
    person = reference(Kind.PERSON, world.returnee_id)
    me = ("--as", email_of(database, world.caseworker))

    for _ in range(2):
        assert "Try again on" in run("outreach", "add", person, "call", "no_answer", *me)
    third = run("outreach", "add", person, "whatsapp", "no_answer", *me)
    assert f"{person} counts as unreachable now." in third
    assert "has been reached" in run(
        "outreach", "add", person, "themselves", "no_answer", *me, code=1
    )
    assert "three months" in run(
        "outreach", "add", person, "call", "no_answer", "--next", "2000-01-01", *me, code=1
    )
    listed = run("outreach", "list", person, *me).splitlines()
    assert len(listed) == 4
    assert listed[-1].startswith("unreachable. ")
    assert "There is no account" in run("outreach", "list", person, "--as", "x@y", code=1)
