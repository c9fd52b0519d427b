"""One person's jobs as their pages show them: read in few queries, said in their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from employers.errors import VacancyNotFound
from employers.queries import vacancies_with_employers
from employers.states import MAY_HIRE
from employers.values import EmployerBrief, VacancyBrief, VacancyState
from forsa.deeds.wishes import AGAIN, YES_GIVEN, own_id
from forsa.i18n import Language, reason_for_person
from forsa.i18n.person_words import status_sentence
from forsa.shapes.jobs import SuggestedVacancy
from forsa.web.at_hand import at_hand
from forsa.web.returnee.doors import MEETINGS
from forsa.web.vacancy_parts import vacancy_card
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.references import Kind, reference, row_id_of
from matching.errors import IntroductionNotFound
from matching.interface import introductions_of
from matching.queries.model_versions import ModelWeights
from matching.queries.openings import OwnField, vacancies_for
from matching.states import BEFORE_SENT, MOST_OPEN_OF_PERSON, OPEN, WITH_EMPLOYER, By
from matching.values.introductions import IntroductionBrief, State
from matching.values.ranking import Match, ReasonKind
from skills.interface.returnees import own_standing, standing

MOST_JOBS = 5
"""Jobs on one page: three to five, not fifty."""

MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class OwnVacancy:
    """One vacancy beside what there is between it and one person, None if nothing yet."""

    vacancy: VacancyBrief
    employer: EmployerBrief
    introduction: IntroductionBrief | None

    @property
    def reference(self) -> str:
        """What stands in its address."""
        if self.introduction is not None:
            return reference(Kind.INTRODUCTION, self.introduction.introduction_id)
        return reference(Kind.VACANCY, self.vacancy.vacancy_id)

    @property
    def is_open(self) -> bool:
        """Whether people may still ask for it."""
        return self.vacancy.state is VacancyState.OPEN and self.employer.state in MAY_HIRE

    @property
    def wish(self) -> str | None:
        """What the person has answered: "yes", "no", or None."""
        found = self.introduction
        if found is None or found.state is State.DECLINED:
            return None if found is None else "no"
        said_yes = found.state in YES_GIVEN or found.wanted_at is not None
        return "yes" if said_yes and found.state in OPEN else None

    @property
    def may_answer(self) -> bool:
        """Whether the person may say yes or no now."""
        if self.introduction is None:
            return self.is_open
        if self.introduction.state in BEFORE_SENT:
            return self.wish is None
        return self.is_open and self.introduction.state in AGAIN - {State.DECLINED}

    @property
    def may_take_back(self) -> bool:
        """Whether the person may take their answer back now."""
        found = self.introduction
        if found is None or self.wish is None:
            return False
        if found.state is State.DECLINED:
            return self.is_open
        return By.RETURNEE in OPEN[found.state].moves.get(State.WITHDRAWN, frozenset())


@dataclass(frozen=True, slots=True)
class OwnList:
    """Jobs for one page, each with why it may suit, and how many employers ask to meet.

    `taxonomy` is the one they were ranked by. `is_away` says that the person is on pause, has work
    or has left: their jobs wait.
    """

    jobs: Sequence[tuple[OwnVacancy, Match | None]]
    meeting_count: int
    taxonomy: str
    help_phone: str | None
    is_away: bool = False


def own_vacancy(session: Session, text: str, actor: Actor) -> OwnVacancy:
    """Return the job that an address names: by the person's introduction, or by the vacancy.

    Three queries.

    Raises
    ------
    IntroductionNotFound
        If it is not theirs, or not there.
    VacancyNotFound
        If there is no such vacancy, or it has never been open.
    ReferenceNotFound
        If the address names neither.
    """
    if text.upper().startswith(f"{Kind.INTRODUCTION}-"):
        introduction_id = row_id_of(Kind.INTRODUCTION, text)
        known = introductions_of(session, returnee_id=own_id(actor))
        found = next((one for one in known if one.introduction_id == introduction_id), None)
        if found is None:
            raise IntroductionNotFound
        [(vacancy, employer)] = vacancies_with_employers(session, [found.vacancy_id])
        return OwnVacancy(vacancy, employer, found)
    vacancy_id = row_id_of(Kind.VACANCY, text)
    pairs = vacancies_with_employers(session, [vacancy_id])
    if not pairs or pairs[0][0].opened_at is None or pairs[0][0].state is VacancyState.REJECTED:
        raise VacancyNotFound
    known = introductions_of(session, returnee_id=own_id(actor), vacancy_id=vacancy_id)
    return OwnVacancy(*pairs[0], _to_be_known(known[-1]) if known else None)


def _to_be_known(newest: IntroductionBrief) -> IntroductionBrief | None:
    """Return an introduction unless it ended before the person was told of it."""
    unheard = newest.state is State.DISMISSED and newest.wanted_at is None
    return None if unheard else newest


def vacancies_to_see(session: Session, request: Request, actor: Actor, now: datetime) -> OwnList:
    """Return the person's open jobs first, then the best of those they have not met; at most 5.

    Who is away, has not agreed to matching, or is with three employers meets no new ones.
    """
    known = introductions_of(session, returnee_id=own_id(actor))
    kept = at_hand(request)
    taxonomy = kept.taxonomy(session)
    stands = own_standing(session, own_id(actor), at=now)
    pairs = kept.open_vacancies(session)
    met = {one.vacancy_id: one for one in known if one.state in BEFORE_SENT}
    mine = [
        OwnVacancy(*pair, met[pair[0].vacancy_id]) for pair in pairs if pair[0].vacancy_id in met
    ]
    mine.sort(key=lambda own: (own.wish is not None, -own.vacancy.vacancy_id))
    meetings = sum(one.state is State.MEETING_ASKED for one in known)
    if stands.change is None:
        is_away = not standing(session, own_id(actor)).is_free
        jobs = [] if is_away else [(own, None) for own in mine[:MOST_JOBS]]
        return OwnList(jobs, meetings, taxonomy, stands.office_phone, is_away)
    seen = {one.vacancy_id for one in known}
    is_busy = sum(one.state in WITH_EMPLOYER for one in known) >= MOST_OPEN_OF_PERSON
    fresh = [] if is_busy else [OwnVacancy(*p, None) for p in pairs if p[0].vacancy_id not in seen]
    person = kept.person(session, own_id(actor), stands.change, taxonomy)
    best = _best(person, mine[:MOST_JOBS], fresh, kept.model(session, now), now)
    return OwnList(best, meetings, taxonomy, stands.office_phone)


def match_of(
    session: Session,
    request: Request,
    own: OwnVacancy,
    actor: Actor,
    taxonomy: str,
    now: datetime,
) -> Match | None:
    """Return why a job may suit a person; None if they may not be matched, or it does not."""
    change = own_standing(session, own_id(actor), at=now).change
    if change is None:
        return None
    person = at_hand(request).person(session, own_id(actor), change, taxonomy)
    model = at_hand(request).model(session, now)
    found = vacancies_for(person, vacancies=[own.vacancy], model=model, now=now, top=1)
    return found[0] if found else None


def shown(
    own: OwnVacancy,
    match: Match | None,
    *,
    labels: dict[str, str],
    language: Language,
    now: datetime,
) -> SuggestedVacancy:
    """Return a job for a page, with its reasons in the person's words."""
    found = own.introduction
    told = found is not None and (own.wish is not None or found.state not in BEFORE_SENT)
    asked = found is not None and found.state in (State.MEETING_ASKED, State.INTERVIEW)
    return SuggestedVacancy(
        card=vacancy_card(own.vacancy, employer_name=own.employer.name, now=now),
        introduction=own.reference,
        why=_sentences(match, ReasonKind.FITS, language, labels)[:MOST_REASONS],
        but=_but(match, language, labels)[:MOST_REASONS],
        wish=own.wish,
        status=status_sentence(found, language) if found is not None and told else None,
        may_answer=own.may_answer,
        may_take_back=own.may_take_back,
        meeting_address=f"{MEETINGS}/{own.reference}" if asked else None,
    )


def concepts_in(matches: Sequence[Match | None]) -> frozenset[str]:
    """Return the URIs of the concepts that reasons name."""
    reasons = (reason for match in matches if match is not None for reason in match.reasons)
    return frozenset(one.concept_uri for one in reasons if one.concept_uri)


def _best(
    person: OwnField,
    mine: list[OwnVacancy],
    fresh: list[OwnVacancy],
    model: ModelWeights,
    now: datetime,
) -> list[tuple[OwnVacancy, Match | None]]:
    by_id = {own.vacancy.vacancy_id: own for own in [*mine, *fresh]}
    vacancies = [own.vacancy for own in by_id.values()]
    found = vacancies_for(person, vacancies=vacancies, model=model, now=now, top=2 * MOST_JOBS)
    matches = {one.vacancy_id: one for one in found}
    mine_ids = {own.vacancy.vacancy_id for own in mine}
    first = [(own, matches.get(own.vacancy.vacancy_id)) for own in mine]
    rest = [(by_id[key], match) for key, match in matches.items() if key not in mine_ids]
    return (first + [pair for pair in rest if pair[1].is_of_the_work])[:MOST_JOBS]


def _sentences(
    match: Match | None, kind: ReasonKind, language: Language, labels: dict[str, str]
) -> tuple[str, ...]:
    reasons = match.reasons if match is not None else ()
    said = (reason_for_person(one, language, labels) for one in reasons if one.kind is kind)
    return tuple(sentence for sentence in said if sentence is not None)


def _but(match: Match | None, language: Language, labels: dict[str, str]) -> tuple[str, ...]:
    return _sentences(match, ReasonKind.ASK, language, labels) + _sentences(
        match, ReasonKind.MISSING, language, labels
    )
