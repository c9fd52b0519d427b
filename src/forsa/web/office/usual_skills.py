"""The skills that people of an occupation usually have: proposed, never taken for granted."""

from collections.abc import Collection

from sqlmodel import Session

from forsa.i18n import Language
from forsa.shapes.employers import Meaning
from forsa.shapes.files import UsualSkills
from forsa.web.forms import Form
from skills.interface.taxonomy import Lookup, concept_labels, usual_skills
from skills.values.people import PersonFile
from skills.values.returnees import SkillDraft
from skills.values.taxonomy import ConceptKind

OCCUPATIONS = frozenset({ConceptKind.OCCUPATION})
MOST_PROPOSED = 12
FIELD = "usual"


def proposals(
    session: Session, file: PersonFile, lookup: Lookup | None, language: Language
) -> tuple[UsualSkills, ...]:
    """Return what else people usually can do who have this person's occupations; two queries.

    The occupations are that of the file, and those whose names stand among the skills. What the
    person has already is left out.
    """
    occupations = _occupations(file, lookup)
    if not occupations:
        return ()
    usual = usual_skills(session, occupations)
    wanted = {uri for uris in usual.values() for uri in uris}
    labels = concept_labels(session, wanted | set(usual), language)
    seen = {one.concept_uri for one in file.skills}
    found = []
    for occupation in occupations:
        offers = [uri for uri in usual.get(occupation, ()) if uri in labels and uri not in seen]
        offers = sorted(offers, key=lambda uri: labels[uri])[:MOST_PROPOSED]
        seen |= set(offers)
        if offers and occupation in labels:
            skills = tuple(Meaning(uri, labels[uri]) for uri in offers)
            found.append(UsualSkills(labels[occupation], skills))
    return tuple(found)


def read_usual(session: Session, form: Form, language: Language) -> list[SkillDraft]:
    """Return the proposals that were ticked, by their names in the reader's language."""
    ticked = form.raw.fields.get(FIELD, ())[:MOST_PROPOSED]
    labels = concept_labels(session, ticked, language)
    return [
        SkillDraft(label, language=language.value, concept_uri=uri)
        for uri, label in sorted(labels.items())
    ]


def _occupations(file: PersonFile, lookup: Lookup | None) -> Collection[str]:
    found = [file.occupation_uri] if file.occupation_uri else []
    if lookup is not None:
        known = lookup.known([one.own_words for one in file.skills], kinds=OCCUPATIONS)
        found += [link.uri for link in known.values() if link.uri is not None]
    return list(dict.fromkeys(found))
