"""What work a person wants and refuses, as programs read and write it."""

from collections.abc import Iterator, Sequence

from employers.interface import employer_briefs
from employers.values import ContractKind
from forsa.api.file_parts import Asked, FilePart, PartPages
from forsa.api.file_parts_shown import Wish, Wishes, wish_shown
from forsa.api.inputs import check_fields
from forsa.exchange.clean_text import clean_line
from forsa.web.office.sections import occupation_meant
from forsa.web.office.wishes import LEAST_WEIGHTS
from kernel.errors import NotFound
from kernel.references import Kind, reference, row_id_of
from skills.errors import ConceptUnknown
from skills.interface.taxonomy import concept_briefs
from skills.queries.profiles import wishes_of
from skills.service import change_wishes
from skills.values.profiles import OccupationWish, WishesChange
from skills.values.taxonomy import ConceptKind

Meaning = tuple[str | None, str | None]
"""An occupation and its unit group."""


def occupations_chosen(asked: Asked, uris: set[str]) -> dict[str, Meaning]:
    """Return occupations that somebody chose, with their unit groups; one query at most.

    Raises
    ------
    ConceptUnknown
        If one is no occupation of the taxonomy in use.
    """
    known = concept_briefs(asked.session, uris) if uris else {}
    if any(uri not in known or known[uri].kind is not ConceptKind.OCCUPATION for uri in uris):
        raise ConceptUnknown
    return {uri: (uri, known[uri].isco) for uri in uris}


def _shown(asked: Asked) -> Wishes:
    file, wishes = asked.file, wishes_of(asked.session, asked.file.returnee_id)
    return Wishes(
        version=file.version,
        wants=tuple(map(wish_shown, wishes.wanted)),
        refuses=tuple(map(wish_shown, wishes.refused)),
        refused_employers=tuple(reference(Kind.EMPLOYER, one) for one in wishes.refused_employers),
        least_wage=file.least_wage,
        contract_kinds=tuple(ContractKind(one) for one in file.contract_kinds),
        can=dict(file.can),
        weights=dict(file.weights),
        self_employment=file.self_employment,
        training=file.training,
    )


def _read(asked: Asked, sent: Wishes) -> WishesChange:
    employer_ids = _employers(asked, sent)
    check_fields([*_wrong(sent), *([_NO_EMPLOYER] if employer_ids is None else [])])
    meanings = _meanings(asked, (*sent.wants, *sent.refuses))
    return WishesChange(
        version=sent.version,
        wanted=tuple(_wish(one, meanings) for one in sent.wants),
        refused=tuple(_wish(one, meanings) for one in sent.refuses),
        refused_employers=employer_ids or (),
        least_wage=sent.least_wage,
        contract_kinds=tuple(dict.fromkeys(sent.contract_kinds)),
        can=tuple(sent.can.items()),
        weights=tuple(sent.weights.items()),
        self_employment=sent.self_employment,
        training=sent.training,
    )


def _wrong(sent: Wishes) -> Iterator[tuple[str, str]]:
    for name, wishes in (("wants", sent.wants), ("refuses", sent.refuses)):
        if any(not clean_line(one.words) for one in wishes):
            yield name, "Nothing can be read in one of them"
    if sent.weights and len(sent.weights) < LEAST_WEIGHTS:
        yield "weights", f"Expected at least {LEAST_WEIGHTS}, or none"


_NO_EMPLOYER = ("refused_employers", "There is no such employer")


def _employers(asked: Asked, sent: Wishes) -> tuple[int, ...] | None:
    """Return the employers that are refused, None if one of them is none."""
    try:
        ids = {row_id_of(Kind.EMPLOYER, ref) for ref in sent.refused_employers}
    except NotFound:
        return None
    known = employer_briefs(asked.session, sorted(ids)) if ids else {}
    return tuple(sorted(ids)) if len(known) == len(ids) else None


def _meanings(asked: Asked, wishes: Sequence[Wish]) -> dict[str, Meaning]:
    """Return by URI what was chosen, and by words what nobody chose for."""
    chosen = {one.occupation for one in wishes if one.occupation}
    held = occupations_chosen(asked, chosen)
    words = list(dict.fromkeys(clean_line(one.words) for one in wishes if not one.occupation))
    return {**held, **occupation_meant(asked.session, asked.lookup() if words else None, words)}


def _wish(one: Wish, meanings: dict[str, Meaning]) -> OccupationWish:
    words = clean_line(one.words)
    return OccupationWish(words, *meanings[one.occupation or words])


class WishPages(PartPages[Wishes]):
    """What work the person wants."""

    path = "/people/{ref:str}/wishes"
    part = FilePart("PersonWishes", "somebody's wishes", Wishes, _shown, _read, change_wishes)
