"""Tables of the skills package."""

from skills.models import casework, changes, profiles, returnees, taxonomy, words

__all__ = ["casework", "changes", "profiles", "returnees", "taxonomy", "words"]
