"""An index of people in files, to be read where it lies: opened at once, and shared by processes.

An array is a file of numpy's own format, which holds nothing that is carried out; names and
lengths stand in `index.json`, which is written last. Own words of people are among the names: a
folder is for the time of one computation, and whoever makes it takes it away.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from matching.index.marks import AnyMarks, Marks
from matching.index.people import PeopleIndex

CONTENTS = "index.json"
FORMAT = 1
SMALL = 4096
"""Bytes of a file that is rather read than mapped; of no elements nothing can be mapped."""


class IndexUnusable(Exception):
    """There is no index in a folder, it is not whole, or another version wrote it."""


def save_index(index: PeopleIndex, folder: Path) -> None:
    """Write an index into a new folder that only its owner can read.

    Raises
    ------
    FileExistsError
        If something is there already.
    """
    folder.mkdir(mode=0o700, parents=True)
    contents: dict[str, object] = {}
    for path, value in _leaves(index, ""):
        if isinstance(value, np.ndarray):
            np.save(folder / f"{path}.npy", value, allow_pickle=False)
        else:
            contents[path] = list(value) if isinstance(value, Mapping) else value
    text = json.dumps({"format": FORMAT, "contents": contents}, ensure_ascii=False)
    (folder / CONTENTS).write_text(text, encoding="utf-8")


def open_index(folder: Path) -> PeopleIndex:
    """Return the index in a folder; its arrays are read from the files as they are needed.

    Raises
    ------
    IndexUnusable
        If there is none, it is not whole, or another version wrote it.
    """
    try:
        written = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        contents = written["contents"] if written["format"] == FORMAT else None
        index: PeopleIndex = _opened(PeopleIndex, folder, "", contents or {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"The index {folder.name} is not there, not whole, or of another version."
        raise IndexUnusable(message) from error
    return index


def _leaves(thing: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  any part
    for field in fields(thing):
        value, name = getattr(thing, field.name), f"{path}{field.name}"
        whole = value.whole() if field.type == AnyMarks else value
        if is_dataclass(whole):
            yield from _leaves(whole, f"{name}.")
        else:
            yield name, whole


def _opened(kind: Any, folder: Path, path: str, contents: Mapping[str, Any]) -> Any:  # noqa: ANN401
    parts: dict[str, Any] = {}
    for field, hint in get_type_hints(kind).items():
        name, sort = f"{path}{field}", Marks if hint == AnyMarks else hint
        if is_dataclass(sort):
            parts[field] = _opened(sort, folder, f"{name}.", contents)
        elif name not in contents:
            parts[field] = _array(folder / f"{name}.npy")
        elif isinstance(contents[name], list):
            parts[field] = {one: number for number, one in enumerate(contents[name])}
        else:
            parts[field] = contents[name]
    return kind(**parts)


def _array(path: Path) -> NDArray[Any]:
    if path.stat().st_size < SMALL:
        small: NDArray[Any] = np.load(path, allow_pickle=False)
        return small
    return open_memmap(path, mode="r")
