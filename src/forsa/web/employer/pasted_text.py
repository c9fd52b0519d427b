"""A vacancy begun from a text that the employer has already: its skills are proposed."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from forsa.i18n import Language
from forsa.shapes.employers import TextPart
from forsa.web.employer.vacancy_form import ESSENTIAL_FIELDS, OPTIONAL_FIELDS
from forsa.web.forms import Form, RawForm
from skills.interface.taxonomy import Lookup, concept_labels
from skills.interface.words import named_skills
from skills.values.lookup import Span
from skills.values.taxonomy import ConceptKind

LONGEST = 4_000
OCCUPATIONS = frozenset({ConceptKind.OCCUPATION})
FIELDS = (*ESSENTIAL_FIELDS, *OPTIONAL_FIELDS)


def form_from_text(text: str, lookup: Lookup | None, once: str) -> tuple[Form, tuple[Span, ...]]:
    """Return a form with what a text names, and where it names it.

    The first occupation becomes the title, the first five skills what people must know, the next
    three what is good to have; the text itself becomes the description.
    """
    spans = named_skills(text, lookup) if lookup is not None else ()
    titles = named_skills(text, lookup, kinds=OCCUPATIONS) if lookup is not None else ()
    words: dict[str, str] = {}
    for span in spans:
        words.setdefault(_first(span), span.words)
    fields = {"description": text, "title": titles[0].words if titles else "", "once": once}
    fields |= dict(zip(FIELDS, words.values(), strict=False))
    return Form(RawForm({name: (value,) for name, value in fields.items()})), spans


def marked(
    session: Session, text: str, spans: Sequence[Span], language: Language
) -> tuple[TextPart, ...]:
    """Return a text in parts, those that name a skill with the skill's name; one query."""
    labels: Mapping[str, str] = concept_labels(session, {_first(one) for one in spans}, language)
    parts, at = [], 0
    for span in spans:
        parts.append(TextPart(text[at : span.start]))
        parts.append(TextPart(span.words, labels.get(_first(span), span.words)))
        at = span.end
    return tuple(part for part in (*parts, TextPart(text[at:])) if part.text)


def _first(span: Span) -> str:
    return span.link.uri or span.link.offered[0].uri
