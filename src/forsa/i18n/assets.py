"""Our static files and their addresses, which change when the files do."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

PREFIX = "/static/"
CACHE_CONTROL = "public, max-age=31536000, immutable"
"""For whoever serves the files: an address with a hash never means another content."""


@cache
def static(name: str) -> str:
    """Return the address of a static file. Raises FileNotFoundError if there is none."""
    content = (files("forsa.web") / "static" / name).read_bytes()
    return f"{PREFIX}{name}?v={sha256(content).hexdigest()[:12]}"
