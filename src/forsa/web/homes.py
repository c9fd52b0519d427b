"""Where each role's work begins."""

from kernel.actor import Role

HOMES = {
    Role.EMPLOYER_MEMBER: "/employer",
    Role.EMPLOYER_OWNER: "/employer",
    Role.CASEWORKER: "/office",
    Role.SUPERVISOR: "/office",
    Role.RETURNEE: "/me/jobs",
    Role.OPERATOR: "/operator",
    Role.AUDITOR: "/operator",
}
"""Where each role's work begins."""


def home_of(role: Role) -> str:
    """Return the page where a role's work begins."""
    return HOMES.get(role, "/")
