"""Rules of the matching package: who may move what, and the two predicates. Pure.

Each permission is a pair: `may_…` asks, `check_may_…` refuses.
"""

from matching.rules.keeping import check_may_keep_models
from matching.rules.moves import allowed_moves, check_answer, check_may_want, check_move, moves_now
from matching.rules.permissions import (
    check_may_see_introduction,
    check_may_see_shortlist,
    check_may_suggest,
    may_see_introduction,
    may_see_shortlist,
    may_suggest,
    mover,
)
from matching.rules.predicates import may_be_shown, may_be_suggested
from matching.rules.steps import first_step, step

__all__ = [
    "allowed_moves",
    "check_answer",
    "check_may_keep_models",
    "check_may_see_introduction",
    "check_may_see_shortlist",
    "check_may_suggest",
    "check_may_want",
    "check_move",
    "first_step",
    "may_be_shown",
    "may_be_suggested",
    "may_see_introduction",
    "may_see_shortlist",
    "may_suggest",
    "mover",
    "moves_now",
    "step",
]
