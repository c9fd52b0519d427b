"""Profiles with the occupations that skills point to, by the taxonomy in use."""

from collections.abc import Sequence

from sqlmodel import Session

from matching.index.likely import Likely, likely_of, with_likely
from skills.interface.needs import occupation_needs
from skills.interface.taxonomy import active_version
from skills.values.returnees import SkillProfile

_kept: dict[str, Likely | None] = {}
"""What was read last, by the digest of its version: the whole of ESCO takes a second to read."""


def likely_now(session: Session, taxonomy: str | None = None) -> Likely | None:
    """Return what skills say of occupations, None without a taxonomy.

    `taxonomy` is the digest of the one in use, "" if none is; None means that it is yet to be
    read by one small query. Two large ones follow when the taxonomy has changed.
    """
    if taxonomy is None:
        version = active_version(session)
        taxonomy = version.digest if version is not None else ""
    if not taxonomy:
        return None
    if taxonomy not in _kept:
        likely = likely_of(occupation_needs(session))
        _kept.clear()
        _kept[taxonomy] = likely
        return likely
    return _kept[taxonomy]


def known_better(
    session: Session, profiles: Sequence[SkillProfile], taxonomy: str | None = None
) -> list[SkillProfile]:
    """Return profiles with the occupations that their skills point to; see `likely_now`."""
    return with_likely(profiles, likely_now(session, taxonomy)) if profiles else []
