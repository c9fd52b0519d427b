"""Every template renders, in every language, and keeps what all pages promise."""

from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from forsa.i18n import Language, environment
from forsa.i18n.mails import rendered_mail
from tests.web.page_checks import NEVER_SAID, Outline, problems_of
from tests.web.samples import MAILS, PAGES, page_context

TEMPLATES = Path(__file__).parents[2] / "src/forsa/web/templates"
MOST_CSS = 10 * 1024
MOST_SCRIPT = 5 * 1024
MOST_MAIL = 20 * 1024


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
    def test_keeps_what_all_pages_promise(self, env, sample, language):
        html = rendered(env, sample, language)

        assert problems_of(html, language) == []

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
        folders = ("public", "employer", "returnee", "operator", "words", "development")
        written = {
            f"{folder}/{p.name}" for folder in folders for p in (TEMPLATES / folder).iterdir()
        }
        mails = {p.stem for p in (TEMPLATES / "mail").glob("*.txt")}

        assert written - {sample[0] for sample in PAGES} == set()
        assert mails == {name for name, _ in MAILS}

    def test_a_missing_value_is_an_error(self, env):
        with pytest.raises(UndefinedError):
            env.get_template("fault.html").render(page_context("/", Language.ENGLISH, None))


class TestScripts:
    def test_are_small_together_and_write_no_markup(self):
        scripts = [path.read_text() for path in (TEMPLATES.parent / "static").glob("*.js")]

        assert 0 < sum(len(script.encode()) for script in scripts) <= MOST_SCRIPT
        assert not [word for word in ("innerHTML", "eval(", "http") if word in "".join(scripts)]


class TestStyleSheet:
    def test_is_small_and_asks_nobody_else(self):
        css = (TEMPLATES.parent / "static/forsa.css").read_text()

        assert len(css.encode()) <= MOST_CSS
        assert "url(" not in css
        assert "@import" not in css
