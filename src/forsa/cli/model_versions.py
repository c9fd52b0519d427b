"""forsa model list, train, promote, rollback, card: which model ranks."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import click
from sqlmodel import Session

from forsa.cli.model_card import model_card
from forsa.cli.shell import (
    actor_named,
    opened_database,
    plain_refusals,
    settings_or_stop,
    time_now,
)
from forsa.exchange.signed_models import learned_from, model_of, sealed
from kernel.calendar import local_day
from matching.errors import ModelRefused
from matching.queries.model_trials import Entrant, tried
from matching.queries.model_versions import (
    model_in_use,
    model_named,
    model_versions,
    shipped_weights,
    written_weights,
)
from matching.service import go_back, keep_model, put_model_to_use
from matching.values.model_versions import (
    SHIPPED,
    Check,
    Checked,
    ModelBrief,
    ModelReason,
    Verdict,
)

BY = click.option("--as", "email", metavar="ACCOUNT", help="Act as this account; else the system.")
BECAUSE = click.option(
    "--because",
    required=True,
    type=click.Choice([one.value for one in ModelReason]),
    help="Why; it is kept in the audit.",
)
NOW = click.option("--now", "given_now", default=None, help="A time instead of now; development.")

SAYS = {
    Check.LATER_ANSWERS: "answers since it was made, of both sorts; at least",
    Check.MADE_PEOPLE: "nDCG@10 on people made from the taxonomy; at least",
    Check.LATER_ORDER: "nDCG@10 on vacancies answered since; at least",
    Check.CALIBRATION: "calibration error on those answers; at most",
    Check.FAIRNESS: "lowest impact ratio in made-up worlds; at least",
    Check.DIRECTION: "features of which more would lower a score; at most",
}


@click.command("list")
def list_command() -> None:
    """List all models, newest first, and say which one ranks."""
    keys = settings_or_stop().secret_keys
    with opened_database() as database, database.reading() as session:
        found = model_versions(session)
        names_one = model_in_use(session) is not None
    for brief in found:
        click.echo(_line(brief, _learned(brief, keys)))
    state = "retired" if names_one else "active"
    click.echo(f"{shipped_weights().version:<22} {state:<8} comes with Forsa, weights by hand")


@click.command()
@BY
@NOW
def train(email: str | None, given_now: str | None) -> None:
    """Learn a model from what employers answered, and keep it as a draft; nothing ranks by it yet.

    The earliest seven of ten answers are learned from; by the later ones it is tried.
    """
    # scikit-learn takes a second to load, and nothing else here needs it.
    from matching.queries.lessons import learn  # noqa: PLC0415  as above

    keys, now = settings_or_stop().secret_keys, time_now(given_now)
    with plain_refusals(), opened_database() as database:
        with database.reading() as session:
            version = _next_version(session, now)
            lesson = learn(session, version=version)
        text = written_weights(lesson.model, lesson.learned_from)
        with database.writing() as session:
            actor = actor_named(session, email)
            keep_model(session, version=version, sealed=sealed(text, keys), actor=actor, now=now)
    learned = lesson.learned_from
    if lesson.lacking is not None:
        click.echo(
            f"There are {lesson.lacking}, from which nothing can be learned: {version} has the "
            f"weights of the shipped model, {shipped_weights().version}."
        )
    click.echo(
        f"{version}: learned from {learned.asked} asked to meet, {learned.refused} refused."
    )
    click.echo(
        f"{lesson.later} later answers to try it by. To do so: forsa model promote {version}"
    )


@click.command()
@click.argument("version")
@BECAUSE
@BY
@click.option("--dry-run", is_flag=True, help="Try it, and change nothing.")
@NOW
def promote(
    version: str, because: str, email: str | None, *, dry_run: bool, given_now: str | None
) -> None:
    """Try VERSION against the model that ranks, and let it rank if every check holds."""
    with plain_refusals(), opened_database() as database:
        with database.reading() as session:
            verdict = _verdict(session, version)
        for line in verdict_lines(verdict):
            click.echo(line)
        if dry_run:
            click.echo("Nothing was changed (--dry-run).")
            return
        with database.writing() as session:
            put_model_to_use(
                session,
                verdict=verdict,
                because=ModelReason(because),
                actor=actor_named(session, email),
                now=time_now(given_now),
            )
    click.echo(f"{version} ranks from now on. One command back: forsa model rollback")


@click.command()
@click.option("--shipped", is_flag=True, help="Back to the model that comes with Forsa.")
@BECAUSE
@BY
@NOW
def rollback(because: str, email: str | None, *, shipped: bool, given_now: str | None) -> None:
    """Let the model rank that ranked before."""
    keys = settings_or_stop().secret_keys
    with plain_refusals(), opened_database() as database, database.writing() as session:
        version = go_back(
            session,
            because=ModelReason(because),
            to_shipped=shipped,
            actor=actor_named(session, email),
            now=time_now(given_now),
        )
        # Going back to what cannot be read would help nobody: then nothing is changed.
        found = model_of(session, version, keys)
    click.echo(f"{found.version} ranks from now on.")


@click.command()
@click.argument("version", default=SHIPPED)
def card(version: str) -> None:
    """Print the card of VERSION, or of the shipped model: what it is for, what weighs how much."""
    keys = settings_or_stop().secret_keys
    with plain_refusals(), opened_database() as database, database.reading() as session:
        model = model_of(session, version, keys)
        is_shipped = model.version == shipped_weights().version
        learned = None if is_shipped else learned_from(model_named(session, version), keys)
    click.echo(model_card(model, learned), nl=False)


COMMANDS = (list_command, train, promote, rollback, card)


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """Yield the table of a trial: each check with its figures."""
    ranks = shipped_weights().version if verdict.in_use == SHIPPED else verdict.in_use
    yield f"{verdict.version} against {ranks}, which ranks now:"
    yield f"  {'':<56}{'limit':>8}{'in use':>8}{'new':>8}"
    for one in verdict.checks:
        figures = "".join(f"{_figure(one, number):>8}" for number in (one.in_use, one.figure))
        outcome = "holds" if one.holds else "DOES NOT HOLD"
        yield f"  {SAYS[one.check]:<56}{_figure(one, one.limit):>8}{figures}  {outcome}"


def _figure(one: Checked, number: float | None) -> str:
    if number is None or one.figure is None:
        return "–"
    is_count = one.check in (Check.LATER_ANSWERS, Check.DIRECTION)
    return f"{number:.0f}" if is_count else f"{number:.3f}"


def _verdict(session: Session, version: str) -> Verdict:
    keys = settings_or_stop().secret_keys

    def entrant(named: str) -> Entrant:
        model = model_of(session, named, keys)
        learned = None if named == SHIPPED else learned_from(model_named(session, named), keys)
        return Entrant(named, model, learned.until if learned is not None else None)

    brief, in_use = model_named(session, version), model_in_use(session)
    ranks = in_use.version if in_use is not None else SHIPPED
    return tried(session, entrant(brief.version), entrant(ranks))


def _next_version(session: Session, now: datetime) -> str:
    return f"learned-{local_day(now):%Y%m%d}-{len(model_versions(session)) + 1}"


def _learned(brief: ModelBrief, keys: Sequence[str]) -> str:
    try:
        learned = learned_from(brief, keys)
    except ModelRefused as refusal:
        return str(refusal)
    if learned is None or not learned.total:
        return "learned from nothing"
    return f"learned from {learned.asked} asked to meet, {learned.refused} refused"


def _line(brief: ModelBrief, learned: str) -> str:
    used = f", put to use {brief.used_at:%Y-%m-%d %H:%M}" if brief.used_at is not None else ""
    made = f"made {brief.made_at:%Y-%m-%d %H:%M}"
    return f"{brief.version:<22} {brief.state.value:<8} {made}, {learned}{used}"
