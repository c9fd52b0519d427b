"""Write the artefact of the hand weights again, after a change in `matching.training`."""

from importlib.resources import files
from pathlib import Path

import click

from matching.scorer import written_weights
from matching.training import prior_model


@click.command()
def main() -> None:
    """Write matching/artefacts/prior.json in this checkout."""
    path = Path(str(files("matching"))) / "artefacts" / "prior.json"
    path.write_text(written_weights(prior_model()), "utf-8")
    click.echo(path.name)


if __name__ == "__main__":
    main()
