"""Spells of work, schools and certificates of a person, one by one."""

from forsa.api.file_parts import Asked
from forsa.api.file_rows import FileRows, RowPages
from forsa.api.file_rows_shown import (
    CertificateList,
    CertificateToWrite,
    SchoolList,
    SchoolToWrite,
    WorkList,
    WorkToWrite,
    certificate_shown,
    school_shown,
    work_shown,
)
from forsa.api.inputs import check_fields
from forsa.api.wishes_of_files import Meaning, occupations_chosen
from forsa.exchange.clean_text import clean_line
from forsa.web.office.schools import LONGEST_SCHOOL
from forsa.web.office.sections import occupation_meant
from skills.errors import ReturneeNotFound
from skills.queries.profiles import certificates_of, education_of, experiences_of
from skills.service import (
    add_certificate,
    add_education,
    add_experience,
    change_certificate,
    change_education,
    change_experience,
    remove_certificate,
    remove_education,
    remove_experience,
)
from skills.values.profiles import (
    CertificateDraft,
    EducationDraft,
    ExperienceBrief,
    ExperienceDraft,
)


def _work(asked: Asked) -> WorkList:
    spells = experiences_of(asked.session, asked.file.returnee_id)
    labels = asked.labels({one.occupation_uri for one in spells if one.occupation_uri})
    return WorkList(tuple(work_shown(one, labels) for one in spells))


def _read_work(asked: Asked, sent: WorkToWrite, number: int | None) -> ExperienceDraft:
    before = _spell(asked, number) if number is not None else None
    words = clean_line(sent.words)
    uri, isco = _meaning(asked, sent, words)
    return ExperienceDraft(
        own_words=words,
        occupation_uri=uri,
        isco=isco,
        months=sent.months,
        kind=sent.terms,
        is_abroad=before.is_abroad if before is not None else None,
    )


def _spell(asked: Asked, number: int) -> ExperienceBrief:
    for one in experiences_of(asked.session, asked.file.returnee_id):
        if one.experience_id == number:
            return one
    raise ReturneeNotFound


def _meaning(asked: Asked, sent: WorkToWrite, words: str) -> Meaning:
    if sent.occupation is not None:
        return occupations_chosen(asked, {sent.occupation})[sent.occupation]
    if sent.keep_words:
        return None, None
    return occupation_meant(asked.session, asked.lookup(), [words])[words]


def _schools(asked: Asked) -> SchoolList:
    return SchoolList(tuple(map(school_shown, education_of(asked.session, _whose(asked)))))


def _read_school(asked: Asked, sent: SchoolToWrite, _number: int | None) -> EducationDraft:
    _check_year(asked, "ended_year", sent.ended_year, further=LONGEST_SCHOOL)
    return EducationDraft(sent.level, _text(sent.field), sent.ended_year, sent.finished)


def _certificates(asked: Asked) -> CertificateList:
    found = certificates_of(asked.session, _whose(asked))
    return CertificateList(tuple(map(certificate_shown, found)))


def _read_certificate(
    asked: Asked, sent: CertificateToWrite, _number: int | None
) -> CertificateDraft:
    name = clean_line(sent.name)
    if not name:
        check_fields([("name", "Nothing can be read in it")])
    _check_year(asked, "issued_year", sent.issued_year)
    return CertificateDraft(
        name, _text(sent.issuer), sent.recognised, sent.issued_year, sent.expires_on
    )


def _whose(asked: Asked) -> int:
    return asked.file.returnee_id


def _text(said: str | None) -> str | None:
    return clean_line(said) or None if said is not None else None


def _check_year(asked: Asked, name: str, year: int | None, *, further: int = 0) -> None:
    if year is not None and year > asked.today.year + further:
        check_fields([(name, "Not yet")])


class WorkPages(RowPages[WorkToWrite, WorkList]):
    """Spells of work."""

    path = "/people/{ref:str}/work"
    rows = FileRows(
        operation="PersonWork",
        one="a spell of work",
        many="somebody's work so far",
        kind=WorkToWrite,
        listed=WorkList,
        number="experience_id",
        shown=_work,
        read=_read_work,
        add=add_experience,
        change=change_experience,
        remove=remove_experience,
    )


class SchoolPages(RowPages[SchoolToWrite, SchoolList]):
    """Schools."""

    path = "/people/{ref:str}/schools"
    rows = FileRows(
        operation="PersonSchool",
        one="a school",
        many="somebody's schools",
        kind=SchoolToWrite,
        listed=SchoolList,
        number="education_id",
        shown=_schools,
        read=_read_school,
        add=add_education,
        change=change_education,
        remove=remove_education,
    )


class CertificatePages(RowPages[CertificateToWrite, CertificateList]):
    """Certificates."""

    path = "/people/{ref:str}/certificates"
    rows = FileRows(
        operation="PersonCertificate",
        one="a certificate",
        many="somebody's certificates",
        kind=CertificateToWrite,
        listed=CertificateList,
        number="certificate_id",
        shown=_certificates,
        read=_read_certificate,
        add=add_certificate,
        change=change_certificate,
        remove=remove_certificate,
    )
