"""Whose turn it is: a worker reads one article at a time, lets some requests wait, and refuses what would wait too long."""

from __future__ import annotations

import faulthandler
import math
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Found = TypeVar("Found")

# Of each new turn, how much of it goes into the mean: about the last twenty turns count.
_WEIGHT = 0.1


class Saturated(Exception):
    """There is no place, or no turn in time; `retry_after` are the whole seconds after which it is worth asking again."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"saturated for {retry_after} s")


class Turns:
    """The turns of one process.

    Articles are read one at a time, in the order they came: two at once would only slow each other, and the time budget of an
    article would run while another is read. Each is read by the thread that serves its request, since to hand it over costs more
    than all else that is done for a short one; the other threads wait for bodies, for their turns and for clients.
    """

    def __init__(self, places: int, patience: float, limit: float) -> None:
        """Requests that may be here at once, seconds one may wait for its turn, and seconds after which a turn hangs."""
        self._places = places
        self._patience = patience
        self._limit = limit
        self._lock = threading.Lock()
        self._free = threading.Condition(self._lock)
        self._here = 0
        self._line: deque[threading.Lock] = deque()  # whose turn it is, and who waits; each lock opens when its turn comes
        self._mean = 0.0  # seconds of a turn
        # What a turn that hangs leaves behind are places in the code, never what they hold; then the system ends the process.
        faulthandler.register(signal.SIGALRM, sys.__stderr__ or sys.stderr, all_threads=True, chain=True)

    @property
    def queued(self) -> int:
        """How many articles are read or wait for their turn now."""
        return len(self._line)

    def await_free(self, seconds: float) -> None:
        """Seconds -> returns when none is read, and after that many seconds at the latest."""
        with self._lock:
            self._free.wait_for(lambda: not self._line, seconds)

    @contextmanager
    def place(self) -> Iterator[None]:
        """-> a place, while the block lasts. Raises Saturated where all are taken, or the turns before it take too long."""
        with self._lock:
            expected = len(self._line) * self._mean
            if self._here >= self._places or expected > self._patience:
                raise Saturated(max(1, math.ceil(expected)))
            self._here += 1
        try:
            yield
        finally:
            with self._lock:
                self._here -= 1

    def take(self, work: Callable[[], Found], patient: bool = False) -> Found:
        """Work, and whether it waits however long that takes -> what it gives, or raises, when its turn comes.

        Raises Saturated where one that is not patient waits too long.
        """
        self._await(None if patient else self._patience)
        try:
            return self._watched(work)
        finally:
            with self._lock:
                self._line.popleft()
                if self._line:
                    self._line[0].release()
                else:
                    self._free.notify_all()

    def _await(self, patience: float | None) -> None:
        """Seconds, None for any number -> returns when it is the caller's turn. Raises Saturated where it is not by then."""
        mine = threading.Lock()
        with self._lock:
            if self._line:
                mine.acquire()
            self._line.append(mine)
        if mine.acquire(timeout=-1 if patience is None else patience):
            return
        with self._lock:
            if mine.locked():  # it is still not
                self._line.remove(mine)
                raise Saturated(max(1, math.ceil(len(self._line) * self._mean)))

    def _watched(self, work: Callable[[], Found]) -> Found:
        """Work -> what it gives; the process is ended where it never would.

        gunicorn cannot see a thread that hangs. This clock is the system's, and needs no lock of the interpreter's.
        """
        began = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, self._limit)
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._mean += _WEIGHT * (time.monotonic() - began - self._mean)
