"""Who decides which model ranks. Pure."""

from kernel.actor import Actor, Role
from matching.errors import ModelKeeperOnly


def check_may_keep_models(actor: Actor) -> None:
    """Refuse unless the actor may make models and put them to use.

    Raises
    ------
    ModelKeeperOnly
        If they may not.
    """
    if not (actor.is_system or actor.role is Role.OPERATOR):
        raise ModelKeeperOnly
