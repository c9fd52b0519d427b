"""Links by which a member of an employer answers one shortlist without signing in. Pure.

Nothing is stored of a link: it says whose and which list it is by public references, and a
signature (HMAC-SHA256) under the server's key makes it impossible to guess. When it ends is
computed from the list itself (docs/adr/0029-answer-links-are-signed.md).
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from forsa.shapes.answer_links import AnswerLink
from kernel.references import LENGTH, Kind, ReferenceNotFound, reference, row_id_of

PURPOSE = b"forsa answer links"
"""Parts the key of links from those of everything else that the server signs."""
_TOKEN = re.compile(rf"([A-Z2-9]{{{LENGTH}}})([A-Z2-9]{{{LENGTH}}})([\w-]{{43}})", re.ASCII)


def link_token(link: AnswerLink, secret_keys: Sequence[str]) -> str:
    """Return what stands in the address, 55 characters; the same for every copy of a mail."""
    shortlist = reference(Kind.SHORTLIST, link.shortlist_id).partition("-")[2]
    member = reference(Kind.MEMBER, link.member_id).partition("-")[2]
    return f"{shortlist}{member}{_signature(shortlist + member, secret_keys[0])}"


def link_of(token: str, secret_keys: Sequence[str]) -> AnswerLink | None:
    """Return what a token leads to, None if none of our keys signed just this."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    shortlist, member, signature = found.groups()
    signed = (_signature(shortlist + member, key) for key in secret_keys)
    if not any(hmac.compare_digest(one, signature) for one in signed):
        return None
    try:
        return AnswerLink(
            row_id_of(Kind.MEMBER, f"{Kind.MEMBER}-{member}"),
            row_id_of(Kind.SHORTLIST, f"{Kind.SHORTLIST}-{shortlist}"),
        )
    except ReferenceNotFound:
        return None


def _signature(text: str, secret_key: str) -> str:
    key = hmac.new(secret_key.encode(), PURPOSE, sha256).digest()
    return urlsafe_b64encode(hmac.new(key, text.encode(), sha256).digest()).decode().rstrip("=")
