"""Takes the pictures of the README again: `python -m tests.browser.tour FOLDER` (`make tour`)."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from tests.browser.world import chromium, served_world, sign_in, speak, visitor

LARGEST = 100_000
"""Bytes that a picture may have: the README is read on phones, too."""
SEEN = {"x": 0, "y": 0, "width": 390, "height": 760}


def shortlist(page: Page) -> None:
    """Open, as an employer, the vacancy whose first waiting person has the most reasons."""
    sign_in(page, "employer")
    speak(page, "en")
    addresses = page.eval_on_selector_all(
        "main a[href]", "links => links.map(link => link.getAttribute('href'))"
    )
    reasons = {address: reasons_on(page, address) for address in addresses}
    best = max(reasons, key=lambda address: reasons[address])
    assert reasons[best], "no vacancy of this employer has a person who waits"
    page.goto(best)


def reasons_on(page: Page, address: str) -> int:
    page.goto(address)
    first = page.locator("li.card:not(.done)").first
    return first.locator("li").count() if first.count() else 0


def jobs(page: Page) -> None:
    """Open, as somebody who looks for work, what may suit them."""
    sign_in(page, "returnee", card=1)
    speak(page, "ckb")
    page.goto("/me/jobs")


SCENES = {"shortlist.png": shortlist, "jobs.png": jobs}


def take(browser: Browser, url: str, folder: Path) -> None:
    for name, open_scene in SCENES.items():
        context = visitor(browser, url)
        page = context.new_page()
        open_scene(page)
        page.screenshot(path=folder / name, clip=SEEN, full_page=True)
        context.close()
        size = (folder / name).stat().st_size
        assert size <= LARGEST, f"{name} has {size} bytes"
        sys.stdout.write(f"{folder / name}: {size} bytes\n")


if __name__ == "__main__":
    with TemporaryDirectory() as world, served_world(Path(world)) as url, chromium() as browser:
        take(browser, url, Path(sys.argv[1]))
