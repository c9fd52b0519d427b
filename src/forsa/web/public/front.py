"""The first address, and where everybody goes from it."""

from litestar import get
from litestar.response import Redirect

from forsa.web.guards import Anybody
from forsa.web.homes import home_of
from forsa.web.pages import see_other
from forsa.web.visits import Request, visit_of


@get("/", guards=[Anybody("leads on to the reader's language")], sync_to_thread=False)
def front_door(request: Request) -> Redirect:
    """Lead on: those who are signed in to their work, strangers to their language."""
    visit = visit_of(request)
    return see_other(home_of(visit.actor.role) if visit.actor else f"/{visit.language}")
