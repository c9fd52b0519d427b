"""What a person typed into a form: read within bounds, checked field by field, kept for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl

from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException

from forsa.i18n import N_
from forsa.web.visits import Request

FORM_BYTES = 256 * 1024
"""Bytes of a form: 20,000 Arabic letters come as 120,000, and stay while somebody mends them."""
UPLOAD_BYTES = 5 * 1024 * 1024
FIELDS_COUNT = 200
MOST_DIGITS = 15
"""Digits of a number that is still read; more are no number that anybody means."""
_KEY = "form"

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class RawForm:
    """The fields as they came, and files apart."""

    fields: Mapping[str, tuple[str, ...]]
    files: Mapping[str, UploadFile] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """Return the first value of a field, empty if there is none."""
        return self.fields.get(name, ("",))[0]

    async def close(self) -> None:
        """Give the files up."""
        for file in self.files.values():
            await file.close()


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with a field: an English sentence for gettext, and the values in it."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Form:
    """A form being read. Every reader returns a value that can be used, or notes an error.

    Show the page again with `typed` and `errors` if `is_right` is false; then what the readers
    returned means nothing.
    """

    raw: RawForm
    errors: dict[str, FieldError] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> "Form":
        """Return a form in which nothing was typed yet."""
        return cls(RawForm({}))

    @property
    def is_right(self) -> bool:
        """Whether nothing was wrong so far."""
        return not self.errors

    @property
    def typed(self) -> dict[str, str]:
        """What stood in each field, to be shown again; passwords are for the template to omit."""
        return {name: values[0] for name, values in self.raw.fields.items()}

    def wrong(self, name: str, sentence: str, **values: object) -> None:
        """Note what is wrong with a field; of several the first stays."""
        self.errors.setdefault(name, FieldError(sentence, values))

    def text(self, name: str, *, longest: int = 200, needed: bool = True) -> str:
        """Return a text without spaces around it."""
        value = self.raw.first(name).strip()
        if needed and not value:
            self.wrong(name, N_("Please fill this in."))
        elif len(value) > longest:
            self.wrong(name, N_("Please write at most %(longest)s characters."), longest=longest)
        return value

    def secret(self, name: str, *, longest: int = 128) -> str:
        """Return a password or PIN exactly as it was typed."""
        value = self.raw.first(name)
        if not value:
            self.wrong(name, N_("Please fill this in."))
        elif len(value) > longest:
            self.wrong(name, N_("Please write at most %(longest)s characters."), longest=longest)
        return value

    def whole(
        self, name: str, *, least: int = 0, most: int = 2**31 - 1, needed: bool = True
    ) -> int | None:
        """Return a whole number; Arabic digits and commas between thousands are understood."""
        typed = self.raw.first(name).strip().translate({ord(c): None for c in ",٬، "})
        if not typed:
            if needed:
                self.wrong(name, N_("Please fill this in."))
            return None
        if not (typed.isdecimal() and len(typed) <= MOST_DIGITS):
            self.wrong(name, N_("Please write a whole number."))
            return None
        value = int(typed)
        if not least <= value <= most:
            self.wrong(
                name,
                N_("Please write a number from %(least)s to %(most)s."),
                least=least,
                most=most,
            )
            return None
        return value

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """Return a day written like 2026-11-22, as browsers send it."""
        typed = self.raw.first(name).strip()
        if not typed and not needed:
            return None
        try:
            return date.fromisoformat(typed[:10])
        except ValueError:
            self.wrong(name, N_("Please write a date like 2026-11-22."))
            return None

    def choice(self, name: str, kind: type[Choice], *, needed: bool = True) -> Choice | None:
        """Return the member of a closed list that was chosen."""
        typed = self.raw.first(name)
        if not typed and not needed:
            return None
        try:
            return kind(typed)
        except ValueError:
            self.wrong(name, N_("Please choose one."))
            return None

    def choices(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Return which of the allowed values were ticked, each once, in the form's order."""
        ticked = dict.fromkeys(self.raw.fields.get(name, ()))
        if not set(ticked) <= set(allowed):
            self.wrong(name, N_("Please choose from the list."))
            return ()
        return tuple(ticked)

    def is_ticked(self, name: str) -> bool:
        """Return whether a box was ticked."""
        return self.raw.first(name) not in {"", "no"}


async def read_form(request: Request) -> RawForm:
    """Return the form that a request brings, read once; empty if it brings none.

    Raises
    ------
    ClientException
        If it cannot be read, has too many fields, or a field holds a NUL.
    """
    state = request.scope["state"]
    if _KEY not in state:
        kind, _ = request.content_type
        if kind == RequestEncodingType.URL_ENCODED:
            state[_KEY] = parsed_form(await request.body())
        elif kind == RequestEncodingType.MULTI_PART:
            state[_KEY] = await _with_files(request)
        else:
            state[_KEY] = RawForm({})
    form: RawForm = state[_KEY]
    return form


def parsed_form(body: bytes) -> RawForm:
    """Return the fields of an urlencoded body.

    Raises
    ------
    ClientException
        If it cannot be read.

    Examples
    --------
    >>> parsed_form(b"a=1&b=&a=2").fields["a"]
    ('1', '2')
    """
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=FIELDS_COUNT,
        )
    except ValueError as error:
        message = "The form cannot be read."
        raise ClientException(message) from error
    return RawForm(_gathered(pairs))


def _gathered(pairs: list[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    gathered: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if "\0" in name or "\0" in value:
            message = "The form holds a character that cannot be kept."
            raise ClientException(message)
        gathered[name] = (*gathered.get(name, ()), value)
    return gathered


async def _with_files(request: Request) -> RawForm:
    sent = list((await request.form()).multi_items())
    pairs = [(name, value) for name, value in sent if isinstance(value, str)]
    files = {name: value for name, value in sent if isinstance(value, UploadFile)}
    return RawForm(_gathered(pairs), files)


async def form_dependency(request: Request) -> Form:
    """Return the form of a request, for handlers that ask for it."""
    return Form(await read_form(request))
