"""Models in files: signed with the server's key, and a pointer that says which one ranks.

A file is JSON of one model and of its signature (HMAC-SHA256). Nobody without the server's key
can make one that is read, and no file is ever code. What is in a model is read by `matching`.
"""

import hmac
import json
import os
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

PURPOSE = b"forsa model files"
"""Parts the key of models from those of everything else that the server signs."""
POINTER = "in-use"
VERSION = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""A version is the name of a file: no dots, no slashes."""


class ModelRefused(Exception):
    """A model file that must not rank. Says in a sentence why."""


def sealed(text: str, secret_keys: Sequence[str]) -> str:
    """Return a model's text with its signature, by the first key."""
    return json.dumps({"signature": _signature(text, secret_keys[0]), "model": text}) + "\n"


def unsealed(sealed_text: str, secret_keys: Sequence[str]) -> str:
    """Return the model's text, if one of the keys signed just this.

    Raises
    ------
    ModelRefused
        If it is cut short, unsigned, changed, or signed with another key.
    """
    try:
        whole = json.loads(sealed_text)
        signature, text = whole["signature"], whole["model"]
        known = [_signature(text, key) for key in secret_keys]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        msg = "This model file is cut short or has no signature. Train again, or go back."
        raise ModelRefused(msg) from error
    given = str(signature).encode()
    if not any(hmac.compare_digest(one.encode(), given) for one in known):
        msg = "This model file was changed, or signed with another key. Train again, or go back."
        raise ModelRefused(msg)
    return str(text)


def keep(folder: Path, version: str, text: str, secret_keys: Sequence[str]) -> Path:
    """Write a model below its version; what is there already is never changed.

    Raises
    ------
    ModelRefused
        If the version is no name, or taken.
    """
    path = _path(folder, version)
    if path.exists():
        msg = f"There is a model {version} already. Versions never change; name another."
        raise ModelRefused(msg)
    _write(path, sealed(text, secret_keys))
    return path


def kept(folder: Path, version: str, secret_keys: Sequence[str]) -> str:
    """Return the text of a model.

    Raises
    ------
    ModelRefused
        If there is none of this version, or it must not be read.
    """
    path = _path(folder, version)
    try:
        return unsealed(path.read_text(encoding="utf-8"), secret_keys)
    except (OSError, UnicodeDecodeError) as error:
        msg = f"There is no model {version} that can be read."
        raise ModelRefused(msg) from error


def point_to(folder: Path, versions: Sequence[str]) -> None:
    """Write which model ranks, last, after those before it, in one step."""
    _write(folder / POINTER, "".join(f"{_checked(one)}\n" for one in versions))


def pointed_to(folder: Path) -> list[str]:
    """Return the models that ranked, the one in use last; empty while the shipped one ranks."""
    try:
        return (folder / POINTER).read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []


def _path(folder: Path, version: str) -> Path:
    return folder / f"{_checked(version)}.json"


def _checked(version: str) -> str:
    if VERSION.fullmatch(version) is None:
        msg = f"'{version[:40]}' is no version: small letters, digits and hyphens, 60 at most."
        raise ModelRefused(msg)
    return version


def _write(path: Path, text: str) -> None:
    """Write a whole file or none: a reader never sees a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def _signature(text: str, secret_key: str) -> str:
    key = hmac.new(secret_key.encode(), PURPOSE, sha256).digest()
    return hmac.new(key, text.encode(), sha256).hexdigest()
