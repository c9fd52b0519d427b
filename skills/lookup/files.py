"""The index in a folder: plain arrays without pickle, memory-mapped when opened."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skills.lookup.grams import Alphabet
from skills.lookup.index import Concepts, LabelIndex, Names, Postings
from skills.lookup.texts import Texts

FORMAT = "lookup-2"
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


def open_index(folder: Path, digest: str) -> LabelIndex | None:
    """Return the index of one version kept below `folder`, None if there is none to be read."""
    target = index_folder(folder, digest)
    try:
        words = json.loads((target / "concepts.json").read_text(encoding="utf-8"))
        arrays = {
            path.stem: np.load(path, mmap_mode="r", allow_pickle=False)
            for path in sorted(target.glob("*.npy"))
        }
        return _index_of(words, arrays) if words["digest"] == digest else None
    except (OSError, ValueError, KeyError):
        return None


def _arrays_of(index: LabelIndex) -> dict[str, NDArray[Any]]:
    return {
        "alphabet": index.alphabet.codes,
        "grams": index.postings.grams,
        "idf": index.postings.idf,
        "posting_starts": index.postings.starts,
        "posting_rows": index.postings.rows,
        "posting_weights": index.postings.weights,
        "key_blob": index.keys.blob,
        "key_starts": index.keys.starts,
        "concept_kinds": index.concepts.kinds,
        "name_starts": index.names.starts,
        "name_concepts": index.names.concepts,
        "name_languages": index.names.languages,
        "name_kinds": index.names.kinds,
        "label_blob": index.names.labels.blob,
        "label_starts": index.names.labels.starts,
    }


def _words_of(index: LabelIndex) -> str:
    words = {
        "digest": index.digest,
        "languages": index.languages,
        "uris": index.concepts.uris,
        "iscos": index.concepts.iscos,
    }
    return json.dumps(words, ensure_ascii=False)


def _index_of(words: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> LabelIndex:
    return LabelIndex(
        digest=words["digest"],
        alphabet=Alphabet(arrays["alphabet"]),
        postings=Postings(
            grams=arrays["grams"],
            idf=arrays["idf"],
            starts=arrays["posting_starts"],
            rows=arrays["posting_rows"],
            weights=arrays["posting_weights"],
        ),
        keys=Texts(arrays["key_blob"], arrays["key_starts"]),
        names=Names(
            starts=arrays["name_starts"],
            concepts=arrays["name_concepts"],
            languages=arrays["name_languages"],
            kinds=arrays["name_kinds"],
            labels=Texts(arrays["label_blob"], arrays["label_starts"]),
        ),
        concepts=Concepts(
            uris=tuple(words["uris"]),
            kinds=arrays["concept_kinds"],
            iscos=tuple(words["iscos"]),
        ),
        languages=tuple(words["languages"]),
    )
