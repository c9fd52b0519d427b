"""Make one person, one vacancy, one ranking; name in the test only what the test is about."""

from datetime import date

from employers.values.vacancies import Necessity, Requirement, VacancyBrief, VacancyState
from kernel.places import Governorate
from matching.features import NAMES, measure_pairs, pair
from matching.index import build_snapshot, demand_of
from matching.ranking import rank_profiles
from matching.scorer import shipped_weights
from skills.values.returnees import Proficiency, ProfileSkill, SkillProfile

TODAY = date(2026, 11, 22)
WELDING = "http://example.org/skill/welding"
PIPES = "http://example.org/skill/pipes"
FIRST_AID = "http://example.org/skill/first-aid"


def skill(term=WELDING, level=2, **facts):
    return ProfileSkill(term, f"words for {term}", Proficiency(level), **facts)


def person(*skills, returnee_id=1, **facts):
    return SkillProfile(returnee_id, 1, 1, skills or (skill(),), **facts)


def needs(uri=WELDING, least=2, *, optional=False, by_law=False):
    necessity = Necessity.OPTIONAL if optional else Necessity.ESSENTIAL
    return Requirement(f"words for {uri}", uri, necessity, least, by_law)


def vacancy(*requirements, vacancy_id=1, governorate=Governorate.BAGHDAD, **facts):
    return VacancyBrief(
        vacancy_id=vacancy_id,
        employer_id=7,
        title="Welder",
        language="en",
        state=VacancyState.OPEN,
        governorate=governorate,
        requirements=requirements or (needs(),),
        **facts,
    )


def rank(asked, people, *, similar=None, top=None, salt="slot"):
    snapshot = build_snapshot(people, today=TODAY)
    return rank_profiles(asked, snapshot, similar or {}, shipped_weights(), top=top, salt=salt)


def match(asked, one, *, similar=None):
    [only] = rank(asked, [one], similar=similar).matches
    return only


def features(asked, one, *, similar=None):
    snapshot = build_snapshot([one], today=TODAY)
    table = measure_pairs(pair(demand_of(asked, similar or {}), snapshot))
    return dict(zip(NAMES, table[:, 0].tolist(), strict=True))
