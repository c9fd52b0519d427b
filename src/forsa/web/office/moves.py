"""What is asked before an introduction is moved, and the order that the answers make."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from forsa.i18n import N_
from forsa.shapes.offices import MoveForm
from forsa.web.forms import Form
from matching.states import REASONS, TRIAL_DAYS, reasons_for
from matching.values.introductions import (
    ContractForm,
    IntroductionBrief,
    MoveOrder,
    MoveReason,
    State,
    Via,
)

DIRECT = frozenset({State.APPROVED, State.ASKED})
"""Moves that one button makes: they are taken back easily and nobody outside hears of them."""

ON_THEIR_WORD = frozenset(
    {State.INTERESTED, State.DECLINED, State.INTERVIEW, State.WITHDRAWN, State.LEFT}
)
"""Moves that the person decides: how they said it is written down."""

CHANNELS = (Via.PHONE, Via.DESK)
SET_REASONS: Mapping[State, MoveReason] = {State.WITHDRAWN: MoveReason.PERSON_ASKED}
FARTHEST_START = timedelta(days=180)
LEAST_WAGE, MOST_WAGE = 1_000, 100_000_000


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said on the page of one move. `agrees_card`: yes to the masked card, now."""

    order: MoveOrder
    agrees_card: bool = False


def asks_card(found: IntroductionBrief, to: State, *, has_card_consent: bool) -> bool:
    """Return whether the question about the masked card stands on the same page."""
    return to is State.INTERESTED and not has_card_consent


def move_form(
    found: IntroductionBrief, to: State, action: str, form: Form, *, has_card_consent: bool
) -> MoveForm:
    """Return what is asked before one move, with what was typed so far."""
    return MoveForm(
        code=to.value,
        action=action,
        seen=found.state.value,
        reasons=tuple(one.value for one in reasons_for(to)),
        channels=tuple(one.value for one in CHANNELS) if to in ON_THEIR_WORD else (),
        asks_card=asks_card(found, to, has_card_consent=has_card_consent),
        asks_identity=to is State.INTERVIEW and found.state is State.MEETING_ASKED,
        asks_until=to is State.TRIAL,
        asks_start=to is State.HIRED,
        asks_told=to is State.REFUSED,
        reason=form.raw.first("reason") or None,
        channel=form.raw.first("channel") or None,
        card=form.raw.first("card") or None,
        until_on=form.raw.first("until_on"),
        start_on=form.raw.first("start_on"),
        wage=form.raw.first("wage"),
        contract_form=form.raw.first("contract_form") or None,
        may_be_told=form.is_ticked("may_be_told"),
    )


def read_answers(
    found: IntroductionBrief, asked: MoveForm, form: Form, *, today: date
) -> Answers | None:
    """Return the order that a form makes, None if something in it is wrong."""
    to = State(asked.code)
    reason, via = _reason(to, form), _via(asked, form)
    agrees = asked.asks_card and _agrees_card(form)
    until_on = _until(form, today) if asked.asks_until else None
    start_on, wage, contract = _start(form, today) if asked.asks_start else (None, None, None)
    if not form.is_right:
        return None
    order = MoveOrder(
        found.introduction_id,
        to,
        reason,
        via,
        until_on=until_on,
        start_on=start_on,
        wage=wage,
        contract_form=contract,
        may_be_told=asked.may_be_told,
    )
    return Answers(order, agrees)


def _reason(to: State, form: Form) -> MoveReason | None:
    if to not in REASONS:
        return SET_REASONS.get(to)
    reason = form.choice("reason", MoveReason)
    if reason is not None and reason not in REASONS[to]:
        form.wrong("reason", N_("Please choose one."))
    return reason


def _via(asked: MoveForm, form: Form) -> Via:
    if not asked.channels:
        return Via.PAGE
    via = form.choice("channel", Via)
    if via is not None and via not in CHANNELS:
        form.wrong("channel", N_("Please choose one."))
    return via or Via.PAGE


def _agrees_card(form: Form) -> bool:
    answer = form.raw.first("card")
    if answer not in {"yes", "no"}:
        form.wrong("card", N_("Please choose one."))
    elif answer == "no":
        form.wrong("card", N_("Without this yes nobody can be put forward. Write down a no."))
    return answer == "yes"


def _until(form: Form, today: date) -> date | None:
    day = form.day("until_on")
    if day is not None and not today < day <= today + timedelta(days=TRIAL_DAYS):
        form.wrong(
            "until_on", N_("Please choose a day within the next %(count)s days."), count=TRIAL_DAYS
        )
    return day


def _start(form: Form, today: date) -> tuple[date | None, int | None, ContractForm | None]:
    start_on = form.day("start_on")
    if start_on is not None and abs(start_on - today) > FARTHEST_START:
        form.wrong("start_on", N_("This day is too far away. Is the year right?"))
    wage = form.whole("wage", least=LEAST_WAGE, most=MOST_WAGE, needed=False)
    return start_on, wage, form.choice("contract_form", ContractForm)
