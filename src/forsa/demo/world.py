"""The made-up world, from an empty database to this morning."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random
from sqlite3 import Connection

from sqlalchemy import event
from sqlmodel import Session

from forsa.accounts.passwords import hash_of
from forsa.accounts.service.accounts import issue_card
from forsa.accounts.signing_in import hashed_card
from forsa.database import Database
from forsa.deeds.taxonomy import put_taxonomy_to_use
from forsa.demo.days import calendar_before
from forsa.demo.founding import found
from forsa.demo.past import live_through
from forsa.demo.people import plan_people
from forsa.demo.sign_ins import CARDS, PASSWORD
from forsa.demo.stage import LOOKUP_FOLDER, Stage
from forsa.demo.vacancies import plan_vacancies
from forsa.demo.vocabulary import vocabulary_of
from forsa.exchange.reading import Linking
from forsa.exchange.starter import read_starter
from forsa.settings import Settings
from kernel.actor import SYSTEM
from matching.interface import introductions_of
from matching.values.introductions import State
from skills.interface.taxonomy import Lookup, open_lookup
from skills.service import import_taxonomy
from skills.values.taxonomy import SKILL_KINDS, ConceptKind

SEED = 2026
CARD_STATES = (State.ASKED, State.MEETING_ASKED, State.HIRED)
"""Who has a card, in the order of `CARDS`: the first person with such an introduction."""


def build_world(
    database: Database, settings: Settings, *, now: datetime, seed: int = SEED
) -> Counter[str]:
    """Fill an empty database with the made-up world; return how its deeds went.

    The same seed and time give the same world. The schema is there already.
    """
    hurry(database)
    words = read_starter()
    calendar = calendar_before(now)
    begin = calendar.moment(len(calendar.days) - 1, 6)
    with database.writing() as session:
        report = import_taxonomy(session, source=words, actor=SYSTEM, now=begin)
        put_taxonomy_to_use(session, version_id=report.version_id, actor=SYSTEM, now=begin)
    with database.reading() as session:
        lookup = open_lookup(session, settings.data_dir / LOOKUP_FOLDER)
    password_hash = hash_of(PASSWORD)
    with database.writing() as session:
        cast = found(session, password_hash=password_hash, now=begin)
    dice, vocabulary, linking = Random(seed), vocabulary_of(words), linking_of(lookup)
    people = plan_people(cast, vocabulary, linking, calendar, dice)
    vacancies = plan_vacancies(cast, vocabulary, linking, calendar, dice)
    stage = Stage(database, settings, lookup, calendar, cast, dice)
    with _no_collection():
        counts = live_through(stage, people, vacancies)
    _give_cards(database, now)
    return counts


def hurry(database: Database) -> None:
    """Let SQLite write without waiting for the disk: whoever is interrupted builds anew."""
    if database.engine.dialect.name == "sqlite":
        database.engine.dispose()
        event.listen(database.engine, "connect", _write_behind)


def _write_behind(connection: Connection, _: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


@contextmanager
def _no_collection() -> Iterator[None]:
    """Spare the collector's rounds: a sixth of the time, and what is left behind is small."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def linking_of(lookup: Lookup) -> Linking:
    """Return how words of people and of vacancies become concepts."""
    return Linking(
        skills=lambda texts: lookup.link_many(texts, kinds=SKILL_KINDS),
        occupations=lambda texts: lookup.link_many(texts, kinds={ConceptKind.OCCUPATION}),
    )


def _give_cards(database: Database, now: datetime) -> None:
    hashed = [hashed_card(card.code, card.pin) for card in CARDS]
    with database.writing() as session:
        given: set[int] = set()
        for state, card in zip(CARD_STATES, hashed, strict=True):
            returnee_id = _first_in(session, state, given)
            given.add(returnee_id)
            issue_card(session, returnee_id=returnee_id, card=card, actor=SYSTEM, now=now)


def _first_in(session: Session, state: State, given: set[int]) -> int:
    return next(
        one.returnee_id
        for one in introductions_of(session, states=[state])
        if one.returnee_id not in given
    )
