"""How many articles each holder of a key may send, counted over all worker processes.

The libraries for this share their counts through a server of their own, and this service opens no connection: so the counts
lie in memory that is made before the workers are forked.
"""

from __future__ import annotations

import hashlib
import mmap
import multiprocessing
import time

_ROOM = 256  # names that can be counted at once
_MINUTE = 60.0  # seconds
_PATIENCE = 0.1  # seconds; a process that was killed with the lock in its hand must not stop the others


class Rates:
    """A number of articles a minute for each name: that many at once, then one by one as time passes.

    The generic cell rate algorithm: a name has one figure, the time at which all it has sent would have been due.
    """

    def __init__(self, per_minute: int) -> None:
        """Articles a minute."""
        self._step = _MINUTE / per_minute  # seconds an article costs
        shared = memoryview(mmap.mmap(-1, 16 * _ROOM))
        self._names = shared[: 8 * _ROOM].cast("Q")
        self._due = shared[8 * _ROOM :].cast("d")
        self._lock = multiprocessing.Lock()

    def spend(self, name: str) -> float:
        """Name -> 0 where its article may be read, and is counted; else the seconds after which it may."""
        now = time.monotonic()
        held = self._lock.acquire(timeout=_PATIENCE)
        try:
            slot = self._slot(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]), now)
            due = max(self._due[slot], now) + self._step
            wait = due - now - _MINUTE
            if wait > 1e-6:  # a rounding error is no article
                return wait
            self._due[slot] = due
            return 0.0
        finally:
            if held:
                self._lock.release()

    def _slot(self, mark: int, now: float) -> int:
        """Mark of a name -> where it is counted; a place whose time has passed says nothing, and is free."""
        names = self._names.tolist()
        if mark in names:
            return names.index(mark)
        slot = next((slot for slot, due in enumerate(self._due) if due <= now), 0)
        self._names[slot] = mark
        return slot
