"""The form for a new person: what was typed, and what it means."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from forsa.exchange.cells import phone as phone_of
from forsa.exchange.problems import CellProblem
from forsa.i18n import N_, Language
from forsa.i18n.words import LICENCE
from forsa.shapes.files import ConsentAnswer, PersonForm
from forsa.web.forms import Form
from kernel.places import Governorate
from skills.interface.words import holds_phone
from skills.values.consents import ConsentDraft, ConsentMethod, Purpose
from skills.values.returnees import ReturneeDraft

ASKED = (Purpose.MATCHING, Purpose.MASKED_CARD, Purpose.FOLLOW_UP, Purpose.STATISTICS)
"""What a new person is asked on the form; messages are asked for each channel elsewhere."""

METHODS = (ConsentMethod.WITNESSED, ConsentMethod.SIGNED)
"""How a yes can come to an office's page; `self` is for the person's own pages."""

ANSWERS: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}
OLDEST, YOUNGEST = 100, 14
"""Ages in years between which a year of birth is believed."""

LEAST_WAGE, MOST_WAGE = 1_000, 100_000_000
MOST_YEARS = 60
MONTHS = 12

_NOBODY = 0
"""Stands for office and caseworker until whoever records the person says theirs."""


def person_form(form: Form) -> PersonForm:
    """Return the form as it was typed."""
    first, every = form.raw.first, form.raw.fields
    return PersonForm(
        full_name=first("full_name"),
        latin_name=first("latin_name"),
        phone=first("phone"),
        phone_shared=form.is_ticked("phone_shared"),
        language=first("language"),
        birth_year=first("birth_year"),
        governorate=first("governorate"),
        district=first("district"),
        accepted_governorates=frozenset(every.get("accepted_governorates", ())),
        relocates=_chosen(form, "relocates"),
        night=_chosen(form, "night"),
        available_on=first("available_on"),
        occupation_words=first("occupation_words"),
        experience_years=first("experience_years"),
        licences=frozenset(every.get("licences", ())),
        least_wage=first("least_wage"),
        answers=tuple(ConsentAnswer(one, first(f"consent_{one}") or None) for one in ASKED),
        consent_method=first("consent_method") or None,
        once=first("once"),
    )


def read_person(form: Form, *, today: date, now: datetime) -> ReturneeDraft | None:
    """Return what a form says of a new person, None if something in it is wrong.

    Office and caseworker are for the caller to fill in.
    """
    draft = replace(
        _draft(form, today),
        consents=_consents(form, form.raw.first("language"), now),
    )
    return draft if form.is_right else None


def _draft(form: Form, today: date) -> ReturneeDraft:
    years = form.whole("experience_years", most=MOST_YEARS, needed=False)
    language = form.choice("language", Language)
    accepted = form.choices("accepted_governorates", [one.value for one in Governorate])
    return ReturneeDraft(
        full_name=form.text("full_name", longest=120),
        office_id=_NOBODY,
        caseworker_id=_NOBODY,
        latin_name=optional(form, "latin_name", 120),
        language=language.value if language is not None else "",
        birth_year=form.whole(
            "birth_year", least=today.year - OLDEST, most=today.year - YOUNGEST, needed=False
        ),
        phone=read_phone(form, "phone"),
        phone_shared=form.is_ticked("phone_shared"),
        governorate=form.choice("governorate", Governorate, needed=False),
        district=optional(form, "district", 80),
        accepted_governorates=tuple(Governorate(code) for code in accepted),
        relocates=ANSWERS.get(form.raw.first("relocates")),
        night=ANSWERS.get(form.raw.first("night")),
        available_on=form.day("available_on", needed=False),
        licences=form.choices("licences", LICENCE),
        occupation_words=_read_work(form),
        experience_months=years * MONTHS if years is not None else None,
        least_wage=form.whole("least_wage", least=LEAST_WAGE, most=MOST_WAGE, needed=False),
    )


def _consents(form: Form, language: str, now: datetime) -> tuple[ConsentDraft, ...]:
    answers = {purpose: form.raw.first(f"consent_{purpose}") for purpose in ASKED}
    for purpose, answer in answers.items():
        if answer not in {"yes", "no"}:
            form.wrong(f"consent_{purpose}", N_("Please choose yes or no."))
    agreed = [purpose for purpose, answer in answers.items() if answer == "yes"]
    method = read_method(form) if agreed else None
    if method is None:
        return ()
    return tuple(ConsentDraft(purpose, now, method, language) for purpose in agreed)


def read_method(form: Form) -> ConsentMethod | None:
    """Return how somebody said yes or no, None if it was not chosen."""
    method = form.choice("consent_method", ConsentMethod)
    if method is not None and method not in METHODS:
        form.wrong("consent_method", N_("Please choose one."))
        return None
    return method


def read_phone(form: Form, name: str) -> str | None:
    """Return a phone number in full, None if none was typed."""
    text = form.text(name, longest=40, needed=False)
    if not text:
        return None
    try:
        return phone_of(text)
    except CellProblem:
        form.wrong(name, N_("Please write one phone number like 0770 123 4567."))
        return None


def _read_work(form: Form) -> str | None:
    words = optional(form, "occupation_words", 200)
    if words is not None and holds_phone(words):
        form.wrong("occupation_words", N_("This looks like a phone number. Write it above."))
    return words


def optional(form: Form, name: str, longest: int) -> str | None:
    """Return a text, None if nothing was typed."""
    return form.text(name, longest=longest, needed=False) or None


def _chosen(form: Form, name: str) -> str | None:
    """Return yes, no or "" as it was chosen, None if nothing was."""
    return form.raw.first(name) if name in form.raw.fields else None
