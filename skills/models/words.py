"""Tables of what is ruled of own words that mean no concept of the taxonomy."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from kernel.storage import NumberedRow, enum_type, json_column
from skills.values.taxonomy import ConceptKind
from skills.values.words import RefusedBecause, RulingState, Verdict, WordsPart

_LIVE = "state IN ('proposed', 'in_force')"


class WordRuling(NumberedRow, table=True):
    """What somebody said that own words are, who agreed, and who took it back.

    Of one search key and part at most one is proposed or in force. `concept_uri` is what the
    words mean; for a new concept it is known once that came in force, and `names`
    and what follows say more of it.
    """

    __tablename__ = "word_ruling"
    __table_args__ = (
        sa.Index(
            "uq_word_ruling_live",
            "search_key",
            "part",
            unique=True,
            sqlite_where=sa.text(_LIVE),
            postgresql_where=sa.text(_LIVE),
        ),
    )

    search_key: str = Field(max_length=200)
    part: WordsPart = Field(
        default=WordsPart.SKILL,
        sa_type=enum_type(WordsPart),
        sa_column_kwargs={"server_default": WordsPart.SKILL.value},
    )
    own_words: str = Field(max_length=200)
    language: str | None = Field(default=None, max_length=3)
    verdict: Verdict = Field(sa_type=enum_type(Verdict))
    state: RulingState = Field(sa_type=enum_type(RulingState), index=True)
    concept_uri: str | None = Field(default=None, max_length=200, index=True)
    concept_kind: ConceptKind | None = Field(default=None, sa_type=enum_type(ConceptKind))
    names: dict[str, str] | None = Field(sa_column=json_column(nullable=True))
    broader_uri: str | None = Field(default=None, max_length=200)
    proposed_at: datetime
    proposed_by: int | None = None
    ruled_at: datetime | None = None
    ruled_by: int | None = None
    refused_because: RefusedBecause | None = Field(default=None, sa_type=enum_type(RefusedBecause))
    undone_at: datetime | None = None
    undone_by: int | None = None
    changed_count: int = 0


class WorkRuling(NumberedRow, table=True):
    """That one spell of work, or one wish, became what was ruled of its words.

    `place` names the table. `before` has the columns that the row had but for its number and
    whose it is. `to_uri` is what it was linked to, None if it was taken away. `undone_at` says
    when the ruling was taken back, whether or not the row was.
    """

    __tablename__ = "work_ruling"

    ruling_id: int = Field(index=True)
    returnee_id: int = Field(foreign_key="returnee.id", index=True)
    place: str = Field(max_length=40)
    row_id: int
    before: dict[str, Any] = Field(sa_column=json_column())
    to_uri: str | None = Field(default=None, max_length=200)
    at: datetime
    undone_at: datetime | None = None
