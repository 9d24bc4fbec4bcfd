"""A request, read: the article, and what is wanted of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from flask import request
from marshmallow import Schema, ValidationError, fields

from service.api.errors import Fault, Problem
from service.api.negotiation import FORMATS
from service.api.offsets import Unit
from service.api.schemas import ArticleSchema, Number, OptionsSchema, Truth
from service.api.settings import Settings
from service.pipeline import Options

# What a refused body may still send before the connection is cut: a client that is cut while it sends never reads the answer.
_PATIENCE = 16 * 1024 * 1024  # bytes
_PIECE = 64 * 1024  # bytes read at a time

# An article of this many characters has paragraphs; without a line break it has lost them on its way.
_SURELY_PARAGRAPHS = 1_000  # code points

_FORM = re.compile(rb"(?:text|html)=[!-~]*")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_BYTE_ORDER_MARK = "\ufeff"
_UTF8_NAMES = frozenset({"utf-8", "utf8", "us-ascii"})
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}

_ARTICLE = ArticleSchema()
_OPTIONS = OptionsSchema()


@dataclass(frozen=True, slots=True)
class Order:
    """One article and what is wanted of it."""

    text: str
    options: Options
    id: str | None
    unit: Unit
    explain: bool
    warnings: tuple[tuple[str, str], ...]  # (code, words)


def read_order(settings: Settings) -> Order:
    """The request at hand -> the article and what is wanted of it.

    Raises Problem: 400 where the body cannot be read, 411 and 413 for its length, 415 for its type, 422 for what it holds.
    """
    kind = request.mimetype
    if kind not in _READERS or request.mimetype_params.get("charset", "utf-8").lower() not in _UTF8_NAMES:
        _refuse_type(kind)
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body must not be compressed.")
    asked = read_query(_OPTIONS)
    given = _READERS[kind](_body(settings.max_body_bytes))
    if not isinstance(given, dict):
        raise _unprocessable([Fault("", "The body must be a JSON object.")])
    loaded = _loaded(_ARTICLE, {**asked, **given})
    text = loaded["text"].removeprefix(_BYTE_ORDER_MARK)
    if len(text) > settings.max_text_length:
        raise _too_large("text", "characters", settings.max_text_length, len(text))
    return Order(
        text=text,
        options=Options(
            language=loaded["language"] and loaded["language"].lower().partition("-")[0],
            title=loaded["title"],
            publisher=loaded["publisher"],
            min_confidence=loaded["min_confidence"],
            modes=frozenset(loaded["modes"]),
            sections=frozenset(loaded["sections"]),
            budget=settings.time_budget,
        ),
        id=loaded["id"],
        unit=loaded["offset_unit"],
        explain=loaded["explain"],
        warnings=tuple(_warnings(loaded["text"], text, raw="text" in given and kind != "application/json")),
    )


def read_query(schema: Schema) -> dict[str, Any]:
    """Schema of the allowed parameters -> those that the request's query holds, each in the type its field takes.

    `format` belongs to every query. A repeated parameter of a list adds to it; of any other the last one counts. Raises Problem
    where a parameter is unknown or not UTF-8.
    """
    pairs = _pairs(request.query_string)
    unknown = [name for name, _ in pairs if name not in schema.fields and name != "format"]
    if unknown:
        raise _unprocessable([Fault(_pointer(name), "Unknown query parameter.") for name in unknown])
    if any(name == "format" and value not in FORMATS for name, value in pairs):
        raise _unprocessable([Fault("/format", f"Must be one of: {', '.join(FORMATS)}.")])
    return _typed(schema, [pair for pair in pairs if pair[0] != "format"])


# --- the body -------------------------------------------------------------------------------------------------------------------


def _body(limit: int) -> bytes:
    """Limit in bytes -> the whole body, which is never cut: it is read to its end or refused."""
    declared = request.content_length
    if declared is None and "chunked" not in request.headers.get("Transfer-Encoding", "").lower():
        raise Problem(HTTPStatus.LENGTH_REQUIRED, f"Send Content-Length, at most {limit} bytes.", facts={"limit": limit})
    if declared is not None and declared > limit + _PATIENCE:
        raise _too_large("body", "bytes", limit, declared)
    pieces, size = [], 0
    try:
        while size <= limit + _PATIENCE and (piece := request.stream.read(_PIECE)):
            size += len(piece)
            if size <= limit:
                pieces.append(piece)
    except OSError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body broke off, or its chunks are malformed.") from error
    if size > limit:
        raise _too_large("body", "bytes", limit, size)
    if declared is not None and size < declared:
        raise Problem(HTTPStatus.BAD_REQUEST, f"The body broke off after {size} of {declared} bytes.")
    return b"".join(pieces)


def _json(body: bytes) -> Any:
    try:
        # UTF-8, 16 or 32, with or without a byte order mark; strict, where json.loads alone lets half surrogates through.
        return json.loads(body.decode(json.detect_encoding(body)), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        detail = f"The body is not JSON: line {error.lineno}, column {error.colno}."
        raise Problem(HTTPStatus.BAD_REQUEST, detail) from error
    except UnicodeDecodeError as error:
        raise _not_unicode(error) from error
    except RecursionError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is not readable JSON: it is nested too deeply.") from error
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is not readable JSON: it holds a number that is none.") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _plain(body: bytes) -> dict[str, Any]:
    try:
        return {"text": body.decode()}
    except UnicodeDecodeError as error:
        raise _not_unicode(error) from error


def _form_or_article(body: bytes) -> dict[str, Any]:
    """Body under curl's default type -> its fields where it is a form, else the article that it is."""
    return _typed(_ARTICLE, _pairs(body)) if _FORM.fullmatch(body) else _plain(body)


_READERS = {"application/json": _json, "text/plain": _plain, "application/x-www-form-urlencoded": _form_or_article}


# --- names and values -----------------------------------------------------------------------------------------------------------


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The query or form is not UTF-8, percent-encoded.") from error


def _typed(schema: Schema, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Schema, and names with values as written in a query or form -> the JSON values that they mean.

    What means nothing in its field's type stays a string, for validation to refuse.
    """
    typed: dict[str, Any] = {}
    for name, value in pairs:
        field = schema.fields.get(name)
        if isinstance(field, fields.List):
            typed.setdefault(name, []).extend(value.split(","))
        elif isinstance(field, Truth):
            typed[name] = _TRUTHS.get(value, value)
        elif isinstance(field, Number):
            typed[name] = _number(value)
        else:
            typed[name] = value
    return typed


def _number(value: str) -> float | str:
    try:
        return float(value)
    except ValueError:
        return value


def _loaded(schema: Schema, given: Mapping[str, Any]) -> Any:
    try:
        return schema.load(given)
    except ValidationError as error:
        raise _unprocessable(list(_faults(error.messages))) from error


def _faults(messages: Any, pointer: str = "") -> Iterator[Fault]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _faults(inner, pointer + _pointer(str(name)))
    else:
        for message in messages:
            yield Fault(pointer, message)


def _pointer(name: str) -> str:
    # A name that no field could have may be a piece of the article: the fault is then told of the whole.
    return f"/{name}" if _PLAIN_NAME.fullmatch(name) else ""


def _warnings(sent: str, text: str, raw: bool) -> Iterator[tuple[str, str]]:
    if sent != text:
        yield "byte_order_mark", "A byte order mark at the start was dropped; offsets count from the character after it."
    if not text or text.isspace():
        yield "empty_text", "There is no text in the article."
    if raw and len(text) >= _SURELY_PARAGRAPHS and "\n" not in text and "\r" not in text:
        yield (
            "no_line_breaks",
            "The article has no line breaks, so its headline, labels and lists cannot be told apart. "
            "With curl, send it by --data-binary @file: -d @file deletes line breaks.",
        )


# --- refusals -------------------------------------------------------------------------------------------------------------------


def _unprocessable(faults: list[Fault]) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The request holds what this service cannot take.", faults)


def _not_unicode(error: UnicodeDecodeError) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, f"The body is not {error.encoding.upper()}: byte {error.start} does not belong there.")


def _too_large(what: str, unit: str, limit: int, size: int) -> Problem:
    detail = f"The {what} has {size} {unit}; the limit is {limit}."
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, facts={"limit": limit, "size": size})


def _refuse_type(kind: str) -> NoReturn:
    line = f"curl --data-binary @article.txt '{request.base_url}?format=text'"
    what = "HTML is not read yet; send the article's text." if kind == "text/html" else "Send JSON or plain text, in UTF-8."
    raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{what} This works: {line}")
