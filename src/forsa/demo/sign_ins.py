"""How one signs in to the made-up world. Known to everybody, and only ever in it."""

from typing import NamedTuple

PASSWORD = "two-rivers-meet"
"""Of every account that has a password."""


class Card(NamedTuple):
    """A sign-in card of somebody who looks for work."""

    code: str
    pin: str


CARDS = (Card("FRSA-DEMA", "246810"), Card("FRSA-DEMB", "135791"), Card("FRSA-DEMC", "864209"))
"""In order: of somebody who was asked about a job, who is asked to a meeting, who was hired."""

OPERATOR = "operator-01@forsa.example"
AUDITOR = "auditor-01@forsa.example"


def member_email(number: int, *, second: bool = False) -> str:
    """Return the address of an employer's member.

    Examples
    --------
    >>> member_email(7)
    'member-07@employer.example'
    """
    return f"member-{number:02}{'b' if second else ''}@employer.example"


def office_email(role: str, number: int) -> str:
    """Return the address of a caseworker or supervisor.

    Examples
    --------
    >>> office_email("caseworker", 1)
    'caseworker-01@office.example'
    """
    return f"{role}-{number:02}@office.example"
