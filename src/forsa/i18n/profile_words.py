"""What pages call the codes of a person's file."""

from collections.abc import Mapping

from forsa.i18n.translators import N_

SECTION = {
    "about": N_("About the person"),
    "consent": N_("What the person agrees to"),
    "skills": N_("Skills"),
    "experience": N_("Work so far"),
    "place": N_("Where and when"),
    "languages": N_("Languages"),
    "papers": N_("School, papers and licences"),
    "wishes": N_("Work wanted"),
}
"""Parts of a file."""

PART = {
    "matching": N_("a yes to looking for jobs"),
    "skills": N_("five skills"),
    "occupation": N_("what work they did"),
    "governorate": N_("where they live"),
    "card": N_("a yes to showing employers a card"),
    "phone": N_("a phone number"),
    "months": N_("for how long they worked"),
    "moves": N_("if they would move"),
    "languages": N_("which languages they speak"),
    "free_from": N_("from when they are free"),
    "wage": N_("the least pay"),
    "licences": N_("which licences they have"),
    "night": N_("if they can work at night"),
    "education": N_("which school they went to"),
    "wishes": N_("what work they want"),
    "way": N_("how they get to work"),
    "priorities": N_("what matters most"),
}
"""What is missing in a file: completes "Missing: …"."""

EXPERIENCE = {
    "formal": N_("With a contract or papers"),
    "informal": N_("Without papers"),
    "self_employed": N_("Own business"),
    "unpaid": N_("Unpaid, for example for the family"),
}

EDUCATION = {
    "none": N_("No school"),
    "primary": N_("Primary school"),
    "lower_secondary": N_("Intermediate school"),
    "upper_secondary": N_("Secondary school"),
    "vocational": N_("Vocational school"),
    "institute": N_("Institute, two years"),
    "bachelor": N_("Bachelor's degree"),
    "master": N_("Master's degree"),
    "doctorate": N_("Doctorate"),
}

TRANSPORT = {
    "car": N_("Own car"),
    "motorcycle": N_("Motorcycle"),
    "public": N_("Bus or shared taxi"),
    "lift": N_("Somebody takes them along"),
    "on_foot": N_("On foot or by bicycle"),
    "none": N_("No way to get far"),
}

PHYSICAL = {
    "lifting": N_("Lift heavy things"),
    "standing": N_("Stand all day"),
    "kneeling": N_("Kneel and bend"),
    "heights": N_("Work high up"),
    "heat": N_("Work in the heat"),
    "dust": N_("Work in dust or noise"),
    "screen": N_("Work at a screen"),
}

PRIORITY = {
    "pay": N_("The pay"),
    "near_home": N_("Close to home"),
    "contract": N_("A safe contract"),
    "hours": N_("Good hours"),
    "learning": N_("Learning something"),
}

WEIGHT = {"1": N_("A little"), "2": N_("Much"), "3": N_("Very much")}
"""How much something matters to a person."""

CEFR = {
    "A1": N_("Single words"),
    "A2": N_("Simple everyday talk"),
    "B1": N_("Gets by at work"),
    "B2": N_("Talks freely about work"),
    "C1": N_("Nearly everything"),
    "C2": N_("Like a mother tongue"),
}
"""Levels of the CEFR, as somebody would say them."""

SEX = {"female": N_("Woman"), "male": N_("Man")}

OUTREACH_WAY = {
    "call": N_("Called"),
    "whatsapp": N_("Wrote on WhatsApp"),
    "sms": N_("Sent a text message"),
    "visit": N_("Went there"),
    "themselves": N_("They got in touch"),
}

OUTREACH_RESULT = {
    "answered": N_("They answered"),
    "no_answer": N_("No answer"),
    "wrong_number": N_("Wrong number"),
}

HAND_OVER = {
    "proposed": N_("Offered, waiting for an answer"),
    "accepted": N_("Taken over"),
    "refused": N_("Not taken"),
    "withdrawn": N_("Offer taken back"),
}

HAND_OVER_REASON = {
    "other_place": N_("They do not live where we work"),
    "no_time": N_("We have no time for one more"),
    "not_ready": N_("Too much is missing in the file"),
    "known_here": N_("We know this person already"),
    "other": N_("Another reason"),
    "no_answer": N_("Nobody answered"),
}

FIELD = {
    "full_name": N_("Full name"),
    "latin_name": N_("Name in Latin letters"),
    "phone": N_("Phone"),
    "language": N_("Language of messages"),
    "birth_year": N_("Year of birth"),
    "sex": N_("Woman or man"),
    "governorate": N_("Lives in"),
    "accepted_governorates": N_("Would also work in"),
    "relocates": N_("Would move for work"),
    "transport": N_("How do they get there?"),
    "commute_minutes": N_("Longest way to work, in minutes"),
    "available_on": N_("Free from"),
    "most_hours": N_("Most hours a week"),
    "shifts": N_("Can work in shifts"),
    "night": N_("Can work at night"),
    "least_wage": N_("Least pay, dinar a month"),
    "contract_kinds": N_("Which contracts would they take?"),
    "self_employment": N_("Wants a business of their own"),
    "training": N_("Wants a course or training"),
    "country": N_("For the office only"),
    "languages": N_("Languages"),
    "can": N_("What can they do, and what not?"),
    "weights": N_("What matters most?"),
}
"""Fields of a file, where two are compared and on the person's own page."""

MERGE_PART = {
    "file": N_("what the file says of the person"),
    "skills": N_("the skills"),
    "consents": N_("what the person agrees to"),
    "introductions": N_("how it went on with a job"),
    "card": N_("a new card to sign in"),
    "merged_again": N_("it was made one with a third file; take that back first"),
}
"""What was written since two files became one: completes "Changed since: …"."""

OF_FILES: dict[str, Mapping[str, str]] = {
    "cefr": CEFR,
    "education": EDUCATION,
    "experience": EXPERIENCE,
    "hand_over": HAND_OVER,
    "hand_over_reason": HAND_OVER_REASON,
    "outreach_result": OUTREACH_RESULT,
    "outreach_way": OUTREACH_WAY,
    "field": FIELD,
    "merge_part": MERGE_PART,
    "part": PART,
    "physical": PHYSICAL,
    "priority": PRIORITY,
    "section": SECTION,
    "sex": SEX,
    "transport": TRANSPORT,
    "weight": WEIGHT,
}
"""The tables above by kind."""
