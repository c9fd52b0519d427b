"""People as a list says them."""

from dataclasses import dataclass
from datetime import datetime

from skills.values.consents import ConsentMethod, Purpose
from skills.values.returnees import ReturneeDraft


@dataclass(frozen=True, slots=True)
class ListedConsent:
    """A yes that counts."""

    purpose: Purpose
    at: datetime
    method: ConsentMethod


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person: what the file says, as a list would, and the yeses that count.

    The draft has no consents; they stand beside it with their instants.
    """

    returnee_id: int
    said: ReturneeDraft
    consents: tuple[ListedConsent, ...]
