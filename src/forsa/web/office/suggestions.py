"""What words may mean while they are being typed: for the script of the skill pages."""

import json

from litestar import MediaType, Response, post
from litestar.di import NamedDependency

from forsa.database import Database
from forsa.web.forms import Form
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import OFFICE
from forsa.web.office.skill_forms import LONGEST_TEXT, choice_of
from forsa.web.visits import Request, visit_of
from skills.interface.taxonomy import Lookup, concept_labels
from skills.interface.words import holds_phone, said_words
from skills.values.lookup import Found
from skills.values.taxonomy import SKILL_KINDS

OFFERED = 6
SHORTEST = 2
"""Letters from which on something is suggested."""


@post("/office/words", guards=[OFFICE], status_code=200, sync_to_thread=True)
def suggest(
    request: Request, form: NamedDependency[Form], database: NamedDependency[Database]
) -> Response[str]:
    """Return what the last skill of a text may mean, best first, as JSON.

    By POST, so that no words stand in an address that others keep. `before` is the text without
    that skill, `words` the skill as it was typed.
    """
    text, language = form.text("q", longest=LONGEST_TEXT), visit_of(request).language
    if not form.is_right or holds_phone(text):
        return _said(text, "", [])
    with database.reading() as session:
        lookup = lookup_now(request, session)
        before, words, found = last_skill(text, lookup)
        labels = concept_labels(session, {one.uri for one in found}, language) if found else {}
    choices = [choice_of(one, labels) for one in found]
    return _said(
        before, words, [{"uri": c.uri, "label": c.label, "also": c.also} for c in choices]
    )


def last_skill(text: str, lookup: Lookup | None) -> tuple[str, str, tuple[Found, ...]]:
    """Return a text without its last skill, that skill, and what it may mean, best first."""
    spans = said_words(text, lookup)
    if lookup is None or not spans or len(spans[-1].words) < SHORTEST:
        return text, "", ()
    last = spans[-1]
    before = text[: spans[-2].end] if len(spans) > 1 else ""
    found = lookup.find(last.link.text, kinds=SKILL_KINDS, top=OFFERED)
    return before, last.words, found[:OFFERED]


def _said(before: str, words: str, found: list[dict[str, str]]) -> Response[str]:
    answer = {"before": before, "words": words, "found": found}
    return Response(json.dumps(answer, ensure_ascii=False), media_type=MediaType.JSON)
