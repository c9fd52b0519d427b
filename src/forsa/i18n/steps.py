"""What happens next with an introduction, in one sentence with a day. Pure."""

from collections.abc import Mapping

from forsa.i18n.formats import long_date
from forsa.i18n.languages import Language
from forsa.i18n.translators import N_, translator
from matching.values.introductions import NextStep, NextWhat, Owner

SENTENCES: Mapping[NextWhat, str] = {
    NextWhat.DECIDE: N_("You decide by %(day)s whether this goes on."),
    NextWhat.ASK_PERSON: N_("Ask the person by %(day)s."),
    NextWhat.ANSWER: N_("The person answers by %(day)s. After that, call them."),
    NextWhat.CALL_PERSON: N_("Call the person by %(day)s."),
    NextWhat.ISSUE: N_(
        "It goes to the employer with the next list, Sunday or Wednesday at 09:00. "
        "If not by %(day)s, you decide."
    ),
    NextWhat.CALL_EMPLOYER: N_("Call the employer by %(day)s."),
    NextWhat.AGREE_TO_MEETING: N_(
        "The person says by %(day)s whether they want to meet. After that, call them."
    ),
    NextWhat.TELL_OUTCOME: N_("The employer tells by %(day)s how it went. We remind them."),
    NextWhat.CLOSE: N_("Close this by %(day)s: hired, or how else it ended."),
    NextWhat.FOLLOW_UP: N_("We ask on %(day)s how the work is going."),
}
EMPLOYER_ANSWERS = N_("The employer answers by %(day)s. We remind them.")
SUPERVISOR_DECIDES = N_("The supervisor decides by %(day)s whether this goes on.")


def next_step_sentence(step: NextStep, language: Language) -> str:
    """Return who does what by which day.

    Examples
    --------
    >>> from datetime import date
    >>> step = NextStep(Owner.CASEWORKER, NextWhat.ASK_PERSON, date(2026, 11, 29), 0)
    >>> next_step_sentence(step, Language.ENGLISH)
    'Ask the person by Sunday 29 November 2026.'
    """
    sentence = SENTENCES[step.what]
    if step.what is NextWhat.ANSWER and step.owner is Owner.EMPLOYER:
        sentence = EMPLOYER_ANSWERS
    if step.what is NextWhat.DECIDE and step.owner is Owner.SUPERVISOR:
        sentence = SUPERVISOR_DECIDES
    return translator(language).gettext(sentence, day=long_date(step.on, language))
