"""Tables of the skills package."""

from skills.models import casework, profiles, returnees, taxonomy, words

__all__ = ["casework", "profiles", "returnees", "taxonomy", "words"]
