"""Schools and certificates as lines of a page."""

from collections.abc import Sequence

from forsa.shapes.sections import CertificateLine, SchoolLine
from skills.values.profiles import CertificateBrief, EducationBrief


def school_lines(schools: Sequence[EducationBrief], address: str | None) -> tuple[SchoolLine, ...]:
    """Return times at school; `address` is that of the papers, None for lines without a link."""
    return tuple(
        SchoolLine(
            one.level,
            one.field,
            one.ended_year,
            one.is_finished,
            f"{address}/schools/{one.education_id}" if address else None,
        )
        for one in schools
    )


def certificate_lines(
    certificates: Sequence[CertificateBrief], address: str | None
) -> tuple[CertificateLine, ...]:
    """Return certificates; `address` as `school_lines`."""
    return tuple(
        CertificateLine(
            one.name,
            one.issuer,
            one.is_recognised,
            one.issued_year,
            one.expires_on,
            f"{address}/certificates/{one.certificate_id}" if address else None,
        )
        for one in certificates
    )
