"""Mails, rendered: the first line of a text template is the subject."""

from dataclasses import dataclass

from jinja2 import Environment

from forsa.i18n.languages import Language


@dataclass(frozen=True, slots=True)
class RenderedMail:
    """What one mail says. `html` None means that there is the text alone."""

    subject: str
    text: str
    html: str | None


def rendered_mail(
    env: Environment, name: str, language: Language, **values: object
) -> RenderedMail:
    """Return the mail `name` (`shortlist`, `closed`, …) with its values, in a language."""
    context = {"language": language, **values}
    subject, _, text = env.get_template(f"mail/{name}.txt").render(context).partition("\n")
    html = None
    if f"mail/{name}.html" in env.list_templates(filter_func=lambda t: t.startswith("mail/")):
        html = env.get_template(f"mail/{name}.html").render(context)
    return RenderedMail(subject.strip(), text.strip() + "\n", html)
