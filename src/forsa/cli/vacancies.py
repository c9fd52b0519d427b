"""Commands for employers and vacancies: list them, and move their states."""

import click

from employers.interface import employer_briefs, employers_by_source, open_vacancies
from employers.values import EmployerState, ReviewReason, VacancyState
from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from forsa.deeds import employers as employer_deeds
from forsa.deeds.vacancies import move_vacancy
from kernel.references import Kind, reference, row_id_of


@click.group()
def vacancies() -> None:
    """Look at vacancies and move them."""


@vacancies.command("list")
def list_vacancies() -> None:
    """Print all open vacancies, one a line."""
    with opened_database() as database, database.reading() as session:
        for one in open_vacancies(session):
            ref = reference(Kind.VACANCY, one.vacancy_id)
            click.echo(f"{ref}  {one.governorate}  places {one.places_left}  {one.title}")


@vacancies.command()
@click.argument("vacancy")
@click.argument("state", type=click.Choice([state.value for state in VacancyState]))
@click.option("--as", "email", metavar="ACCOUNT", help="Act as this account; else the system.")
@click.option("--reason", type=click.Choice([reason.value for reason in ReviewReason]))
def move(vacancy: str, state: str, email: str | None, reason: str | None) -> None:
    """Move VACANCY to STATE, with all that this means for the people on it."""
    with plain_refusals(), opened_database() as database, database.writing() as session:
        move_vacancy(
            session,
            vacancy_id=row_id_of(Kind.VACANCY, vacancy),
            to=VacancyState(state),
            actor=actor_named(session, email),
            now=time_now(),
            reason=ReviewReason(reason) if reason else None,
        )
    click.echo(f"{vacancy}  {state}")


@click.group()
def employers() -> None:
    """Look at employers and move their states."""


@employers.command("list")
def list_employers() -> None:
    """Print the employers that came from a list, one a line."""
    with opened_database() as database, database.reading() as session:
        briefs = employer_briefs(session, list(employers_by_source(session).values()))
        for one in briefs.values():
            click.echo(f"{reference(Kind.EMPLOYER, one.employer_id)}  {one.state}  {one.name}")


@employers.command("move")
@click.argument("employer")
@click.argument("state", type=click.Choice([state.value for state in EmployerState]))
@click.option("--as", "email", metavar="ACCOUNT", required=True, help="Act as this account.")
def move_employer(employer: str, state: str, email: str) -> None:
    """Move EMPLOYER to STATE, for instance once it has been checked."""
    with plain_refusals(), opened_database() as database, database.writing() as session:
        employer_deeds.move_employer(
            session,
            employer_id=row_id_of(Kind.EMPLOYER, employer),
            to=EmployerState(state),
            actor=actor_named(session, email),
            now=time_now(),
        )
    click.echo(f"{employer}  {state}")
