"""One line in the log for each request: when, what, how long; never a word of the article, its title or the query."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
import uuid
from types import TracebackType

from flask import Flask, Response, g, request

_REQUEST_ID = re.compile(r"[A-Za-z0-9/+_=-]{1,128}")
_log = logging.getLogger("service")


class Application(Flask):
    """Flask, except that a failure is logged without its message, which could quote the article."""

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Failure -> a line with its class and the places it passed through."""
        kind, _, trace = exc_info
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        _write(logging.ERROR, request_id=g.request_id, failure=kind.__name__ if kind else None, places=places)


def keep_journal(app: Flask) -> None:
    """Application -> the same, naming each request and writing its line once it is answered."""
    _log.setLevel(logging.INFO)
    _log.propagate = False
    if not _log.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("%(message)s"))
        _log.addHandler(handler)
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


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    _write(
        logging.INFO,
        request_id=g.request_id,
        method=request.method,
        path=request.url_rule.rule if request.url_rule else None,  # an address that is none of ours could hold anything
        status=response.status_code,
        ms=round(1000 * (time.perf_counter() - g.began), 1),
        length=g.get("length"),
        statements=g.get("statements"),
    )
    return response


def _write(level: int, **facts: object) -> None:
    known = {name: fact for name, fact in facts.items() if fact is not None}
    _log.log(level, json.dumps({"time": round(time.time(), 3), "level": logging.getLevelName(level).lower(), **known}))
