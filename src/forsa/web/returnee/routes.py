"""Every page of people who look for work."""

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from forsa.web.returnee.agreeing import PermissionPages
from forsa.web.returnee.meetings import MeetingPages
from forsa.web.returnee.mine import my_page, say_free
from forsa.web.returnee.own_file import OwnFilePages
from forsa.web.returnee.vacancies import OwnVacancyPages

PERSON_ROUTES: Sequence[ControllerRouterHandler] = (
    OwnVacancyPages,
    MeetingPages,
    PermissionPages,
    OwnFilePages,
    my_page,
    say_free,
)
