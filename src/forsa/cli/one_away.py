"""forsa one-away: which one skill or licence opens vacancies, for whom."""

import click
from sqlmodel import Session

from employers.interface import open_vacancies, vacancy_brief
from employers.values import VacancyBrief
from forsa.cli.shell import opened_database, plain_refusals, time_now
from kernel.references import Kind, reference, row_id_of
from matching.queries.one_away import openers
from matching.values.one_away import Opener
from skills.interface.taxonomy import concept_labels
from skills.queries.people import offices

MOST_NAMED = 5


@click.command("one-away")
@click.option("--vacancy", metavar="V-…", help="For this vacancy alone.")
@click.option("--person", metavar="K-…", help="For this person alone.")
@click.option("--office", metavar="CODE", help="For the people of this office.")
@click.option("--top", default=20, show_default=True, type=click.IntRange(1, 1000))
@click.option("--now", "given_now", default=None, help="A time instead of now; development only.")
def one_away(
    vacancy: str | None, person: str | None, office: str | None, top: int, given_now: str | None
) -> None:
    """Say which one skill or licence would open vacancies: for a person, a vacancy, an office.

    Whoever lacks one thing alone, at the level asked, and whom no condition stops.
    """
    with plain_refusals(), opened_database() as database, database.reading() as session:
        found = openers(
            session,
            vacancies=_vacancies(session, vacancy),
            returnee_ids=[row_id_of(Kind.PERSON, person)] if person is not None else None,
            office_id=_office(session, office) if office is not None else None,
            now=time_now(given_now),
        )
        uris = {one.concept_uri for one in found[:top] if one.concept_uri is not None}
        labels = concept_labels(session, uris, "en")
    for one in found[:top]:
        click.echo(_line(one, labels.get(one.concept_uri or "", one.words)))
    if not found:
        click.echo("No single skill or licence opens a vacancy now.")


def _vacancies(session: Session, named: str | None) -> list[VacancyBrief]:
    if named is None:
        return open_vacancies(session)
    return [vacancy_brief(session, row_id_of(Kind.VACANCY, named))]


def _office(session: Session, code: str) -> int:
    for one in offices(session):
        if one.code == code:
            return one.office_id
    message = f"There is no office '{code[:40]}'. See: forsa offices list."
    raise click.ClickException(message)


def _line(one: Opener, name: str) -> str:
    what = f"licence {one.words}" if one.is_licence else f"{name}, level {one.least}"
    vacancies = [reference(Kind.VACANCY, number) for number in sorted(one.vacancies)]
    people = [reference(Kind.PERSON, number) for number in sorted(one.people)]
    return f"{what}: vacancies {_named(vacancies)}; people {_named(people)}"


def _named(references: list[str]) -> str:
    more = len(references) - MOST_NAMED
    also = f" and {more} more" if more > 0 else ""
    return f"{len(references)} ({', '.join(references[:MOST_NAMED])}{also})"
