"""Writes that their sender gave a key: sent twice, they are done once and answered the same."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from litestar.params import HeaderParameter
from msgspec import Struct
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from forsa.accounts.service.answers import answer_before, keep_answer
from forsa.accounts.values import Once
from forsa.api.guards import SENT
from forsa.database import Database
from forsa.web.visits import Request, visit_of

OnceKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=1,
        max_length=64,
        pattern=r"^[\w-]+$",
        description="Any text of yours that names this one write, such as a UUID. Sent again "
        "within 24 hours nothing more is done and the answer is the same; with something else "
        "under it the answer is 409.",
    ),
]

AnswerT = TypeVar("AnswerT", bound=Struct)


def done_once(
    request: Request,
    key: str | None,
    *,
    now: datetime,
    kind: type[AnswerT],
    deed: Callable[[Session], AnswerT],
) -> AnswerT:
    """Do a write in one transaction and return its answer, or the one that was given before.

    Raises
    ------
    OnceChanged
        If something else came under the same key.
    """
    database: Database = request.app.state.database
    once = _once(request, key)
    if once is None:
        with database.writing() as session:
            return deed(session)
    try:
        with database.writing() as session:
            before = answer_before(session, once=once, now=now)
            if before is None:
                answer = deed(session)
                keep_answer(session, once=once, body=_text(answer), now=now)
                return answer
    except IntegrityError:
        # The same came twice at once, and the other was first; if not, it is a fault.
        with database.reading() as session:
            before = answer_before(session, once=once, now=now)
        if before is None:
            raise
    return msgspec.json.decode(before, type=kind)


def _once(request: Request, key: str | None) -> Once | None:
    actor = visit_of(request).actor
    assert actor is not None, "the policy let somebody in"
    assert actor.account_id is not None, "people and programs have an account"
    return Once(actor.account_id, key, request.scope["state"][SENT]) if key is not None else None


def _text(answer: Struct) -> str:
    return msgspec.json.encode(answer).decode()
