"""Pages of one certificate of a person."""

from datetime import date

from forsa.web.forms import Form
from forsa.web.office.papers import year_of
from forsa.web.office.parts import OnePaperPages, Paper
from forsa.web.office.person_forms import optional
from forsa.web.office.sections import WORDS_OF_ANSWERS, answer, mark_of
from skills.queries.profiles import certificates_of
from skills.service import add_certificate, change_certificate, remove_certificate
from skills.values.profiles import CertificateBrief, CertificateDraft


def _read(form: Form, today: date) -> CertificateDraft | None:
    """Return what a form says of a certificate, None if something in it is wrong."""
    draft = CertificateDraft(
        name=form.text("name", longest=120),
        issuer=optional(form, "issuer", 120),
        is_recognised=answer(form, "recognised"),
        issued_year=year_of(form, "issued_year", today),
        expires_on=form.day("expires_on", needed=False),
        mark=mark_of(form),
    )
    return draft if form.is_right else None


def _values(one: CertificateBrief) -> dict[str, object]:
    return {
        "name": one.name,
        "issuer": one.issuer,
        "recognised": WORDS_OF_ANSWERS[one.is_recognised],
        "issued_year": one.issued_year,
        "expires_on": one.expires_on,
    }


class CertificatePages(OnePaperPages):
    """Certificates of one person, for their office."""

    path = "/office/people/{ref:str}/papers/certificates"
    paper = Paper(
        tail="papers/certificates",
        template="certificate",
        number="certificate_id",
        read=_read,
        values=_values,
        on_file=certificates_of,
        add=add_certificate,
        change=change_certificate,
        remove=remove_certificate,
    )
