"""What people agree to, word for word, by version. Pure.

A consent row keeps the version and the digest of its text; a new version asks again. The Arabic
and Sorani wording shown on pages are translations of these sentences (forsa.i18n).
"""

from hashlib import sha256

from skills.values.consents import Purpose

CURRENT_VERSION = "1"

TEXTS: dict[tuple[Purpose, str], str] = {
    (Purpose.MATCHING, "1"): (
        "The office may compare my skills with jobs, to find work that suits me."
    ),
    (Purpose.MASKED_CARD, "1"): (
        "Checked employers may see my skills and experience, without my name or phone number."
    ),
    (Purpose.DISCLOSURE, "1"): (
        "This employer may see my name and phone number, for this job only."
    ),
    (
        Purpose.FOLLOW_UP,
        "1",
    ): "The office may ask me how the work is going, four times in six months.",
    (Purpose.STATISTICS, "1"): "My answers may be counted in reports, without my name.",
    (Purpose.MESSAGES, "1"): "The office may send me messages this way.",
}


def text_digest(purpose: Purpose, version: str) -> str:
    """Return the SHA-256 of a text as hex; of nothing, if the version is not one of ours.

    A form on paper may be older than this service: its version is kept, its words are not known.
    """
    return sha256(TEXTS.get((purpose, version), "").encode()).hexdigest()
