"""Who writes the letter of each template."""

from collections.abc import Mapping
from functools import partial

from forsa.delivery.letters import Write
from forsa.delivery.mails.caseworkers import caseworker_list
from forsa.delivery.mails.desk import Desk
from forsa.delivery.mails.employers import answer_links, meeting_agreed, reminder, shortlist


def letters_of(desk: Desk) -> Mapping[str, Write]:
    """Return who writes the letter of each template, at this desk."""
    return {
        "shortlist": partial(shortlist, desk),
        "answer_links": partial(answer_links, desk),
        "reminder": partial(reminder, desk),
        "meeting_agreed": partial(meeting_agreed, desk),
        "caseworker_list": partial(caseworker_list, desk),
    }
