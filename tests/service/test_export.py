"""People written out and read in again change nothing; what a list adds is added once."""

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlmodel import SQLModel, select

from forsa.accounts.models import Account
from forsa.cli.root import cli
from kernel.actor import Role
from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from skills.models.profiles import Certificate, Education, Experience
from skills.models.returnees import Consent, Office, Returnee
from skills.service import change_wishes
from skills.values.consents import Purpose
from skills.values.profiles import (
    CaseReference,
    CertificateDraft,
    EducationDraft,
    EducationLevel,
    ExperienceDraft,
    ExperienceKind,
    FurtherPhone,
    OccupationWish,
    PhysicalTask,
    Priority,
    Transport,
    WishesChange,
)
from skills.values.returnees import SkillDraft
from tests import factories as make

OF_DEEDS = {"audit_event", "profile_change"}
CHEF = "http://example.org/occupation/chosen-by-hand"


@pytest.fixture
def run(database_url, data_dir):
    """Give a function that runs a command and returns its output."""
    runner = CliRunner(env={"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": str(data_dir)})

    def run(*arguments, code=0):
        result = runner.invoke(cli, [str(one) for one in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    return run


@pytest.fixture
def caseworker(database, now):
    return make.save_caseworker(database, now=now)


def office_of(database, caseworker):
    with database.reading() as session:
        return session.get_one(Office, caseworker.office_id).code


@pytest.fixture
def filled(database, caseworker, now):
    """Save somebody whose file says something everywhere, with signs that lists use."""
    who = make.save_returnee(
        database,
        now=now,
        caseworker=caseworker,
        full_name='محمد "أ" علي',
        source_ref="LIST-1",
        phone="+9647700000001",
        phone_safe=False,
        further_phones=(FurtherPhone("+4520123456", is_shared=True, is_safe=True),),
        case_references=(CaseReference("MIMOSA", "A/12=3"),),
        languages={"ar": "C2", "da": "B1"},
        licences=("forklift", "driving_b"),
        transport=Transport.PUBLIC,
        most_hours=40,
        shifts=True,
        skills=(SkillDraft("لحام; tig|mig"), SkillDraft("iron = steel / brass")),
        experiences=(
            ExperienceDraft("cook", CHEF, "5120", 12, ExperienceKind.INFORMAL, is_abroad=True),
            ExperienceDraft("cook", CHEF, "5120", 30, None, is_abroad=False),
        ),
        education=(
            EducationDraft(EducationLevel.VOCATIONAL, "metal/wood", 2009, is_finished=False),
        ),
        certificates=(CertificateDraft("Gas; safety", "Inst. 1", True, 2020, now.date()),),
        wanted=(OccupationWish("cook"),),
        refused=(OccupationWish("guard|night"),),
        contract_kinds=("permanent", "daily"),
        self_employment=False,
        purposes=(Purpose.MATCHING, Purpose.STATISTICS),
    )
    with database.writing() as session:
        change_wishes(
            session,
            returnee_id=who,
            change=WishesChange(
                version=session.get_one(Returnee, who).version,
                wanted=(OccupationWish("cook"),),
                refused=(OccupationWish("guard|night"),),
                refused_employers=(),
                least_wage=None,
                contract_kinds=("permanent", "daily"),
                can=((PhysicalTask.LIFTING, False),),
                weights=((Priority.PAY, 3),),
                self_employment=False,
                training=True,
            ),
            actor=caseworker,
            now=now,
        )
    return who


def everything(database):
    """Return every row but for those of deeds, and by which list a person was known last."""
    with database.reading() as session:
        return {
            table.name: [
                {name: value for name, value in row.items() if name != "source_digest"}
                for row in session.execute(
                    sa.select(table).order_by(*table.primary_key)
                ).mappings()
            ]
            for table in SQLModel.metadata.sorted_tables
            if table.name not in OF_DEEDS
        }


def test_written_out_and_read_again_changes_nothing(
    run, filled, database, caseworker, tmp_path, now
):
    office = office_of(database, caseworker)
    make.save_returnee(database, now=now, caseworker=caseworker, experience_months=14)
    file = tmp_path / "people.csv"
    assert "2 people were written" in run("export", "profiles", file, "--office", office)
    before = everything(database)

    said = run("import", "profiles", file)

    assert said.splitlines()[-1] == "added 0, changed 0, unchanged 2"
    after = everything(database)
    for table, rows in before.items():
        assert after[table] == rows, table


def test_adds_what_a_list_knows_and_leaves_what_was_chosen(
    run, filled, database, caseworker, tmp_path
):
    file, office = tmp_path / "people.csv", office_of(database, caseworker)
    run("export", "profiles", file, "--office", office)
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(
        text.replace("cook=12/informal/abroad", "cook=15/informal/abroad").replace(
            "vocational=", "primary=1999/finished|vocational="
        )
    )
    for tally in ("added 0, changed 1, unchanged 0", "added 0, changed 0, unchanged 1"):
        assert run("import", "profiles", file).splitlines()[-1] == tally

    with database.reading() as session:
        spells = session.exec(
            select(Experience.months, Experience.occupation_uri).order_by(Experience.id)
        ).all()
        levels = set(session.exec(select(Education.level)).all())
        assert len(session.exec(select(Consent.id)).all()) == 2
        assert len(session.exec(select(Certificate.id)).all()) == 1
    assert spells == [(15, CHEF), (30, CHEF)]
    assert levels == {EducationLevel.PRIMARY, EducationLevel.VOCATIONAL}


def test_is_for_the_office_and_leaves_a_trace(run, filled, database, caseworker, tmp_path, now):
    office = office_of(database, caseworker)
    stranger = make.save_caseworker(database, now=now, role=Role.SUPERVISOR)
    with database.reading() as session:
        mails = {
            who: session.get_one(Account, who.account_id).email for who in (stranger, caseworker)
        }
    file = tmp_path / "people.csv"
    export = ("export", "profiles", file, "--office", office, "--as")
    run(*export, mails[stranger], code=1)
    assert not file.exists()
    run("export", "profiles", file, "--office", "nowhere", code=1)
    run(*export, mails[caseworker])
    assert file.stat().st_mode & 0o077 == 0
    with database.reading() as session:
        events = session.exec(
            select(AuditEvent).where(AuditEvent.action == "skills.returnee.exported")
        ).all()
        assert [one.account_id for one in events] == [caseworker.account_id]
    assert "LIST-1" in file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("column", "cell", "needed"),
    [
        ("further_phones", "0770 000 0004=loud", "shared, safe or unsafe"),
        ("further_phones", "12", "one phone number like"),
        ("experiences", "welder=sometimes", "months up to 720"),
        ("education", "college=2009", "one of none, primary"),
        ("weights", "pay=9", "a number from 1 to 3"),
        ("case_references", "MIMOSA", "a system and the number there"),
    ],
)
def test_says_what_a_cell_needs(run, tmp_path, column, cell, needed):
    file = tmp_path / "people.csv"
    file.write_text(f"person_reference,office,full_name,{column}\nLIST-1,ERB,Person 0001,{cell}\n")
    assert needed in run("import", "profiles", file, code=1)


def test_of_our_own_numbers_are_known_in_their_office_alone(
    run, filled, database, caseworker, tmp_path, now
):
    file, office = tmp_path / "people.csv", office_of(database, caseworker)
    run("export", "profiles", file, "--office", office)
    ours = reference(Kind.PERSON, filled)
    text = file.read_text(encoding="utf-8-sig").replace("LIST-1", ours)
    file.write_text(text)
    assert run("import", "profiles", file).splitlines()[-1] == "added 0, changed 0, unchanged 1"
    with database.reading() as session:
        assert session.exec(select(Returnee.source_ref)).all() == ["LIST-1"]

    stranger = make.save_caseworker(database, now=now)
    elsewhere = office_of(database, stranger)
    with database.reading() as session:
        mails = [session.get_one(Account, o.account_id).email for o in (caseworker, stranger)]
    file.write_text(text.replace(office, elsewhere).replace(*mails))
    assert "No person of this number" in run("import", "profiles", file, code=1)
