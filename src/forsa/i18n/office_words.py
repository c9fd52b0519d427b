"""What an office's pages call what is to be done, what was done, and by whom."""

from forsa.i18n.translators import N_

WORK = {
    "late": N_("Late: do these first"),
    "failed": N_("Messages that did not arrive"),
    "approve": N_("Check before it goes to the employer"),
    "ask": N_("Ask these people"),
    "call_person": N_("Call these people"),
    "call_employer": N_("Call these employers"),
    "consents": N_("Their yes ends soon"),
    "review": N_("Check these jobs"),
    "unmatched": N_("No job found for 30 days"),
    "other": N_("Also to do"),
    "sent": N_("With employers now"),
}
"""Headings of a caseworker's day."""

NEXT = {
    "decide": N_("Put forward, or not"),
    "ask_person": N_("Ask the person"),
    "answer": N_("Wait for the answer"),
    "call_person": N_("Call the person"),
    "issue": N_("Goes out with the next list"),
    "call_employer": N_("Call the employer"),
    "agree_to_meeting": N_("Ask if they want to meet"),
    "tell_outcome": N_("Hear how it went"),
    "close": N_("Say how it ended"),
    "follow_up": N_("Ask how the work is going"),
    "message_failed": N_("A message did not arrive"),
    "vacancy_review": N_("Check the job, then open it"),
    "vacancy_expires": N_("Ask if the job is still open"),
    "call_again": N_("Try to reach them again"),
    "hand_over": N_("A file is offered to you"),
    "hand_over_back": N_("Your offer of a file was not taken"),
    "file_wrong": N_("They say that something in the file is wrong: ask what"),
    "no_match": N_("Look at skills and places together"),
}
"""What somebody of an office does next."""

MOVE = {
    "approved": N_("Put forward"),
    "dismissed": N_("Do not put forward"),
    "asked": N_("Asked, the person thinks about it"),
    "interested": N_("The person says yes"),
    "declined": N_("The person says no"),
    "interview": N_("Meeting agreed"),
    "no_show": N_("The person did not come"),
    "trial": N_("A trial begins"),
    "offered": N_("The job is offered"),
    "hired": N_("Hired"),
    "refused": N_("The employer says no"),
    "withdrawn": N_("The person does not go on"),
    "offer_declined": N_("The offer is not taken"),
    "left": N_("The person has left the job"),
    "cancelled": N_("The person did not start"),
    "retained": N_("Still there after six months"),
}
"""Moves that somebody of an office can make, as buttons."""

VACANCY_MOVE = {
    "open": N_("Open it"),
    "draft": N_("Send back to be mended"),
    "rejected": N_("Do not publish"),
    "paused": N_("Pause it"),
    "closed": N_("Close it"),
}

REVIEW_REASON = {
    "pay_missing": N_("The pay is not named"),
    "place_unclear": N_("The place is not clear"),
    "work_unclear": N_("The work is not clear"),
    "unfair": N_("It shuts people out for no good reason"),
    "asks_money": N_("It asks people for money"),
    "no_real_work": N_("It is not a real job"),
    "unsafe": N_("The work is not safe"),
    "filled_elsewhere": N_("Somebody else was found"),
    "not_hiring": N_("Nobody is hired now"),
    "other": N_("Another reason"),
}

ROLE = {
    "returnee": N_("The person"),
    "employer_member": N_("The employer"),
    "employer_owner": N_("The employer"),
    "link_holder": N_("The employer"),
    "caseworker": N_("Caseworker"),
    "supervisor": N_("Supervisor"),
    "operator": N_("Operator"),
    "system": N_("By itself"),
}

VIA = {
    "page": N_("on a page"),
    "link": N_("by a link"),
    "phone": N_("by phone"),
    "desk": N_("at the office"),
    "command": N_("by command"),
    "job": N_("on its day"),
}
"""By which way a move was made."""

SHORTLIST = {
    "drawn": N_("Being prepared"),
    "ready": N_("Goes out next time"),
    "issued": N_("With the employer"),
    "closed": N_("Closed"),
}

REGISTRATION = {
    "company_registry": N_("Register of companies"),
    "chamber": N_("Chamber of commerce"),
    "craft_union": N_("Union of crafts"),
    "none": N_("Not registered"),
}
"""Where an employer is registered."""

REJECT_REASON = {
    "not_registered": N_("No registration found"),
    "public_body": N_("A public body: told where to go"),
    "not_reached": N_("Could not be reached"),
    "unsafe": N_("Not safe for people"),
}
"""Why an employer that applied is not taken."""

SAME_BECAUSE = {
    "same_reference": N_("the same number of the list"),
    "same_name": N_("the same name"),
    "like_name": N_("a name much like it"),
    "same_phone": N_("the same phone"),
    "shared_phone": N_("a phone that others use too"),
    "same_year": N_("the same year of birth"),
    "near_year": N_("nearly the same year of birth"),
    "other_year": N_("another year of birth"),
    "same_governorate": N_("the same governorate"),
}
"""What speaks for two files being one person's (`skills.values.duplicates.Evidence`)."""
