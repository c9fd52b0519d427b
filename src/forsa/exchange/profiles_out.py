"""People of an office as a CSV file that imports again and then changes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from forsa.exchange import detail_cells as cells
from forsa.exchange import profile_columns as columns
from forsa.exchange.columns import names_of
from kernel.calendar import local_day
from kernel.references import Kind, reference
from skills.values.lists import ListedConsent, ListedPerson
from skills.values.profiles import ExperienceDraft
from skills.values.returnees import KEPT_IF_UNSAID, SAID_OUTRIGHT, ReturneeDraft


def profile_rows(
    people: Iterable[ListedPerson], *, office: str, caseworkers: Mapping[int, str]
) -> Iterator[Sequence[str]]:
    """Yield the heading and one row for each person; `caseworkers` are addresses by account."""
    names = names_of(columns.COLUMNS)
    yield names
    for one in people:
        row = _row(one) | {
            "office": office,
            "caseworker": caseworkers.get(one.said.caseworker_id or 0, ""),
        }
        yield [row.get(name, "") for name in names]


def _row(one: ListedPerson) -> dict[str, str]:
    said = one.said
    return {
        "person_reference": said.source_ref or reference(Kind.PERSON, one.returnee_id),
        **{name: _cell(getattr(said, name)) for name in (*SAID_OUTRIGHT, *KEPT_IF_UNSAID)},
        **_lists(said),
        **_work(said),
        **_consents(one.consents),
    }


def _lists(said: ReturneeDraft) -> dict[str, str]:
    return {
        "accepted_governorates": "|".join(said.accepted_governorates),
        "licences": "|".join(said.licences),
        "contract_kinds": "|".join(said.contract_kinds),
        "languages": "|".join(f"{code}:{level}" for code, level in said.languages.items()),
        "skills": cells.cell_of((one.own_words, [int(one.proficiency)]) for one in said.skills),
        "skills_language": next((one.language for one in said.skills if one.language), ""),
        "further_phones": cells.cell_of(
            (
                one.number,
                [cells.SHARED if one.is_shared else None, cells.word_for(one.is_safe, cells.SAFE)],
            )
            for one in said.further_phones
        ),
        "case_references": cells.cell_of(
            (one.system, [one.reference]) for one in said.case_references
        ),
        "can": cells.cell_of((task, [_cell(can)]) for task, can in said.can),
        "weights": cells.cell_of((what, [weight]) for what, weight in said.weights),
        "wanted": cells.cell_of((one.own_words, []) for one in said.wanted),
        "refused": cells.cell_of((one.own_words, []) for one in said.refused),
    }


def _work(said: ReturneeDraft) -> dict[str, str]:
    """Return works and papers. An occupation stands among the works, and not twice."""
    months = said.experience_months if not said.experiences else None
    return {
        "experience_months": _cell(months),
        "experiences": cells.cell_of((one.own_words, _spell(one)) for one in said.experiences),
        "education": cells.cell_of(
            (
                one.level,
                [one.ended_year, cells.word_for(one.is_finished, cells.FINISHED), one.field],
            )
            for one in said.education
        ),
        "certificates": cells.cell_of(
            (
                one.name,
                [
                    one.issuer,
                    one.issued_year,
                    one.expires_on,
                    cells.word_for(one.is_recognised, cells.RECOGNISED),
                ],
            )
            for one in said.certificates
        ),
    }


def _spell(one: ExperienceDraft) -> list[object]:
    return [one.months, one.kind, cells.word_for(one.is_abroad, cells.PLACES)]


def _consents(given: Iterable[ListedConsent]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        found[f"consent_{one.purpose}_on"] = local_day(one.at).isoformat()
        found[f"consent_{one.purpose}_method"] = one.method.value
    return found


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
