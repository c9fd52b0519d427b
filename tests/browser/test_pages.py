"""Every role's pages in a real browser: on a phone, without JavaScript, in three languages.

The short form opens a few pages of each role; FORSA_BROWSER=all opens each kind of page that
links lead to, on a phone and on a desk.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from tests.browser.world import ACCOUNTS, PHONE, sign_in, speak, visitor, with_scripts

ALL = os.environ.get("FORSA_BROWSER") == "all"
KINDS_COUNT = 60 if ALL else 4
LANGUAGES = ("en", "ar", "ckb")
RTL = {"ar", "ckb"}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REFERENCE = re.compile(r"/([A-Z]-[0-9A-Z]+|\d+)(?=/|$)")
PUBLIC = ("/sign-in", "/jobs", "/card", "")

pytestmark = pytest.mark.enable_socket


@dataclass
class Watched:
    """A page, and all that a browser complains of while somebody walks through it."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._note(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._look_at)

    def _note(self, kind: str, text: str) -> None:
        # What breaks the policy of the page (CSP) is said as an error on the console.
        if kind in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {text}")

    def _look_at(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")


def kind_of(address: str) -> str:
    return REFERENCE.sub("/…", address)


def links_of(page: Page, within: str) -> list[str]:
    addresses = page.eval_on_selector_all("main a[href], nav a[href]", HREFS)
    return [each.partition("#")[0] for each in addresses if each.startswith(within)]


HREFS = "links => links.map(link => link.getAttribute('href'))"


def walk(page: Page, within: str) -> Iterator[str]:
    """Open one page of each kind that links lead to, from where the page is; yield addresses."""
    home = re.sub(r"^https?://[^/]+", "", page.url)
    waiting, seen = [home], set()
    while waiting and len(seen) < KINDS_COUNT:
        address = waiting.pop(0)
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        page.goto(address)
        yield address
        waiting += links_of(page, within)


def problems_of(page: Page, scripted: Page, language: str) -> list[str]:
    """Return what is wrong with the page that is open, a sentence each.

    `scripted` shows the same page where scripts run: axe is one, and measures nothing without.
    """
    width, wide = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    html = page.locator("html")
    found = {
        f"scrolls sideways: {width} > {wide}": width > wide,
        "not in its language": html.get_attribute("lang") != language,
        "wrong direction": html.get_attribute("dir") != ("rtl" if language in RTL else "ltr"),
    }
    scripted.goto(page.url)
    broken = Axe().run(scripted, options={"runOnly": {"type": "tag", "values": STANDARD}})
    return [what for what, is_so in found.items() if is_so] + [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}"
        for one in broken.response["violations"]
    ]


def open_as(page: Page, role: str | None, language: str) -> str:
    """Come in as a role, or a stranger, in a language; return where that role's pages are."""
    if role is None:
        page.goto(f"/{language}")
        return f"/{language}"
    sign_in(page, role)
    speak(page, language)
    return "/me" if role == "returnee" else f"/{role_area(role)}"


def role_area(role: str) -> str:
    return "office" if role in {"caseworker", "supervisor"} else role


@pytest.mark.parametrize(
    "wide", [False, True] if ALL else [False], ids=lambda w: "desk" if w else "phone"
)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["stranger", "returnee", *ACCOUNTS])
def test_pages_keep_their_promises_in_a_browser(browser, url, role, language, wide):
    context = visitor(browser, url, wide=wide)
    watched = Watched(context.new_page())
    within = open_as(watched.page, None if role == "stranger" else role, language)
    scripted = Watched(with_scripts(context).new_page())

    found = {
        address: problems
        for address in walk(watched.page, within)
        if (problems := problems_of(watched.page, scripted.page, language))
    }
    scripted.page.context.close()
    context.close()

    assert found == {}
    assert watched.complaints + scripted.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_strangers_reach_every_public_page(browser, url, language):
    context = visitor(browser, url)
    page = context.new_page()

    answers = {path: page.goto(f"/{language}{path}") for path in PUBLIC}
    context.close()

    assert {path: answer.status for path, answer in answers.items()} == dict.fromkeys(PUBLIC, 200)


def test_a_page_that_breaks_the_rules_would_be_found(browser):
    page = browser.new_page(viewport=PHONE)
    page.goto("data:text/html,<html lang='en' dir='ltr'><img src='data:,' width='900'></html>")

    found = problems_of(page, page, "ar")
    page.close()

    assert [problem.partition(":")[0] for problem in found[:3]] == [
        "scrolls sideways",
        "not in its language",
        "wrong direction",
    ]
    assert any(problem.startswith("image-alt") for problem in found)
