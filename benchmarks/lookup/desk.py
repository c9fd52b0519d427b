"""How well the starter's own Arabic and Sorani words are found when they are left out.

Other names of two fifths of the starter's concepts, none of which the ranker learned from: a fifth
to choose by, a fifth to confirm. Each name is asked as it is and with one typing error, in Arabic
or Latin letters, every fourth without its language. These are harder than what is typed at the
desk: a name that is left out is often the only one of its stem.

    python -m benchmarks.lookup.desk
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

import click

from benchmarks.lookup.left_out import mistyped
from benchmarks.lookup.world import filled
from forsa.exchange.starter import read_starter
from skills.interface.labels import indexed_concepts, indexed_labels
from skills.interface.taxonomy import active_version
from skills.lookup import Lookup, build_index
from skills.values.lookup import IndexedConcept, IndexedLabel, folded
from skills.values.taxonomy import LabelKind

FIFTHS = 5
CHOOSING, CONFIRMING = 3, 4
"""Which fifth of the concepts is which; the others are learned from."""

ASKED = 1_200
FOLDS = 4
SHORTEST = 4

Places = dict[str, list[float]]


@click.command()
def main() -> None:
    """Print how often the right concept comes first, and the MRR, on both fifths."""
    with filled(None) as (session, _):
        version = active_version(session)
        assert version is not None
        labels = list(indexed_labels(session, version.id))
        about = list(indexed_concepts(session, version.id))
    for title, number in (("to choose", CHOOSING), ("to confirm", CONFIRMING)):
        for group, found in sorted(places_of(labels, about, number).items()):
            first = sum(one == 1 for one in found) / len(found)
            mrr = sum(found) / len(found)
            click.echo(f"{title}: {group}: n {len(found)}  acc@1 {first:.3f}  MRR {mrr:.3f}")


def places_of(
    labels: Sequence[IndexedLabel], about: Sequence[IndexedConcept], number: int
) -> Places:
    """Return by group of queries 1 / the place of the right concept, 0 if it is not among ten."""
    draw = random.Random(number)
    found: Places = defaultdict(list)
    asked = _asked(labels, number)
    for fold in range(FOLDS):
        some = asked[fold::FOLDS]
        gone = {(one.search_key, one.uri) for one in some}
        kept = [one for one in labels if (one.search_key, one.uri) not in gone]
        lookup = Lookup(build_index(kept, "desk", about))
        for at, one in enumerate(some):
            texts = {"left out": one.label}
            if len(one.label) > SHORTEST:
                texts["and mistyped"] = mistyped(one.label, 1, draw)
            for how, text in texts.items():
                letters = "Latin" if one.label.isascii() else "own"
                language = one.language if at % 4 else None
                place = _place(lookup, text, language, one.uri)
                found[f"{one.language}, {letters} letters, {how}"].append(place)
    return found


def _place(lookup: Lookup, text: str, language: str | None, uri: str) -> float:
    [link] = lookup.link_many([text], language=language, top=10)
    uris = [one.uri for one in link.offered]
    return 1 / (1 + uris.index(uri)) if uri in uris else 0.0


def _asked(labels: Sequence[IndexedLabel], number: int) -> list[IndexedLabel]:
    """Return other names, in Arabic and Sorani, that one concept of a fifth alone has."""
    uris = defaultdict(set)
    for one in labels:
        uris[one.search_key].add(one.uri)
    asked = [
        one
        for one in labels
        if one.kind is not LabelKind.PREFERRED
        and one.language in {"ar", "ckb"}
        and fifth_of(one.uri) == number
        and len(uris[one.search_key]) == 1
    ]
    asked.sort(key=lambda one: (one.uri, one.language, one.label))
    random.Random(1).shuffle(asked)
    return asked[:ASKED]


def fifth_of(uri: str) -> int:
    """Return in which fifth of the concepts a concept is, by a hash."""
    return int(sha256(uri.encode()).hexdigest(), 16) % FIFTHS


def kept_names() -> set[str]:
    """Return the folded names of the starter that nothing is learned from."""
    return {
        folded(one.label)
        for one in read_starter().labels
        if one.kind is not LabelKind.PREFERRED and fifth_of(one.uri) in (CHOOSING, CONFIRMING)
    }


if __name__ == "__main__":
    main()
