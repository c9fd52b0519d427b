"""Which occupations somebody's skills point to."""

from hypothesis import given
from hypothesis import strategies as st

from matching.index.likely import STRONGEST, likely_of, with_likely
from skills.values.needs import OccupationNeeds
from tests.unit.matching import made

WELDING = [f"http://example.org/welding/{number}" for number in range(8)]
COOKING = [f"http://example.org/cooking/{number}" for number in range(8)]
NEEDS = OccupationNeeds(
    unit_groups={"welder": "7212", "ship welder": "7212", "cook": "5120", "nobody": None},
    essential={"welder": tuple(WELDING[:6]), "ship welder": tuple(WELDING[4:])},
    optional={"cook": tuple(COOKING[:6]), "ship welder": (COOKING[0],)},
    above=tuple((uri, "cooking") for uri in COOKING),
)
LIKELY = likely_of(NEEDS)
terms = st.lists(st.sampled_from([*WELDING, *COOKING, "own:soldering"]), unique=True)


def likely_work(*uris):
    one = made.person(*(made.skill(uri) for uri in uris))
    [found] = with_likely([one], LIKELY)
    return found.likely_work


def test_skills_of_an_occupation_point_to_it_and_to_its_unit_group():
    found = likely_work(*WELDING[:4])

    assert found["welder"] == found["7212"] > 0
    assert "cook" not in found


def test_a_unit_group_is_as_likely_as_the_likeliest_of_its_occupations():
    found = likely_work(*WELDING[3:])

    assert found["7212"] == max(found["welder"], found["ship welder"])
    assert found["ship welder"] > found["welder"]


def test_one_skill_is_too_few_and_own_words_point_nowhere():
    assert likely_work(WELDING[0]) == {}
    assert likely_work("own:soldering") == {}
    assert likely_of(OccupationNeeds({"nobody": "7212"}, {}, {})) is None


def test_skills_of_the_same_family_point_there_too_but_less():
    same, kin = likely_work(*COOKING[:4]), likely_work(*COOKING[:3], COOKING[7])

    assert same["cook"] > kin["cook"] > likely_work(*COOKING[:3])["cook"]


@given(terms, st.sampled_from([*WELDING, *COOKING]))
def test_one_more_skill_never_makes_anything_less_likely(held, more):
    before, after = likely_work(*held), likely_work(*held, more)

    assert all(after[name] >= strength for name, strength in before.items())
    assert all(1 <= strength <= STRONGEST for strength in after.values())


@given(terms)
def test_neither_the_order_of_skills_nor_who_else_is_there_matters(held):
    one, other = (
        made.person(*(made.skill(uri) for uri in held)),
        made.person(*map(made.skill, WELDING)),
    )
    turned = made.person(*(made.skill(uri) for uri in reversed(held)))

    found = [person.likely_work for person in with_likely([other, one, turned], LIKELY)]

    assert found[1] == found[2] == likely_work(*held)


@given(terms, st.sampled_from([*WELDING, *COOKING]), st.sampled_from(["welder", "cook"]))
def test_one_more_skill_never_lowers_a_score_by_what_skills_point_to(held, more, occupation):
    asked = made.vacancy(
        made.needs(WELDING[0]),
        made.needs(COOKING[0], optional=True),
        occupation_uri=occupation,
        isco=NEEDS.unit_groups[occupation],
    )
    fewer, several = (
        made.person(*(made.skill(uri) for uri in uris)) for uris in (held, [*held, more])
    )
    before, after = (made.match(asked, one).score for one in with_likely([fewer, several], LIKELY))

    assert after >= before


def test_four_hundred_skills_and_sixty_requirements_are_ranked_without_a_fault():
    everything = [f"http://example.org/unknown/{number}" for number in range(400)]
    [one] = with_likely([made.person(*map(made.skill, [*WELDING, *everything]))], LIKELY)
    asked = made.vacancy(
        *(made.needs(uri) for uri in everything[:60]), occupation_uri="welder", isco="7212"
    )

    found = made.match(asked, one)

    assert 0.5 < found.score <= 1.0
    assert sum(reason.contribution for reason in found.reasons) + found.base < 50
