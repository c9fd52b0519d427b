"""Asking for a new answer link by e-mail; the answer does not tell who is known here."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException

from forsa.accounts.errors import TooManyAttempts
from forsa.accounts.service.attempts import count_link_request
from forsa.database import Database
from forsa.deeds.answer_links import post_new_links
from forsa.web.employer.link_pages import new_link_page
from forsa.web.form_tokens import UNNAMED
from forsa.web.forms import Form
from forsa.web.guards import Anybody
from forsa.web.pages import Page
from forsa.web.visits import Request, visit_of

OPTIONS = {UNNAMED: True}


class NewLinkPages(Controller):
    """A way back to the lists for whoever has lost their link."""

    path = "/answer"
    guards = (Anybody("who lost an answer link cannot show one"),)
    opt = OPTIONS

    @get(sync_to_thread=True)
    def show(self, request: Request) -> Page:
        """Show the form."""
        return new_link_page(request, is_sent=False, form=Form.empty())

    @post(status_code=200, sync_to_thread=True)
    def ask(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Send new links to whoever has the address, and say the same to everybody."""
        email = form.text("email", longest=254)
        if not form.is_right:
            return new_link_page(request, is_sent=False, form=form)
        try:
            with database.writing() as session:
                count_link_request(
                    session, email=email, address=visit_of(request).address, now=now
                )
                post_new_links(session, email=email, now=now)
        except TooManyAttempts as error:
            raise HTTPException(status_code=429) from error
        return new_link_page(request, is_sent=True, form=form)
