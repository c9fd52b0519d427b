"""What people read on their own pages of how a job stands, and of what they agree to."""

from collections.abc import Mapping

from forsa.i18n.formats import day_of, long_date
from forsa.i18n.languages import Language
from forsa.i18n.translators import N_, translator
from forsa.i18n.words import word
from matching.values.introductions import IntroductionBrief, MoveReason, State
from skills.values.consents import Purpose

STATUS: Mapping[State, str] = {
    State.SUGGESTED: N_("Your office looks at it by %(day)s."),
    State.APPROVED: N_("Your office asks you about it by %(day)s."),
    State.ASKED: N_("Do you want this job? Please answer by %(day)s."),
    State.INTERESTED: N_("It goes to the employer with the next list, Sunday or Wednesday."),
    State.SENT: N_("Sent to the employer on %(day)s. They see your skills, not your name."),
    State.HELD: N_("The employer decides by %(day)s."),
    State.MEETING_ASKED: N_("The employer wants to meet you. Please answer by %(day)s."),
    State.INTERVIEW: N_("You agreed to meet. The employer calls you."),
    State.NO_SHOW: N_("You missed the meeting. Your office calls you."),
    State.TRIAL: N_("You are on trial there. Your office asks how it goes."),
    State.OFFERED: N_("They offer you this job. Your office helps you with the papers."),
    State.HIRED: N_("You have this job, from %(day)s."),
    State.DISMISSED: N_("This did not go on. Ask your office why."),
    State.DECLINED: N_("You said no to this job."),
    State.REFUSED: N_("They chose somebody else this time."),
    State.NOT_REACHED: N_("We could not reach you. Call us if you still want it."),
    State.UNANSWERED: N_("The employer did not answer. That is not about you."),
    State.WITHDRAWN: N_("You took your yes back."),
    State.LAPSED: N_("This job is closed now. It was not about you."),
    State.OBSOLETE: N_("You found other work."),
    State.OFFER_DECLINED: N_("You did not take this job."),
    State.LEFT: N_("You left this job."),
    State.CANCELLED: N_("You did not start this job."),
    State.RETAINED: N_("You are still there after six months. Well done."),
    State.ENDED_UNKNOWN: N_("Tell us how it went on, if you like."),
}
"""One sentence a state. The day is that of the next step, or the one that the state holds."""

WITHDRAWN_BECAUSE: Mapping[MoveReason, str] = {
    MoveReason.CONSENT_WITHDRAWN: N_("It ended because you took a permission back."),
    MoveReason.PAUSED: N_("It ended because you are on pause."),
    MoveReason.ARCHIVED: N_("It ended because your file was put away. Call us to go on."),
}
STOOD_TWICE = N_("This job stood here twice. It goes on once.")
TOLD_REASON = N_("Their reason: %(reason)s")

WHEN_ENDED: Mapping[Purpose, str] = {
    Purpose.MATCHING: N_(
        "We stop looking for jobs for you. What is open with employers ends; work you have stays."
    ),
    Purpose.MASKED_CARD: N_("Employers no longer see your skills. What is open with them ends."),
    Purpose.DISCLOSURE: N_(
        "Employers can no longer see your name and phone number here, and meetings end. "
        "They may have written it down."
    ),
    Purpose.FOLLOW_UP: N_("We no longer ask how the work is going."),
    Purpose.STATISTICS: N_("We no longer count your answers."),
    Purpose.MESSAGES: N_("We no longer send you messages. Your page still shows everything."),
}
"""What it means to take a permission back."""


def status_sentence(found: IntroductionBrief, language: Language) -> str:
    """Return how a job stands, in words to the person; nothing of what employers keep pending."""
    t = translator(language)
    sentence = STATUS[found.state]
    if found.state is State.WITHDRAWN and found.last_reason is not None:
        sentence = WITHDRAWN_BECAUSE.get(found.last_reason, sentence)
    if found.last_reason is MoveReason.SAME_PERSON:
        sentence = STOOD_TWICE
    said = t.gettext(sentence, day=_day(found, language))
    if found.state is State.REFUSED and found.may_be_told and found.last_reason is not None:
        reason = word("move_reason", found.last_reason, language)
        return f"{said} {t.gettext(TOLD_REASON, reason=reason)}"
    return said


def ending_sentence(purpose: Purpose, language: Language) -> str:
    """Return what it means to take a permission back."""
    return translator(language).gettext(WHEN_ENDED[purpose])


def _day(found: IntroductionBrief, language: Language) -> str:
    day = day_of(found.state_at)
    if found.state is State.HIRED:
        day = found.hired_on or day
    elif found.state is State.HELD:
        day = found.held_until_on or day
    elif found.state is not State.SENT and found.next_step is not None:
        day = found.next_step.on
    return long_date(day, language)
