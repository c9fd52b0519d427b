"""What words mean: the lookup, texts taken apart, and the taxonomy itself."""

from collections.abc import Collection

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from sqlmodel import Session

from forsa.accounts.values import Scope
from forsa.api.concepts_shown import (
    Concept,
    Lookup,
    SplitText,
    Taxonomy,
    TextToSplit,
    concept_shown,
    meaning_shown,
    part_shown,
    version_shown,
)
from forsa.api.guards import Needs
from forsa.api.inputs import (
    Sort,
    SortsAsked,
    TopAsked,
    UriAsked,
    WordsAsked,
    WrittenIn,
    check_fields,
)
from forsa.api.problems import REFUSED_READS, REFUSED_WRITES
from forsa.database import Database
from forsa.web.lookup import lookup_now
from forsa.web.visits import Request, visit_of
from kernel.actor import Role
from skills.errors import ConceptNotFound, SkillEmpty, SkillIsPhone, TaxonomyMissing
from skills.interface import taxonomy
from skills.interface.words import has_letter, holds_phone, named_skills, said_skills
from skills.values.lookup import Found
from skills.values.taxonomy import SKILL_KINDS, ConceptKind

READERS = Needs(
    Scope.SKILLS,
    Role.EMPLOYER_MEMBER,
    Role.EMPLOYER_OWNER,
    Role.CASEWORKER,
    Role.SUPERVISOR,
    Role.OPERATOR,
    Role.AUDITOR,
)

KINDS = {
    Sort.SKILL: SKILL_KINDS,
    Sort.OCCUPATION: frozenset({ConceptKind.OCCUPATION}),
    Sort.ISCO_GROUP: frozenset({ConceptKind.UNIT_GROUP}),
    Sort.SKILL_GROUP: frozenset({ConceptKind.SKILL_GROUP}),
}


class WordPages(Controller):
    """Words, looked up."""

    path = "/skills"
    guards = (READERS,)
    tags = ("Skills",)

    @get(
        summary="Look words up",
        operation_id="findSkills",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def find(
        self,
        request: Request,
        database: NamedDependency[Database],
        q: WordsAsked,
        lang: WrittenIn = None,
        types: SortsAsked = None,
        top: TopAsked = 5,
    ) -> Lookup:
        """Return the concepts that words may mean, best first, each with its chance and why.

        A phone number is no skill and is refused. Words stand in the address, and addresses are
        kept by others: send what concerns one person to `/skills/split`.
        """
        if holds_phone(q):
            raise SkillIsPhone
        if not has_letter(q):
            raise SkillEmpty
        kinds = frozenset[ConceptKind]().union(*(KINDS[one] for one in types or Sort))
        with database.reading() as session:
            lookup = lookup_of(request, session, lang)
            [link] = lookup.link_many([q], language=lang, kinds=kinds, top=top)
            names = names_of(request, session, link.offered)
        return Lookup(
            linked=link.uri,
            found=tuple(meaning_shown(one, names) for one in link.offered),
        )

    @post(
        "/split",
        status_code=200,
        summary="Take a text apart",
        operation_id="splitText",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def split(
        self, request: Request, data: JSONBody[TextToSplit], database: NamedDependency[Database]
    ) -> SplitText:
        """Return the skills of a text with their places in it. Nothing is written or kept."""
        if data.said and holds_phone(data.text):
            raise SkillIsPhone
        with database.reading() as session:
            lookup = lookup_of(request, session, data.lang)
            split = said_skills if data.said else named_skills
            spans = split(data.text, lookup, language=data.lang)
            offered = [one for span in spans for one in span.link.offered]
            names = names_of(request, session, offered)
        return SplitText(parts=tuple(part_shown(span, names) for span in spans))


class TaxonomyPages(Controller):
    """The taxonomy: its versions, and its concepts one by one."""

    path = "/taxonomy"
    guards = (READERS,)
    tags = ("Taxonomy",)

    @get(
        summary="Read the versions of the taxonomy",
        operation_id="listTaxonomyVersions",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def versions(self, database: NamedDependency[Database]) -> Taxonomy:
        """Return the versions, the newest first."""
        with database.reading() as session:
            return Taxonomy(tuple(map(version_shown, taxonomy.versions(session))))

    @get(
        "/concept",
        summary="Read one concept",
        operation_id="readConcept",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def concept(
        self,
        database: NamedDependency[Database],
        uri: UriAsked,
    ) -> Concept:
        """Return one concept of the version in use, with its names."""
        with database.reading() as session:
            found = taxonomy.concept_briefs(session, [uri]).get(uri)
        if found is None:
            raise ConceptNotFound
        return concept_shown(found)


def lookup_of(request: Request, session: Session, lang: str | None = None) -> taxonomy.Lookup:
    """Return the lookup; one query. Refuse where there is no taxonomy yet, or no such language."""
    lookup = lookup_now(request, session)
    if lookup is None:
        raise TaxonomyMissing
    if lang is not None and lang not in lookup.languages:
        known = ", ".join(sorted(lookup.languages))
        check_fields([("lang", f"No label is in this language; there are: {known}")])
    return lookup


def names_of(request: Request, session: Session, found: Collection[Found]) -> dict[str, str]:
    """Return names of concepts in the language of the answer; one query at most."""
    uris = {one.uri for one in found}
    return taxonomy.concept_labels(session, uris, visit_of(request).language) if uris else {}
