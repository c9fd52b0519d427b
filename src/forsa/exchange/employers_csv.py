"""Employers as a CSV file: one row for each, with the person to write to."""

from employers.values import EmployerDraft, MemberDraft, RegistrationKind, SizeBand
from forsa.exchange.cells import email, phone, text_of
from forsa.exchange.columns import AnyColumn, Column, ParsedRow
from forsa.exchange.csv_files import Table
from forsa.exchange.reading import Reading, drafted, parsed_rows
from forsa.exchange.word_cells import governorate, language, one_of, sector, yes_or_no

REFERENCE = Column(
    "employer_reference",
    text_of(60),
    "the number of the employer in your list; it never changes",
    "EMP-0001",
    needed=True,
)
NAME = Column("name", text_of(200), "the name as registered", "Employer 0001", needed=True)
GOVERNORATE = Column(
    "governorate", governorate, "where it is, by name or code", "Nineveh", needed=True
)
CONTACT_NAME = Column(
    "contact_name", text_of(120), "the person to write to", "Contact 0001", needed=True
)
CONTACT_EMAIL = Column(
    "contact_email",
    email,
    "where shortlists are sent",
    "contact-0001@employer.example",
    needed=True,
)
CONTACT_PHONE = Column("contact_phone", phone, "the phone of that person", "0770 000 0001")
CONTACT_LANGUAGE = Column(
    "contact_language", language, "the language of our mails: ar, ckb or en; else ar", "ar"
)
PHONE = Column("phone", phone, "the phone of the employer itself", "0770 000 0002")
REGISTRATION_NUMBER = Column(
    "registration_number", text_of(60), "the number under which it is registered", "R-0001"
)
REGISTRATION_KIND = Column(
    "registration_kind",
    one_of(RegistrationKind),
    "where it is registered",
    RegistrationKind.COMPANY.value,
)
SECTOR = Column("sector", sector, "the letter of its ISIC section", "F")
SIZE = Column("size", one_of(SizeBand), "how many people work there", SizeBand.SMALL.value)
VERIFIED = Column(
    "verified",
    yes_or_no,
    "whether you checked the registration, spoke with the contact and found it private; else no",
    "yes",
)

COLUMNS: tuple[AnyColumn, ...] = (
    REFERENCE,
    NAME,
    GOVERNORATE,
    CONTACT_NAME,
    CONTACT_EMAIL,
    CONTACT_PHONE,
    CONTACT_LANGUAGE,
    PHONE,
    REGISTRATION_NUMBER,
    REGISTRATION_KIND,
    SECTOR,
    SIZE,
    VERIFIED,
)


def read_employers(table: Table) -> Reading[EmployerDraft]:
    """Return the employers that a table holds."""
    return drafted(parsed_rows(table, COLUMNS, reference=(REFERENCE,)), _draft)


def _draft(row: ParsedRow) -> EmployerDraft:
    member = MemberDraft(
        name=row[CONTACT_NAME],
        email=row[CONTACT_EMAIL],
        phone=row.get(CONTACT_PHONE),
        language=row.get_or(CONTACT_LANGUAGE, "ar"),
        is_owner=True,
    )
    return EmployerDraft(
        name=row[NAME],
        governorate=row[GOVERNORATE],
        members=(member,),
        source_ref=row[REFERENCE],
        registration_number=row.get(REGISTRATION_NUMBER),
        registration_kind=row.get_or(REGISTRATION_KIND, RegistrationKind.NONE),
        sector=row.get(SECTOR),
        size=row.get(SIZE),
        phone=row.get(PHONE),
        verified=row.get_or(VERIFIED, False),
    )
