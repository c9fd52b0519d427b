"""What helps to write skills down: what is being typed, and what is usual in an occupation."""

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from forsa.api.concepts import READERS, lookup_of, names_of
from forsa.api.concepts_shown import (
    Suggestions,
    TextSoFar,
    UsualSkill,
    UsualSkills,
    meaning_shown,
)
from forsa.api.inputs import UriAsked
from forsa.api.problems import REFUSED_READS, REFUSED_WRITES
from forsa.database import Database
from forsa.web.office.suggestions import last_skill
from forsa.web.visits import Request, visit_of
from skills.errors import ConceptNotFound, SkillIsPhone
from skills.interface import taxonomy
from skills.interface.words import holds_phone
from skills.values.taxonomy import ConceptKind


class SkillEntryPages(Controller):
    """Help with writing skills down."""

    path = "/skills"
    guards = (READERS,)
    tags = ("Skills",)

    @post(
        "/suggest",
        status_code=200,
        summary="Suggest skills while they are typed",
        operation_id="suggestSkills",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def suggest(
        self, request: Request, data: JSONBody[TextSoFar], database: NamedDependency[Database]
    ) -> Suggestions:
        """Return what the last skill of a text may mean. Nothing is written or kept."""
        if holds_phone(data.text):
            raise SkillIsPhone
        with database.reading() as session:
            before, words, found = last_skill(data.text, lookup_of(request, session))
            names = names_of(request, session, found)
        return Suggestions(
            before=before, words=words, found=tuple(meaning_shown(one, names) for one in found)
        )

    @get(
        "/usual",
        summary="Read the usual skills of an occupation",
        operation_id="listUsualSkills",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def usual(
        self, request: Request, database: NamedDependency[Database], occupation: UriAsked
    ) -> UsualSkills:
        """Return the skills that cannot be done without in an occupation, by their names."""
        language = visit_of(request).language
        with database.reading() as session:
            known = taxonomy.concept_briefs(session, [occupation]).get(occupation)
            if known is None or known.kind is not ConceptKind.OCCUPATION:
                raise ConceptNotFound
            uris = taxonomy.usual_skills(session, [occupation]).get(occupation, ())
            names = taxonomy.concept_labels(session, [occupation, *uris], language)
        skills = [UsualSkill(concept=uri, name=names.get(uri)) for uri in uris]
        return UsualSkills(
            occupation=occupation,
            name=names.get(occupation),
            skills=tuple(sorted(skills, key=lambda one: one.name or "")),
        )
