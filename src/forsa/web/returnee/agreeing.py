"""What a person agrees to: asked where it is needed, and taken back from their own page."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.deeds.consents import withdraw_consent
from forsa.deeds.wishes import own_id
from forsa.i18n.person_words import ending_sentence
from forsa.shapes.mine import ConsentQuestion
from forsa.web.forms import Form
from forsa.web.pages import Page, page, see_other
from forsa.web.returnee.doors import MINE, PERSON, help_phone
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from skills.consent_texts import CURRENT_VERSION
from skills.interface.consents import consents_of, live_purposes
from skills.interface.returnees import standing
from skills.service import record_consent
from skills.states import ASKED_AT_ONCE
from skills.values.consents import ConsentDraft, ConsentMethod, Purpose
from skills.values.returnees import Standing

NEEDED_FOR_A_YES = (Purpose.MATCHING, Purpose.MASKED_CARD)
ASKED_HERE = tuple(one for one in ASKED_AT_ONCE if one is not Purpose.MESSAGES)
"""What a person can agree to by themselves. Messages need a channel, which the office notes;
`disclosure` is asked with each meeting."""


def own_standing(session: Session, actor: Actor) -> Standing:
    """Return whether the person who is signed in is free; one query."""
    return standing(session, own_id(actor))


def agreed_or_question(
    session: Session, request: Request, form: Form, address: str, actor: Actor, now: datetime
) -> Page | Redirect | None:
    """Return None if the person agrees to all that a yes to a job needs, else what to show.

    Takes the answer to the question before, if the form brings one. A no to it leads back to
    the job at `address`, and nothing is kept.
    """
    asked, said = form.raw.first("purpose"), form.raw.first("agree")
    if asked in set(NEEDED_FOR_A_YES) and said == "no":
        return see_other(f"{address}?said=no")
    agreed = live_purposes(session, [own_id(actor)], at=now)[own_id(actor)]
    if asked in set(NEEDED_FOR_A_YES) and said == "yes" and asked not in agreed:
        _record(session, request, Purpose(asked), actor, now)
        agreed |= {Purpose(asked)}
    missing = next((one for one in NEEDED_FOR_A_YES if one not in agreed), None)
    if missing is None:
        return None
    question = ConsentQuestion(
        purpose=missing,
        action=f"{address}/answer",
        back=address,
        hidden=(("answer", "yes"), ("purpose", missing)),
        is_needed=True,
    )
    phone = help_phone(session, actor)
    return page(request, "returnee/agree.html", question=question, help_phone=phone)


class PermissionPages(Controller):
    """What a person has agreed to, one purpose a page, so that nothing ends by one tap."""

    path = f"{MINE}/permissions"
    guards = (PERSON,)

    @get("/{purpose:str}", sync_to_thread=True)
    def show(
        self,
        request: Request,
        purpose: FromPath[str],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Ask for a yes that is missing, or whether to take back one that is there."""
        which = _purpose(purpose)
        with database.reading() as session:
            live = {one.purpose for one in consents_of(session, own_id(actor), at=now)}
            phone = help_phone(session, actor)
        if which not in live and which not in ASKED_HERE:
            raise NotFoundException
        action = f"{MINE}/permissions/{which}"
        question = ConsentQuestion(purpose=which, action=action, back=MINE)
        if which not in live:
            return page(request, "returnee/agree.html", question=question, help_phone=phone)
        return page(
            request,
            "returnee/take_back.html",
            question=question,
            ends=ending_sentence(which, visit_of(request).language),
            help_phone=phone,
        )

    @post("/{purpose:str}", sync_to_thread=True)
    def answer(
        self,
        request: Request,
        purpose: FromPath[str],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Record a yes, or take one back with all that it held. Twice changes nothing."""
        which, said = _purpose(purpose), form.raw.first("agree")
        with database.writing() as session:
            is_live = which in {one.purpose for one in consents_of(session, own_id(actor), at=now)}
            if said == "yes" and not is_live and which in ASKED_HERE:
                _record(session, request, which, actor, now)
            elif said == "back" and is_live:
                withdraw_consent(
                    session,
                    returnee_id=own_id(actor),
                    purpose=which,
                    method=ConsentMethod.SELF,
                    actor=actor,
                    now=now,
                )
        return see_other(f"{MINE}?said={said if said in {'yes', 'back'} else 'no'}")


def _purpose(text: str) -> Purpose:
    """Return the purpose that an address names; another names no page."""
    if text not in set(Purpose):
        raise NotFoundException
    return Purpose(text)


def _record(
    session: Session, request: Request, purpose: Purpose, actor: Actor, now: datetime
) -> None:
    draft = ConsentDraft(
        purpose=purpose,
        given_at=now,
        method=ConsentMethod.SELF,
        language=visit_of(request).language,
        text_version=CURRENT_VERSION,
    )
    record_consent(session, returnee_id=own_id(actor), draft=draft, actor=actor, now=now)
