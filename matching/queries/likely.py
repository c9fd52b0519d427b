"""Profiles with the occupations that skills point to, by the taxonomy in use."""

from collections.abc import Sequence

from sqlmodel import Session

from matching.index.likely import Likely, likely_of, with_likely
from skills.interface.needs import occupation_needs
from skills.interface.taxonomy import active_version
from skills.values.returnees import SkillProfile

_kept: dict[str, Likely | None] = {}
"""What was read last, by the digest of its version: the whole of ESCO takes a second to read."""


def likely_now(session: Session) -> Likely | None:
    """Return what skills say of occupations, None without a taxonomy.

    One small query, and two large ones when the taxonomy has changed.
    """
    version = active_version(session)
    if version is None:
        return None
    if version.digest not in _kept:
        likely = likely_of(occupation_needs(session))
        _kept.clear()
        _kept[version.digest] = likely
        return likely
    return _kept[version.digest]


def known_better(session: Session, profiles: Sequence[SkillProfile]) -> list[SkillProfile]:
    """Return profiles with the occupations that their skills point to; see `likely_now`."""
    return with_likely(profiles, likely_now(session)) if profiles else []
