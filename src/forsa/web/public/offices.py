"""Whom to call: for whoever has no sign-in, no card, or cannot get in."""

from litestar import get
from litestar.di import NamedDependency

from forsa.database import Database
from forsa.web.guards import Anybody
from forsa.web.pages import Page, page
from forsa.web.visits import Request
from skills.queries.people import offices_to_call


@get("/offices", guards=[Anybody("whom to call")], sync_to_thread=True)
def offices(request: Request, database: NamedDependency[Database]) -> Page:
    """Show the offices that can be called."""
    with database.reading() as session:
        found = offices_to_call(session)
    return page(request, "public/offices.html", offices=found)
