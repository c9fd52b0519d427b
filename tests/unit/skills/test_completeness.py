"""How complete a file is, and what to ask first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from skills.completeness import PARTS, Known, completeness
from skills.values.completeness import Part, Section

NOTHING = Known(
    skill_count=0,
    agrees_to_matching=False,
    agrees_to_card=False,
    has_occupation=False,
    has_months=False,
    governorate=None,
    relocates=None,
    accepts_places=False,
    phone=None,
    languages=False,
    available_on=None,
    least_wage=None,
    licences_asked=False,
    night=None,
    has_education=False,
    has_wishes=False,
    way_known=False,
    has_weights=False,
)
ANSWERED = {
    "skill_count": st.integers(0, 9),
    "agrees_to_matching": st.booleans(),
    "has_occupation": st.booleans(),
    "governorate": st.sampled_from([None, "IQ-BG"]),
    "relocates": st.sampled_from([None, True, False]),
    "night": st.sampled_from([None, True, False]),
    "has_weights": st.booleans(),
}


def test_weights_sum_to_a_hundred():
    assert sum(part.points for part in PARTS.values()) == 100
    assert set(PARTS) == set(Part)


def test_nothing_known_asks_for_everything_first_for_what_most_rests_on():
    found = completeness(NOTHING)

    assert found.points == 0
    assert len(found.missing) == len(Part)
    assert [gap.part for gap in found.missing[:2]] == [Part.SKILLS, Part.MATCHING]
    assert found.begun == {Section.ABOUT}


def test_a_no_is_an_answer():
    found = completeness(replace(NOTHING, relocates=False, night=False, licences_asked=True))

    assert found.points == 5 + 3 + 3
    assert not {Part.MOVES, Part.NIGHT, Part.LICENCES} & {gap.part for gap in found.missing}
    assert found.missing_in(Section.PLACE) == (Part.GOVERNORATE, Part.FREE_FROM, Part.WAY)


def test_some_skills_are_better_than_none_and_five_are_enough():
    shares = [completeness(replace(NOTHING, skill_count=n)) for n in (0, 2, 5, 9)]

    assert [one.points for one in shares] == [0, 8, 20, 20]
    assert Part.SKILLS not in {gap.part for gap in shares[2].missing}


@given(st.fixed_dictionaries(ANSWERED), st.sampled_from(sorted(ANSWERED)), st.data())
def test_one_more_answer_never_lowers_it(said, name, data):
    known = replace(NOTHING, **said)
    more = data.draw(ANSWERED[name])
    before, after = completeness(known), completeness(replace(known, **{name: more}))
    if not said[name] and said[name] is not False:
        assert after.points >= before.points
        assert {gap.part for gap in after.missing} <= {gap.part for gap in before.missing}
    assert 0 <= after.points <= 100
