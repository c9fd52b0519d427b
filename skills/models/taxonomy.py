"""Tables of the taxonomy: its versions, concepts, their labels and relations.

Rows of other tables refer to a concept by its URI, which outlives every version.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from kernel.storage import NumberedRow, Row, enum_type, json_column
from skills.values.taxonomy import ConceptKind, LabelKind, RelationKind, VersionState


class TaxonomyVersion(NumberedRow, table=True):
    """One imported state of the taxonomy. At most one is active.

    `digest` is that of what was imported, `local_digest` that of what was ruled here of own words
    and joined with it; None if nothing was.
    """

    __tablename__ = "taxonomy_version"
    __table_args__ = (
        sa.Index(
            "uq_taxonomy_version_active",
            "state",
            unique=True,
            sqlite_where=sa.text("state = 'active'"),
            postgresql_where=sa.text("state = 'active'"),
        ),
    )

    name: str = Field(max_length=100)
    state: VersionState = Field(default=VersionState.DRAFT, sa_type=enum_type(VersionState))
    imported_at: datetime
    counts: dict[str, int] = Field(sa_column=json_column())
    digest: str = Field(max_length=64)
    release: str | None = Field(default=None, max_length=20)
    local_digest: str | None = Field(default=None, max_length=64)


class Concept(Row, table=True):
    """One entry of one version. Its number is given by the import, not by the database."""

    __table_args__ = (sa.UniqueConstraint("version_id", "uri"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version_id: int = Field(foreign_key="taxonomy_version.id")
    uri: str = Field(max_length=200)
    kind: ConceptKind = Field(sa_type=enum_type(ConceptKind))
    isco: str | None = Field(default=None, max_length=4)
    description: str | None = None
    reuse_level: str | None = Field(default=None, max_length=30)


class ConceptLabel(Row, table=True):
    """One name of a concept in one language, with the form by which it is searched."""

    __tablename__ = "concept_label"
    __table_args__ = (
        sa.Index(
            "ix_concept_label_local",
            "concept_id",
            sqlite_where=sa.text("origin = 'local'"),
            postgresql_where=sa.text("origin = 'local'"),
        ),
    )

    concept_id: int = Field(foreign_key="concept.id", primary_key=True)
    language: str = Field(max_length=3, primary_key=True)
    label: str = Field(max_length=200, primary_key=True)
    kind: LabelKind = Field(sa_type=enum_type(LabelKind))
    search_key: str = Field(max_length=400)
    origin: str = Field(max_length=40)


class ConceptRelation(Row, table=True):
    """That one concept points to another: broader, essential, optional or related."""

    __tablename__ = "concept_relation"

    from_id: int = Field(foreign_key="concept.id", primary_key=True)
    kind: RelationKind = Field(sa_type=enum_type(RelationKind), primary_key=True)
    to_id: int = Field(foreign_key="concept.id", primary_key=True)
    origin: str = Field(max_length=40)


class ConceptReplacement(Row, table=True):
    """That a version puts one concept in the place of another; the old one is not among them."""

    __tablename__ = "concept_replacement"

    version_id: int = Field(foreign_key="taxonomy_version.id", primary_key=True)
    from_uri: str = Field(max_length=200, primary_key=True)
    to_uri: str = Field(max_length=200, primary_key=True)
    origin: str = Field(max_length=40)


class ConceptFollowing(NumberedRow, table=True):
    """That one row of this package followed a concept to another when a version came into use.

    `place` names the table and column. `undone_at` says when an older version came back.
    """

    __tablename__ = "concept_following"
    __table_args__ = (sa.Index("ix_concept_following_version_id", "version_id"),)

    version_id: int
    place: str = Field(max_length=40)
    row_id: int
    from_uri: str = Field(max_length=200)
    to_uri: str = Field(max_length=200)
    at: datetime
    undone_at: datetime | None = None
