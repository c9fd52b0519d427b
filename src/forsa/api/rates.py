"""How often somebody may ask: counted in this process, minute by minute."""

from datetime import datetime
from math import ceil

A_MINUTE = 60
MOST_A_MINUTE = 300
"""Requests of one program or person in a minute: five a second, more than typing takes."""

MOST_KNOWN = 10_000
"""How many askers are counted; beyond that those of earlier minutes are forgotten."""


class Rates:
    """Counts requests by asker. Used by guards alone, which all run in one thread."""

    def __init__(self, most: int = MOST_A_MINUTE) -> None:
        self._most = most
        self._counts: dict[str, tuple[int, int]] = {}

    def wait_seconds(self, asking: str, now: datetime) -> int:
        """Count one request; return how many seconds to wait first, 0 if none."""
        second = now.timestamp()
        minute = int(second // A_MINUTE)
        if len(self._counts) >= MOST_KNOWN:
            self._counts = {who: one for who, one in self._counts.items() if one[0] == minute}
        known, count = self._counts.get(asking, (minute, 0))
        count = count + 1 if known == minute else 1
        self._counts[asking] = (minute, count)
        return 0 if count <= self._most else max(1, ceil((minute + 1) * A_MINUTE - second))
