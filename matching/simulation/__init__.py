"""Months of made-up people, vacancies and employers, to try a change before it is switched on.

Nothing here is true of anybody. What is taken for granted stands in `assumptions`, and is printed
beside whatever comes out.
"""

from matching.simulation.assumptions import Assumptions, explained
from matching.simulation.drawn_lots import DrawnLots, draw_lots
from matching.simulation.measures import Comparison, compare
from matching.simulation.policies import Policy
from matching.simulation.world import Extent

__all__ = [
    "Assumptions",
    "Comparison",
    "DrawnLots",
    "Extent",
    "Policy",
    "compare",
    "draw_lots",
    "explained",
]
