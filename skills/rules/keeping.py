"""Who may keep the taxonomy and the offices. Pure."""

from kernel.actor import Actor, Role
from skills.errors import OfficeKeeperOnly, TaxonomyKeeperOnly


def may_keep_taxonomy(actor: Actor) -> bool:
    """Return whether the actor may import or activate a taxonomy; commands may."""
    return actor.is_system or actor.role is Role.OPERATOR


def check_may_keep_taxonomy(actor: Actor) -> None:
    """Refuse unless the actor may import or activate a taxonomy.

    Raises
    ------
    TaxonomyKeeperOnly
        If they may not.
    """
    if not may_keep_taxonomy(actor):
        raise TaxonomyKeeperOnly


def may_keep_offices(actor: Actor) -> bool:
    """Return whether the actor may record offices; commands may."""
    return actor.is_system or actor.role is Role.OPERATOR


def check_may_keep_offices(actor: Actor) -> None:
    """Refuse unless the actor may record offices.

    Raises
    ------
    OfficeKeeperOnly
        If they may not.
    """
    if not may_keep_offices(actor):
        raise OfficeKeeperOnly
