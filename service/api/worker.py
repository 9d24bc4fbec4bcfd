"""The worker that gunicorn serves with: threads wait for clients while one article is read, and nobody's request is dropped."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from service.api.routes import TURNS
from service.api.turns import Turns

# A connection that nobody has taken is taken by the first worker that is idle. So a busy one leaves it for a while: what
# it took would wait for it alone, and be lost with it. Not for long, since it may ask for health, or have to be refused.
_PATIENCE = 0.1  # seconds; an article or two
_WAITING = 4  # articles; with more than that here, the other workers are surely busy too
_FEW = 8  # connections that nobody has taken; where more of them wait, no worker is idle, and the last ones have to be refused
# One that has taken a connection and not yet answered it is as good as busy: an idle one needs a fraction of this.
_COURTESY = 0.002  # seconds

# What the module socket, which this package may not import, calls IPPROTO_TCP and TCP_INFO; of the last, Linux tells in the
# 32 bits from byte 24 on how many connections of a listening socket nobody has taken.
_TCP, _INFO, _UNTAKEN = 6, 11, slice(24, 28)

# A thread that wants to take or refuse a request waits this long for the one that reads an article. Python's 5 ms, several
# times in each request, add up; much less slows the reading.
_SWITCH_SECONDS = 0.001

# glibc's M_ARENA_MAX: how many heaps there are. It else makes one for each thread that reads an article, and each of them keeps
# what the largest one took there: twice the memory once forty clients came at once. No two threads need the heap at once here.
_HEAPS = -8


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn tells no types
    """A worker with threads, mended where those of gunicorn hold up or drop requests, or wake each other for nothing."""

    def __init__(self, *given: Any, **more: Any) -> None:
        """What gunicorn gives its workers."""
        super().__init__(*given, **more)
        self._unanswered: set[Any] = set()  # connections taken
        self._answered = threading.Event()  # all of them are
        self._closed: deque[int] = deque()  # a 1 for each connection that was closed and still counts

    def init_process(self) -> None:
        """Nothing -> the worker serves, until it is told to stop."""
        sys.setswitchinterval(_SWITCH_SECONDS)
        if set_option := getattr(ctypes.CDLL(None), "mallopt", None):  # other libraries have no such thing
            set_option(_HEAPS, 1)
        super().init_process()

    def accept(self, listener: Any) -> None:
        """Socket with a waiting connection -> it is taken, unless a worker that has nothing to do was quicker."""
        if self._unanswered and _untaken(listener) <= _FEW:
            turns = self._turns()
            if 0 < turns.queued <= _WAITING:
                turns.await_free(_PATIENCE)
            else:
                self._answered.wait(_COURTESY)
        super().accept(listener)

    def enqueue_req(self, conn: Any) -> None:
        """Connection -> a thread will serve it."""
        self._unanswered.add(conn)
        self._answered.clear()
        self.tpool.submit(self.handle, conn).add_done_callback(partial(self._served, conn))

    def handle(self, conn: Any) -> Any:
        """Connection -> its request is answered; whether the connection is kept.

        The last bytes are waited for here: in the main thread, where gunicorn does it, a slow client would hold up all others.
        """
        kept = super().handle(conn)
        self._unanswered.discard(conn)
        if not self._unanswered:
            self._answered.set()
        if not kept:
            with suppress(OSError):  # it may be closed already
                conn.close(graceful=True)
        return kept

    def notify(self) -> None:
        """Nothing -> gunicorn knows that the worker lives, and how many connections it has; told at each turn of its loop."""
        self._count_closed()
        super().notify()

    def set_accept_enabled(self, enabled: bool) -> None:
        """Whether to take connections -> so it is; a worker that stops first takes those that already wait.

        They would be reset when the last process closes the socket, though their clients saw them accepted. Those that come
        later are refused, which a proxy or a client can tell from a request that may have been worked on.
        """
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        self._count_closed()
        for listener in self.sockets:
            before = -1
            while before != self.nr_conns:
                before = self.nr_conns
                super().accept(listener)
            listener.close()

    def _served(self, conn: Any, served: Future[Any]) -> None:
        """Connection and what came of it -> the main thread goes on with it; one that was closed above only counts no longer.

        gunicorn would wake the main thread for that each time; here only where it waits for connections to become fewer.
        """
        if served.cancelled() or served.exception() or served.result():
            self.method_queue.defer(self.finish_request, conn, served)
            return
        self._closed.append(1)
        if not (self.alive and self._accepting):
            self.method_queue.defer(self._count_closed)

    def _count_closed(self) -> None:
        """Nothing -> connections that were closed count no longer; in the main thread, where the others are counted."""
        while self._closed:
            self.nr_conns -= self._closed.pop()

    def _turns(self) -> Turns:
        turns: Turns = self.wsgi.config[TURNS]
        return turns


def _untaken(listener: Any) -> int:
    """Listening socket -> how many connections to it nobody has taken; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    with suppress(OSError):
        return int.from_bytes(listener.getsockopt(_TCP, _INFO, _UNTAKEN.stop)[_UNTAKEN], sys.byteorder)
    return 0
