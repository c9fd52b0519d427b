"""Tables of the skills package."""

from skills.models import returnees, taxonomy, words

__all__ = ["returnees", "taxonomy", "words"]
