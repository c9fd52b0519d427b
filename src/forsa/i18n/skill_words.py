"""What pages call the codes of skill records."""

from collections.abc import Mapping

from forsa.i18n.translators import N_

PROFICIENCY = {
    "1": N_("Can help with it"),
    "2": N_("Does everyday work alone"),
    "3": N_("Does difficult work well"),
    "4": N_("Teaches others"),
}
"""Our four steps, as somebody would say them (docs/glossary.md, proficiency)."""

PROFICIENCY_ANCHOR = {
    "1": N_("Has seen it done; does simple parts with somebody beside them."),
    "2": N_("Does the usual tasks without help, and knows when to ask."),
    "3": N_("Finds the fault, does what is unusual, fast and without mistakes."),
    "4": N_("Plans the work, checks it, and has trained others."),
}
"""What somebody on each step does, so that two caseworkers choose the same."""

SKILL_CHANGE = {
    "added": N_("Written down"),
    "changed": N_("Changed"),
    "chosen": N_("Meaning chosen"),
    "removed": N_("Removed"),
    "merged": N_("Made one of several"),
    "followed": N_("Follows the new word list"),
    "ruled": N_("Decided for these words everywhere"),
    "joined": N_("Came with another file"),
    "undone": N_("Undone"),
}

EVIDENCE = {
    "own_statement": N_("Own words"),
    "observed": N_("Seen by the office"),
    "test": N_("Tested"),
    "certificate": N_("Certificate"),
    "employer_letter": N_("Letter from an employer"),
}

WORDS_PART = {"skill": N_("As a skill"), "work": N_("As work")}

VERDICT = {
    "link": N_("A skill that is known"),
    "new_concept": N_("A new skill"),
    "keep": N_("Stays as it was said"),
    "reject": N_("No skill"),
}

VERDICT_OF_WORK = VERDICT | {
    "link": N_("Work that is known"),
    "new_concept": N_("New work"),
    "reject": N_("No work"),
}

RULING = {
    "proposed": N_("Waits for a second person"),
    "in_force": N_("In force"),
    "refused": N_("Refused"),
    "undone": N_("Taken back"),
}

REFUSED_BECAUSE = {
    "known_already": N_("There is a skill for it already"),
    "wrong_meaning": N_("It means something else"),
    "wrong_names": N_("A name is wrong"),
    "unclear": N_("Nobody can tell what it means"),
    "no_skill": N_("It is no skill"),
}

REFUSED_BECAUSE_OF_WORK = REFUSED_BECAUSE | {
    "known_already": N_("There is such work in the list already"),
    "no_skill": N_("It is no work"),
}

SKILL_KIND = {
    "skill": N_("Something that somebody does"),
    "knowledge": N_("Something that somebody knows"),
    "language": N_("A language"),
    "licence": N_("A licence or certificate"),
}
"""What a new concept may stand for (`skills.values.taxonomy.SKILL_KINDS`)."""

OF_SKILLS: dict[str, Mapping[str, str]] = {
    "evidence": EVIDENCE,
    "proficiency": PROFICIENCY,
    "proficiency_anchor": PROFICIENCY_ANCHOR,
    "refused_because": REFUSED_BECAUSE,
    "refused_because_of_work": REFUSED_BECAUSE_OF_WORK,
    "ruling": RULING,
    "skill_change": SKILL_CHANGE,
    "skill_kind": SKILL_KIND,
    "verdict": VERDICT,
    "verdict_of_work": VERDICT_OF_WORK,
    "words_part": WORDS_PART,
}
"""The tables above by kind."""
