"""Work and wishes as rulings in force say them when they are written. For this package alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlmodel import Session

from skills.interface.concepts import iscos_of
from skills.interface.rulings import rulings_in_force
from skills.search_key import search_key
from skills.values.profiles import ExperienceDraft, OccupationWish
from skills.values.returnees import ReturneeDraft
from skills.values.words import Verdict, WordsPart

SaidT = TypeVar("SaidT", ExperienceDraft, OccupationWish)


@dataclass(frozen=True, slots=True)
class Meant:
    """What words for work are by a ruling."""

    is_rejected: bool
    uri: str | None
    isco: str | None


def work_as_ruled(session: Session, said: Sequence[SaidT]) -> list[SaidT]:
    """Return work and wishes as rulings in force say them, without what was rejected.

    One query, two where something was ruled. What was chosen or linked already stays.
    """
    return _as_ruled(said, _ruled(session, [one.own_words for one in said]))


def drafts_as_ruled(session: Session, drafts: Sequence[ReturneeDraft]) -> list[ReturneeDraft]:
    """Return what is said of people, their work and wishes as `work_as_ruled`."""
    work = [one.own_words for draft in drafts for one in (*_main(draft), *draft.experiences)]
    wishes = [one.own_words for draft in drafts for one in (*draft.wanted, *draft.refused)]
    ruled = _ruled(session, [*work, *wishes])
    return [_draft_as_ruled(draft, ruled) for draft in drafts] if ruled else list(drafts)


def _draft_as_ruled(draft: ReturneeDraft, ruled: Mapping[str, Meant]) -> ReturneeDraft:
    main = _as_ruled(_main(draft), ruled)
    return replace(
        draft,
        occupation_words=main[0].own_words if main else None,
        occupation_uri=main[0].occupation_uri if main else None,
        isco=main[0].isco if main else None,
        experiences=tuple(_as_ruled(draft.experiences, ruled)),
        wanted=tuple(_as_ruled(draft.wanted, ruled)),
        refused=tuple(_as_ruled(draft.refused, ruled)),
    )


def _main(draft: ReturneeDraft) -> list[ExperienceDraft]:
    if draft.occupation_words is None:
        return []
    return [ExperienceDraft(draft.occupation_words, draft.occupation_uri, draft.isco)]


def _as_ruled(said: Sequence[SaidT], ruled: Mapping[str, Meant]) -> list[SaidT]:
    found = []
    for one in said:
        meant = ruled.get(one.own_words)
        if meant is not None and meant.is_rejected:
            continue
        if meant is not None and meant.uri is not None and one.occupation_uri is None:
            found.append(replace(one, occupation_uri=meant.uri, isco=meant.isco or one.isco))
        else:
            found.append(one)
    return found


def _ruled(session: Session, texts: Sequence[str]) -> dict[str, Meant]:
    """Return by text what is ruled of it as work."""
    if not texts:
        return {}
    keys = {text: search_key(text) for text in texts}
    rulings = rulings_in_force(session, set(keys.values()), WordsPart.WORK)
    uris = {one.concept_uri for one in rulings.values() if one.concept_uri is not None}
    iscos = iscos_of(session, uris) if uris else {}
    meant = {
        key: Meant(
            one.verdict is Verdict.REJECT, one.concept_uri, iscos.get(one.concept_uri or "")
        )
        for key, one in rulings.items()
    }
    return {text: meant[key] for text, key in keys.items() if key in meant}
