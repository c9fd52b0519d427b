"""Everybody who may be matched, read once and kept up to date by what changed since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from kernel.calendar import local_day
from matching.index.roster import Roster, build_roster, merged, with_changes
from matching.queries.likely import known_better
from skills.interface.changes import changes_after, last_change
from skills.interface.returnees import matchable_profiles
from skills.interface.taxonomy import Lookup, active_version, neighbours
from skills.interface.terms import similar_terms
from skills.values.taxonomy import VersionBrief

Near = Mapping[str, Mapping[str, float]]
"""For each term the terms that count in its place, with weights in (0, 1]."""

MOST_BESIDE = 2_000
"""If more people have changed they are merged into the index: looking beside it takes longer."""

MOST_CHANGED = 20_000
"""If more have changed since, everybody is read again; one query names no more people."""

NO_TAXONOMY = "none"

LATE = 20_000
"""Changes so far back are looked at again: PostgreSQL numbers them before they are committed."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptRoster:
    """A roster, and what is needed to bring it up to date.

    `taxonomy` is the name of the version, `digest` says what is in it. `seen` has the numbers of
    the changes met so far, of late ones alone; `changed` is whoever stands beside the index;
    `own_terms` are those that `near` knows of.
    """

    roster: Roster
    taxonomy: str
    digest: str
    near: Near
    own_terms: frozenset[str]
    last: int
    seen: frozenset[int]
    changed: frozenset[int]


def roster_now(
    session: Session, kept: KeptRoster | None, *, lookup: Lookup | None, now: datetime
) -> KeptRoster:
    """Return everybody who may be matched at an instant; two queries if nobody changed.

    On another day, with another taxonomy or after many changes everybody is read again, else
    those who changed. Without a lookup, own words meet only the same own words.
    """
    version = active_version(session)
    digest = version.digest if version is not None else ""
    if kept is None or kept.digest != digest or kept.roster.today != local_day(now):
        return _read_all(session, version, lookup, now)
    changes = changes_after(session, kept.last - LATE)
    fresh = {who for number, who in changes.items() if number not in kept.seen}
    if not fresh:
        return kept
    changed = kept.changed | fresh
    if len(changed) > MOST_CHANGED:
        return _read_all(session, version, lookup, now)
    profiles = known_better(session, matchable_profiles(session, at=now, returnee_ids=changed))
    terms = {skill.term for one in profiles for skill in one.skills}
    more = frozenset(_own(terms) - kept.own_terms)
    updated = replace(
        kept,
        roster=with_changes(kept.roster, changed, profiles),
        near=_with_own(kept.near, more, lookup) if more else kept.near,
        own_terms=kept.own_terms | more,
        last=max(kept.last, *changes),
        seen=frozenset(changes),
        changed=changed,
    )
    if len(changed) <= MOST_BESIDE:
        return updated
    return replace(updated, roster=merged(updated.roster), changed=frozenset())


def near_terms(
    session: Session,
    terms: Collection[str],
    lookup: Lookup | None,
    around: Collection[str] | None = None,
) -> Near:
    """Return what counts in the place of terms: neighbours, and own words spelled alike.

    Neighbours are those of the terms in `around`, of all if it is None; one query.
    """
    return _with_own(neighbours_of(session, around), frozenset(_own(terms)), lookup)


def neighbours_of(session: Session, around: Collection[str] | None) -> Near:
    """Return the terms next to others in the taxonomy; one query."""
    return {term: dict(others) for term, others in neighbours(session, around).items()}


def _read_all(
    session: Session, version: VersionBrief | None, lookup: Lookup | None, now: datetime
) -> KeptRoster:
    # First the number: what changes while people are read is then read once more, not never.
    last = last_change(session)
    profiles = known_better(session, matchable_profiles(session, at=now))
    roster = build_roster(profiles, today=local_day(now))
    own = frozenset(_own(map(str, roster.whole.people.held.numbers)))
    return KeptRoster(
        roster=roster,
        taxonomy=version.name if version is not None else NO_TAXONOMY,
        digest=version.digest if version is not None else "",
        near=_with_own(neighbours_of(session, None), own, lookup),
        own_terms=own,
        last=last,
        seen=frozenset(changes_after(session, last - LATE)),
        changed=frozenset(),
    )


def _own(terms: Iterable[str]) -> set[str]:
    return {term for term in terms if term.startswith("own:")}


def _with_own(near: Near, own: frozenset[str], lookup: Lookup | None) -> Near:
    if lookup is None or not own:
        return near
    more: dict[str, dict[str, float]] = defaultdict(dict)
    for term, others in similar_terms(sorted(own), lookup).items():
        for other, weight in others:
            more[other][term] = weight
    joined = {term: dict(others) for term, others in near.items()}
    for other, terms in more.items():
        known = joined.setdefault(other, {})
        for term, weight in terms.items():
            known[term] = max(weight, known.get(term, 0.0))
    return joined
