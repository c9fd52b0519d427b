"""Refusals of accounts."""

from kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class AccountNotFound(NotFound):
    """There is no such account."""


class AccountNotYours(NotAllowed):
    """Whoever asks may not make or change such an account."""


class EmailTaken(Conflict):
    """Another account has this e-mail address."""


class EmailUnreadable(Invalid):
    """What was given is no e-mail address."""


class PlaceMissing(Invalid):
    """An office's people need an office, an employer's an employer, others have neither."""


class CardForReturneesOnly(Invalid):
    """Returnees sign in with a card, everybody else with e-mail and password."""


class PasswordUnfit(Invalid):
    """The password is too short, too long or too easy to guess."""


class SignInFailed(Invalid):
    """These do not belong together. Does not say which of them is wrong."""


class TooManyAttempts(Conflict):
    """Too many attempts failed; wait some minutes."""
