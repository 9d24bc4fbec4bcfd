"""The body of a batch: read as its articles are worked on, and ahead where the client takes no answer before it has sent all."""

from __future__ import annotations

import errno
import os
import selectors
from collections import deque
from collections.abc import Iterator
from http import HTTPStatus

from flask import request

from service.api.bodies import BROKEN, broken_off, declared_length, drain, too_large
from service.api.errors import Problem

_PIECE = 16 * 1024  # bytes read at a time
_SILENCE = 20  # seconds for which a client may neither send nor take anything


class Intake:
    """The body of the request at hand, which may still be read when its answer is under way."""

    def __init__(self, limit: int) -> None:
        """Limit in bytes. Raises Problem: 411 and 413, by the length that the request declares."""
        self._declared = declared_length(limit)
        self._limit = limit
        self._size = 0
        self._ended = False
        self._failure: Problem | None = None  # why it ended before its end
        self._ahead: deque[bytes] = deque()
        self._stream = request.stream
        self._line = request.environ.get("gunicorn.socket")  # without gunicorn nothing is read ahead

    def pieces(self) -> Iterator[bytes]:
        """Nothing -> the body, piece by piece. Raises Problem: 413 beyond the limit, 400 and 408 where it breaks off."""
        while True:
            if not self._ahead and not self._ended:
                self._read()
            if not self._ahead:
                break
            yield self._ahead.popleft()
        if self._failure:
            raise self._failure

    def drain(self) -> None:
        """Nothing -> what nobody asked for is read too, unless it is too much."""
        drain(self._stream)

    def await_room(self) -> None:
        """Nothing -> returns when the client takes more of the answer; what it sends meanwhile is read ahead.

        A client that sends all before it reads anything would else wait for the service, and the service for it. Raises
        BrokenPipeError where nothing moves.
        """
        if self._line is None:
            return
        with selectors.DefaultSelector() as selector:
            selector.register(self._line, selectors.EVENT_WRITE | (0 if self._ended else selectors.EVENT_READ))
            while True:
                events = selector.select(_SILENCE)
                if not events:
                    raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
                if events[0][1] & selectors.EVENT_WRITE:
                    return
                self._read()
                if self._ended:
                    selector.modify(self._line, selectors.EVENT_WRITE)

    def _read(self) -> None:
        """Nothing -> the next piece is among those read ahead, or the body has ended."""
        try:
            piece = self._stream.read(_PIECE)
        except BROKEN as error:
            self._end(broken_off(error))
            return
        self._size += len(piece)
        if self._size > self._limit:
            self._size += drain(self._stream)
            self._end(too_large("batch", "bytes", self._limit, self._size))
        elif piece:
            self._ahead.append(piece)
        elif self._declared is not None and self._size < self._declared:
            self._end(Problem(HTTPStatus.BAD_REQUEST, f"The body broke off after {self._size} of {self._declared} bytes."))
        else:
            self._end(None)

    def _end(self, failure: Problem | None) -> None:
        self._ended, self._failure = True, failure
