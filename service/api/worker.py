"""The worker that gunicorn serves with: threads wait for clients while one article is read, and nobody's request is dropped."""

from __future__ import annotations

import sys
import time
from typing import Any

from gunicorn.util import close_graceful
from gunicorn.workers.gthread import ThreadWorker

from service.api.routes import TURNS
from service.api.turns import Turns

# An idle worker takes a waiting connection within a fraction of this. A busy one that leaves it that long does not take what
# it would let wait.
_COURTESY = 0.002  # seconds
_WAITING = 4  # requests; with more than that here, the other workers are surely busy too

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
        if 0 < self._turns().here <= _WAITING and self.alive:
            time.sleep(_COURTESY)
        super().accept(listener)

    def handle(self, conn: Any) -> Any:
        """Connection -> its request is answered; whether the connection is kept.

        The last bytes are waited for here: in the main thread, where gunicorn does it, a slow client would hold up all others.
        """
        kept = super().handle(conn)
        if not kept:
            close_graceful(conn.sock)
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
