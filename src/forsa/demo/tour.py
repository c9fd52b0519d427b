"""What to try in the made-up world: one line for each role. Pure."""

from collections.abc import Iterator

from forsa.demo.sign_ins import AUDITOR, CARDS, OPERATOR, PASSWORD, member_email, office_email

_WITH_PASSWORD = (
    ("employer", member_email(1), "answer the people on your shortlists, write a vacancy"),
    ("caseworker", office_email("caseworker", 1), "today's work: approve entries, ask people"),
    ("supervisor", office_email("supervisor", 1), "the same for everybody in the office"),
    ("operator", OPERATOR, "figures and jobs, nobody's data"),
    ("auditor", AUDITOR, "figures, nobody's data"),
)
_WITH_CARD = (
    "looks for work: was asked about a job, say yes or no",
    "looks for work: an employer wants to meet",
    "has found work: see what is known of you",
)


def tour_lines(address: str) -> Iterator[str]:
    """Yield a line for each role: where, how to sign in, what to try."""
    yield f"{'anybody':<11} {address}/en  open jobs, without signing in"
    for role, email, what in _WITH_PASSWORD:
        yield f"{role:<11} {address}/en/sign-in  {email}  password {PASSWORD}  {what}"
    for card, what in zip(CARDS, _WITH_CARD, strict=True):
        yield f"{'returnee':<11} {address}/en/card  card {card.code}  PIN {card.pin}  {what}"
    yield f"{'mail':<11} {address}/dev/mail  every mail that was sent"
