"""What would be wrong with a taxonomy, and how two versions of it differ; nothing is written."""

from sqlmodel import Session

from skills.errors import TaxonomyVersionNotFound
from skills.interface.taxonomy_content import version_content
from skills.merging import Content, differences, fault_sentence, faults_of, merged
from skills.models.taxonomy import TaxonomyVersion
from skills.values.taxonomy import LeftOut, TaxonomyRows
from skills.values.taxonomy_changes import Difference


def faults_in(rows: TaxonomyRows) -> tuple[list[str], tuple[LeftOut, ...]]:
    """Return what is wrong with rows, a sentence each, and what of them would be left out."""
    content, lost = merged(Content(), rows)
    return [fault_sentence(fault) for fault in faults_of(content)], lost


def differences_between(session: Session, old_id: int, new_id: int) -> list[Difference]:
    """Return how one version differs from another; ten queries.

    Raises
    ------
    TaxonomyVersionNotFound
        If there is no such version.
    """
    for version_id in (old_id, new_id):
        if session.get(TaxonomyVersion, version_id) is None:
            raise TaxonomyVersionNotFound
    return differences(version_content(session, old_id), version_content(session, new_id))
