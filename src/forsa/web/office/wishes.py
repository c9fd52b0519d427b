"""What work a person wants and refuses, and on what terms."""

from collections.abc import Sequence
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from employers.interface import employer_briefs
from employers.queries import employers_hiring
from forsa.database import Database
from forsa.i18n import N_, Language
from forsa.i18n.profile_words import WEIGHT
from forsa.i18n.words import CONTRACT
from forsa.shapes.sections import SectionForm, WishLine
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.person_forms import LEAST_WAGE, MOST_WAGE
from forsa.web.office.sections import (
    ANSWERS,
    WORDS_OF_ANSWERS,
    answer,
    check_is_work,
    filled,
    occupation_meant,
    section_page,
    typed,
    version_of,
)
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.errors import NotFound
from kernel.references import Kind, reference, row_id_of
from skills.interface.taxonomy import Lookup, concept_labels
from skills.queries.profiles import wishes_of
from skills.service import change_wishes
from skills.values.people import PersonFile
from skills.values.profiles import (
    FileDetails,
    OccupationWish,
    PhysicalTask,
    Priority,
    WishesChange,
)

WISHES = "wishes"
MOST_WISHES = 10
LONGEST_WORDS = 200
LONGEST_TEXT = 2_000
LEAST_WEIGHTS = 3


class WishPages(Controller):
    """The wishes of one person, for their office."""

    path = "/office/people/{ref:str}/wishes"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the form with what is on file."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            wishes = wishes_of(session, file.returnee_id)
            shown = _form_of(file, wishes)
            return _page(request, session, shown, wishes, Form.empty())

    @post(sync_to_thread=True)
    def write(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write what the form says, unless somebody changed the file meanwhile."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            wishes = wishes_of(session, file.returnee_id)
            change = read_wishes(session, form, lookup_now(request, session), wishes)
            _check_employers(session, form, change.refused_employers)
            if not form.is_right:
                return _page(request, session, typed(file, WISHES, form), wishes, form)
        with database.writing() as session:
            change_wishes(
                session, returnee_id=file.returnee_id, change=change, actor=actor, now=now
            )
        return see_other(f"{person_address(file.returnee_id)}?said=saved")


def read_wishes(
    session: Session, form: Form, lookup: Lookup | None, before: FileDetails
) -> WishesChange:
    """Return what a form says of wishes; it means nothing if something in it is wrong."""
    return WishesChange(
        version=version_of(form),
        wanted=_occupations(session, form, "wanted", lookup, before.wanted),
        refused=_occupations(session, form, "refused", lookup, before.refused),
        refused_employers=_employers(form),
        least_wage=form.whole("least_wage", least=LEAST_WAGE, most=MOST_WAGE, needed=False),
        contract_kinds=form.choices("contract_kinds", CONTRACT),
        can=tuple(
            (task, ANSWERS[said])
            for task in PhysicalTask
            if (said := form.raw.first(f"can_{task}")) in ANSWERS
        ),
        weights=_weights(form),
        self_employment=answer(form, "self_employment"),
        training=answer(form, "training"),
    )


def _occupations(
    session: Session,
    form: Form,
    name: str,
    lookup: Lookup | None,
    before: Sequence[OccupationWish],
) -> tuple[OccupationWish, ...]:
    """Return each line that was typed; what stood there before keeps its meaning."""
    text = form.text(name, longest=LONGEST_TEXT, needed=False)
    lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines()))
    lines = [line for line in lines if line]
    if len(lines) > MOST_WISHES:
        form.wrong(name, N_("Please write at most %(count)s at once."), count=MOST_WISHES)
    if any(len(line) > LONGEST_WORDS for line in lines):
        form.wrong(name, N_("One of these is too long. Put each kind of work on its own line."))
    check_is_work(session, form, name, lines)
    if not form.is_right:
        return ()
    held = {one.own_words: one for one in before if one.occupation_uri is not None}
    meant = occupation_meant(session, lookup, [line for line in lines if line not in held])
    return tuple(
        held[line] if line in held else OccupationWish(line, *meant[line]) for line in lines
    )


def _weights(form: Form) -> tuple[tuple[Priority, int], ...]:
    said = {what: form.raw.first(f"weight_{what}") for what in Priority}
    chosen = {what: weight for what, weight in said.items() if weight}
    if not set(chosen.values()) <= set(WEIGHT):
        form.wrong("weights", N_("Please choose from the list."))
        return ()
    if chosen and len(chosen) < LEAST_WEIGHTS:
        form.wrong("weights", N_("Please choose at least three, or none."))
    return tuple((what, int(weight)) for what, weight in chosen.items())


def _employers(form: Form) -> tuple[int, ...]:
    refs = [*form.raw.fields.get("refused_employers", ()), form.raw.first("one_more_employer")]
    try:
        return tuple(sorted({row_id_of(Kind.EMPLOYER, ref) for ref in refs if ref}))
    except NotFound:
        form.wrong("one_more_employer", N_("Please choose from the list."))
        return ()


def _check_employers(session: Session, form: Form, employer_ids: Sequence[int]) -> None:
    if len(employer_briefs(session, employer_ids)) < len(employer_ids):
        form.wrong("one_more_employer", N_("Please choose from the list."))


def _form_of(file: PersonFile, wishes: FileDetails) -> SectionForm:
    values: dict[str, object] = {
        "wanted": "\n".join(one.own_words for one in wishes.wanted),
        "refused": "\n".join(one.own_words for one in wishes.refused),
        "least_wage": file.least_wage,
        "self_employment": WORDS_OF_ANSWERS[file.self_employment],
        "training": WORDS_OF_ANSWERS[file.training],
    }
    values |= {f"can_{task}": WORDS_OF_ANSWERS[can] for task, can in file.can}
    values |= {f"weight_{what}": weight for what, weight in file.weights}
    refused = [reference(Kind.EMPLOYER, one) for one in wishes.refused_employers]
    ticked = {"contract_kinds": list(file.contract_kinds), "refused_employers": refused}
    return filled(file, WISHES, values, ticked)


def wish_lines(
    session: Session, wishes: FileDetails, language: Language
) -> tuple[tuple[WishLine, ...], tuple[WishLine, ...]]:
    """Return work wanted and work refused, with what it was understood as; one query."""
    both = (*wishes.wanted, *wishes.refused)
    uris = {one.occupation_uri for one in both if one.occupation_uri}
    labels = concept_labels(session, uris, language) if uris else {}

    def lines(said: Sequence[OccupationWish]) -> tuple[WishLine, ...]:
        return tuple(WishLine(one.own_words, labels.get(one.occupation_uri or "")) for one in said)

    return lines(wishes.wanted), lines(wishes.refused)


def _page(
    request: Request, session: Session, shown: SectionForm, wishes: FileDetails, form: Form
) -> Page:
    wanted, refused = wish_lines(session, wishes, visit_of(request).language)
    hiring = {one.employer_id: one.name for one in employers_hiring(session)}
    known = employer_briefs(session, wishes.refused_employers)
    refusing = [(reference(Kind.EMPLOYER, one.employer_id), one.name) for one in known.values()]
    return section_page(
        request,
        WISHES,
        shown,
        form,
        meanings=(*wanted, *refused),
        refused=refusing,
        employers=[
            (reference(Kind.EMPLOYER, employer_id), name)
            for employer_id, name in hiring.items()
            if employer_id not in known
        ],
    )
