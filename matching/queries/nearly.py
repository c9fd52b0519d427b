"""One skill away: what one more skill would do for a person and a vacancy, computed in full."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session

from employers.values import Requirement, VacancyBrief
from matching.errors import NotMatchable
from matching.features import measure_pairs, pair
from matching.index import Demand, build_snapshot
from matching.index.demand import requirement_term
from matching.index.likely import Likely, with_likely
from matching.queries.fields import Field
from matching.queries.likely import likely_now
from matching.ranking import best_of_roster
from matching.scorer import scores_of
from skills.interface.returnees import matchable_profiles
from skills.interface.terms import own_term
from skills.values.returnees import Proficiency, ProfileSkill, SkillProfile


@dataclass(frozen=True, slots=True)
class SkillAway:
    """What learning one requirement, at the level asked, would do: a score and a rank from 1."""

    concept_uri: str | None
    asked_words: str
    least: int
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Nearly:
    """A person beside a vacancy as they are, and with each skill that is missing or too low."""

    score: float
    rank: int
    skills: tuple[SkillAway, ...]


def one_skill_away(
    session: Session, field: Field, vacancy: VacancyBrief, *, returnee_id: int
) -> Nearly:
    """Return what each missing skill would do for a person, the one that does most first.

    Everything is computed again with the skill in the profile, also what skills point to. Ranks
    are among those who pass the gates; a gate that is shut for the person is left aside.

    Raises
    ------
    NotMatchable
        If the person may not be matched now.
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    found = matchable_profiles(session, at=field.at, returnee_ids=[returnee_id])
    if not found:
        raise NotMatchable
    demand, likely = field.demand(vacancy), likely_now(session)
    others = _others(field, demand, returnee_id)

    def judged(one: SkillProfile) -> tuple[float, int]:
        score = _score(field, demand, one, likely)
        return score, 1 + sum(other > score for other in others)

    steps = [
        SkillAway(asked.concept_uri, asked.own_words, asked.least, *judged(learned))
        for asked, learned in _learned(found[0], vacancy)
    ]
    steps.sort(key=lambda step: (-step.score, step.concept_uri or "", step.asked_words))
    return Nearly(*judged(found[0]), tuple(steps))


def _score(field: Field, demand: Demand, one: SkillProfile, likely: Likely | None) -> float:
    snapshot = build_snapshot(with_likely([one], likely), today=field.today)
    features = measure_pairs(pair(demand, snapshot))
    return float(scores_of(features, field.weights)[0])


def _others(field: Field, demand: Demand, returnee_id: int) -> list[float]:
    roster = field.kept.roster
    found = best_of_roster(
        demand, roster, field.weights, top=max(len(roster), 1), salt=f"{field.today}"
    )
    pairs = zip(found.returnee_ids, found.scores, strict=True)
    return [score for who, score in pairs if who != returnee_id]


def _learned(
    profile: SkillProfile, vacancy: VacancyBrief
) -> Iterator[tuple[Requirement, SkillProfile]]:
    """Yield each requirement that is missing or too low, with the profile that would meet it."""
    held = {skill.term: skill for skill in profile.skills}
    seen: set[str] = set()
    for asked in vacancy.requirements:
        term = asked.concept_uri or own_term(asked.own_words)
        known = held.get(term)
        if requirement_term(asked) in seen or (known and known.proficiency >= asked.least):
            continue
        seen.add(requirement_term(asked))
        level = Proficiency(asked.least)
        fresh = (
            replace(known, proficiency=level)
            if known
            else ProfileSkill(term, asked.own_words, level)
        )
        others = tuple(skill for skill in profile.skills if skill.term != term)
        yield asked, replace(profile, skills=(*others, fresh))
