"""What was ruled of own words, for deeds and for whoever writes them down again."""

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session, col, select

from kernel.storage import written_id
from skills.errors import RulingNotFound
from skills.interface.concepts import iscos_of
from skills.models.words import WordRuling
from skills.search_key import search_key
from skills.values.lookup import Found, Link, Why
from skills.values.taxonomy import ConceptKind
from skills.values.words import NewConcept, RulingBrief, RulingState, Verdict, WordsPart

LIVE = (RulingState.PROPOSED, RulingState.IN_FORCE)
"""States of which a search key has one at most."""

KEYS_AT_ONCE = 500
"""How many keys are asked for by name; for more, all rulings are read."""


def ruling_brief(session: Session, ruling_id: int) -> RulingBrief:
    """Return one ruling.

    Raises
    ------
    RulingNotFound
        If there is none.
    """
    row = session.get(WordRuling, ruling_id)
    if row is None:
        raise RulingNotFound
    return brief_of(row)


def rulings_in_force(
    session: Session, keys: Collection[str], part: WordsPart = WordsPart.SKILL
) -> dict[str, RulingBrief]:
    """Return what is ruled of search keys as words of one part, by key; one query."""
    query = select(WordRuling).where(
        WordRuling.state == RulingState.IN_FORCE, WordRuling.part == part
    )
    if len(keys) <= KEYS_AT_ONCE:
        query = query.where(col(WordRuling.search_key).in_(sorted(keys)))
    wanted = set(keys)
    return {
        row.search_key: brief_of(row) for row in session.exec(query) if row.search_key in wanted
    }


def ruled_links(
    session: Session, links: Sequence[Link], part: WordsPart = WordsPart.SKILL
) -> tuple[Link, ...]:
    """Return what became of some texts, as rulings in force say it; one query, two for work.

    An index that was made before a ruling does not know of it yet.
    """
    keys = {link.text: search_key(link.text) for link in links}
    ruled = rulings_in_force(session, set(keys.values()), part)
    uris = {one.concept_uri for one in ruled.values() if one.concept_uri is not None}
    iscos = iscos_of(session, uris) if uris and part is WordsPart.WORK else {}
    return tuple(_ruled(link, ruled.get(keys[link.text]), iscos) for link in links)


def _ruled(link: Link, ruling: RulingBrief | None, iscos: Mapping[str, str]) -> Link:
    uri = ruling.concept_uri if ruling is not None else None
    if ruling is None or ruling.verdict is Verdict.REJECT:
        return link
    if uri is None:
        return Link(link.text, None, 0.0, link.offered)
    kind = ConceptKind.OCCUPATION if ruling.part is WordsPart.WORK else ConceptKind.SKILL
    own = Found(uri, link.text, "", 1.0, kind, iscos.get(uri), Why.SAME_WORDS)
    same = [one for one in link.offered if one.uri == uri] or [own]
    others = [one for one in link.offered if one.uri != uri]
    return Link(link.text, uri, 1.0, (*same, *others))


def rejected_among(
    session: Session, texts: Collection[str], part: WordsPart = WordsPart.SKILL
) -> frozenset[str]:
    """Return which texts were looked at before and are no skill, or no work; one query."""
    keys = {text: search_key(text) for text in texts}
    ruled = rulings_in_force(session, set(keys.values()), part)
    return frozenset(
        text for text, key in keys.items() if key in ruled and ruled[key].verdict is Verdict.REJECT
    )


def is_ruled(session: Session, own_words: str, part: WordsPart = WordsPart.SKILL) -> bool:
    """Return whether something is proposed, or in force, for the key of some words; one query."""
    query = select(WordRuling.id).where(
        WordRuling.search_key == search_key(own_words), WordRuling.part == part
    )
    return session.exec(query.where(col(WordRuling.state).in_(LIVE))).first() is not None


def text_keys(texts: Collection[str]) -> dict[str, str]:
    """Return by text the key under which it is ruled."""
    return {text: search_key(text) for text in texts}


def brief_of(row: WordRuling) -> RulingBrief:
    """Return what of a row may travel. For this package alone: rows cross no door."""
    concept = None
    if row.concept_kind is not None:
        concept = NewConcept(row.concept_kind, dict(row.names or {}), row.broader_uri)
    return RulingBrief(
        ruling_id=written_id(row),
        part=row.part,
        search_key=row.search_key,
        own_words=row.own_words,
        language=row.language,
        verdict=row.verdict,
        state=row.state,
        concept_uri=row.concept_uri,
        concept=concept,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        ruled_at=row.ruled_at,
        ruled_by=row.ruled_by,
        refused_because=row.refused_because,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
        changed_count=row.changed_count,
    )
