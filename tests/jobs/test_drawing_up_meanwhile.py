"""What else happens while lists are drawn up: another taxonomy, a clock that goes backwards."""

from datetime import timedelta

import pytest
from sqlmodel import select

from forsa.deeds.taxonomy import put_taxonomy_to_use
from forsa.exchange.gathering import Gathering
from forsa.scheduler.jobs import JobContext
from forsa.scheduler.people import PeopleAtHand
from forsa.scheduler.work.shortlists import draw_up
from kernel.actor import SYSTEM
from matching.models import ShortlistEntry
from skills.service import import_taxonomy
from skills.values.taxonomy import ConceptKind, ConceptRow, LabelKind, LabelRow
from tests import factories as make


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


@pytest.fixture
def draw(database, settings):
    """Give a function that draws up lists as one scheduler does that goes on and on."""
    people = PeopleAtHand()

    def draw(at, stopping=lambda: False):
        context = JobContext(
            database, settings, now=at, slot_at=at, stopping=stopping, people=people
        )
        return dict(draw_up(context).counts)

    return draw


def use_taxonomy(database, now, *labels):
    gathering = Gathering(origins={"release"})
    gathering.add_concept(ConceptRow(make.WELDING, ConceptKind.SKILL, None, None), "release")
    for label in labels:
        gathering.add_label(LabelRow(make.WELDING, "en", LabelKind.PREFERRED, label, "release"))
    with database.writing() as session:
        version_id = import_taxonomy(
            session, source=gathering.rows("release"), actor=SYSTEM, now=now
        ).version_id
        put_taxonomy_to_use(session, version_id=version_id, actor=SYSTEM, now=now)


def listed(database):
    with database.reading() as session:
        return [one.introduction_id for one in session.exec(select(ShortlistEntry))]


def test_nothing_more_is_written_when_another_taxonomy_comes_into_use(database, world, draw, now):
    use_taxonomy(database, now, "welding")
    # Of the same name, as a release is that is imported anew with words added to it.
    another = iter([lambda: use_taxonomy(database, now, "welding", "joining metal")])

    def stopping():
        """Let it come into use while the job is at work; it is not to stop."""
        next(another, lambda: None)()
        return False

    assert draw(now, stopping) == {"taxonomy_changed": 1}
    assert listed(database) == []

    assert draw(now) == {"drawn_up": 1}
    assert len(listed(database)) == 1


def test_a_clock_that_goes_backwards_puts_nobody_on_a_list_twice_or_too_early(
    database, world, draw, now
):
    assert draw(now - timedelta(days=1)) == {"nobody": 1}
    assert draw(now) == {"drawn_up": 1}
    before = listed(database)

    assert draw(now - timedelta(days=1)) == {"nobody": 1}
    assert draw(now + timedelta(minutes=1)) == {"nobody": 1}
    assert listed(database) == before
