"""What an employer answers to a card, or says came of a meeting: read from its form.

Each answer has fields of its own, named by the state it leads to, so that all of them can stand
on one page.
"""

from datetime import date, datetime, timedelta

from employers.values import Currency
from forsa.i18n import N_, Language
from forsa.i18n.formats import money
from forsa.web.employer.vacancy_form import LEAST_IQD_A_MONTH, MOST_WAGE
from forsa.web.forms import Form
from kernel.calendar import local_day
from matching.states import HOLD_DAYS, REASONS, TRIAL_DAYS, reasons_for
from matching.values.introductions import ContractForm, MoveOrder, MoveReason, State

HOLD_OFFERS = (3, 7, HOLD_DAYS)
"""After how many days an employer can be asked again."""
START_WITHIN = timedelta(days=90)
"""How far from today a work that was agreed on may start, or have started."""
EXAMPLE_WAGE = 750_000


def read_order(
    form: Form, introduction_id: int, *, language: Language, now: datetime
) -> MoveOrder:
    """Return what the form asks for; it means nothing if the form is not right afterwards."""
    to = form.choice("answer", State) or State.MEETING_ASKED
    return MoveOrder(
        introduction_id,
        to,
        reason=_reason(form, to),
        until_on=_until(form, to, local_day(now)),
        start_on=_start(form, to, local_day(now)),
        wage=_wage(form, to, language),
        contract_form=(form.choice("contract_hired", ContractForm) if to is State.HIRED else None),
        may_be_told=to is State.REFUSED and form.is_ticked("told_refused"),
    )


def refusal_reasons() -> tuple[MoveReason, ...]:
    """Return the reasons for which an employer may say no, in the order of the form."""
    return reasons_for(State.REFUSED)


def hold_days(now: datetime) -> tuple[date, ...]:
    """Return the days on which an employer can be asked again."""
    return tuple(local_day(now) + timedelta(days=days) for days in HOLD_OFFERS)


def _reason(form: Form, to: State) -> MoveReason | None:
    if to not in REASONS:
        return None
    name = f"reason_{to}"
    reason = form.choice(name, MoveReason)
    if reason is not None and reason not in REASONS[to]:
        form.wrong(name, N_("Please choose one."))
    return reason


def _until(form: Form, to: State, today: date) -> date | None:
    limits = {State.HELD: HOLD_DAYS, State.TRIAL: TRIAL_DAYS}
    if to not in limits:
        return None
    name = f"until_{to}"
    day = form.day(name)
    if day is not None and not today < day <= today + timedelta(days=limits[to]):
        form.wrong(name, N_("Please choose a day within %(count)s days."), count=limits[to])
    return day


def _start(form: Form, to: State, today: date) -> date | None:
    if to is not State.HIRED:
        return None
    day = form.day("start_hired")
    if day is not None and abs(day - today) > START_WITHIN:
        form.wrong("start_hired", N_("This day is too far away. Please check the year."))
    return day


def _wage(form: Form, to: State, language: Language) -> int | None:
    if to is not State.HIRED:
        return None
    wage = form.whole("wage_hired", most=MOST_WAGE[Currency.IQD])
    if wage is not None and wage < LEAST_IQD_A_MONTH:
        example = money(EXAMPLE_WAGE, "IQD", language)
        form.wrong(
            "wage_hired", N_("Please write the pay in full, like %(amount)s."), amount=example
        )
    return wage
