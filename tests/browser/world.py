"""The made-up world, served by a real server in a process of its own, and a browser to see it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from forsa.database import Database
from forsa.demo.sign_ins import CARDS, OPERATOR, PASSWORD, member_email, office_email
from forsa.demo.world import build_world
from forsa.schema import upgrade_schema
from forsa.settings import read_settings
from tests.smtp_sink import free_port

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FORSA = "from forsa.cli.root import cli; cli()"
START_SECONDS = 60
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

ACCOUNTS = {
    "employer": member_email(1),
    "caseworker": office_email("caseworker", 1),
    "supervisor": office_email("supervisor", 1),
    "operator": OPERATOR,
}
"""Who signs in with a password, by role; a returnee signs in with a card."""


@contextmanager
def served_world(folder: Path) -> Iterator[str]:
    """Build the made-up world in a folder, serve it, and give its address."""
    port = free_port()
    given = {
        "FORSA_DATABASE_URL": f"sqlite:///{folder}/forsa.db",
        "FORSA_DATA_DIR": str(folder),
        "FORSA_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    settings = read_settings(given)
    upgrade_schema(settings.database_url)
    database = Database(settings.database_url)
    build_world(database, settings, now=datetime.now(UTC))
    database.close()
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", FORSA, "serve", "--port", str(port)],
            env={**os.environ, **given, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stderr=log,
        )
        try:
            wait_for(f"{settings.public_url}/health/live", server)
            yield settings.public_url
        finally:
            server.terminate()
            server.wait(timeout=15)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 4):
        assert server.poll() is None, "the server has ended"
        try:
            with urlopen(address, timeout=2):
                return
        except URLError:
            time.sleep(0.25)
    message = f"nothing answers at {address}"
    raise AssertionError(message)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser; with no sandbox, since builds often run as root."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


def visitor(browser: Browser, url: str, *, wide: bool = False) -> BrowserContext:
    """Return somebody with an empty browser whose JavaScript is off."""
    return browser.new_context(
        base_url=url,
        viewport=DESK if wide else PHONE,
        java_script_enabled=False,
        locale="en-GB",
    )


def with_scripts(visitor: BrowserContext) -> BrowserContext:
    """Return the same visitor, signed in as before, for tools that are scripts themselves."""
    assert visitor.browser is not None
    width = visitor.pages[0].viewport_size
    return visitor.browser.new_context(storage_state=visitor.storage_state(), viewport=width)


def sign_in(page: Page, role: str, *, card: int = 0) -> None:
    """Sign in as a role of the made-up world, by the forms that everybody uses."""
    if role == "returnee":
        page.goto("/en/card")
        page.fill("input[name=code]", CARDS[card].code)
        page.fill("input[name=pin]", CARDS[card].pin)
    else:
        page.goto("/en/sign-in")
        page.fill("input[name=email]", ACCOUNTS[role])
        page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    assert "/sign-in" not in page.url, f"{role} was not let in"
    assert "/card" not in page.url, f"{role} was not let in"


def speak(page: Page, language: str) -> None:
    """Choose a language by the buttons in the head of the page."""
    page.click(f"header button[name=language][value={language}]")
