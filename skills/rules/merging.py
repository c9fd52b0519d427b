"""Who may make two files of one person one. Pure."""

from collections.abc import Collection

from kernel.actor import Actor, Role
from skills.errors import FileMerged, MergeNotYours


def check_not_merged(returnee_id: int, merged_into_id: int | None) -> None:
    """Refuse a file that was made one with another: nothing is read or written there any more.

    Raises
    ------
    FileMerged
        If it was.
    """
    if merged_into_id is not None:
        raise FileMerged(returnee_id, merged_into_id)


def may_merge(actor: Actor, *, office_id: int, caseworker_ids: Collection[int | None]) -> bool:
    """Return whether the actor may make files of an office one (docs/adr/0022).

    `caseworker_ids` are those of the files. A caseworker may if each is theirs or nobody's.
    """
    if actor.is_system or (actor.role is Role.SUPERVISOR and actor.is_of_office(office_id)):
        return True
    own = all(each in (None, actor.account_id) for each in caseworker_ids)
    return own and actor.is_of_office(office_id)


def check_may_merge(
    actor: Actor, *, office_id: int, caseworker_ids: Collection[int | None]
) -> None:
    """Refuse unless the actor may make these files of an office one.

    Raises
    ------
    MergeNotYours
        If one is another caseworker's, and the actor is not the supervisor.
    """
    if not may_merge(actor, office_id=office_id, caseworker_ids=caseworker_ids):
        raise MergeNotYours
