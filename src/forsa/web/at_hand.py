"""What people's pages need each time, kept in this process while it is what the database says."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from employers.queries import stamp_of_open, vacancies_with_employers
from employers.values import EmployerBrief, VacancyBrief
from forsa.exchange.signed_models import model_now
from forsa.i18n import Language
from forsa.web.lookup import Lookups
from forsa.web.visits import Request
from matching.queries.model_versions import ModelWeights
from matching.queries.openings import OwnField, own_field
from skills.interface.taxonomy import Lookup, active_version, concept_labels
from skills.values.returnees import Change

Pair = tuple[VacancyBrief, EmployerBrief]

MODEL_AGE = timedelta(seconds=1)

MOST_PEOPLE = 1_000
"""People kept at hand, some 20 kB each; then all are forgotten, and read again as they come."""


class AtHand:
    """Keeps the open vacancies, the people who look at them, and the names of concepts.

    Nothing is shown because it is kept: each request asks first whether it is still so; of the
    model at most once a second.
    """

    def __init__(self, lookups: Lookups, secret_keys: Sequence[str]) -> None:
        self._lookups = lookups
        self._secret_keys = secret_keys
        self._model: tuple[datetime, ModelWeights] | None = None
        self._open: tuple[tuple[int, ...], Sequence[Pair]] | None = None
        self._people: dict[int, tuple[tuple[Change, str], OwnField]] = {}
        self._names: tuple[str, dict[tuple[Language, str], str | None]] = ("", {})

    def open_vacancies(self, session: Session) -> Sequence[Pair]:
        """Return all vacancies open to people with who hires; one query, three after a change."""
        stamp, kept = stamp_of_open(session), self._open
        if kept is None or kept[0] != stamp:
            # Read after the stamp: what changes between the two is read once more, not never.
            kept = self._open = (stamp, vacancies_with_employers(session))
        return kept[1]

    def read_ahead(self, session: Session, now: datetime) -> None:
        """Read what is the same for every person; four queries."""
        self.model(session, now)
        self.open_vacancies(session)

    def person(
        self, session: Session, returnee_id: int, change: Change, taxonomy: str
    ) -> OwnField:
        """Return a person ready to be matched, which is for the caller to make sure.

        `change` is the newest of their profile and `taxonomy` what `taxonomy` returns. No query,
        five or so after a change.
        """
        made_of = (change, taxonomy)
        kept = self._people.get(returnee_id)
        if kept is not None and kept[0] == made_of:
            return kept[1]
        lookup = self._lookups.of(session, taxonomy)
        field = own_field(session, returnee_id=returnee_id, taxonomy=taxonomy, lookup=lookup)
        # While another index is being made the lookup is the one before: not to be kept.
        if lookup is None or lookup.digest == taxonomy:
            if len(self._people) >= MOST_PEOPLE:
                self._people = {}
            self._people[returnee_id] = (made_of, field)
        return field

    def model(self, session: Session, now: datetime) -> ModelWeights:
        """Return the model that ranks, as it was a second ago at most; one query if it is older.

        The one thing that is kept without being asked for: it changes once in months.
        """
        kept = self._model
        if kept is None or not timedelta(0) <= now - kept[0] < MODEL_AGE:
            kept = self._model = (now, model_now(session, self._secret_keys))
        return kept[1]

    def taxonomy(self, session: Session) -> str:
        """Return which taxonomy is in use with what was ruled here, "" if none is; one query."""
        version = active_version(session)
        return version.digest if version is not None else ""

    def lookup(self, session: Session, taxonomy: str) -> Lookup | None:
        """Return the search for words of the taxonomy in use; no query if it is open already."""
        return self._lookups.of(session, taxonomy)

    def labels(
        self, session: Session, uris: Collection[str], language: Language, taxonomy: str
    ) -> dict[str, str]:
        """Return the display names of concepts; one query if there are some not named before."""
        if self._names[0] != taxonomy:
            self._names = (taxonomy, {})
        names = self._names[1]
        missing = [uri for uri in uris if (language, uri) not in names]
        if missing:
            found = concept_labels(session, missing, language)
            names.update({(language, uri): found.get(uri) for uri in missing})
        named = {uri: names[language, uri] for uri in uris}
        return {uri: name for uri, name in named.items() if name is not None}


def at_hand(request: Request) -> AtHand:
    """Return what this process keeps at hand."""
    kept: AtHand = request.app.state.at_hand
    return kept
