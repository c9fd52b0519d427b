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
