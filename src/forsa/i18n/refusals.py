"""What a refusal says to the person who met it, by the name of its class."""

from collections.abc import Mapping

from forsa.i18n.languages import Language
from forsa.i18n.translators import N_, translator
from kernel.errors import DomainError

SENTENCES: Mapping[str, str] = {
    "NotFound": N_("This page is not here, or it is not for you to see."),
    "NotAllowed": N_("This is not yours to do. Ask your office if you think it should be."),
    "Conflict": N_("This cannot be done now. Look at the page again."),
    "Invalid": N_("Something in this does not fit. Check it and try again."),
    "MoveNotAllowed": N_("Things have moved on: this step is not possible now."),
    "Changed": N_("Somebody changed this a moment ago. Look again, then decide."),
    "ReferenceNotFound": N_("We do not know this number. A number looks like V-7K3QMA."),
    "ReturneeNotFound": N_("We do not know this person, or the file is not yours to see."),
    "OfficeNotFound": N_("We do not know this office."),
    "CaseworkerNotFound": N_("Nobody of that office has this name. Choose from the list."),
    "HandOverNotFound": N_("This file is not offered to you, or somebody has answered already."),
    "HandOverReasonMissing": N_("Choose a reason."),
    "NoteHoldsPhone": N_("A phone number stands in your note. Leave it out and offer again."),
    "HandOverOpen": N_("The file is offered to somebody already. Take that back first."),
    "FileArchived": N_("This file is put away. Take it back first, then hand it over."),
    "HandOverPointless": N_("The file is theirs already. Choose somebody else."),
    "FileInUse": N_("Somebody is meeting this person or has hired them. Close that first."),
    "StandInNotFound": N_("This is not here, or it is not for you to see."),
    "StandInDays": N_("Choose two people, and days from today on, three months at most."),
    "StandInClash": N_("One of the two is away or looked after for on these days already."),
    "SupervisorOnly": N_("Only a supervisor can do this."),
    "CaseworkerOnly": N_("Only a caseworker can do this."),
    "ConsentMissing": N_("The person has not agreed to this. Ask them first."),
    "ConsentNotLive": N_("There is no yes that could be taken back."),
    "NotTheirConsent": N_("Say for which employer and which job this yes is."),
    "SkillEmpty": N_("Write what the person can do, in their own words."),
    "SkillIsPhone": N_("This looks like a phone number. Nothing was saved; write words here."),
    "FileMerged": N_("This file was made one with another. Open that one."),
    "FilesOfTwoOffices": N_("The files are of two offices. Hand one over first."),
    "MergeNotYours": N_("One is another caseworker’s person. Your supervisor can do this."),
    "ErasureDue": N_("The person asked to be erased. Nothing was changed."),
    "ChoiceMissing": N_("Both files say something here. Choose which of them holds."),
    "MergeNotFound": N_("This is not here, or it is not for you to see."),
    "MergeInTheWay": N_("Something was written since that would be lost. Nothing was changed."),
    "HiredTwice": N_("Both files say: hired for one job. Say first how one of them ended."),
    "SamePerson": N_("These are one file, not two."),
    "SkillRejected": N_("These words were looked at before: they are no skill."),
    "WorkRejected": N_("These words were looked at before: they name no work."),
    "WordsNotYours": N_("Only the office can say what words mean."),
    "SecondPersonNeeded": N_("Somebody else has to look at this: a supervisor or who runs Forsa."),
    "WordsNotWaiting": N_("These words do not wait any more, or they are not for you to see."),
    "RulingNotFound": N_("This is not here, or it is not for you to see."),
    "RulingMoved": N_("Somebody has decided this already. Nothing was changed."),
    "ConceptUnknown": N_("We do not know this. Choose one from the list."),
    "UnitGroupMissing": N_("Choose the group of work that it belongs to."),
    "NamesMissing": N_("Write the name in English, Arabic and Sorani."),
    "ConceptExists": N_("This name is known already. Choose it instead."),
    "ConceptInUse": N_("Others have chosen it since. It cannot be taken back."),
    "NothingToUndo": N_("There is nothing to undo here. Look at the page again."),
    "NotTheSameSkill": N_("These do not mean the same. Choose a meaning for both first."),
    "EmployerNotFound": N_("We do not know this employer."),
    "VacancyNotFound": N_("This job is not here. It may be taken or closed."),
    "NotYourEmployer": N_("This belongs to another employer."),
    "StaffOnly": N_("Only the office can do this."),
    "EmployerNotVerified": N_("We check each employer first, usually within 1 working day."),
    "VacancyIncomplete": N_("Name at least one skill, and the pay or “to be agreed”."),
    "NoPlaceLeft": N_("All places of this job are taken."),
    "IntroductionNotFound": N_("This is not here, or it is not for you to see."),
    "NotMatchable": N_("This person is away or has not agreed, and is put to no job now."),
    "ModelGone": N_("The model that ranked this is not here any more. What it saw is kept."),
    "ShortlistNotFound": N_("This list is not here. It may be closed."),
    "TaskNotFound": N_("This task is not here. Somebody may have done it."),
    "NotRankable": N_("Name a skill or an occupation, so that we can look for people."),
    "NotYourMove": N_("Somebody else decides this step."),
    "ReasonMissing": N_("Choose a reason."),
    "DateMissing": N_("Name a date."),
    "DateTooLate": N_("This date is too far away. Choose an earlier one."),
    "HeldBefore": N_("You have put this off once. Please decide now."),
    "AlreadyIntroduced": N_("This person and this job know of each other already."),
    "NotFree": N_("First say on your page that you are free for work again."),
    "NotPutForward": N_("This person cannot be put forward for this job now. Look at the file."),
    "ShortlistNotIssued": N_("This list cannot go out now: nobody on it has said yes yet."),
    "VacancyChanged": N_("The job changed a moment ago. The list is made anew."),
    "Bad Request": N_("We could not read this. Go back and try again."),
    "Unauthorized": N_("Please sign in first."),
    "Forbidden": N_("This page is for somebody else. Are you signed in with the right account?"),
    "Method Not Allowed": N_("This page cannot do that. Go back and use the buttons."),
    "Request Entity Too Large": N_("This is too big. Send less at once."),
    "ScopeMissing": N_("This key does not open this. Ask who runs Forsa for one that does."),
    "OnceChanged": N_(
        "Something else came under the same mark before. Nothing was written; take a new mark."
    ),
    "ConceptNotFound": N_("We do not know this skill. Choose one from the list."),
    "TaxonomyMissing": N_("There is no list of skills yet. Ask who runs Forsa."),
    "No Such Thing": N_("This is not here, or it is not for you to see."),
    "No Key": N_("Send a key that opens this, or sign in."),
    "Unreadable": N_("What was sent cannot be read. Nothing was written."),
    "Not JSON": N_("We do not read this form. Nothing was written."),
    "No Such Method": N_("This cannot be done here."),
    "Asked Too Often": N_("You ask too often. Wait a minute."),
    "Our Fault": N_("The fault is ours. Try again soon; if it stays, tell us the fault’s number."),
    "Too Many Requests": N_("Too many tries. Wait 15 minutes, or call us."),
}
"""By class name of a refusal, or by the phrase of an HTTP status."""


def refusal_sentence(refusal: DomainError | str, language: Language) -> str:
    """Return the sentence for a refusal, or for an HTTP status named by its phrase.

    A refusal without a sentence of its own gets that of the nearest class above it.
    """
    t = translator(language)
    if isinstance(refusal, str):
        return t.gettext(SENTENCES.get(refusal, SENTENCES["Bad Request"]))
    names = (cls.__name__ for cls in type(refusal).__mro__)
    return t.gettext(next(SENTENCES[name] for name in names if name in SENTENCES))
