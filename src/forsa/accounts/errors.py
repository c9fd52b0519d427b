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


class SignInFailed(Invalid):
    """These do not belong together. Does not say which of them is wrong."""


class TooManyAttempts(Conflict):
    """Too many attempts failed; wait some minutes."""


class KeyKeeperOnly(NotAllowed):
    """Only an operator, or a command, makes and ends keys of programs."""


class ApiKeyNotFound(NotFound):
    """There is no such key."""


class ScopesUnfit(Invalid):
    """A key opens one thing or more; what is an employer's needs the employer."""


class KeyTimeUnfit(Invalid):
    """A key lives for 1 to 365 days."""


class KeyNameMissing(Invalid):
    """A program needs a name by which its keeper knows it."""


class ScopeMissing(NotAllowed):
    """The key does not open this. Ask who runs Forsa for one that does."""


class OnceChanged(Conflict):
    """Something else came under the same Idempotency-Key. Nothing was written; take a new one."""
