"""The two predicates of docs/states.md: who may be suggested, who may be shown. Pure."""

from collections.abc import Collection
from datetime import date, timedelta

from employers.values import VacancyBrief, VacancyState
from matching.states import MOST_OPEN_OF_PERSON, OPEN, START_DAYS, Shows
from matching.values.introductions import State
from skills.values.consents import Purpose
from skills.values.returnees import Standing


def may_be_suggested(  # noqa: PLR0913  the six things that states.md names
    standing: Standing,
    purposes: Collection[Purpose],
    vacancy: VacancyBrief,
    *,
    open_count: int,
    available_on: date | None,
    refused_employers: Collection[int],
    today: date,
) -> bool:
    """Return whether a person may be put to a vacancy (docs/states.md, the first predicate).

    `open_count` counts the person's introductions in `sent … offered`; `available_on` None is
    unknown, which passes.
    """
    return (
        standing.is_free
        and Purpose.MATCHING in purposes
        and vacancy.state is VacancyState.OPEN
        and open_count < MOST_OPEN_OF_PERSON
        and _is_free_in_time(vacancy.start_on, available_on, today)
        and vacancy.employer_id not in refused_employers
    )


def _is_free_in_time(start_on: date | None, available_on: date | None, today: date) -> bool:
    """Return whether a day that is known lies close enough to a start that is known.

    Work whose start has passed starts today (so says `matching.gates` too).
    """
    if start_on is None or available_on is None:
        return True
    return available_on <= max(start_on, today) + timedelta(days=START_DAYS)


def may_be_shown(
    state: State, standing: Standing, purposes: Collection[Purpose], *, told: bool
) -> Shows:
    """Return what an employer may see of a person now (docs/states.md, the second predicate).

    `told` is whether the person agrees that this employer learns name and phone for this vacancy.
    Whoever is about to be erased is seen by no employer. A hire does not end with a consent, but
    name and phone are no longer shown without one.
    """
    held = OPEN.get(state)
    if held is None or standing.erasure_due_at is not None:
        return Shows.NOTHING
    if held.shows is Shows.IDENTITY:
        return Shows.IDENTITY if told else Shows.NOTHING
    agreed = {Purpose.MATCHING, Purpose.MASKED_CARD} <= set(purposes)
    return held.shows if agreed and standing.is_free else Shows.NOTHING
