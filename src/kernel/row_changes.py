"""What a deed changed in rows of many tables, kept as JSON, so that it can be put back exactly.

A deed takes a snapshot before and after and keeps the difference. Putting back touches the
columns alone that the deed changed, so that what people wrote into others since stays.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from kernel.storage import Row

Columns = dict[str, Any]
Tables = Mapping[str, type[Row]]
"""Tables by their names; each has a primary key of one number."""

VERSION = "version"
"""The column that forms carry; it only ever counts up, so that an old form stays an old one."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that became another. `before` None: it was new; `after` None: it is gone.

    Both hold all columns, as JSON keeps them.
    """

    table: str
    key: int
    before: Columns | None
    after: Columns | None

    @property
    def changed(self) -> frozenset[str]:
        """The columns that differ; none if the row was new or is gone."""
        if self.before is None or self.after is None:
            return frozenset()
        after = self.after
        return frozenset(name for name, value in self.before.items() if after[name] != value)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What rows say at one moment, by table and key."""

    rows: Mapping[tuple[str, int], Columns] = field(default_factory=dict)

    def with_rows(self, other: "Snapshot") -> "Snapshot":
        """Return both together."""
        return Snapshot({**self.rows, **other.rows})


def snapshot(rows: Iterable[Row]) -> Snapshot:
    """Return what rows say now."""
    return Snapshot({(table_of(row).name, key_of(row)): columns_of(row) for row in rows})


def changes_between(before: Snapshot, after: Snapshot) -> tuple[RowChange, ...]:
    """Return what differs, by table and key.

    Examples
    --------
    >>> old = Snapshot({("spell", 1): {"id": 1, "months": 2}})
    >>> new = Snapshot({("spell", 1): {"id": 1, "months": 9}, ("spell", 2): {"id": 2}})
    >>> [(one.key, sorted(one.changed)) for one in changes_between(old, new)]
    [(1, ['months']), (2, [])]
    """
    return tuple(
        RowChange(table, key, before.rows.get((table, key)), after.rows.get((table, key)))
        for table, key in sorted({*before.rows, *after.rows})
        if before.rows.get((table, key)) != after.rows.get((table, key))
    )


def changed_since(
    session: Session,
    changes: Iterable[RowChange],
    tables: Tables,
    watched: Mapping[str, Collection[str]],
) -> frozenset[str]:
    """Return the tables in which a row is not any more what the deed left.

    Looked at are the columns that the deed changed, but for the version, and by table those
    that are `watched` besides; of a new row all are.
    """
    return frozenset(
        one.table
        for one in changes
        if one.table in tables and not _stands(session, one, tables, watched)
    )


def put_back(session: Session, changes: Iterable[RowChange], tables: Tables) -> None:
    """Let rows be again what they were before a deed; what was new goes, what went comes back.

    Columns that point to other tables come first, so that no two rows meet on the way.
    """
    mine = [one for one in changes if one.table in tables]
    for one in mine:
        if one.before is None and (row := _row(session, one, tables)) is not None:
            session.delete(row)
    session.flush()
    for pointing in (True, False):
        for one in mine:
            _put_columns_back(session, one, tables, pointing=pointing)
        session.flush()
    for one in mine:
        if one.after is None and one.before is not None:
            table = tables[one.table]
            session.add(table(**typed(table, one.before)))
    session.flush()


def columns_of(row: Row) -> Columns:
    """Return what a row says, as JSON keeps it."""
    return {column.name: plain(getattr(row, column.name)) for column in table_of(row).columns}


def plain(value: object) -> object:
    """Return a value of a column as JSON keeps it; instants in UTC.

    Examples
    --------
    >>> plain(date(2026, 11, 24)), plain(None), plain(["a"])
    ('2026-11-24', None, ['a'])
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    return value


def typed(table: type[Row], columns: Columns) -> Columns:
    """Return columns that JSON kept as the table has them."""
    kinds = _table(table).columns
    return {name: _typed(kinds[name].type, value) for name, value in columns.items()}


def key_of(row: Row) -> int:
    """Return the one number by which a row is known."""
    [column] = table_of(row).primary_key.columns
    key: int = getattr(row, column.name)
    return key


def table_of(row: Row) -> sa.Table:
    """Return the table of a row."""
    return _table(type(row))


def _table(table: type[Row]) -> sa.Table:
    found: sa.Table = table.__table__  # type: ignore[attr-defined]  # every table of ours has it
    return found


def _typed(kind: sa.types.TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401  # any column's
    if value is None:
        return None
    if isinstance(kind, sa.types.TypeDecorator):
        return _typed(kind.impl_instance, value)
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value


def _row(session: Session, one: RowChange, tables: Tables) -> Row | None:
    return session.get(tables[one.table], one.key)


def _stands(
    session: Session, one: RowChange, tables: Tables, watched: Mapping[str, Collection[str]]
) -> bool:
    row = _row(session, one, tables)
    if row is None or one.after is None:
        return row is None and one.after is None
    looked_at = one.changed if one.before is not None else frozenset(one.after)
    looked_at = (looked_at | {*watched.get(one.table, ())}) - {VERSION}
    now = columns_of(row)
    return all(now[name] == one.after[name] for name in looked_at)


def _put_columns_back(session: Session, one: RowChange, tables: Tables, *, pointing: bool) -> None:
    row = _row(session, one, tables)
    if one.before is None or one.after is None or row is None:
        return
    kinds = table_of(row).columns
    names = {name for name in one.changed if bool(kinds[name].foreign_keys) is pointing}
    was = typed(type(row), {name: one.before[name] for name in names - {VERSION}})
    for name, value in was.items():
        setattr(row, name, value)
    if VERSION in names:
        setattr(row, VERSION, getattr(row, VERSION) + 1)
    session.add(row)
