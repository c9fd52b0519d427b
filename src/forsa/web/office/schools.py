"""Pages of one school that a person went to."""

from datetime import date

from forsa.web.forms import Form
from forsa.web.office.papers import year_of
from forsa.web.office.parts import OnePaperPages, Paper
from forsa.web.office.person_forms import optional
from forsa.web.office.sections import WORDS_OF_ANSWERS, answer, mark_of
from skills.queries.profiles import education_of
from skills.service import add_education, change_education, remove_education
from skills.values.profiles import EducationBrief, EducationDraft, EducationLevel


def _read(form: Form, today: date) -> EducationDraft | None:
    """Return what a form says of a school, None if something in it is wrong."""
    level = form.choice("level", EducationLevel)
    field = optional(form, "field", 120)
    year = year_of(form, "ended_year", today, further=LONGEST_SCHOOL)
    if level is None or not form.is_right:
        return None
    return EducationDraft(level, field, year, answer(form, "finished"), mark_of(form))


LONGEST_SCHOOL = 6
"""Years ahead in which a school that goes on may end."""


def _values(one: EducationBrief) -> dict[str, object]:
    return {
        "level": one.level,
        "field": one.field,
        "finished": WORDS_OF_ANSWERS[one.is_finished],
        "ended_year": one.ended_year,
    }


class SchoolPages(OnePaperPages):
    """Schools of one person, for their office."""

    path = "/office/people/{ref:str}/papers/schools"
    paper = Paper(
        tail="papers/schools",
        template="school",
        number="education_id",
        read=_read,
        values=_values,
        on_file=education_of,
        add=add_education,
        change=change_education,
        remove=remove_education,
    )
