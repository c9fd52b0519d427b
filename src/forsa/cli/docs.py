"""`forsa docs`: the pages of documentation that are drawn from the code."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from litestar import Litestar

from forsa.api.operations_page import operations_page
from forsa.cli.feature_pages import features_page
from forsa.cli.model_card import model_card_page
from forsa.cli.state_pages import states_page
from forsa.exchange.import_page import import_page
from forsa.main import create_app
from forsa.settings import read_settings
from forsa.web.permissions import permissions_page


def _app() -> Litestar:
    with TemporaryDirectory() as folder:
        env = {"FORSA_DATABASE_URL": "sqlite://", "FORSA_DATA_DIR": folder}
        return create_app(read_settings(env))


def _permissions() -> str:
    return permissions_page(_app())


def _operations() -> str:
    return operations_page(json.loads(_app().state.api_description()))


PAGES: Mapping[str, Callable[[], str]] = {
    "api-operations.md": _operations,
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
