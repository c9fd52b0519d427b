"""Rules of the skills package: who may do what, and what makes a consent live. Pure.

Each permission is a pair: `may_…` asks, `check_may_…` refuses.
"""

from skills.rules.consents import (
    check_scope,
    expiry,
    is_live,
)
from skills.rules.keeping import (
    check_may_keep_offices,
    check_may_keep_taxonomy,
    may_keep_offices,
    may_keep_taxonomy,
)
from skills.rules.merging import (
    check_may_merge,
    check_not_merged,
    may_merge,
)
from skills.rules.people import (
    check_may_assign,
    check_may_name_stand_in,
    check_may_record_returnee,
    check_may_take_over,
    check_may_work_with,
    check_of_office,
    may_assign,
    may_name_stand_in,
    may_record_returnee,
    may_take_over,
    may_work_with,
)
from skills.rules.words import (
    PHONE_DIGITS,
    check_is_no_phone,
    check_may_propose_ruling,
    check_may_second_ruling,
    check_may_undo_ruling,
    has_letter,
    holds_phone,
    may_propose_ruling,
    may_rule_alone,
    may_second_ruling,
    may_undo_ruling,
)

__all__ = [
    "PHONE_DIGITS",
    "check_is_no_phone",
    "check_may_assign",
    "check_may_keep_offices",
    "check_may_keep_taxonomy",
    "check_may_merge",
    "check_may_name_stand_in",
    "check_may_propose_ruling",
    "check_may_record_returnee",
    "check_may_second_ruling",
    "check_may_take_over",
    "check_may_undo_ruling",
    "check_may_work_with",
    "check_not_merged",
    "check_of_office",
    "check_scope",
    "expiry",
    "has_letter",
    "holds_phone",
    "is_live",
    "may_assign",
    "may_keep_offices",
    "may_keep_taxonomy",
    "may_merge",
    "may_name_stand_in",
    "may_propose_ruling",
    "may_record_returnee",
    "may_rule_alone",
    "may_second_ruling",
    "may_take_over",
    "may_undo_ruling",
    "may_work_with",
]
