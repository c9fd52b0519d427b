"""A trial that any house can hold: people made from the occupations of its own taxonomy.

Each has five skills of an occupation and three of anywhere, and should find the occupation again,
as in `matching.evaluation.trials`; texts are left out, for words are no matter of the model.
"""

from collections.abc import Iterable
from hashlib import sha256

from matching.evaluation.trials import MadePerson, Trial
from matching.index import Similar
from matching.index.likely import likely_of
from skills.values.needs import OccupationNeeds

PEOPLE = 150
TRUE, NOISE = 5, 3
"""Skills of the occupation, and of anywhere. Source: docs/matching.md, the made persons."""


def made_trial(needs: OccupationNeeds, similar: Similar) -> Trial:
    """Return the trial of a taxonomy: the same people on every run."""
    skills = sorted({skill for uri in needs.unit_groups for skill in needs.skills(uri)})
    large = [uri for uri in needs.unit_groups if len(needs.skills(uri)) >= TRUE]
    chosen = _drawn(large, "occupation")[:PEOPLE]
    people = tuple(MadePerson(uri, (), uri) for uri in chosen)
    held = tuple(
        frozenset(_drawn(needs.skills(uri), uri)[:TRUE]) | set(_drawn(skills, uri)[:NOISE])
        for uri in chosen
    )
    return Trial(people, held, needs, similar, likely_of(needs))


def _drawn(uris: Iterable[str], salt: str) -> list[str]:
    """Return URIs in an order that has nothing to do with them."""
    return sorted(uris, key=lambda uri: sha256(f"{salt}\n{uri}".encode()).digest())
