"""The body of a request: read to its end or refused, and decoded."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from http import HTTPStatus
from typing import IO, Any, NoReturn
from urllib.parse import parse_qsl

from flask import request
from gunicorn.http.errors import ParseException

from service.api.errors import Problem

# What a refused body may still send before the connection is cut: a client that is cut while it sends never reads the answer.
_PATIENCE_BYTES = 16 * 1024 * 1024
_PATIENCE_SECONDS = 5  # well below the time after which gunicorn ends the worker
_PIECE = 64 * 1024  # bytes read at a time

BROKEN = (OSError, ParseException)  # the line ended early; chunks are malformed


def read_body(limit: int) -> bytes:
    """Limit in bytes -> the whole body of the request at hand, never cut.

    Raises Problem: 411 where its length is neither declared nor told by chunks, 413 beyond the limit, 400 where it breaks off.
    """
    declared = declared_length(limit)
    pieces, size = [], 0
    try:
        while piece := request.stream.read(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                size += drain(request.stream)
                raise too_large("body", "bytes", limit, size)
    except BROKEN as error:
        raise broken_off(error) from error
    if declared is not None and size < declared:
        raise Problem(HTTPStatus.BAD_REQUEST, f"The body broke off after {size} of {declared} bytes.")
    return b"".join(pieces)


def declared_length(limit: int) -> int | None:
    """Limit in bytes -> the length that the request at hand tells, None where it comes in chunks.

    Raises Problem: 411 where its length is neither declared nor told by chunks, 413 beyond the limit.
    """
    declared = request.content_length
    if declared is None and "chunked" not in request.headers.get("Transfer-Encoding", "").lower():
        raise Problem(HTTPStatus.LENGTH_REQUIRED, f"Send Content-Length, at most {limit} bytes.", facts={"limit": limit})
    if declared is not None and declared > limit:
        raise too_large("body", "bytes", limit, declared)
    return declared


def broken_off(error: Exception) -> Problem:
    """What reading a body raised -> the refusal that tells it."""
    if isinstance(error, BlockingIOError):  # how a system tells that nothing came for as long as gunicorn.conf.py waits
        return Problem(HTTPStatus.REQUEST_TIMEOUT, "The body came too slowly.")
    return Problem(HTTPStatus.BAD_REQUEST, "The body broke off, or its chunks are malformed.")


def drain(stream: IO[bytes]) -> int:
    """Body of a request -> how many bytes of it were still to come, all of them read unless too many."""
    size, end = 0, time.monotonic() + _PATIENCE_SECONDS
    with suppress(*BROKEN):
        while size < _PATIENCE_BYTES and time.monotonic() < end and (piece := stream.read(_PIECE)):
            size += len(piece)
    return size


def json_value(body: bytes) -> Any:
    """Body of JSON in UTF-8, 16 or 32, with or without a byte order mark -> its value; of a key given twice the last counts.

    Raises Problem (400) for what is no JSON: NaN and Infinity, bytes of no encoding, or brackets nested too deeply to be read.
    """
    try:
        # Decoded here, strictly: json.loads itself would let halves of surrogate pairs through.
        return _JSON.decode(body.decode(json.detect_encoding(body)))
    except json.JSONDecodeError as error:
        detail = f"The body is not JSON: line {error.lineno}, column {error.colno}."
        raise Problem(HTTPStatus.BAD_REQUEST, detail) from error
    except UnicodeDecodeError as error:
        raise _not_unicode(error) from error
    except RecursionError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is not readable JSON: it is nested too deeply.") from error
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is not readable JSON: it holds a number that is none.") from error


def plain_text(body: bytes) -> str:
    """Body of UTF-8 -> its text, with the byte order mark, if any. Raises Problem (400) where it is not UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise _not_unicode(error) from error


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Query or form -> its names and values, in order, those with an empty value too. Raises Problem (400) if not UTF-8."""
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The query or form is not UTF-8, percent-encoded.") from error


def too_large(what: str, unit: str, limit: int, size: int) -> Problem:
    """What is too large, in which unit, and by how much -> the refusal that says so."""
    detail = f"The {what} has {size} {unit}; the limit is {limit}."
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, facts={"limit": limit, "size": size})


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


_JSON = json.JSONDecoder(parse_constant=_refuse_constant)  # made once: json.loads would make one for each body


def _not_unicode(error: UnicodeDecodeError) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, f"The body is not {error.encoding.upper()}: byte {error.start} does not belong there.")
