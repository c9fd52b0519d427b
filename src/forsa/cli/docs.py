"""`forsa docs`: the pages of documentation that are drawn from the code."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from forsa.cli.feature_pages import features_page
from forsa.cli.model_card import model_card_page
from forsa.cli.state_pages import states_page
from forsa.exchange.import_page import import_page
from forsa.main import create_app
from forsa.settings import read_settings
from forsa.web.permissions import permissions_page


def _permissions() -> str:
    with TemporaryDirectory() as folder:
        env = {"FORSA_DATABASE_URL": "sqlite://", "FORSA_DATA_DIR": folder}
        return permissions_page(create_app(read_settings(env)))


PAGES: Mapping[str, Callable[[], str]] = {
    "features.md": features_page,
    "import.md": import_page,
    "model-card.md": model_card_page,
    "permissions.md": _permissions,
    "states.md": states_page,
}
"""Every drawn page, by its name in docs/."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--check", is_flag=True, help="Change nothing; fail if a page is out of date.")
def docs(folder: Path, *, check: bool) -> None:
    """Draw the generated pages of documentation into FOLDER."""
    for name, draw in PAGES.items():
        path, text = folder / name, draw()
        is_same = path.exists() and path.read_text(encoding="utf-8") == text
        if check and not is_same:
            message = f"{path} is out of date: run `make docs`"
            raise click.ClickException(message)
        if not is_same:
            path.write_text(text, encoding="utf-8")
