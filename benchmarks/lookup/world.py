"""A database for one run, filled from the released files by our own importer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from forsa.database import Database
from forsa.exchange.esco import read_esco
from forsa.exchange.esco_files import esco_files
from forsa.exchange.gathering import joined
from forsa.exchange.starter import read_starter
from forsa.schema import upgrade_schema
from kernel.actor import SYSTEM
from skills.service import activate_taxonomy, import_taxonomy
from skills.values.taxonomy import TaxonomyRows


@contextmanager
def filled(data: Path | None, *, starter: bool = True) -> Iterator[tuple[Session, Path]]:
    """Yield a session on the starter with ESCO in all languages, and a folder for indexes.

    Without the starter it is ESCO alone, with its own occupations and relations; without data
    the starter alone.
    """
    with TemporaryDirectory(prefix="forsa-lookup-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'forsa.db'}"
        upgrade_schema(url)
        database = Database(url)
        try:
            rows = _rows(data, starter)
            now = datetime.now(UTC)
            with database.writing() as session:
                report = import_taxonomy(session, source=rows, actor=SYSTEM, now=now)
                activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)
            with database.reading() as session:
                yield session, folder / "lookup"
        finally:
            database.close()


def _rows(data: Path | None, starter: bool) -> TaxonomyRows:
    if data is None:
        return read_starter()
    esco = read_esco(esco_files([data / "esco"]))
    return joined(read_starter(), esco) if starter else esco
