"""Skills are typed with suggestions where scripts run, by keyboard alone, and saved the same."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_pages import STANDARD, Watched
from tests.browser.world import sign_in, speak, visitor, with_scripts

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize("language", ["en", "ar"])
def test_skills_are_chosen_by_keyboard_and_saved(browser, url, language):
    context = visitor(browser, url)
    plain = context.new_page()
    sign_in(plain, "caseworker")
    speak(plain, language)
    plain.goto("/office/people")
    people = plain.eval_on_selector_all("main a[href]", "all => all.map(one => one.href)")
    [address, *_] = [one for one in people if re.search(r"/office/people/K-\w+$", one)]
    scripted = with_scripts(context)
    watched = Watched(scripted.new_page())
    page = watched.page
    page.goto(f"{address}/skills")

    page.focus("#f-words")
    page.keyboard.type("zzz unknown craft, ألحم خزانات وتصليح المضخ")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#f-words", "aria-activedescendant")
    assert page.get_attribute(f"#{active}", "aria-selected") == "true"
    broken = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARD}})
    page.keyboard.press("Enter")
    assert page.locator(".chips li").count() == 3
    page.click(".chips li:first-child button")
    page.check("input[name=proficiency][value='2']")
    page.locator("form:has(#f-words) button.button").click()
    said = page.inner_text("main")
    scripted.close()
    context.close()

    assert broken.response["violations"] == []
    assert watched.complaints == []
    assert "ألحم خزانات" in said
    assert "تصليح المضخ" in said
    assert "zzz unknown craft" not in said
