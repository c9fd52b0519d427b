"""Every page of people who look for work."""

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from forsa.web.returnee.agreeing import PermissionPages
from forsa.web.returnee.jobs import OwnJobPages
from forsa.web.returnee.meetings import MeetingPages
from forsa.web.returnee.mine import my_page, say_free

PERSON_ROUTES: Sequence[ControllerRouterHandler] = (
    OwnJobPages,
    MeetingPages,
    PermissionPages,
    my_page,
    say_free,
)
