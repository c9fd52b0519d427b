"""The search itself: one text for a person who chooses, many texts for an import."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from skills.lookup.candidates import CONCEPTS_KEPT, Guess, search_of
from skills.lookup.index import CONCEPT_KINDS, LABEL_KINDS, LabelIndex
from skills.lookup.scoring import LINK_LEAD, LINK_THRESHOLD, LINK_WEAKEST_WORD, weakest_word
from skills.search_key import search_key
from skills.values.lookup import Found, Link, Why
from skills.values.taxonomy import ConceptKind, LabelKind

TEXT_LENGTH = 100
"""How many characters of a text are looked up; a skill's name is shorter."""

OFFERED = 5
"""How many concepts a person is given to choose from."""

_NOTHING = Link("", None, 0.0, ())


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """A search over all labels of all languages of one version of the taxonomy."""

    index: LabelIndex

    @property
    def digest(self) -> str:
        """The digest of the version of the taxonomy that is searched."""
        return self.index.digest

    def find(
        self,
        text: str,
        *,
        language: str | None = None,
        kinds: Collection[ConceptKind] | None = None,
        top: int = OFFERED,
    ) -> tuple[Found, ...]:
        """Return the concepts that a text may mean, best first, ties by URI.

        Those that have the text's search key as a label come first, all of them, even if they
        are more than `top`. `language` decides between labels that are equally near; labels of
        other languages are found too. `kinds` None means every kind.
        """
        key = search_key(text[:TEXT_LENGTH])
        if not key:
            return ()
        search = search_of(self.index, language, kinds)
        same = search.same(key)
        known = {guess.concept for guess in same}
        [(_, similar)] = search.similar([key], kept=max(CONCEPTS_KEPT, top + len(same)))
        rest = [guess for guess in similar if guess.concept not in known]
        return self._found([*same, *rest][: max(top, len(same))])

    def link_many(
        self,
        texts: Sequence[str],
        *,
        language: str | None = None,
        kinds: Collection[ConceptKind] | None = None,
    ) -> tuple[Link, ...]:
        """Return what becomes of each text, in order.

        A text whose search key is a label of one concept is linked to it; of several, to the
        one whose preferred label it is, if there is just one. Else the nearest concept is linked
        if it is near enough (`LINK_THRESHOLD`). Equal texts are looked up once.
        """
        key_of = {text: search_key(text[:TEXT_LENGTH]) for text in dict.fromkeys(texts)}
        keys = [key for key in dict.fromkeys(key_of.values()) if key]
        search = search_of(self.index, language, kinds)
        links = {"": _NOTHING}
        links |= {key: self._link_same(same) for key in keys if (same := search.same(key))}
        unknown = [key for key in keys if key not in links]
        for key, similar in search.similar(unknown):
            links[key] = self._link_similar(key, similar)
        return tuple(_of_text(links[key_of[text]], text) for text in texts)

    def known(
        self,
        texts: Collection[str],
        *,
        language: str | None = None,
        kinds: Collection[ConceptKind] | None = None,
    ) -> dict[str, Link]:
        """Return what becomes of those texts whose search key is a label; others are left out.

        Much faster than `link_many`, since nothing is looked up by likeness.
        """
        search = search_of(self.index, language, kinds)
        found = ((text, search.same(search_key(text))) for text in dict.fromkeys(texts))
        return {text: _of_text(self._link_same(same), text) for text, same in found if same}

    def _link_same(self, same: Sequence[Guess]) -> Link:
        preferred = [c for c in same if self._label_kind(c) is LabelKind.PREFERRED]
        sure = same if len(same) == 1 else preferred
        uri = self.index.concepts.uris[sure[0].concept] if len(sure) == 1 else None
        return Link("", uri, 1.0, self._found(same[:OFFERED]))

    def _link_similar(self, key: str, similar: Sequence[Guess]) -> Link:
        if not similar:
            return _NOTHING
        uri = self.index.concepts.uris[similar[0].concept] if self._is_sure(key, similar) else None
        return Link("", uri, similar[0].score, self._found(similar[:OFFERED]))

    def _is_sure(self, key: str, similar: Sequence[Guess]) -> bool:
        """Return whether the first concept is near enough to be linked by itself."""
        first = similar[0]
        if first.score < LINK_THRESHOLD:
            return False
        if len(similar) > 1 and first.score - similar[1].score < LINK_LEAD:
            return False
        return weakest_word(key, self.index.keys[first.row]) >= LINK_WEAKEST_WORD

    def _label_kind(self, guess: Guess) -> LabelKind:
        return LABEL_KINDS[int(self.index.names.kinds[guess.name])]

    def _found(self, candidates: Sequence[Guess]) -> tuple[Found, ...]:
        names, concepts = self.index.names, self.index.concepts
        return tuple(
            Found(
                uri=concepts.uris[guess.concept],
                label=names.labels[guess.name],
                language=self.index.languages[names.languages[guess.name]],
                score=guess.score,
                kind=CONCEPT_KINDS[int(concepts.kinds[guess.concept])],
                isco=concepts.iscos[guess.concept],
                why=Why.SAME_WORDS if guess.score == 1 else Why.SIMILAR_WORDS,
            )
            for guess in candidates
        )


def _of_text(link: Link, text: str) -> Link:
    return Link(text, link.uri, link.score, link.offered)
