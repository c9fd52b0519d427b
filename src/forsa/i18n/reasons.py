"""The sentences of reasons: why somebody suits a job, what to ask about, what is missing.

No figure of a person (least wage, commute) is in them, and no word of theirs: a skill is named
by its concept, or by the words of the vacancy.
"""

from collections.abc import Mapping

from markupsafe import Markup

from forsa.i18n.formats import months
from forsa.i18n.languages import Language
from forsa.i18n.translators import N_, translator
from forsa.i18n.words import governorate_name, language_name, word
from matching.values.ranking import Reason
from matching.values.ranking import ReasonCode as Code

SENTENCES: Mapping[Code, str] = {
    Code.ESSENTIAL_COVERED: N_("%(skill)s: %(level)s"),
    Code.OPTIONAL_COVERED: N_("Also %(skill)s: %(level)s"),
    Code.RELATED_SKILL: N_("Knows something close to %(skill)s"),
    Code.SKILLS_USED: N_("The work uses %(count)s of their skills"),
    Code.LIKELY_WORK: N_("Their skills belong to this kind of work"),
    Code.DONE_BEFORE: N_("Did such work too"),
    Code.SAME_OCCUPATION: N_("Has done this work before"),
    Code.NEAR_OCCUPATION: N_("Has done work much like it"),
    Code.EXPERIENCE: N_("%(length)s of experience"),
    Code.SAME_GOVERNORATE: N_("Lives in the same governorate"),
    Code.PLACE_ACCEPTED: N_("Is ready to work in %(place)s"),
    Code.WILLING_TO_MOVE: N_("Is ready to move"),
    Code.WAGE_FITS: N_("The pay is what the person looks for"),
    Code.START_IN_TIME: N_("Can start in time"),
    Code.LANGUAGE_MET: N_("Speaks %(language)s"),
    Code.LICENCE_HELD: N_("Has: %(licence)s"),
    Code.NIGHT_ACCEPTED: N_("Can work at night"),
    Code.LATELY_CONFIRMED: N_("Confirmed in the last few months"),
    Code.BELOW_LEVEL: N_("%(skill)s: %(level)s, you ask for more"),
    Code.ASK_BY_LAW: N_("%(skill)s: the law demands it, we do not know yet"),
    Code.ASK_LICENCE: N_("Not asked yet: %(licence)s"),
    Code.ASK_OCCUPATION: N_("What work was done before"),
    Code.ASK_REFUSED: N_("Whether they want this kind of work"),
    Code.ASK_EXPERIENCE: N_("How long they did this work"),
    Code.ASK_PLACE: N_("Where they can work"),
    Code.ASK_WAGE: N_("What pay they hope for"),
    Code.TALK_WAGE: N_("Talk about the pay first"),
    Code.ASK_START: N_("When they can start"),
    Code.STARTS_LATE: N_("May start a little later"),
    Code.ASK_LANGUAGE: N_("How well they speak %(language)s"),
    Code.ASK_NIGHT: N_("Whether they can work at night"),
    Code.ASK_CONFIRMATION: N_("Whether all this is still right"),
    Code.LONG_UNCONFIRMED: N_("Not confirmed for a long time"),
    Code.MISSING_ESSENTIAL: N_("%(skill)s"),
    Code.MISSING_OPTIONAL: N_("%(skill)s (good to have)"),
    Code.OTHER_OCCUPATION: N_("Comes from other work"),
    Code.LITTLE_EXPERIENCE: N_("Less experience than you ask for"),
}
"""One sentence a code, for employers and offices."""

TO_THE_PERSON: Mapping[Code, str] = {
    Code.ESSENTIAL_COVERED: N_("You know %(skill)s"),
    Code.OPTIONAL_COVERED: N_("You also know %(skill)s"),
    Code.RELATED_SKILL: N_("You know something close to %(skill)s"),
    Code.SKILLS_USED: N_("The work uses %(count)s of your skills"),
    Code.LIKELY_WORK: N_("Your skills belong to this kind of work"),
    Code.DONE_BEFORE: N_("You did such work too"),
    Code.SAME_OCCUPATION: N_("You have done this work"),
    Code.NEAR_OCCUPATION: N_("You have done work like this"),
    Code.EXPERIENCE: N_("You have %(length)s of experience"),
    Code.SAME_GOVERNORATE: N_("It is in your governorate"),
    Code.PLACE_ACCEPTED: N_("It is in a place you chose"),
    Code.WILLING_TO_MOVE: N_("You said you can move"),
    Code.WAGE_FITS: N_("The pay is what you asked for"),
    Code.START_IN_TIME: N_("You are free when it starts"),
    Code.LANGUAGE_MET: N_("You speak %(language)s"),
    Code.LICENCE_HELD: N_("You have: %(licence)s"),
    Code.NIGHT_ACCEPTED: N_("You said night work is fine"),
    Code.TALK_WAGE: N_("The pay is less than you hoped"),
    Code.MISSING_ESSENTIAL: N_("They also ask for %(skill)s"),
    Code.MISSING_OPTIONAL: N_("They would like %(skill)s"),
    Code.LITTLE_EXPERIENCE: N_("They hope for more experience"),
}
"""The codes that the person themselves may read. The rest is for the office to ask."""


def reason_sentence(reason: Reason, language: Language, labels: Mapping[str, str]) -> str:
    """Return a reason for an employer or an office, as markup with the skill in bold.

    `labels` has the label in `language` of each concept, by URI.
    """
    return _said(SENTENCES[reason.code], reason, language, labels)


def reason_for_person(reason: Reason, language: Language, labels: Mapping[str, str]) -> str | None:
    """Return a reason in words to the person, None if it is not for them to read."""
    if reason.code not in TO_THE_PERSON:
        return None
    return _said(TO_THE_PERSON[reason.code], reason, language, labels)


def _said(sentence: str, reason: Reason, language: Language, labels: Mapping[str, str]) -> str:
    subject = reason.subject or ""
    skill = labels.get(reason.concept_uri or "", reason.asked_words or "")
    return translator(language).gettext(
        sentence,
        skill=Markup("<b><bdi>{}</bdi></b>").format(skill),
        level=word("proficiency", reason.held, language),
        count=reason.held if isinstance(reason.held, int) else 0,
        length=months(reason.held if isinstance(reason.held, int) else 0, language),
        place=governorate_name(subject, language),
        language=language_name(subject, language),
        licence=word("licence", subject, language),
    )
