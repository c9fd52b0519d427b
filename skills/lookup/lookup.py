"""The search itself: one text for a person who chooses, many texts for an import."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from skills.lookup.guesses import SAME_NAME, Guess, Search, search_of
from skills.lookup.index import CONCEPT_KINDS, LABEL_KINDS, LabelIndex
from skills.lookup.query import query_of
from skills.lookup.ranker import Ranker, shipped_ranker
from skills.lookup.scoring import LINK_CHANCE, LINK_WEAKEST_WORD, weakest_word
from skills.lookup.words import NORDIC
from skills.search_key import search_key
from skills.values.lookup import Found, Link, Why
from skills.values.taxonomy import ConceptKind, LabelKind

TEXT_LENGTH = 100
"""How many characters of a text are looked up; a skill's name is shorter."""

OFFERED = 5
"""How many concepts a person is given to choose from."""

NAMED_OTHERWISE = {"no": "nb"}
"""Languages that go by another name here: Norwegian labels are Bokmål."""


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """A search over all labels of all languages of one version of the taxonomy."""

    index: LabelIndex = field(repr=False)
    ranker: Ranker | None = None
    """What orders the candidates; None means the one that is shipped for such an index."""

    @property
    def digest(self) -> str:
        """The digest of the version of the taxonomy that is searched."""
        return self.index.digest

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which there are labels."""
        return frozenset(self.index.languages)

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
        are more than `top`. `language` is what the text is written in, as far as is known;
        labels of other languages are found too. `kinds` None means every kind.
        """
        return self._link(text, language, self._search(kinds), top).offered

    def link_many(
        self,
        texts: Sequence[str],
        *,
        language: str | None = None,
        kinds: Collection[ConceptKind] | None = None,
        top: int | None = None,
    ) -> tuple[Link, ...]:
        """Return what becomes of each text, in order.

        A text whose search key is a label of one concept is linked to it; of several, to the one
        that is meant by it at the desk, if one is (`Search.tier`). Else the nearest concept is
        linked if its chance is high enough (`LINK_CHANCE`). Equal texts are looked up once.
        `top` concepts are offered; None means five, and of a text that is a label only the
        concepts that have it.
        """
        search = self._search(kinds)
        least, most = (1, OFFERED) if top is None else (top, top)
        links = {
            text: self._link(text, language, search, least, most) for text in dict.fromkeys(texts)
        }
        return tuple(links[text] for text in texts)

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
        search = self._search(kinds)
        hint = NAMED_OTHERWISE.get(language or "", language)
        found = {text: search.same(search_key(text[:TEXT_LENGTH]), hint) for text in texts}
        return {
            text: self._linked(text, same, self._is_meant(same, search, hint), hint)
            for text, same in found.items()
            if same
        }

    def _search(self, kinds: Collection[ConceptKind] | None) -> Search:
        one_language = len(self.index.languages) == 1
        return search_of(self.index, self.ranker or shipped_ranker(one_language), kinds)

    def _link(
        self, text: str, language: str | None, search: Search, top: int, most: int | None = None
    ) -> Link:
        """Return what becomes of a text.

        Fewer than `top` of the same name are filled up with those like them; at most `most` are
        offered.
        """
        hint = NAMED_OTHERWISE.get(language or "", language)
        query = query_of(text[:TEXT_LENGTH], hint, self.index)
        same = search.same(query.key, hint)
        known = {guess.concept for guess in same}
        similar = search.similar(query) if len(same) < top else []
        left = 1 - SAME_NAME if same else 1.0
        rest = [
            replace(one, chance=left * one.chance) for one in similar if one.concept not in known
        ]
        guesses = [*same, *rest][: max(top, len(same)) if most is None else most]
        if not guesses:
            return Link(text, None, 0.0, ())
        sure = self._is_meant(same, search, hint) if same else self._is_sure(query.key, rest)
        return self._linked(text, guesses, sure, hint)

    def _linked(
        self, text: str, guesses: Sequence[Guess], sure: bool, language: str | None
    ) -> Link:
        found = tuple(self._found(guess, language) for guess in guesses)
        return Link(text, found[0].uri if sure else None, found[0].score, found)

    def _is_meant(self, same: Sequence[Guess], search: Search, language: str | None) -> bool:
        """Return whether the first of several concepts with the same name is clearly meant.

        A skill and an occupation of the same name are not told apart by it. In Nordic languages
        another than the display name is offered only: national classifications give half of
        these titles to a wider concept (`LINK_CHANCE`).
        """
        if language in NORDIC and not self._is_display_name(same[0].row):
            return False
        if len(same) == 1:
            return True
        first, second = (search.tier(one.concept, one.row, language) for one in same[:2])
        return first[:3] < second[:3] or (first[3] == 0 and second[3] > 1)

    def _is_display_name(self, row: int) -> bool:
        kind = LABEL_KINDS[int(self.index.names.best_kinds[row])]
        return kind is LabelKind.PREFERRED

    def _is_sure(self, key: str, similar: Sequence[Guess]) -> bool:
        """Return whether the first concept is near enough to be linked by itself."""
        first = similar[0]
        if first.chance < LINK_CHANCE:
            return False
        return weakest_word(key, self.index.keys.of_row(first.row)) >= LINK_WEAKEST_WORD

    def _found(self, guess: Guess, language: str | None) -> Found:
        names, concepts = self.index.names, self.index.concepts
        name = self.index.name_of(guess.row, language)
        return Found(
            uri=concepts.uris[guess.concept],
            label=names.labels[name],
            language=self.index.languages[names.languages[name]],
            score=guess.score,
            kind=CONCEPT_KINDS[int(concepts.kinds[guess.concept])],
            isco=concepts.iscos[guess.concept],
            why=Why.SAME_WORDS if guess.score == 1 else Why.SIMILAR_WORDS,
            chance=guess.chance,
        )
