"""The parts of a file that are read and written whole; wishes have a module of their own."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session

from forsa.api.file_parts import Asked, FilePart, PartPages
from forsa.api.file_parts_shown import (
    About,
    Filed,
    Free,
    Languages,
    Licences,
    NumberElsewhere,
    Phone,
    Place,
    Spoken,
)
from forsa.api.inputs import check_fields
from forsa.deeds.archiving import archive_file, take_back_file
from forsa.deeds.consents import change_availability
from forsa.exchange.cells import phone as phone_of
from forsa.exchange.clean_text import clean_line
from forsa.exchange.problems import CellProblem
from forsa.i18n import Language
from forsa.i18n.words import LICENCE
from forsa.web.office.person import LONGEST_PAUSE
from forsa.web.office.person_forms import OLDEST, YOUNGEST
from kernel.actor import Actor
from skills.interface.returnees import standing
from skills.service import change_about, change_languages, change_licences, change_place
from skills.values.people import PersonFile
from skills.values.profiles import (
    AboutChange,
    CaseReference,
    FurtherPhone,
    LanguagesChange,
    LicencesChange,
    PlaceChange,
)
from skills.values.returnees import Availability, RecordState

UNREADABLE = "Nothing can be read in it"


def _about(asked: Asked) -> About:
    file = asked.file
    first = FurtherPhone(file.phone, file.phone_shared, file.phone_safe) if file.phone else None
    return About(
        version=file.version,
        full_name=file.full_name,
        latin_name=file.latin_name,
        language=Language(file.language),
        birth_year=file.birth_year,
        sex="female" if file.sex == "female" else "male" if file.sex == "male" else None,
        phone=_phone(first) if first is not None else None,
        further_phones=tuple(map(_phone, file.further_phones)),
        numbers_elsewhere=tuple(
            NumberElsewhere(system=one.system, number=one.reference)
            for one in file.case_references
        ),
    )


def _phone(one: FurtherPhone) -> Phone:
    return Phone(number=one.number, shared=one.is_shared, safe=one.is_safe)


def _read_about(asked: Asked, sent: About) -> AboutChange:
    phones = ((sent.phone,) if sent.phone is not None else ()) + sent.further_phones
    check_fields([*_wrong_names(sent, asked.today), *_wrong_phones(asked.file, phones)])
    first = sent.phone
    return AboutChange(
        version=sent.version,
        full_name=clean_line(sent.full_name),
        latin_name=clean_line(sent.latin_name) if sent.latin_name else None,
        language=sent.language.value,
        birth_year=sent.birth_year,
        sex=sent.sex,
        phone=first.number if first is not None else None,
        phone_shared=first is not None and first.shared,
        phone_safe=first.safe if first is not None else None,
        further_phones=tuple(
            FurtherPhone(one.number, one.shared, one.safe)
            for one in {one.number: one for one in sent.further_phones}.values()
        ),
        case_references=tuple(
            CaseReference(clean_line(one.system), clean_line(one.number))
            for one in sent.numbers_elsewhere
        ),
    )


def _wrong_names(sent: About, today: date) -> Iterator[tuple[str, str]]:
    for name, said in (("full_name", sent.full_name), ("latin_name", sent.latin_name)):
        if said is not None and not clean_line(said):
            yield name, UNREADABLE
    if any(not clean_line(one.system + one.number) for one in sent.numbers_elsewhere):
        yield "numbers_elsewhere", UNREADABLE
    years = range(today.year - OLDEST, today.year - YOUNGEST + 1)
    if sent.birth_year is not None and sent.birth_year not in years:
        yield "birth_year", f"Expected a year from {years[0]} to {years[-1]}"


def _wrong_phones(file: PersonFile, phones: tuple[Phone, ...]) -> Iterator[tuple[str, str]]:
    known = {file.phone, *(one.number for one in file.further_phones)}
    for one in phones:
        if one.number not in known and not _is_phone(one.number):
            yield "phone", "Nobody can have this number"
            return


def _is_phone(number: str) -> bool:
    try:
        return phone_of(number) == number
    except CellProblem:
        return False


def _place(asked: Asked) -> Place:
    file = asked.file
    return Place(
        version=file.version,
        governorate=file.governorate,
        district=file.district,
        accepted_governorates=file.accepted_governorates,
        would_move=file.relocates,
        commute_minutes=file.commute_minutes,
        transport=file.transport,
        available_on=file.available_on,
        most_hours=file.most_hours,
        shifts=file.shifts,
        night=file.night,
    )


def _read_place(_asked: Asked, sent: Place) -> PlaceChange:
    return PlaceChange(
        version=sent.version,
        governorate=sent.governorate,
        district=clean_line(sent.district) or None if sent.district else None,
        accepted_governorates=tuple(dict.fromkeys(sent.accepted_governorates)),
        relocates=sent.would_move,
        commute_minutes=sent.commute_minutes,
        transport=sent.transport,
        available_on=sent.available_on,
        most_hours=sent.most_hours,
        shifts=sent.shifts,
        night=sent.night,
    )


def _languages(asked: Asked) -> Languages:
    return Languages(
        version=asked.file.version,
        languages=tuple(
            Spoken(language=code, level=level)  # type: ignore[arg-type]  # what is on file is a level
            for code, level in asked.file.languages
        ),
    )


def _read_languages(_asked: Asked, sent: Languages) -> LanguagesChange:
    levels = {one.language: one.level for one in sent.languages}
    if len(levels) < len(sent.languages):
        check_fields([("languages", "A language stands there twice")])
    return LanguagesChange(sent.version, levels)


def _licences(asked: Asked) -> Licences:
    file = asked.file
    return Licences(version=file.version, licences=file.licences, asked=file.licences_asked)


def _read_licences(asked: Asked, sent: Licences) -> LicencesChange:
    if not set(sent.licences) <= {*LICENCE, *asked.file.licences}:
        check_fields([("licences", f"Expected some of: {', '.join(LICENCE)}")])
    return LicencesChange(sent.version, tuple(dict.fromkeys(sent.licences)), sent.asked)


def _free(asked: Asked) -> Free:
    file = asked.file
    return Free(availability=file.availability, until_on=file.availability_until_on)


def _read_free(asked: Asked, sent: Free) -> Free:
    """Return what was sent; a pause needs its end, and nothing else has one."""
    is_pause, last = sent.availability is Availability.PAUSED, asked.today + LONGEST_PAUSE
    if is_pause and (sent.until_on is None or not asked.today < sent.until_on <= last):
        check_fields([("until_on", "Expected a day within the next year")])
    if not is_pause and sent.until_on not in {None, asked.file.availability_until_on}:
        check_fields([("until_on", "Only a pause has an end")])
    return sent


def _write_free(
    session: Session, *, returnee_id: int, change: Free, actor: Actor, now: datetime
) -> None:
    if standing(session, returnee_id).availability is not change.availability:
        change_availability(
            session,
            returnee_id=returnee_id,
            to=change.availability,
            until_on=change.until_on,
            actor=actor,
            now=now,
        )


def _filed(asked: Asked) -> Filed:
    return Filed(record=asked.file.record)


def _read_filed(_asked: Asked, sent: Filed) -> Filed:
    if sent.record not in {RecordState.ACTIVE, RecordState.ARCHIVED}:
        check_fields([("record", "Expected active or archived")])
    return sent


def _write_filed(
    session: Session, *, returnee_id: int, change: Filed, actor: Actor, now: datetime
) -> None:
    if change.record is RecordState.ARCHIVED:
        archive_file(session, returnee_id=returnee_id, actor=actor, now=now)
    else:
        take_back_file(session, returnee_id=returnee_id, actor=actor, now=now)


class AboutPages(PartPages[About]):
    """Who it is: here alone, and where two files are compared, stand names and numbers."""

    path = "/people/{ref:str}/about"
    part = FilePart(
        "PersonAbout", "somebody's name and numbers", About, _about, _read_about, change_about
    )


class PlacePages(PartPages[Place]):
    """Where and when."""

    path = "/people/{ref:str}/place"
    part = FilePart(
        "PersonPlace", "somebody's place and times", Place, _place, _read_place, change_place
    )


class LanguagePages(PartPages[Languages]):
    """Which languages."""

    path = "/people/{ref:str}/languages"
    part = FilePart(
        "PersonLanguages",
        "somebody's languages",
        Languages,
        _languages,
        _read_languages,
        change_languages,
    )


class LicencePages(PartPages[Licences]):
    """Which licences."""

    path = "/people/{ref:str}/licences"
    part = FilePart(
        "PersonLicences",
        "somebody's licences",
        Licences,
        _licences,
        _read_licences,
        change_licences,
    )


class AvailabilityPages(PartPages[Free]):
    """Whether the person is free, with all that ends by it."""

    path = "/people/{ref:str}/availability"
    part = FilePart(
        "PersonAvailability", "somebody's availability", Free, _free, _read_free, _write_free
    )


class RecordPages(PartPages[Filed]):
    """Whether the file is in use or put away, with all that ends by it."""

    path = "/people/{ref:str}/record"
    part = FilePart(
        "PersonRecord", "the state of a file", Filed, _filed, _read_filed, _write_filed
    )
