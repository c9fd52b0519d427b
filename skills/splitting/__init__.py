"""Splitting: the skills in a longer text, with their places in it. Pure: no database.

`said_skills` takes a text apart in which somebody says what they can do, and loses nothing of it.
`named_skills` finds the skills that an advert or a paragraph names, and leaves the rest alone.
"""

from skills.splitting.named import named_skills
from skills.splitting.said import said_skills, said_words

__all__ = ["named_skills", "said_skills", "said_words"]
