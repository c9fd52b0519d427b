"""What every page promises, whoever rendered it: for templates and for real answers."""

import re
from html.parser import HTMLParser

from forsa.i18n import Language

NEVER_SAID = re.compile(
    r"returnee|migrant|deport|asylum|refugee|عائد|لاجئ|مهاجر|گەڕاوە|پەنابەر|کۆچبەر", re.IGNORECASE
)
"""What a bystander may not read on any page or in any mail."""
VOID = {"meta", "link", "input", "br", "img", "hr"}

Attributes = dict[str, str | None]


class Outline(HTMLParser):
    """The elements of a page in order, and what is wrong with their nesting."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")

    def all(self, *tags: str) -> list[Attributes]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def problems_of(html: str, language: Language) -> list[str]:
    """Return what is wrong with a page in a language, a sentence each."""
    page = Outline(html)
    checks = (_frame(page, language), _no_inline(page), _forms(page, html), _words(html))
    return [problem for found in checks for problem in found]


def _frame(page: Outline, language: Language) -> list[str]:
    ids = [a["id"] for _, a in page.elements if "id" in a]
    wrong = {
        "lang or dir": page.all("html") != [{"lang": str(language), "dir": language.direction}],
        "nesting": page.wrong != [] or page.open != [],
        "ids twice": len(ids) != len(set(ids)),
        "headings of level 1": len(page.all("h1")) != 1,
        "main part": [a.get("id") for a in page.all("main")] != ["main"],
        "skip link": not page.all("a") or page.all("a")[0].get("href") != "#main",
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def _no_inline(page: Outline) -> list[str]:
    inline = [
        f"{name} on {tag}"
        for tag, attributes in page.elements
        for name in attributes
        if name == "style" or name.startswith("on")
    ]
    ours = [a for a in page.all("script") if (a.get("src") or "").startswith("/static/")]
    strange = len(page.all("script")) - len(ours)
    return inline + ["<style>"] * len(page.all("style")) + ["<script>"] * strange


def _forms(page: Outline, html: str) -> list[str]:
    posts = re.findall(r'<form method="post".*?</form>', html, re.DOTALL)
    labelled = {a.get("for") for a in page.all("label")}
    fields = [a for a in page.all("input", "select", "textarea") if a.get("type") != "hidden"]
    return [f"no token: {form[:80]}" for form in posts if 'name="_csrf"' not in form] + [
        f"no label: {field.get('name')}" for field in fields if field.get("id") not in labelled
    ]


def _words(html: str) -> list[str]:
    missing = [name for name in ("English", "العربية", "کوردی") if name not in html]
    return [f"never say {word}" for word in NEVER_SAID.findall(html)] + [
        f"no button {name}" for name in missing
    ]
