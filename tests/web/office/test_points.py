"""Why is she fourth? The page of an introduction shows the points of a place, and their model."""

import re

from forsa.scheduler.jobs import JobContext
from forsa.scheduler.work.shortlists import draw_up
from kernel.references import Kind, reference
from matching.values.introductions import State


def test_points_add_up_and_say_by_which_model(client, world, database, settings, now):
    draw_up(JobContext(database, settings, now=now, slot_at=now))
    shown = client.get(f"/office/introductions/{reference(Kind.INTRODUCTION, 1)}").text

    points = [int(one) for one in re.findall(r">([+-]\d+)<", shown)]
    *parts, total = points
    assert len(parts) >= 2
    assert abs(sum(parts) - total) <= len(parts) / 2, "each is rounded"
    assert "Place 1 on the list of" in shown
    assert "The weights were set by hand." in shown
    assert "prior-2 · none" in shown


def test_who_came_by_a_wish_has_no_points(client, introduced):
    number = introduced(State.INTERESTED)

    shown = client.get(f"/office/introductions/{reference(Kind.INTRODUCTION, number)}").text
    assert "How this place came about" not in shown
