"""The index in a folder: plain arrays without pickle, memory-mapped when opened."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skills.lookup.grams import Alphabet
from skills.lookup.index import Concepts, Keys, LabelIndex, Names
from skills.lookup.meaning import Meaning
from skills.lookup.postings import Postings
from skills.lookup.spelling import Spelling
from skills.lookup.texts import Texts

FORMAT = "lookup-6"
"""Changes whenever the files or the search key do, so that an older index is built anew."""


def index_folder(folder: Path, digest: str) -> Path:
    """Return where the index of one version of the taxonomy is kept below `folder`."""
    return folder / f"{FORMAT}-{digest[:16]}"


def save_index(index: LabelIndex, folder: Path) -> Path:
    """Write the index below `folder` and return where; whole or not at all.

    If another process was first, its files stay.
    """
    target = index_folder(folder, index.digest)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".new-", ignore_cleanup_errors=True) as new:
        written = Path(new) / "index"
        written.mkdir()
        for name, array in _arrays_of(index).items():
            np.save(written / f"{name}.npy", array, allow_pickle=False)
        (written / "concepts.json").write_text(_words_of(index), encoding="utf-8")
        try:
            written.rename(target)
        except OSError:
            if not target.is_dir():
                raise
    return target


def forget_index(folder: Path, digest: str) -> bool:
    """Delete the index of one version below `folder`, of whatever format; whether there was one.

    A process that has it open keeps what it has mapped until it lets go.
    """
    found = [path for path in folder.glob(f"lookup-*-{digest[:16]}") if path.is_dir()]
    for path in found:
        rmtree(path, ignore_errors=True)
    return bool(found)


def keep_newest(folder: Path, count: int) -> None:
    """Delete all indexes right below `folder` but the newest `count`, of whatever format."""
    found = [path for path in folder.glob("lookup-*") if path.is_dir()]
    found.sort(key=lambda path: (-path.stat().st_mtime_ns, path.name))
    for path in found[count:]:
        rmtree(path, ignore_errors=True)


def open_index(folder: Path, digest: str) -> LabelIndex | None:
    """Return the index of one version kept below `folder`, None if there is none to be read."""
    target = index_folder(folder, digest)
    try:
        words = json.loads((target / "concepts.json").read_text(encoding="utf-8"))
        arrays = {
            # As plain arrays: a slice of a memmap costs ten times more.
            path.stem: np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
            for path in sorted(target.glob("*.npy"))
        }
        return _index_of(words, arrays) if words["digest"] == digest else None
    except (OSError, ValueError, KeyError):
        return None


def _arrays_of(index: LabelIndex) -> dict[str, NDArray[Any]]:
    return dict(_parts("", index))


def _parts(name: str, part: object) -> list[tuple[str, NDArray[Any]]]:
    """Return all arrays of an index by where they stand in it, as in ``words.rows``."""
    if isinstance(part, np.ndarray):
        return [(name, part)]
    found = []
    for one in fields(part) if is_dataclass(part) else ():
        found += _parts(f"{name}.{one.name}".lstrip("."), getattr(part, one.name))
    return found


def _words_of(index: LabelIndex) -> str:
    words = {
        "digest": index.digest,
        "languages": index.languages,
        "uris": index.concepts.uris,
        "iscos": index.concepts.iscos,
        "row_count": index.characters.row_count,
    }
    return json.dumps(words, ensure_ascii=False)


Arrays = Mapping[str, NDArray[Any]]


def _index_of(words: dict[str, Any], arrays: Arrays) -> LabelIndex:
    rows = words["row_count"]
    return LabelIndex(
        digest=words["digest"],
        languages=tuple(words["languages"]),
        concepts=Concepts(
            uris=tuple(words["uris"]),
            kinds=arrays["concepts.kinds"],
            iscos=tuple(words["iscos"]),
            starts=arrays["concepts.starts"],
            of_rows=arrays["concepts.of_rows"],
        ),
        language_counts=arrays["language_counts"],
        keys=Keys(
            texts=_texts(arrays, "keys.texts"),
            starts=arrays["keys.starts"],
            rows=arrays["keys.rows"],
            of_rows=arrays["keys.of_rows"],
        ),
        names=_names(arrays),
        alphabet=Alphabet(arrays["alphabet.codes"]),
        characters=_postings(arrays, "characters", rows),
        words=_postings(arrays, "words", rows),
        sounds=_postings(arrays, "sounds", rows),
        meaning=Meaning(
            documents=_postings(arrays, "meaning.documents", len(words["uris"])),
            of_features=arrays["meaning.of_features"],
            of_concepts=arrays["meaning.of_concepts"],
        ),
        spelling=Spelling(
            words=_texts(arrays, "spelling.words"),
            forms=arrays["spelling.forms"],
            of_words=arrays["spelling.of_words"],
            sounds=arrays["spelling.sounds"],
            of_sounds=arrays["spelling.of_sounds"],
            grams=_postings(arrays, "spelling.grams", len(arrays["spelling.words.starts"]) - 1),
        ),
    )


def _names(arrays: Arrays) -> Names:
    return Names(
        starts=arrays["names.starts"],
        languages=arrays["names.languages"],
        kinds=arrays["names.kinds"],
        labels=_texts(arrays, "names.labels"),
        best_kinds=arrays["names.best_kinds"],
        row_languages=arrays["names.row_languages"],
    )


def _texts(arrays: Arrays, name: str) -> Texts:
    return Texts(arrays[f"{name}.blob"], arrays[f"{name}.starts"])


def _postings(arrays: Arrays, name: str, row_count: int) -> Postings:
    return Postings(
        features=arrays[f"{name}.features"],
        idf=arrays[f"{name}.idf"],
        starts=arrays[f"{name}.starts"],
        rows=arrays[f"{name}.rows"],
        weights=arrays[f"{name}.weights"],
        row_count=row_count,
    )
