"""What pages and mails call the codes that are stored: one table a kind, English words.

A test compares each table with the values it names, so that no code is left without a word.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from forsa.i18n.languages import Language
from forsa.i18n.office_words import (
    MOVE,
    NEXT,
    REGISTRATION,
    REJECT_REASON,
    REVIEW_REASON,
    ROLE,
    SAME_BECAUSE,
    SHORTLIST,
    VACANCY_MOVE,
    VIA,
    WORK,
)
from forsa.i18n.profile_words import OF_FILES
from forsa.i18n.skill_words import OF_SKILLS
from forsa.i18n.translators import N_, translator
from kernel.places import NAMES, Governorate

CONTRACT = {
    "permanent": N_("Permanent"),
    "fixed": N_("For a fixed time"),
    "seasonal": N_("For a season"),
    "daily": N_("By the day"),
    "trial": N_("On trial"),
    "apprenticeship": N_("Training on the job"),
}

CONTRACT_FORM = {
    "written": N_("Written contract"),
    "oral": N_("Spoken agreement"),
    "unknown": N_("Not known"),
}

WAGE_PER = {
    "hour": N_("an hour"),
    "day": N_("a day"),
    "week": N_("a week"),
    "month": N_("a month"),
}

NECESSITY = {"essential": N_("Must have"), "optional": N_("Good to have")}

SIZE = {
    "1-9": N_("1 to 9 people"),
    "10-49": N_("10 to 49 people"),
    "50-249": N_("50 to 249 people"),
    "250+": N_("250 people or more"),
}

LICENCE = {
    "driving_a": N_("Motorcycle licence"),
    "driving_b": N_("Car licence"),
    "driving_c": N_("Lorry licence"),
    "driving_ce": N_("Lorry and trailer licence"),
    "driving_d": N_("Bus licence"),
    "forklift": N_("Forklift licence"),
    "crane": N_("Crane licence"),
    "excavator": N_("Excavator licence"),
    "food_handling": N_("Food handling certificate"),
    "first_aid": N_("First aid certificate"),
    "electrician": N_("Electrician's licence"),
}

MOVE_REASON = {
    "not_suitable": N_("Does not suit this job"),
    "talked_with_person": N_("As agreed with the person"),
    "safety": N_("Not safe for the person"),
    "other": N_("Another reason"),
    "too_far": N_("Too far away"),
    "pay": N_("The pay"),
    "hours": N_("The hours"),
    "unsafe": N_("It does not feel safe"),
    "has_work": N_("Has work already"),
    "health": N_("Health"),
    "skills": N_("A skill is missing"),
    "experience": N_("Not enough experience"),
    "licence": N_("A licence is missing"),
    "language": N_("A language is missing"),
    "place_taken": N_("The place is taken"),
    "not_hiring": N_("We are not hiring now"),
    "no_answer": N_("No answer"),
    "contract_ended": N_("The contract ended"),
    "employer_ended": N_("The employer ended it"),
    "person_ended": N_("The person ended it"),
    "person_asked": N_("The person asked for it"),
    "consent_withdrawn": N_("The person took back their yes"),
    "vacancy_closed": N_("The job is closed"),
    "hired_elsewhere": N_("Found work elsewhere"),
    "same_person": N_("The same person stood here twice"),
    "paused": N_("On pause"),
    "archived": N_("The file was put away"),
    "started_late": N_("Could not start in time"),
}
OWN_NO = MOVE_REASON | {"has_work": N_("I have work already")}
"""The same, said by the person themselves."""

INTRODUCTION = {
    "suggested": N_("To be checked"),
    "approved": N_("Checked, ask the person"),
    "asked": N_("Waiting for the person"),
    "interested": N_("Wants the job"),
    "sent": N_("With the employer"),
    "held": N_("Employer decides later"),
    "meeting_asked": N_("Employer wants to meet"),
    "interview": N_("Meeting agreed"),
    "no_show": N_("Did not come"),
    "trial": N_("On trial"),
    "offered": N_("Job offered"),
    "hired": N_("Hired"),
    "dismissed": N_("Not put forward"),
    "declined": N_("Person said no"),
    "refused": N_("Employer said no"),
    "not_reached": N_("Person not reached"),
    "unanswered": N_("Employer did not answer"),
    "withdrawn": N_("Taken back"),
    "lapsed": N_("Job closed"),
    "obsolete": N_("Found other work"),
    "offer_declined": N_("Offer not taken"),
    "left": N_("Left the job"),
    "cancelled": N_("Did not start"),
    "retained": N_("Still there after six months"),
    "ended_unknown": N_("Ended, not known how"),
}

VACANCY = {
    "draft": N_("Draft"),
    "review": N_("We are checking it"),
    "open": N_("Open"),
    "paused": N_("On pause"),
    "filled": N_("Filled"),
    "expired": N_("Expired"),
    "closed": N_("Closed"),
    "rejected": N_("Not published"),
}

GATE = {
    "place": N_("The job is where the person does not want to work."),
    "licence": N_("The job needs a licence that the person does not have."),
    "language": N_("The job needs more of a language than the person speaks."),
    "start": N_("The person becomes free too late for this job."),
    "night": N_("It is night work, and the person does not work at night."),
    "employer": N_("The person does not want to work for this employer."),
    "occupation": N_("The person does not want this kind of work."),
}
"""Why a gate is shut, told to the person's office."""

AVAILABILITY = {
    "available": N_("Free for work"),
    "paused": N_("On pause"),
    "placed": N_("Has work"),
    "unreachable": N_("Cannot be reached"),
    "withdrawn": N_("Does not want to take part"),
}

CONSENT = {
    "matching": N_("The office may compare my skills with jobs, to find work that suits me."),
    "masked_card": N_(
        "Checked employers may see my skills and experience, without my name or phone number."
    ),
    "disclosure": N_("This employer may see my name and phone number, for this job only."),
    "follow_up": N_("The office may ask me how the work is going, four times in six months."),
    "statistics": N_("My answers may be counted in reports, without my name."),
    "messages": N_("The office may send me messages this way."),
}
"""Translations of `skills.consent_texts`; a test compares the English."""

CHANNEL = {
    "sms": N_("Text message"),
    "whatsapp": N_("WhatsApp"),
    "email": N_("E-mail"),
    "phone": N_("Phone call"),
    "desk": N_("Here at the office"),
}

METHOD = {
    "self": N_("By themselves"),
    "witnessed_verbal": N_("Spoken, with a witness"),
    "signed": N_("Signed on paper"),
}

TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "availability": AVAILABILITY,
        "channel": CHANNEL,
        "consent": CONSENT,
        "contract": CONTRACT,
        "contract_form": CONTRACT_FORM,
        "gate": GATE,
        "introduction": INTRODUCTION,
        "licence": LICENCE,
        "method": METHOD,
        "move": MOVE,
        "move_reason": MOVE_REASON,
        "necessity": NECESSITY,
        "next": NEXT,
        "own_no": OWN_NO,
        "review_reason": REVIEW_REASON,
        "registration": REGISTRATION,
        "reject_reason": REJECT_REASON,
        "role": ROLE,
        "same_because": SAME_BECAUSE,
        "shortlist": SHORTLIST,
        "size": SIZE,
        "vacancy": VACANCY,
        "vacancy_move": VACANCY_MOVE,
        "via": VIA,
        "wage_per": WAGE_PER,
        "work": WORK,
    }
    | OF_FILES
    | OF_SKILLS
)


@lru_cache(maxsize=4096, typed=True)
def word(kind: str, code: object, language: Language) -> str:
    """Return what pages call a code of one kind; the code itself if nobody named it.

    Examples
    --------
    >>> word("wage_per", "month", Language.ENGLISH)
    'a month'
    """
    shown = TABLES[kind].get(str(code), str(code))
    return translator(language).gettext(shown)


_NAMES = {place.value: names for place, names in NAMES.items()}
_PLACE_IN_NAMES = {Language.ENGLISH: 0, Language.ARABIC: 1, Language.SORANI: 2}


def governorate_name(code: str, language: Language) -> str:
    """Return a governorate's name; the code itself if it is none.

    Examples
    --------
    >>> governorate_name("IQ-AR", Language.SORANI)
    'هەولێر'
    """
    names = _NAMES.get(code)
    return names[_PLACE_IN_NAMES[language]] if names is not None else code


_LANGUAGE_NAMES = {
    "ckb": N_("Kurdish (Sorani)"),
    "kmr": N_("Kurdish (Badini)"),
    "ku": N_("Kurdish"),
    "tk": N_("Turkmen"),
}
"""Where the CLDR's name is missing or not the one used in Iraq."""


def language_name(code: str, language: Language) -> str:
    """Return the name of a language that somebody speaks; the code itself if nobody named it."""
    if code in _LANGUAGE_NAMES:
        return translator(language).gettext(_LANGUAGE_NAMES[code])
    return str(language.locale.languages.get(code, code))


def words_of(kind: str, codes: Iterable[object], language: Language) -> list[tuple[str, str]]:
    """Return codes with their words, as the choices of a form, in the order given."""
    return [(str(code), word(kind, code, language)) for code in codes]


def choices(kind: str, language: Language) -> list[tuple[str, str]]:
    """Return every code of a kind with its word, as the choices of a form."""
    return words_of(kind, TABLES[kind], language)


def names_of(codes: Iterable[object], kind: str, language: Language) -> list[str]:
    """Return the words of codes."""
    return [shown for _, shown in words_of(kind, codes, language)]


def governorate_choices(language: Language) -> list[tuple[str, str]]:
    """Return every governorate's code and name, as the choices of a form."""
    return [(str(code), governorate_name(code, language)) for code in Governorate]


def language_levels(spoken: Iterable[tuple[str, str]], language: Language) -> list[str]:
    """Return languages with their CEFR levels, such as "English (B1)"."""
    return [f"{language_name(code, language)} ({level})" for code, level in spoken]
