"""What an employer's own words are taken for: offered, chosen, and never put in their place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from employers.values import Requirement, VacancyDraft
from forsa.i18n import N_, Language
from forsa.shapes.employers import Meaning, NeedCheck
from forsa.web.employer.vacancy_form import AskedSkill
from forsa.web.forms import Form
from skills.interface.rulings import ruled_links
from skills.interface.taxonomy import Lookup, concept_labels
from skills.values.lookup import Link
from skills.values.taxonomy import SKILL_KINDS, ConceptKind
from skills.values.words import WordsPart

OCCUPATION = 0
"""The number under which the title is checked; skills are counted from 1."""
OCCUPATION_KINDS = frozenset({ConceptKind.OCCUPATION})


@dataclass(frozen=True, slots=True)
class Understood:
    """What the lookup makes of a vacancy's title and skills, and the names of what it found.

    `links` are those of the skills, in their order; `names` are display names by URI.
    """

    title: Link
    skills: tuple[AskedSkill, ...]
    links: tuple[Link, ...]
    names: Mapping[str, str]

    def numbered(self) -> Iterator[tuple[int, Link]]:
        """Yield the title's link under `OCCUPATION`, the skills' from 1."""
        yield from enumerate((self.title, *self.links), start=OCCUPATION)


def understood(
    session: Session,
    lookup: Lookup | None,
    *,
    draft: VacancyDraft,
    skills: Sequence[AskedSkill],
    language: Language,
) -> Understood:
    """Return what the words of a draft mean; without a lookup they mean nothing but themselves."""
    words = [skill.own_words for skill in skills]
    if lookup is None:
        nothing = [Link(text, None, 0.0, ()) for text in (draft.title, *words)]
        return Understood(nothing[0], tuple(skills), tuple(nothing[1:]), {})
    [title] = lookup.link_many([draft.title], language=draft.language, kinds=OCCUPATION_KINDS)
    [title] = ruled_links(session, [title], WordsPart.WORK)
    links = lookup.link_many(words, language=draft.language, kinds=SKILL_KINDS)
    links = ruled_links(session, links)
    found = {one.uri for link in (title, *links) for one in link.offered}
    names = concept_labels(session, found, language)
    return Understood(title, tuple(skills), tuple(links), names)


def read_choices(form: Form, what: Understood, *, shown: bool) -> dict[int, str | None]:
    """Return by number the concept that was chosen, None for the own words.

    `shown` False: nobody was asked yet, so that each is what the lookup is sure of.
    """
    chosen: dict[int, str | None] = {}
    for number, link in what.numbered():
        name = field_of(number)
        if not shown or name not in form.raw.fields:
            chosen[number] = link.uri
            continue
        uri = form.raw.first(name) or None
        if uri is not None and uri not in {one.uri for one in link.offered}:
            form.wrong(name, N_("Please choose from the list."))
        chosen[number] = uri
    return chosen


def completed(
    draft: VacancyDraft, what: Understood, chosen: Mapping[int, str | None]
) -> VacancyDraft:
    """Return the draft with its requirements, each concept once, and its occupation."""
    asked: dict[str, Requirement] = {}
    for number, skill in enumerate(what.skills, start=1):
        uri = chosen[number]
        requirement = Requirement(skill.own_words, uri, skill.necessity)
        asked.setdefault(uri or skill.own_words.casefold(), requirement)
    occupation = chosen[OCCUPATION]
    isco = next((one.isco for one in what.title.offered if one.uri == occupation), None)
    return replace(draft, requirements=tuple(asked.values()), occupation_uri=occupation, isco=isco)


def checks(what: Understood, chosen: Mapping[int, str | None]) -> tuple[NeedCheck, ...]:
    """Return what is to be checked by the employer; words that mean nothing known are not."""
    return tuple(
        NeedCheck(
            number=number,
            own_words=link.text,
            chosen=chosen[number] or "",
            offers=tuple(_offers(link, what.names)),
        )
        for number, link in what.numbered()
        if link.offered
    )


def field_of(number: int) -> str:
    """Return the name of the field in which one choice is made."""
    return f"need_{number}"


def _offers(link: Link, names: Mapping[str, str]) -> Iterator[Meaning]:
    for one in link.offered:
        name = names.get(one.uri, one.label)
        yield Meaning(one.uri, name, "" if one.label == name else one.label)
