"""The worker that gunicorn serves with: threads wait for clients while one article is read, and nobody's request is dropped."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import Any

from gunicorn.util import close_graceful
from gunicorn.workers.gthread import ThreadWorker

from service.api.routes import TURNS
from service.api.turns import Turns

# A connection that nobody has taken is taken by the first worker that is idle. So a busy one leaves it for a while: what
# it took would wait for it alone, and be lost with it. Not for long, since it may ask for health, or have to be refused.
_PATIENCE = 0.1  # seconds; an article or two
_WAITING = 4  # articles; with more than that here, the other workers are surely busy too
_FEW = 8  # connections that nobody has taken; where more of them wait, no worker is idle, and the last ones have to be refused
# One that has just taken a connection is as good as busy: an idle one needs a fraction of this.
_COURTESY = 0.002  # seconds

# What the module socket, which this package may not import, calls SHUT_RDWR, IPPROTO_TCP and TCP_INFO; of the last, Linux tells
# in the 32 bits from byte 24 on how many connections of a listening socket nobody has taken.
_BOTH_WAYS = 2
_TCP, _INFO, _UNTAKEN = 6, 11, slice(24, 28)

# A thread that wants to take or refuse a request waits this long for the one that reads an article. Python's 5 ms, several
# times in each request, add up; much less slows the reading.
_SWITCH_SECONDS = 0.001


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn tells no types
    """A worker with threads, mended in three places where those of gunicorn hold up or drop requests."""

    def init_process(self) -> None:
        """Nothing -> the worker serves, until it is told to stop."""
        sys.setswitchinterval(_SWITCH_SECONDS)
        super().init_process()

    def accept(self, listener: Any) -> None:
        """Socket with a waiting connection -> it is taken, unless a worker that has nothing to do was quicker."""
        turns = self._turns()
        if _untaken(listener) <= _FEW:
            if 0 < turns.queued <= _WAITING:
                turns.await_free(_PATIENCE)
            elif self.nr_conns:
                time.sleep(_COURTESY)
        super().accept(listener)

    def handle(self, conn: Any) -> Any:
        """Connection -> its request is answered; whether the connection is kept.

        The last bytes are waited for here: in the main thread, where gunicorn does it, a slow client would hold up all others.
        """
        kept = super().handle(conn)
        if not kept:
            with suppress(OSError):
                close_graceful(conn.sock.dup())  # the main thread still has to close the connection itself, and finds it ended
                conn.sock.shutdown(_BOTH_WAYS)
        return kept

    def set_accept_enabled(self, enabled: bool) -> None:
        """Whether to take connections -> so it is; a worker that stops first takes those that already wait.

        They would be reset when the last process closes the socket, though their clients saw them accepted. Those that come
        later are refused, which a proxy or a client can tell from a request that may have been worked on.
        """
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        for listener in self.sockets:
            before = -1
            while before != self.nr_conns:
                before = self.nr_conns
                super().accept(listener)
            listener.close()

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
