"""Tables of the skills package."""

from skills.models import returnees, taxonomy

__all__ = ["returnees", "taxonomy"]
