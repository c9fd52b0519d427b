"""Who may know of introductions and shortlists, and as whom they move them. Pure."""

from collections.abc import Collection

from kernel.actor import EMPLOYER_ROLES, OFFICE_ROLES, Actor, Role
from matching.errors import IntroductionNotFound, ShortlistNotFound
from matching.states import OPEN, WITH_CARD, By, Shows
from matching.values.introductions import IntroductionBrief
from skills.values.returnees import Standing


def mover(actor: Actor) -> By | None:
    """Return as whom the actor moves introductions, None if they move none."""
    if actor.role in EMPLOYER_ROLES or actor.role is Role.LINK_HOLDER:
        return By.EMPLOYER
    if actor.role in OFFICE_ROLES:
        return By.CASEWORKER
    return {Role.RETURNEE: By.RETURNEE, Role.SYSTEM: By.JOB}.get(actor.role)


def may_see_introduction(actor: Actor, introduction: IntroductionBrief, whose: Standing) -> bool:
    """Return whether the actor may know of this introduction.

    An employer may know of it from `sent` on and while it is open; of the person's office, their
    caseworker, any stand-in and the supervisor. Who holds an answer link may, while the employer's
    answer is waited for; that it is on their list is looked up by whoever has the rows.
    """
    if actor.role is Role.LINK_HOLDER:
        return introduction.employer_id == actor.employer_id and introduction.state in WITH_CARD
    if actor.role in EMPLOYER_ROLES:
        seen = introduction.state in OPEN and OPEN[introduction.state].shows is not Shows.NOTHING
        return introduction.employer_id == actor.employer_id and seen
    return may_suggest(actor, whose)


def may_suggest(actor: Actor, whose: Standing) -> bool:
    """Return whether the actor may put this person to a vacancy.

    The engine may, the person's office, and the person themselves.
    """
    return (
        actor.is_system
        or actor.is_returnee(whose.returnee_id)
        or actor.is_of_office(whose.office_id)
    )


def check_may_suggest(actor: Actor, whose: Standing) -> None:
    """Refuse unless the actor may put this person to a vacancy.

    Raises
    ------
    IntroductionNotFound
        If they may not: that a person is on file here is nobody else's business.
    """
    if not may_suggest(actor, whose):
        raise IntroductionNotFound


def check_may_see_introduction(
    actor: Actor, introduction: IntroductionBrief, whose: Standing
) -> None:
    """Refuse unless the actor may know of this introduction.

    Raises
    ------
    IntroductionNotFound
        If they may not.
    """
    if not may_see_introduction(actor, introduction, whose):
        raise IntroductionNotFound


def may_see_shortlist(
    actor: Actor, *, employer_id: int, offices: Collection[int], issued: bool
) -> bool:
    """Return whether the actor may see a shortlist: `offices` are those of the people on it.

    An employer sees their own once it is issued.
    """
    if actor.is_system:
        return True
    if actor.role in OFFICE_ROLES:
        return actor.office_id in offices
    return issued and actor.is_of_employer(employer_id)


def check_may_see_shortlist(
    actor: Actor, *, employer_id: int, offices: Collection[int], issued: bool
) -> None:
    """Refuse unless the actor may see a shortlist.

    Raises
    ------
    ShortlistNotFound
        If they may not: the same answer as for one that is not there.
    """
    if not may_see_shortlist(actor, employer_id=employer_id, offices=offices, issued=issued):
        raise ShortlistNotFound
