"""All of the API, for the application to serve."""

from collections.abc import Sequence

from litestar import Router
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_500_INTERNAL_SERVER_ERROR
from litestar.types import ControllerRouterHandler

from forsa.api.caseloads import CaseloadPages
from forsa.api.concepts import TaxonomyPages, WordPages
from forsa.api.description import openapi
from forsa.api.guards import JSON_BYTES, sound_body, within_rate
from forsa.api.hand_overs import CaseworkerPages, HandOverPages
from forsa.api.offers import OfferedPages
from forsa.api.outreach import OutreachPages
from forsa.api.own import OwnShortlistPages, OwnVacancyPages
from forsa.api.own_words import WordsPages
from forsa.api.parts_of_files import (
    AboutPages,
    AvailabilityPages,
    LanguagePages,
    LicencePages,
    PlacePages,
    RecordPages,
)
from forsa.api.people import ProfilePages, SkillPages
from forsa.api.people_lists import PeoplePages
from forsa.api.problems import apologise, refuse, turn_away
from forsa.api.rows_of_files import CertificatePages, SchoolPages, WorkPages
from forsa.api.same_people import MergedPages, SamePeoplePages
from forsa.api.skill_changes import SkillChangePages
from forsa.api.skill_entry import SkillEntryPages
from forsa.api.skills_said import SaidSkillPages
from forsa.api.vacancies import PublishedVacancies
from forsa.api.wishes_of_files import WishPages
from forsa.api.words_decided import DecisionPages
from forsa.web.form_tokens import FOR_PROGRAMS
from kernel.errors import DomainError

ADDRESS = "/api/v1"

_CONTROLLERS: Sequence[ControllerRouterHandler] = (
    PublishedVacancies,
    WordPages,
    SkillEntryPages,
    TaxonomyPages,
    OwnVacancyPages,
    OwnShortlistPages,
    PeoplePages,
    ProfilePages,
    SkillPages,
    SaidSkillPages,
    SkillChangePages,
    AboutPages,
    PlacePages,
    LanguagePages,
    LicencePages,
    WishPages,
    AvailabilityPages,
    RecordPages,
    WorkPages,
    SchoolPages,
    CertificatePages,
    SamePeoplePages,
    MergedPages,
    OutreachPages,
    HandOverPages,
    OfferedPages,
    CaseworkerPages,
    CaseloadPages,
    WordsPages,
    DecisionPages,
    openapi,
)


def api_router() -> Router:
    """Return the API under its address, with what holds for all of it."""
    return Router(
        ADDRESS,
        route_handlers=_CONTROLLERS,
        guards=[within_rate, sound_body],
        exception_handlers={
            DomainError: refuse,
            HTTPException: turn_away,
            HTTP_500_INTERNAL_SERVER_ERROR: apologise,
        },
        request_max_body_size=JSON_BYTES,
        opt={FOR_PROGRAMS: True},
        include_in_schema=True,
    )


def is_of_api(path: str) -> bool:
    """Return whether a path is the API's, so that what is not there is said in its form.

    Who may open what is never decided by a path.
    """
    return path == ADDRESS or path.startswith(f"{ADDRESS}/")
