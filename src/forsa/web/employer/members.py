"""Who these pages are for, and for which employer they act."""

from forsa.web.guards import Only
from kernel.actor import Actor, Role

MEMBERS_ONLY = Only(Role.EMPLOYER_MEMBER, Role.EMPLOYER_OWNER)


def employer_of(actor: Actor) -> int:
    """Return the employer of an actor that `MEMBERS_ONLY` has let in."""
    assert actor.employer_id is not None, "an account of an employer names it"
    return actor.employer_id
