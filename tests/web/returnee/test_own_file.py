"""All that is on file about a person, for themselves, and nothing of what is the office's."""

from datetime import timedelta

import pytest
from sqlmodel import select

from forsa.i18n import Language
from kernel.audit import AuditEvent
from matching.models import Task
from matching.values.tasks import TaskKind
from skills.models.profiles import TimeAbroad
from skills.models.returnees import Returnee
from skills.service import add_certificate, add_education, add_experience, change_wishes
from skills.values.profiles import (
    CertificateDraft,
    EducationDraft,
    EducationLevel,
    ExperienceDraft,
    ExperienceKind,
    OccupationWish,
    PhysicalTask,
    Priority,
    WishesChange,
)
from tests.accounts import form_token
from tests.web.page_checks import problems_of
from tests.web.returnee.conftest import words_of


@pytest.fixture
def filled(database, world, now):
    """Write something in each part of the person's file."""
    who, by = world.returnee_id, {"actor": world.caseworker, "now": now}
    with database.writing() as session:
        work = ExperienceDraft("Taxi", None, None, 8, ExperienceKind.INFORMAL, is_abroad=True)
        add_experience(session, returnee_id=who, draft=work, **by)
        school = EducationDraft(EducationLevel.VOCATIONAL, "metal", 2009, is_finished=True)
        add_education(session, returnee_id=who, draft=school, **by)
        paper = CertificateDraft("Gas safety", "Institute 1", None, 2020)
        add_certificate(session, returnee_id=who, draft=paper, **by)
        session.add(TimeAbroad(returnee_id=who, country="DK", recorded_at=now))
        change_wishes(
            session,
            returnee_id=who,
            change=WishesChange(
                version=session.get_one(Returnee, who).version,
                wanted=(OccupationWish("Cook"),),
                refused=(OccupationWish("Guard"),),
                refused_employers=(),
                least_wage=700_000,
                contract_kinds=("permanent",),
                can=((PhysicalTask.HEIGHTS, False),),
                weights=((Priority.PAY, 3),),
                self_employment=True,
                training=None,
            ),
            **by,
        )


def test_is_read_whole_by_the_person_alone(client, filled, client_of, world, counting_queries):
    client.get("/me/file")
    with counting_queries() as seen:
        shown = client.get("/me/file")
    assert len(seen) <= 12, seen
    assert problems_of(shown.text, Language.ENGLISH) == []
    page = words_of(shown)
    for said in (
        "Taxi",
        "8 months",
        "Abroad",
        "Vocational school",
        "metal",
        "Gas safety",
        "Institute 1",
        "Cook",
        "Guard",
        "700,000",
        "Work high up: No",
        "The pay: Very much",
        "Wants a business of their own",
    ):
        assert said in page, said
    assert "Denmark" not in page
    with client_of(world.caseworker.account_id) as office:
        assert office.get("/me/file").status_code == 404


def test_says_that_something_is_wrong_once_a_day(client, world, database, now, client_of, clock):
    assert "/me/file" in client.get("/me").text
    for _ in range(2):
        fields = {"_csrf": form_token(client.get("/me/file"))}
        told = client.post("/me/file/wrong", data=fields)
    assert "Your caseworker asks you what is wrong, by Tuesday 1 April 2025." in words_of(told)
    with database.reading() as session:
        [task] = session.exec(select(Task).where(Task.kind == TaskKind.FILE_WRONG)).all()
        assert (task.returnee_id, task.account_id) == (
            world.returnee_id,
            world.caseworker.account_id,
        )
        events = session.exec(
            select(AuditEvent).where(AuditEvent.action == "skills.returnee.says-wrong")
        ).all()
        assert len(events) == 1
    clock.now = now + timedelta(days=1)
    with client_of(world.caseworker.account_id) as office:
        assert "something in the file is wrong" in words_of(office.get("/office"))
