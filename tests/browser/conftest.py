"""One world and one browser for all tests here."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket
from playwright.sync_api import Browser

from tests.browser.world import CHROMIUM, chromium, served_world


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is missing: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # The server is another process; only the question whether it is up goes out from here.
    pytest_socket.enable_socket()
    folder: Path = tmp_path_factory.mktemp("world")
    with served_world(folder) as url:
        yield url
