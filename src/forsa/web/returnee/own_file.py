"""All that is on file about a person, for themselves to read, and to say that it is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from employers.interface import employer_briefs
from forsa.database import Database
from forsa.deeds.own_file import say_file_wrong
from forsa.deeds.wishes import own_id
from forsa.i18n import Language
from forsa.i18n.field_values import field_value
from forsa.shapes.mine import (
    Fact,
    OwnCertificate,
    OwnPhone,
    OwnSchool,
    OwnSkill,
    OwnWork,
    WholeFile,
)
from forsa.web.pages import Page, page, see_other
from forsa.web.returnee.doors import MINE, PERSON, help_phone
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.interface.taxonomy import concept_labels
from skills.queries.files import person_file
from skills.queries.profiles import details_of
from skills.values.people import PersonFile
from skills.values.profiles import FileDetails

ABOUT = ("full_name", "latin_name", "birth_year", "language")
PLACE = (
    "accepted_governorates",
    "relocates",
    "commute_minutes",
    "transport",
    "available_on",
    "most_hours",
    "shifts",
    "night",
)
WISHES = ("least_wage", "contract_kinds", "self_employment", "training")
PAIRS = ("can", "weights")
"""Fields of wishes that say one thing of each task or wish."""


class OwnFilePages(Controller):
    """A person's whole file."""

    path = f"{MINE}/file"
    guards = (PERSON,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show what is on file, part by part."""
        language = visit_of(request).language
        with database.reading() as session:
            file = person_file(session, returnee_id=own_id(actor), actor=actor, now=now)
            details = details_of(session, own_id(actor))
            uris = [one.concept_uri for one in file.skills if one.concept_uri is not None]
            labels = concept_labels(session, uris, language)
            refused = employer_briefs(session, details.refused_employers)
            phone = help_phone(session, actor)
        return page(
            request,
            "returnee/file.html",
            mine=_whole(
                file, details, labels, tuple(one.name for one in refused.values()), language
            ),
            help_phone=phone,
            said_by=_day(request.query_params.get("by", "")),
        )

    @post("/wrong", sync_to_thread=True)
    def say_wrong(
        self,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Have the caseworker ask what is wrong."""
        with database.writing() as session:
            due_on = say_file_wrong(session, actor=actor, now=now)
        return see_other(f"{MINE}/file?by={due_on}")


def _whole(
    file: PersonFile,
    details: FileDetails,
    labels: Mapping[str, str],
    refused_employers: tuple[str, ...],
    language: Language,
) -> WholeFile:
    return WholeFile(
        about=_facts(file, ABOUT, language),
        phones=_phones(file),
        skills=tuple(
            OwnSkill(one.own_words, labels.get(one.concept_uri or ""), str(int(one.proficiency)))
            for one in file.skills
        ),
        work=tuple(
            OwnWork(one.own_words, one.months, one.kind and one.kind.value, one.is_abroad)
            for one in details.experiences
        ),
        place=(*_place(file, language), *_facts(file, PLACE, language)),
        languages=_pairs(file, ("languages",), language),
        schools=tuple(
            OwnSchool(one.level.value, one.field, one.ended_year, one.is_finished)
            for one in details.education
        ),
        certificates=tuple(
            OwnCertificate(one.name, one.issuer, one.issued_year, one.expires_on)
            for one in details.certificates
        ),
        licences=file.licences,
        wishes=(*_facts(file, WISHES, language), *_pairs(file, PAIRS, language)),
        wanted=tuple(one.own_words for one in details.wanted),
        refused=tuple(one.own_words for one in details.refused),
        refused_employers=refused_employers,
        confirmed_on=local_day(file.confirmed_at),
    )


def _facts(file: PersonFile, names: Sequence[str], language: Language) -> tuple[Fact, ...]:
    """Return what is known of these fields, in words."""
    known = ((name, getattr(file, name)) for name in names)
    return tuple(
        Fact(name, field_value(name, _as_json(value), language))
        for name, value in known
        if value is not None and value not in ("", ())
    )


def _pairs(file: PersonFile, names: Sequence[str], language: Language) -> tuple[Fact, ...]:
    known = ((name, dict(getattr(file, name))) for name in names)
    return tuple(Fact(name, field_value(name, value, language)) for name, value in known if value)


def _place(file: PersonFile, language: Language) -> tuple[Fact, ...]:
    if file.governorate is None and not file.district:
        return ()
    lives_in = field_value("governorate", [file.governorate, file.district], language)
    return (Fact("governorate", lives_in),)


def _phones(file: PersonFile) -> tuple[OwnPhone, ...]:
    own = [OwnPhone(file.phone, file.phone_shared, file.phone_safe)] if file.phone else []
    further = (OwnPhone(one.number, one.is_shared, one.is_safe) for one in file.further_phones)
    return (*own, *further)


def _as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _day(text: str) -> date | None:
    """Return the day that an address names, None if it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
