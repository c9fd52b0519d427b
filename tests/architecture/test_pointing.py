"""Every column that points to a concept is known to those who let rows follow a new taxonomy."""

from sqlmodel import SQLModel

import matching.models
import skills.models
from employers.models import POINTING as OF_VACANCIES
from skills.models.pointing import POINTING as OF_PEOPLE

WITH_TABLES = (matching.models, skills.models)
"""Imported, so that their tables are known; those of employers are with what is compared."""

OWN = {
    "concept",
    "concept_replacement",
    "concept_following",
    "vacancy_following",
    "requirement_ruling",
    "work_ruling",
}
"""Tables of the taxonomy itself, and those that say what followed or was ruled."""


def test_no_column_that_points_to_a_concept_is_forgotten():
    found = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if table.name not in OWN and (column.name == "uri" or column.name.endswith("_uri"))
    }

    assert found == {*OF_PEOPLE, *OF_VACANCIES}
