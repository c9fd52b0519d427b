"""Every template renders, in every language, and keeps what all pages promise."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from forsa.i18n import Language, environment
from forsa.i18n.mails import rendered_mail
from tests.web.samples import MAILS, PAGES, page_context

TEMPLATES = Path(__file__).parents[2] / "src/forsa/web/templates"
OF_OTHERS = {"public/sign_in.html", "public/card.html"}
MOST_CSS = 10 * 1024
MOST_MAIL = 20 * 1024
NEVER_SAID = re.compile(
    r"returnee|migrant|deport|asylum|refugee|عائد|لاجئ|مهاجر|گەڕاوە|پەنابەر|کۆچبەر", re.IGNORECASE
)
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Outline(HTMLParser):
    """Reads a page and notes what stands in it and what is wrong with its nesting."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
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

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment()


def rendered(env: Environment, sample: tuple, language: Language, **changed: object) -> str:
    template, actor, values = sample
    path = f"/{language}/jobs" if actor is None else "/office"
    context = page_context(path, language, actor) | values | changed
    return env.get_template(template).render(context)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("sample", PAGES, ids=[f"{n}-{s[0]}" for n, s in enumerate(PAGES)])
class TestEveryPage:
    def test_says_its_language_and_direction(self, env, sample, language):
        page = Outline(rendered(env, sample, language))

        assert page.all("html") == [{"lang": str(language), "dir": language.direction}]

    def test_is_well_nested_and_has_each_id_once(self, env, sample, language):
        page = Outline(rendered(env, sample, language))

        ids = [a["id"] for _, a in page.elements if "id" in a]
        assert page.wrong == []
        assert page.open == []
        assert sorted(ids) == sorted(set(ids))

    def test_has_one_heading_one_main_part_and_a_skip_link_to_it(self, env, sample, language):
        page = Outline(rendered(env, sample, language))

        assert len(page.all("h1")) == 1
        assert [a["id"] for a in page.all("main")] == ["main"]
        assert page.all("a")[0]["href"] == "#main"

    def test_has_no_style_or_script_of_its_own(self, env, sample, language):
        page = Outline(rendered(env, sample, language))

        assert page.all("script") == page.all("style") == []
        assert [
            a for _, a in page.elements if "style" in a or any(n.startswith("on") for n in a)
        ] == []

    def test_every_form_that_changes_something_carries_the_token(self, env, sample, language):
        html = rendered(env, sample, language)

        forms = re.findall(r'<form method="post".*?</form>', html, re.DOTALL)
        assert [form for form in forms if 'name="_csrf" value="token"' not in form] == []

    def test_every_field_has_a_label(self, env, sample, language):
        page = Outline(rendered(env, sample, language))

        labelled = {a.get("for") for a in page.all("label")}
        fields = [
            a
            for tag in ("input", "select", "textarea")
            for a in page.all(tag)
            if a.get("type") != "hidden"
        ]
        assert [a for a in fields if a.get("id") not in labelled] == []

    def test_offers_the_three_languages(self, env, sample, language):
        html = rendered(env, sample, language)

        assert [name for name in ("English", "العربية", "کوردی") if name not in html] == []

    def test_never_says_what_a_bystander_may_not_know(self, env, sample, language):
        html = rendered(env, sample, language)

        assert NEVER_SAID.findall(html) == []

    def test_escapes_what_was_typed(self, env, sample, language):
        html = rendered(env, sample, language)

        assert "Works 0004 <b>" not in html
        assert "<script>" not in html


class TestForms:
    def test_show_what_is_wrong_on_top_and_at_the_field(self, env):
        sample = next(s for s in PAGES if s[0] == "employer/vacancy_form.html")

        html = rendered(env, sample, Language.ENGLISH, errors={"title": "Say what the work is."})

        assert "<title>Error: Write a job" in html
        assert html.count("Say what the work is.") == 2
        assert '<a href="#f-title">' in html
        assert 'aria-describedby="h-title e-title" aria-invalid="true"' in html

    def test_keep_what_was_typed(self, env):
        sample = next(s for s in PAGES if s[0] == "employer/vacancy_form.html")

        html = rendered(env, sample, Language.ENGLISH)

        assert 'value="&lt;script&gt;"' in html


class TestConsentQuestion:
    def test_has_no_answer_that_stands_out(self, env):
        sample = next(s for s in PAGES if s[0] == "returnee/meeting.html")

        page = Outline(rendered(env, sample, Language.ENGLISH))

        answers = [a for a in page.all("button") if a.get("name") == "answer"]
        assert [a["value"] for a in answers] == ["yes", "no", "caseworker"]
        assert {a["class"] for a in answers} == {"button plain"}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("mail", MAILS, ids=[f"{n}-{m[0]}" for n, m in enumerate(MAILS)])
class TestEveryMail:
    def test_has_a_subject_of_one_line_and_a_text_without_markup(self, env, mail, language):
        name, values = mail

        made = rendered_mail(env, name, language, mail=values)

        assert made.subject
        assert "<bdi>" not in made.subject + made.text
        assert "&lt;" not in made.subject + made.text

    def test_html_says_its_language_and_direction_and_escapes(self, env, mail, language):
        name, values = mail

        html = rendered_mail(env, name, language, mail=values).html

        if html is not None:
            assert Outline(html).all("html") == [
                {"lang": str(language), "dir": language.direction}
            ]
            assert Outline(html).wrong == []
            assert "Cook <b>" not in html

    def test_is_small_and_says_nothing_of_where_anybody_comes_from(self, env, mail, language):
        name, values = mail

        made = rendered_mail(env, name, language, mail=values)

        everything = f"{made.subject}{made.text}{made.html}"
        assert len(everything.encode()) < MOST_MAIL
        assert NEVER_SAID.findall(everything) == []


class TestSamples:
    def test_cover_every_template(self):
        folders = ("public", "employer", "office", "returnee")
        written = {
            f"{folder}/{p.name}" for folder in folders for p in (TEMPLATES / folder).iterdir()
        }
        mails = {p.stem for p in (TEMPLATES / "mail").glob("*.txt")}

        assert written - {sample[0] for sample in PAGES} - OF_OTHERS == set()
        assert mails == {name for name, _ in MAILS}

    def test_a_missing_value_is_an_error(self, env):
        with pytest.raises(UndefinedError):
            env.get_template("fault.html").render(page_context("/", Language.ENGLISH, None))


class TestStyleSheet:
    def test_is_small_and_asks_nobody_else(self):
        css = (TEMPLATES.parent / "static/forsa.css").read_text()

        assert len(css.encode()) <= MOST_CSS
        assert "url(" not in css
        assert "@import" not in css
