"""`forsa rank V-XXXXXX`: who fits a vacancy, and why."""

import json

import click

from employers.interface import vacancy_brief
from forsa.cli.reason_texts import sentence
from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop, time_now
from forsa.exchange.signed_models import model_now
from kernel.references import Kind, reference, row_id_of
from matching.queries.fields import best_few, field_now
from matching.queries.standings import without_each_gate
from matching.values.ranking import Match, Reason
from skills.interface.taxonomy import concept_labels, lookup_if_any


@click.command()
@click.argument("vacancy")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def rank(vacancy: str, top: int, as_json: bool) -> None:
    """Rank everybody who may be suggested for VACANCY, best first, with the reasons."""
    settings = settings_or_stop()
    with plain_refusals(), opened_database() as database, database.reading() as session:
        brief = vacancy_brief(session, row_id_of(Kind.VACANCY, vacancy))
        lookup = lookup_if_any(session, settings.data_dir / "lookup")
        ranks = model_now(session, settings.secret_keys)
        field = field_now(session, lookup=lookup, model=ranks, now=time_now())
        ranking = best_few(session, field, brief, top=top)
        uris = {
            one.concept_uri
            for match in ranking.matches
            for one in match.reasons
            if one.concept_uri is not None
        }
        labels = concept_labels(session, uris, "en")
        single = without_each_gate(field, brief) if not ranking.matches else {}
    for match in ranking.matches:
        click.echo(_json(match, labels) if as_json else _lines(match, labels))
    if not ranking.matches and not as_json:
        click.echo("Nobody may be suggested for this vacancy now.")
    if ranking.excluded and not as_json:
        shut = ", ".join(f"{gate} {count}" for gate, count in sorted(ranking.excluded.items()))
        click.echo(f"Left out by a condition: {shut}.")
    if single and not as_json:
        left = ", ".join(f"{gate} {count}" for gate, count in single.items())
        click.echo(f"If one condition were not there, so many would pass: {left}.")


def _json(match: Match, labels: dict[str, str]) -> str:
    line = {
        "rank": match.rank,
        "person": reference(Kind.PERSON, match.returnee_id),
        "score": round(match.score, 6),
        "reasons": [_reason(one, labels) for one in match.reasons],
    }
    return json.dumps(line, ensure_ascii=False)


def _reason(one: Reason, labels: dict[str, str]) -> dict[str, object]:
    return {
        "code": one.code,
        "kind": one.kind,
        "text": sentence(one, labels),
        "contribution": round(one.contribution, 6),
    }


def _lines(match: Match, labels: dict[str, str]) -> str:
    person = reference(Kind.PERSON, match.returnee_id)
    lines = [f"{match.rank:>3}. {person}  {match.score:.3f}"]
    lines += [
        f"       {one.kind:<8} {sentence(one, labels)} ({one.contribution:+.2f})"
        for one in match.reasons
    ]
    return "\n".join(lines)
