"""What is ruled of own words, as a list for the keepers of the taxonomy.

Rejected words are left out: they may be a name or an insult, and tell a taxonomy nothing.
"""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from kernel.calendar import local_day
from skills.interface.taxonomy import concept_labels
from skills.queries.words import rulings
from skills.values.words import NAMED_IN, RulingBrief, RulingState, Verdict

COLUMNS = (
    "words",
    "part",
    "language",
    "decision",
    "concept_uri",
    "kind",
    *(f"name_{language}" for language in NAMED_IN),
    "broader_uri",
    "records",
    "decided_on",
)


def ruling_rows(session: Session) -> Iterator[Sequence[str]]:
    """Yield the heading and one row for each ruling in force, oldest first; two queries."""
    found = [
        one
        for one in reversed(rulings(session, [RulingState.IN_FORCE]))
        if one.verdict is not Verdict.REJECT
    ]
    names = concept_labels(session, {one.concept_uri for one in found if one.concept_uri}, "en")
    yield COLUMNS
    for one in found:
        yield _row(one, names.get(one.concept_uri or "", ""))


def _row(one: RulingBrief, name: str) -> Sequence[str]:
    concept = one.concept
    named = dict(concept.names) if concept is not None else {"en": name}
    return (
        one.own_words,
        one.part.value,
        one.language or "",
        one.verdict.value,
        one.concept_uri or "",
        concept.kind.value if concept is not None else "",
        *(named.get(language, "") for language in NAMED_IN),
        (concept.broader_uri or "") if concept is not None else "",
        str(one.changed_count),
        local_day(one.ruled_at).isoformat() if one.ruled_at is not None else "",
    )
