"""Whose turn it is: a worker reads one article at a time, lets some requests wait, and refuses what would wait too long."""

from __future__ import annotations

import faulthandler
import math
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

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

    All articles are read by one thread, in the order they came: two at once would only slow each other, and the time budget of
    an article would run while another is read. The threads that serve requests wait for bodies, for turns and for clients.
    """

    def __init__(self, places: int, patience: float, limit: float) -> None:
        """Requests that may be here at once, seconds one may wait for its turn, and seconds after which a turn hangs."""
        self._places = places
        self._patience = patience
        self._limit = limit
        self._lock = threading.Lock()
        self._free = threading.Condition(self._lock)
        self._here = 0
        self._queued = 0
        self._mean = 0.0  # seconds of a turn
        # Its thread starts with the first turn, so after the fork.
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")

    @property
    def queued(self) -> int:
        """How many articles are read or wait for their turn now."""
        return self._queued

    def await_free(self, seconds: float) -> None:
        """Seconds -> returns when none is read, and after that many seconds at the latest."""
        with self._lock:
            self._free.wait_for(lambda: not self._queued, seconds)

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for as long as the block lasts. Raises Saturated where all are taken, or the turns before it take too long."""
        with self._lock:
            expected = self._queued * self._mean
            if self._here >= self._places or expected > self._patience:
                raise Saturated(max(1, math.ceil(expected)))
            self._here += 1
        try:
            yield
        finally:
            with self._lock:
                self._here -= 1

    def begin(self, work: Callable[[], Found]) -> Future[Found]:
        """Work -> what will hold what it gives, or what it raised, once its turn came."""
        with self._lock:
            self._queued += 1
        turn = self._reader.submit(self._watched, work)
        turn.add_done_callback(self._left)
        return turn

    def take(self, work: Callable[[], Found]) -> Found:
        """Work -> what it gives, or raises, when its turn comes. Raises Saturated where that takes too long."""
        turn = self.begin(work)
        try:
            return turn.result(self._patience)
        except TimeoutError:
            if turn.cancel():
                raise Saturated(max(1, math.ceil(self._queued * self._mean))) from None
            return turn.result()  # it has begun, and has its own time budget

    def _left(self, _: Future[Any]) -> None:
        with self._lock:
            self._queued -= 1
            if not self._queued:
                self._free.notify_all()

    def _watched(self, work: Callable[[], Found]) -> Found:
        """Work -> what it gives; the process is ended where it never would.

        gunicorn cannot see a thread that hangs. The clock used here needs no lock of the interpreter's, and what it writes are
        places in the code, never what they hold.
        """
        began = time.monotonic()
        faulthandler.dump_traceback_later(self._limit, exit=True, file=sys.__stderr__ or sys.stderr)
        try:
            return work()
        finally:
            faulthandler.cancel_dump_traceback_later()
            self._mean += _WEIGHT * (time.monotonic() - began - self._mean)
