"""One part of a person's file on a page: filled from the file, or as it was typed."""

import secrets
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from forsa.i18n import N_, Language
from forsa.shapes.employers import Meaning
from forsa.shapes.sections import SectionForm
from forsa.web.forms import Form
from forsa.web.office.caseload import person_address
from forsa.web.office.skill_forms import choice_of
from forsa.web.pages import Page, page
from forsa.web.visits import Request
from kernel.references import Kind, reference
from skills.interface.rulings import rejected_among, ruled_links
from skills.interface.taxonomy import Lookup, concept_labels
from skills.interface.words import has_letter, holds_phone
from skills.values.lookup import Found
from skills.values.people import PersonFile
from skills.values.taxonomy import ConceptKind
from skills.values.words import WordsPart

OCCUPATIONS = frozenset({ConceptKind.OCCUPATION})
ONCE_LENGTH = 22
"""Letters of the text by which a form that is sent twice is known."""

ANSWERS: Mapping[str, bool] = {"yes": True, "no": False}
"""What nobody knows yet is in neither."""
WORDS_OF_ANSWERS: Mapping[bool | None, str] = {True: "yes", False: "no", None: ""}


def filled(
    file: PersonFile,
    tail: str,
    values: Mapping[str, object],
    ticked: Mapping[str, Sequence[str]] | None = None,
) -> SectionForm:
    """Return the form that says what stands in a file; None is an empty field."""
    return SectionForm(
        reference=reference(Kind.PERSON, file.returnee_id),
        action=f"{person_address(file.returnee_id)}/{tail}",
        version=str(file.version),
        once=secrets.token_urlsafe(16),
        values={name: _shown(value) for name, value in values.items()},
        ticked={name: frozenset(chosen) for name, chosen in (ticked or {}).items()},
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return WORDS_OF_ANSWERS[value]
    return "" if value is None else str(value)


def typed(file: PersonFile, tail: str, form: Form) -> SectionForm:
    """Return the form as it was typed."""
    return SectionForm(
        reference=reference(Kind.PERSON, file.returnee_id),
        action=f"{person_address(file.returnee_id)}/{tail}",
        version=form.raw.first("version"),
        once=form.raw.first("once"),
        values=form.typed,
        ticked={name: frozenset(chosen) for name, chosen in form.raw.fields.items()},
    )


def section_page(
    request: Request, template: str, shown: SectionForm, form: Form, **values: object
) -> Page:
    """Return the page of one part, with what is wrong in it."""
    return page(
        request,
        f"office/file/{template}.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        form=shown,
        **values,
    )


def answer(form: Form, name: str) -> bool | None:
    """Return yes, no, or None for what nobody knows yet."""
    return ANSWERS.get(form.raw.first(name))


def mark_of(form: Form) -> str | None:
    """Return by what a form that is sent twice is known, None if it does not say."""
    once = form.raw.first("once")
    return once if len(once) == ONCE_LENGTH else None


def version_of(form: Form) -> int:
    """Return the version of the file that was read, 0 if the form does not say."""
    return form.whole("version", needed=False) or 0


def check_is_work(session: Session, form: Form, name: str, words: Sequence[str]) -> None:
    """Note what cannot be work: a phone number, no letters, words of which that was ruled.

    One query at most.
    """
    if any(holds_phone(one) for one in words):
        form.wrong(name, N_("This looks like a phone number. It belongs in the file."))
    elif not all(has_letter(one) for one in words if one):
        form.wrong(name, N_("Write in words what work it is."))
    elif form.is_right and words and rejected_among(session, words, WordsPart.WORK):
        form.wrong(name, N_("These words were looked at before: they name no work."))


def occupation_meant(
    session: Session, lookup: Lookup | None, words: Sequence[str]
) -> dict[str, tuple[str | None, str | None]]:
    """Return the occupation and unit group that each text surely means, None where it is not.

    What was ruled of words counts before what the lookup takes them for; two queries at most.
    """
    if lookup is None or not words:
        return dict.fromkeys(words, (None, None))
    links = lookup.link_many(list(words), kinds=OCCUPATIONS)
    links = ruled_links(session, links, WordsPart.WORK)
    return {
        link.text: (link.uri, next((o.isco for o in link.offered if o.uri == link.uri), None))
        for link in links
    }


def occupations_offered(lookup: Lookup | None, words: str) -> tuple[Found, ...]:
    """Return occupations that words may mean, the nearest first."""
    return lookup.find(words, kinds=OCCUPATIONS) if lookup is not None and words else ()


def named_offers(
    session: Session, found: Sequence[Found], uri: str | None, language: Language
) -> tuple[Meaning, ...]:
    """Return concepts by their names, the one that is chosen now among them; one query."""
    uris = {one.uri for one in found} | ({uri} if uri else set())
    labels = concept_labels(session, uris, language) if uris else {}
    offers = tuple(choice_of(one, labels) for one in found)
    if uri is None or any(one.uri == uri for one in offers):
        return offers
    return (Meaning(uri, labels.get(uri, uri)), *offers)
