"""One line in the log for each request: when, what, how long; never a word of the article, its title or the query."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request

from service.api import metrics

_REQUEST_ID = re.compile(r"[A-Za-z0-9/+_=-]{1,128}")
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})  # a method could be anything, too


class Application(Flask):
    """Flask, but a failure is logged without its message, which could quote the article, and methods have one order."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """A function of this service -> the same: none is a coroutine, which Flask looks for several times in each request."""
        return func

    def make_default_options_response(self) -> Response:
        """Nothing -> the methods that the address at hand takes, as for a wrong one."""
        response = super().make_default_options_response()
        response.headers["Allow"] = ", ".join(sorted(response.allow))
        return response

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Failure -> a line with its class and the places it passed through."""
        if exc_info[1] is not None:
            self.log_failure(exc_info[1], g.request_id)

    def log_failure(self, failure: BaseException, request_id: str) -> None:
        """Failure and the id of its request -> the same line, also where the request is no longer at hand."""
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(failure.__traceback__)]
        write("error", request_id=request_id, failure=type(failure).__name__, places=places)


def keep_journal(app: Flask) -> None:
    """Application -> the same, naming each request and writing its line once it is answered."""
    metrics.prepare()
    app.before_request(_begin)
    app.after_request(_end)


def without_requests(record: logging.LogRecord) -> bool:
    """A message of gunicorn's -> the same without what the request held: its address, its headers, its exception's text."""
    if str(record.msg).startswith("Invalid request from ip="):
        record.msg = "Invalid request"
    elif str(record.msg).startswith("Error handling request"):
        failure = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        record.msg, record.args, record.exc_info = "Error handling request: %s", (failure,), None
    return True


def _begin() -> None:
    g.began = time.perf_counter()
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    g.facts = {}  # what else the line will tell: counts and names of the operator's, never anything the client wrote
    metrics.begun()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    # An address that is none of ours could hold anything.
    path = request.url_rule.rule if request.url_rule else None
    end = partial(_ended, request.method, path, response.status_code, g.began, g.request_id, g.facts)
    if response.is_streamed:
        response.call_on_close(end)
    else:
        end()
    return response


def _ended(method: str, path: str | None, status: int, began: float, request_id: str, facts: Mapping[str, object]) -> None:
    seconds = time.perf_counter() - began
    method = method if method in _METHODS else "other"
    metrics.ended(method, path or "other", status, seconds)
    ms = round(1000 * seconds, 1)
    write("info", request_id=request_id, method=method, path=path, status=status, ms=ms, **facts)


def write(level: str, **facts: object) -> None:
    """Level and what to tell -> a line of the log; facts that are None are left out, and a log that is gone is no failure."""
    known = {name: fact for name, fact in facts.items() if fact is not None}
    line = json.dumps({"time": round(time.time(), 3), "level": level, **known})
    with suppress(OSError):
        sys.stdout.write(line + "\n")  # at once, so that no other thread's line comes between
        sys.stdout.flush()
