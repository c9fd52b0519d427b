"""Work that somebody did beside their main one: it points to occupations, as skills do.

The occupation of most months is measured by itself (`occupation_nearness`, `experience`). Whoever
baked for three years before they drove for ten has not forgotten it: each other spell counts like
some skills of that work, and at most as much as the main one does.
"""

from collections import defaultdict
from collections.abc import Mapping

from skills.values.returnees import SkillProfile

MOST_OF_WORK = 32
"""Of 127: with the hand weights what this adds is 2.0 log-odds, as the same main work does."""

DONE, LASTED = 0.6, 0.4
"""Shares for having done the work, and for how long; those of the main one by hand weights."""

MONTHS_ENOUGH = 60
"""Months from which on longer is no more. Source: docs/matching.md, pair features."""


def other_work(profile: SkillProfile) -> Mapping[str, int]:
    """Return by occupation and unit group what work beside the main one counts, from 1 to 32.

    Spells of one occupation are added up; months that nobody knows add nothing.
    """
    months: dict[str, int] = defaultdict(int)
    main = {profile.occupation_uri, profile.isco}
    for spell in profile.work:
        for name in {spell.occupation_uri, spell.isco} - main:
            if name is not None:
                months[name] += spell.months or 0
    return {name: _strength(count) for name, count in sorted(months.items())}


def _strength(months: int) -> int:
    # In whole numbers: the same on every machine.
    tenths = round(10 * DONE) * MONTHS_ENOUGH + round(10 * LASTED) * min(months, MONTHS_ENOUGH)
    return -(-MOST_OF_WORK * tenths // (10 * MONTHS_ENOUGH))
