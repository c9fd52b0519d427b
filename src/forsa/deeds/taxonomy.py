"""A version of the taxonomy comes into use, or goes: people's rows and vacancies go along."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from employers import interface as vacancies
from employers import service as employers
from kernel.actor import Actor
from skills import service as skills
from skills.interface import pointing
from skills.values.taxonomy_changes import Followed, Pruned

KEPT = 2
"""How many versions that were in use once are kept to go back to."""


def put_taxonomy_to_use(
    session: Session, *, version_id: int, actor: Actor, now: datetime
) -> Followed:
    """Put a version to use; every row that points to a concept it replaces follows it.

    An older version brings back what followed into newer ones, unless somebody chose since.

    Raises
    ------
    DomainError
        As `skills.service.activate_taxonomy`.
    """
    skills.activate_taxonomy(session, version_id=version_id, actor=actor, now=now)
    session.flush()
    to = pointing.replaced_concepts(session)
    of_people = skills.follow_replaced(session, version_id=version_id, to=to, actor=actor, now=now)
    of_vacancies = employers.follow_replaced(
        session, version_id=version_id, to=to, actor=actor, now=now
    )
    return Followed(
        counts={**of_people.counts, **{at: came for at, (_, came) in of_vacancies.items()}},
        went_back={**of_people.went_back, **{at: back for at, (back, _) in of_vacancies.items()}},
        unclear=_unclear(session),
    )


def prune_taxonomy(session: Session, *, keep: int = KEPT, actor: Actor, now: datetime) -> Pruned:
    """Delete old versions; one that alone has a concept that rows point to stays.

    Raises
    ------
    DomainError
        As `skills.service.prune_taxonomy`.
    """
    used = frozenset(_pointed_to(session))
    return skills.prune_taxonomy(session, keep=keep, pointed_to=used, actor=actor, now=now)


def _unclear(session: Session) -> dict[str, int]:
    known = pointing.known_concepts(session)
    return {uri: count for uri, count in sorted(_pointed_to(session).items()) if uri not in known}


def _pointed_to(session: Session) -> Mapping[str, int]:
    of_people = pointing.concepts_pointed_to(session)
    of_vacancies = vacancies.concepts_pointed_to(session)
    return {
        uri: of_people.get(uri, 0) + of_vacancies.get(uri, 0)
        for uri in {*of_people, *of_vacancies}
    }
