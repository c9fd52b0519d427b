"""What templates of pages and mails can use besides their values.

Filters and functions find the reader's language under `language` in the context.
"""

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from forsa.i18n import countries, formats, words
from forsa.i18n.assets import static
from forsa.i18n.languages import Language
from forsa.i18n.translators import Translator, translator

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


@cache
def environment() -> Environment:
    """Return the environment that renders the templates of pages and mails, one for a process.

    Compiling a page takes longer than all that it is asked for, and looking whether its file
    has changed takes a system call for each part of it: like our code, it is read once.
    """
    made = Environment(
        loader=FileSystemLoader(str(files("forsa.web") / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    install(made)
    return made


def install(env: Environment) -> None:
    """Give an environment all that our templates rely on.

    Everything is escaped but templates of plain text, whose names end in .txt.
    """
    env.autoescape = lambda name: name is None or not name.endswith(".txt")
    env.trim_blocks = env.lstrip_blocks = True
    env.filters |= _filters()
    env.globals |= {
        "_": _gettext,
        "ngettext": _ngettext,
        "pgettext": _pgettext,
        "languages": tuple(Language),
        "static": static,
        "language_address": language_address,
        "choices": words.choices,
        "words_of": words.words_of,
        "names_of": words.names_of,
        "governorate_choices": words.governorate_choices,
        "country_choices": countries.country_choices,
        "language_levels": words.language_levels,
    }


def _filters() -> dict[str, Callable[..., Any]]:
    return {
        "day": _in_language(formats.long_date),
        "short_day": _in_language(formats.short_date),
        "clock_time": _in_language(formats.clock_time),
        "moment": _in_language(formats.moment),
        "number": _in_language(formats.number),
        "months": _in_language(formats.months),
        "governorate": _in_language(words.governorate_name),
        "language_name": _in_language(words.language_name),
        "day_of": formats.day_of,
        "phone": formats.phone,
        "money": _money,
        "word": _word,
        "joined": _joined,
        "bdi": bdi,
        "ltr": ltr,
        "isolated": isolated,
        "plain": plain,
    }


def bdi(value: object) -> Markup:
    """Return what somebody typed, kept apart from the direction of the words around it."""
    return Markup("<bdi>{}</bdi>").format(value)


def ltr(value: object) -> Markup:
    """Return a number, address or reference that always runs from left to right."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(value)


def isolated(value: object) -> str:
    """Return what somebody typed for plain text, kept apart as `bdi` does for markup."""
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"


def _language(context: Context) -> Language:
    language = context["language"]
    # Asked for every sentence and every value of a page.
    return language if isinstance(language, Language) else Language(language)


def _t(context: Context) -> Translator:
    return translator(_language(context))


@pass_context
def _gettext(context: Context, message: str, **values: object) -> str:
    return _t(context).gettext(message, **values)


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int, **values: object) -> str:
    return _t(context).ngettext(one, many, count, **values)


@pass_context
def _pgettext(context: Context, about: str, message: str, **values: object) -> str:
    return _t(context).pgettext(about, message, **values)


def _in_language(shown: Callable[[Any, Language], str]) -> Callable[[Context, Any], str]:
    @pass_context
    def in_language(context: Context, value: Any) -> str:  # noqa: ANN401  # any filter's value
        return shown(value, _language(context))

    return in_language


@pass_context
def _money(context: Context, amount: int, currency: str = "IQD") -> str:
    return formats.money(amount, currency, _language(context))


@pass_context
def _word(context: Context, code: object, kind: str) -> str:
    return words.word(kind, code, _language(context))


@pass_context
def _joined(context: Context, values: Iterable[object]) -> str:
    """Return what people typed as one list, each part kept apart."""
    apart = bdi if context.eval_ctx.autoescape else isolated
    return formats.joined([apart(value) for value in values], _language(context))


def plain(value: str) -> str:
    """Return a sentence with markup, such as a reason, for plain text."""
    return Markup(value).striptags()  # it is taken out, not shown


def language_address(path: str, language: Language) -> str | None:
    """Return the address of the same public page in another language, None if it has none.

    Examples
    --------
    >>> language_address("/en/jobs/V-7K3QMA", Language.SORANI)
    '/ckb/jobs/V-7K3QMA'
    >>> language_address("/employer", Language.SORANI)
    """
    start, slash, rest = path.removeprefix("/").partition("/")
    return f"/{language}{slash}{rest}" if start in set(Language) else None
