"""The first page of each language."""

from litestar import get
from litestar.di import NamedDependency

from employers.queries import governorates_hiring
from forsa.database import Database
from forsa.web.guards import Anybody
from forsa.web.pages import Page, page
from forsa.web.visits import Request


@get("/", guards=[Anybody("the first page")], sync_to_thread=True)
def home(request: Request, database: NamedDependency[Database]) -> Page:
    """Show the doors for those who look for work, who hire, and who work at an office."""
    with database.reading() as session:
        open_count = sum(governorates_hiring(session).values())
    return page(request, "public/home.html", vacancy_count=open_count)
