"""Which occupations somebody's skills point to."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matching.index.likely import STRONGEST, likely_of, with_likely
from matching.index.work import MOST_OF_WORK, other_work
from matching.values.ranking import ReasonCode
from skills.values.needs import OccupationNeeds
from skills.values.returnees import SpellOfWork
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


def worked(*spells):
    main = spells[0]
    return replace(
        made.person(),
        occupation_uri=main.occupation_uri,
        isco=main.isco,
        experience_months=main.months,
        work=spells,
    )


DROVE = SpellOfWork("driver", "8332", 120)


def test_work_beside_the_main_one_counts_by_its_months_and_never_as_much_as_many_skills():
    assert other_work(worked(DROVE, DROVE)) == {}
    counts = [
        other_work(worked(DROVE, SpellOfWork("cook", "5120", months)))["cook"]
        for months in (None, 0, 12, 60, 600)
    ]
    assert counts == sorted(counts)
    assert counts[0] == counts[1] >= 1
    assert counts[2] < counts[3] == counts[4] == MOST_OF_WORK < STRONGEST
    twice = (SpellOfWork("cook", "5120", 6), SpellOfWork("cook", "5120", 6))
    assert other_work(worked(DROVE, *twice)) == {"cook": counts[2], "5120": counts[2]}
    known = [made.person(*map(made.skill, COOKING)), worked(DROVE, *twice)]
    by_skills, by_work = (one.likely_work for one in with_likely(known, LIKELY))
    both = replace(known[0], work=twice)
    assert with_likely([both], LIKELY)[0].likely_work["cook"] == by_skills["cook"]
    assert by_work["cook"] == counts[2] < by_skills["cook"]


def test_who_did_the_work_before_ranks_higher_and_it_says_why():
    asked = made.vacancy(made.needs(COOKING[0]), occupation_uri="cook", isco="5120")
    only, also = with_likely(
        [worked(DROVE), worked(DROVE, SpellOfWork("cook", "5120", 36))], LIKELY
    )
    before, after = made.match(asked, only), made.match(asked, also)
    assert after.score > before.score
    assert ReasonCode.DONE_BEFORE in {one.code for one in after.reasons}
    assert after.is_of_the_work and not before.is_of_the_work
