"""The form in which an employer writes a vacancy: read, checked field by field, shown again."""

from dataclasses import dataclass
from datetime import date, datetime

from employers.values import ContractKind, Currency, Necessity, VacancyDraft, WagePer, monthly_wage
from forsa.exchange.clean_text import clean_line, clean_text
from forsa.i18n import N_, Language
from forsa.i18n.formats import money
from forsa.i18n.words import LICENCE
from forsa.shapes.employers import VacancyForm
from forsa.web.employer.written_language import written_language
from forsa.web.forms import Form
from kernel.calendar import local_day
from kernel.places import Governorate

ESSENTIAL_FIELDS = tuple(f"essential_{number}" for number in range(1, 6))
OPTIONAL_FIELDS = tuple(f"optional_{number}" for number in range(1, 4))
SPOKEN = ("ar", "ckb", "en")
"""The languages that the form asks about."""
LEVELS = ("A2", "B1", "B2", "C1")
"""The language levels that the form offers; A1 is no use at work, C2 nobody needs (CEFR)."""

LEAST_IQD_A_MONTH = 100_000
"""A wage below it is taken for thousands, as people say it, and asked about."""
MOST_WAGE = {Currency.IQD: 100_000_000, Currency.USD: 1_000_000}
"""In dinars and dollars; in cents it still fits into the column."""
MOST_PLACES, MOST_YEARS = 500, 50
THOUSAND = 1000
MINOR_UNITS = {Currency.IQD: 1, Currency.USD: 100}
YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """One skill as it was typed into the field of this name."""

    field: str
    own_words: str
    necessity: Necessity


@dataclass(frozen=True, slots=True)
class Wage:
    """A wage in minor units; None and None mean that it is to be agreed."""

    least: int | None
    most: int | None
    currency: Currency
    per: WagePer


def read_vacancy(
    form: Form, *, employer_id: int, source_ref: str, language: Language, now: datetime
) -> VacancyDraft:
    """Return what was typed as a draft without requirements and occupation.

    It means nothing if the form is not right afterwards.
    """
    wage = _wage(form, language)
    years = form.whole("experience_years", most=MOST_YEARS, needed=False)
    title = clean_line(form.text("title"))
    return VacancyDraft(
        employer_id=employer_id,
        title=title,
        governorate=form.choice("governorate", Governorate) or Governorate.BAGHDAD,
        requirements=(),
        language=written_language(title, language),
        source_ref=source_ref,
        description=clean_text(form.text("description", longest=4000, needed=False)),
        place=clean_line(form.text("place", longest=80, needed=False)) or None,
        wage_min=wage.least,
        wage_max=wage.most,
        currency=wage.currency,
        wage_per=wage.per,
        contract=form.choice("contract", ContractKind, needed=False),
        experience_months=years * 12 if years else None,
        licences=form.choices("licences", LICENCE),
        languages=_languages(form),
        night=_yes_no(form, "night"),
        transport=_yes_no(form, "transport"),
        housing=_yes_no(form, "housing"),
        start_on=_start(form, now),
        places=form.whole("places", least=1, most=MOST_PLACES) or 1,
    )


def read_skills(form: Form) -> tuple[AskedSkill, ...]:
    """Return the skills that were typed, each once, the essential ones first."""
    kinds = {name: Necessity.ESSENTIAL for name in ESSENTIAL_FIELDS}
    kinds |= {name: Necessity.OPTIONAL for name in OPTIONAL_FIELDS}
    asked: dict[str, AskedSkill] = {}
    for name, necessity in kinds.items():
        words = clean_line(form.text(name, needed=False))
        if words:
            asked.setdefault(words.casefold(), AskedSkill(name, words, necessity))
    return tuple(asked.values())


def vacancy_form(form: Form, *, employer_name: str, once: str) -> VacancyForm:
    """Return the form as it was typed, to be shown. `once` is the key of this one form."""
    typed = form.typed
    return VacancyForm(
        employer_name=employer_name,
        title=typed.get("title", ""),
        description=typed.get("description", ""),
        governorate=typed.get("governorate", ""),
        place=typed.get("place", ""),
        wage_min=_amount_meant(form, "wage_min"),
        wage_max=_amount_meant(form, "wage_max"),
        currency=typed.get("currency", Currency.IQD),
        wage_per=typed.get("wage_per", WagePer.MONTH),
        pay_asked=_pay_asked(form),
        contract=typed.get("contract", ""),
        experience_years=typed.get("experience_years", ""),
        start_on=typed.get("start_on", ""),
        places=typed.get("places", "1"),
        languages=tuple((code, typed.get(f"language_{code}", "")) for code in SPOKEN),
        once=once,
        negotiable=form.is_ticked("negotiable"),
        licences=frozenset(form.raw.fields.get("licences", ())),
        essential=tuple(typed.get(name, "") for name in ESSENTIAL_FIELDS),
        optional=tuple(typed.get(name, "") for name in OPTIONAL_FIELDS),
        night=typed.get("night"),
        transport=typed.get("transport"),
        housing=typed.get("housing"),
    )


CARRIED = (
    *("title", "description", "contract", "places", "governorate", "place", "start_on"),
    *("transport", "housing", "night", "wage_min", "wage_max", "currency", "wage_per"),
    *("negotiable", "pay_meant", "licences", "experience_years", "once"),
    *(f"language_{code}" for code in SPOKEN),
    *ESSENTIAL_FIELDS,
    *OPTIONAL_FIELDS,
)
"""Fields that go along unseen while the vacancy is checked."""


def carried(form: Form) -> tuple[tuple[str, str], ...]:
    """Return all that was typed as pairs of name and value, for hidden fields."""
    return tuple((name, value) for name in CARRIED for value in form.raw.fields.get(name, ()))


def _wage(form: Form, language: Language) -> Wage:
    currency = form.choice("currency", Currency) or Currency.IQD
    per = form.choice("wage_per", WagePer) or WagePer.MONTH
    typed = [
        form.whole(name, most=MOST_WAGE[currency], needed=False)
        for name in ("wage_min", "wage_max")
    ]
    amounts = [amount for amount in typed if amount]
    if form.is_ticked("negotiable") and not amounts:
        return Wage(None, None, currency, per)
    if not amounts:
        form.wrong("wage_min", N_("Please name the pay, or tick “Pay to be agreed”."))
        return Wage(None, None, currency, per)
    if currency is Currency.IQD:
        amounts = _meant(form, amounts, per, language)
    if amounts[0] > amounts[-1]:
        form.wrong("wage_max", N_("This is less than the pay at the left of it."))
    units = MINOR_UNITS[currency]
    return Wage(amounts[0] * units, amounts[-1] * units, currency, per)


def _meant(form: Form, amounts: list[int], per: WagePer, language: Language) -> list[int]:
    """Return the amounts that are meant: 750 is said for 750,000, so it is asked about."""
    low = [amount for amount in amounts if monthly_wage(amount, per) < LEAST_IQD_A_MONTH]
    meant = form.raw.first("pay_meant")
    if not low or meant == "as_typed":
        return amounts
    if meant == "thousands":
        return [amount * THOUSAND if amount in low else amount for amount in amounts]
    asked = money(low[0] * THOUSAND, "IQD", language)
    form.wrong("pay_meant", N_("Do you mean %(amount)s?"), amount=asked)
    return amounts


def _amount_meant(form: Form, name: str) -> str:
    """Return an amount as it was typed, or in full once somebody said that thousands are meant."""
    typed = form.raw.first(name)
    if form.raw.first("pay_meant") != "thousands":
        return typed
    amount = Form(form.raw).whole(name, most=MOST_WAGE[Currency.IQD], needed=False)
    per = Form(form.raw).choice("wage_per", WagePer) or WagePer.MONTH
    if amount is None or monthly_wage(amount, per) >= LEAST_IQD_A_MONTH:
        return typed
    return str(amount * THOUSAND)


def _pay_asked(form: Form) -> tuple[int, int] | None:
    """Return what a low amount may mean, in thousands and as typed; None if nobody asks."""
    if "pay_meant" not in form.errors and form.raw.first("pay_meant") != "as_typed":
        return None
    amounts = (
        Form(form.raw).whole(name, most=MOST_WAGE[Currency.IQD], needed=False)
        for name in ("wage_min", "wage_max")
    )
    least = min((amount for amount in amounts if amount), default=0)
    return least * THOUSAND, least


def _languages(form: Form) -> tuple[tuple[str, str], ...]:
    chosen = [(code, form.raw.first(f"language_{code}")) for code in SPOKEN]
    for code, level in chosen:
        if level and level not in LEVELS:
            form.wrong(f"language_{code}", N_("Please choose from the list."))
    return tuple((code, level) for code, level in chosen if level in LEVELS)


def _yes_no(form: Form, name: str) -> bool | None:
    return YES_NO.get(form.raw.first(name))


def _start(form: Form, now: datetime) -> date | None:
    day = form.day("start_on", needed=False)
    if day is not None and day < local_day(now):
        form.wrong("start_on", N_("This day is over. Leave it empty for “now”."))
    return day
