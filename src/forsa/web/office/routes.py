"""All pages of an office, for the application to serve."""

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from forsa.web.office.about import AboutPages, ContextPages
from forsa.web.office.archive import ArchivePages
from forsa.web.office.caseloads import CaseloadPages
from forsa.web.office.certificates import CertificatePages
from forsa.web.office.consents import ConsentPages
from forsa.web.office.duplicates import SamePersonPages
from forsa.web.office.entries import EntryPages
from forsa.web.office.hand_overs import HandOverPages
from forsa.web.office.introductions import IntroductionPages
from forsa.web.office.merging import MergedPages, MergePages
from forsa.web.office.offers import OfferedFilePages
from forsa.web.office.one_away import OneAwayPages
from forsa.web.office.outreach import OutreachPages
from forsa.web.office.papers import PaperPages
from forsa.web.office.people import PeoplePages
from forsa.web.office.person import PersonPages
from forsa.web.office.place import LanguagePages, PlacePages
from forsa.web.office.ranked_people import RankedPeoplePages
from forsa.web.office.schools import SchoolPages
from forsa.web.office.skill_changes import SkillChangePages
from forsa.web.office.skills import SkillPages
from forsa.web.office.suggestions import suggest
from forsa.web.office.today import finish, show_today
from forsa.web.office.vacancies import OfficeVacancyPages
from forsa.web.office.why_not import WhyNotPages
from forsa.web.office.wishes import WishPages
from forsa.web.office.work_so_far import WorkPages

OFFICE_ROUTES: Sequence[ControllerRouterHandler] = (
    show_today,
    finish,
    PeoplePages,
    SamePersonPages,
    MergePages,
    MergedPages,
    PersonPages,
    ArchivePages,
    CaseloadPages,
    AboutPages,
    ContextPages,
    PlacePages,
    LanguagePages,
    WorkPages,
    PaperPages,
    SchoolPages,
    CertificatePages,
    WishPages,
    OutreachPages,
    HandOverPages,
    OfferedFilePages,
    SkillPages,
    SkillChangePages,
    suggest,
    ConsentPages,
    EntryPages,
    IntroductionPages,
    OfficeVacancyPages,
    OneAwayPages,
    RankedPeoplePages,
    WhyNotPages,
)
