"""Consents: a person's yes to one named purpose."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a consent is for (docs/states.md, Consents a to f)."""

    MATCHING = "matching"
    MASKED_CARD = "masked_card"
    DISCLOSURE = "disclosure"
    FOLLOW_UP = "follow_up"
    STATISTICS = "statistics"
    MESSAGES = "messages"


class ConsentMethod(StrEnum):
    """How the yes was given."""

    SELF = "self"
    WITNESSED = "witnessed_verbal"
    SIGNED = "signed"


class ConsentAct(StrEnum):
    """Whether a row gives or takes back."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """A way to send messages; consent f is for each."""

    SMS = "sms"
    WHATSAPP = "whatsapp"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """What is recorded of one yes.

    `employer_id` and `vacancy_id` are for purpose `disclosure` alone, `channel` for `messages`
    alone. `given_at` may lie before the moment of recording (an imported paper form).
    """

    purpose: Purpose
    given_at: datetime
    method: ConsentMethod
    language: str = "ar"
    read_aloud: bool = False
    text_version: str = "1"
    employer_id: int | None = None
    vacancy_id: int | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class ConsentBrief:
    """One live or ended yes, as pages show it."""

    purpose: Purpose
    given_at: datetime
    expires_at: datetime
    method: ConsentMethod
    employer_id: int | None
    vacancy_id: int | None
    channel: Channel | None
