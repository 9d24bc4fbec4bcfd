"""The threads of a worker: each serves one connection at a time, and whoever served last is called first."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Generic, TypeVar

Connection = TypeVar("Connection")


class Crew(Generic[Connection]):
    """Threads that serve connections, started as they are needed.

    They stand in for the pool of `concurrent.futures` that gunicorn makes: its futures and callbacks, which nobody looks at here,
    cost as much as all that a request asks of the main thread besides, and it calls its threads in turn, so that each has gone
    cold by then.
    """

    def __init__(self, most: int, serve: Callable[[Connection], None]) -> None:
        """How many threads there may be, and what one does with a connection; that raises nothing."""
        self._most = most
        self._serve = serve
        self._lock = threading.Lock()
        self._called: list[SimpleQueue[Connection | None]] = []  # where each thread is called
        self._idle: list[SimpleQueue[Connection | None]] = []  # where those are that wait, whoever served last at the end
        self._line: deque[Connection] = deque()  # connections for which there is no thread yet

    def take(self, connection: Connection) -> None:
        """Connection -> a thread serves it, as soon as one can; in the order they came."""
        with self._lock:
            if self._idle:
                self._idle.pop().put(connection)
                return
            if len(self._called) >= self._most:
                self._line.append(connection)
                return
            called: SimpleQueue[Connection | None] = SimpleQueue()
            self._called.append(called)
        threading.Thread(target=self._work, args=(called, connection)).start()

    def shutdown(self, wait: bool) -> None:
        """gunicorn's word for it: every thread ends, once it has nothing to do. The lock may be held by whom a signal stopped."""
        for called in self._called:
            called.put(None)

    def _work(self, called: SimpleQueue[Connection | None], connection: Connection | None) -> None:
        while connection is not None:
            self._serve(connection)
            connection = self._next(called)

    def _next(self, called: SimpleQueue[Connection | None]) -> Connection | None:
        """Where a thread is called -> the next connection it serves, None where it ends."""
        with self._lock:
            if self._line:
                return self._line.popleft()
            self._idle.append(called)
        return called.get()
