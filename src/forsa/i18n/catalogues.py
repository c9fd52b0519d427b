"""The catalogues: sentences found in code and templates, and what is wrong with translations.

Run as ``python -m forsa.i18n.catalogues`` (update, then check) or with ``--check`` alone.
"""

import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from forsa.i18n.languages import Language

TRANSLATED = (Language.ARABIC, Language.SORANI)
PLURALS = {
    Language.ARABIC: (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 ? 4 : 5);"
    ),
    Language.SORANI: "nplurals=2; plural=(n != 1);",
}
"""Forms in the order of CLDR: zero, one, two, few, many, other; one, other. Babel's own
expression for Arabic has the last two the other way round, which no translator expects."""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = [
    ("**.py", "python"),
    ("web/templates/**.html", "jinja2"),
    ("web/templates/**.txt", "jinja2"),
]
ALLOWED_LATIN = frozenset({"Forsa", "WhatsApp", "welding", "V", "QMA", "K", "PIN"})
"""Words in Latin letters that translations may hold."""
LONGEST = 1.6
SHORT = 12
"""Sentences up to this many characters may be longer than `LONGEST` times the English."""

_HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def extract() -> Catalog:
    """Return every sentence of the code and the templates, with the files it stands in."""
    root = _root()
    catalogue = Catalog(fuzzy=False)
    found = extract_from_dir(
        root, METHODS, keywords=KEYWORDS, comment_tags=("i18n:",), strip_comment_tags=True
    )
    for name, _, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        if message:
            catalogue.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalogue


def catalogue_of(language: Language) -> Catalog:
    """Return a language's catalogue; an empty one if there is no file yet."""
    path = _path(language)
    if not path.exists():
        return Catalog(locale=str(language), fuzzy=False)
    # The header in the file names the plural forms.
    with path.open("rb") as file:
        return read_po(file, locale=str(language), abort_invalid=True)


def update() -> None:
    """Bring both catalogues up to date: new sentences empty, vanished ones gone."""
    template = extract()
    for language in TRANSLATED:
        catalogue = catalogue_of(language)
        # A guess at a translation is worse than none: somebody would believe it.
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        save(catalogue, language)


def save(catalogue: Catalog, language: Language) -> None:
    """Write a language's catalogue in the one form that makes small differences."""
    with _path(language).open("wb") as file:
        file.write(_HEADER.format(language=language, plurals=PLURALS[language]).encode())
        write_po(
            file, catalogue, width=0, sort_output=True, omit_header=True, include_lineno=False
        )


def problems() -> Iterator[str]:
    """Yield what is wrong with the catalogues, a sentence each; nothing if all is well."""
    template = extract()
    for language in TRANSLATED:
        catalogue = catalogue_of(language)
        for wanted in template:
            if wanted.id:
                message = catalogue.get(wanted.id, wanted.context)
                for problem in _problems_of(message, catalogue.num_plurals):
                    yield f"{language}: {_text(wanted)!r} {problem}"
        for message in catalogue:
            if message.id and template.get(message.id, message.context) is None:
                yield f"{language}: {_text(message)!r} stands nowhere any more"


def _problems_of(message: Message | None, plural_count: int) -> Iterator[str]:
    if message is None or not any(_strings(message)):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is only a guess"
    strings = _strings(message)
    if message.pluralizable and (len(strings) != plural_count or not all(strings)):
        yield f"needs {plural_count} plural forms"
    for string in strings:
        yield from _problems_of_string(message, string)


def _problems_of_string(message: Message, string: str) -> Iterator[str]:
    english = str(message.id[-1] if message.pluralizable else message.id)
    missing = set(_PLACEHOLDER.findall(english)) ^ set(_PLACEHOLDER.findall(string))
    # "one person" and "two people" need no number.
    if missing - ({"count"} if message.pluralizable else set()):
        yield f"has other values: {', '.join(sorted(missing))}"
    latin = set(_LATIN_WORD.findall(_PLACEHOLDER.sub("", string))) - ALLOWED_LATIN
    if latin:
        yield f"has Latin letters: {', '.join(sorted(latin))}"
    if len(english) > SHORT and len(string) > LONGEST * len(english):
        yield f"is {len(string) / len(english):.1f} times as long as the English"


def _strings(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _text(message: Message) -> str:
    return str(message.id[0] if message.pluralizable else message.id)


def _root() -> Path:
    return Path(str(files("forsa")))


def _path(language: Language) -> Path:
    return _root() / "i18n" / "locales" / f"{language}.po"


def main(arguments: list[str]) -> int:
    """Update the catalogues unless told only to check; say what is wrong."""
    if "--check" not in arguments:
        update()
    found = list(problems())
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
