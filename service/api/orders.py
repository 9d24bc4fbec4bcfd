"""A request, read: the article, and what is wanted of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import Any, NoReturn

from flask import request
from marshmallow import Schema, ValidationError, fields

from service.api.bodies import json_value, pairs, plain_text, read_body, too_large
from service.api.errors import Fault, Problem
from service.api.negotiation import FORMATS
from service.api.offsets import Unit
from service.api.request_schemas import ArticleSchema, Number, OptionsSchema, Truth
from service.api.settings import Settings
from service.pipeline import Options

# A client mends the first faults first; a hostile one could else ask for an answer far larger than its request.
_MOST_FAULTS = 20

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
    _check_type()
    asked = read_query(_OPTIONS)
    given = _given(read_body(settings.max_body_bytes))
    loaded = _loaded(_ARTICLE, {**asked, **given})
    text = loaded["text"].removeprefix(_BYTE_ORDER_MARK)
    if len(text) > settings.max_text_length:
        raise too_large("text", "characters", settings.max_text_length, len(text))
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
            tagger=settings.tagger,
        ),
        id=loaded["id"],
        unit=loaded["offset_unit"],
        explain=loaded["explain"],
        warnings=tuple(_warnings(loaded["text"], text)),
    )


def read_query(schema: Schema) -> dict[str, Any]:
    """Schema of the allowed parameters -> those that the request's query holds, each in the type its field takes.

    `format` belongs to every query. A repeated parameter of a list adds to it; of any other the last one counts. Raises Problem
    where a parameter is unknown or the query is not UTF-8.
    """
    given = pairs(request.query_string)
    faults = [
        Fault(_pointer(name), "Unknown query parameter.") for name, _ in given if name not in schema.fields and name != "format"
    ]
    if any(name == "format" and value not in FORMATS for name, value in given):
        faults.append(Fault("/format", f"Must be one of: {', '.join(FORMATS)}."))
    if faults:
        raise _unprocessable(faults)
    return _typed(schema, [pair for pair in given if pair[0] != "format"])


def _check_type() -> None:
    kind, charset = request.mimetype, request.mimetype_params.get("charset", "utf-8").lower()
    if kind not in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        _refuse_type("HTML is not read yet; send the article's text." if kind == "text/html" else "Send JSON or plain text.")
    if kind != "application/json" and charset not in _UTF8_NAMES:
        _refuse_type("Send the text in UTF-8.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        _refuse_type("Send the body as it is, not compressed.")


def _refuse_type(what: str) -> NoReturn:
    line = f"curl --data-binary @article.txt '{request.base_url}?format=text'"
    raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{what} This works: {line}")


def _given(body: bytes) -> dict[str, Any]:
    """Body -> the members of the JSON object, the fields of the form, or the text alone."""
    if request.mimetype == "application/json":
        value = json_value(body)
        if not isinstance(value, dict):
            raise _unprocessable([Fault("", "The body must be a JSON object.")])
        return value
    if request.mimetype != "text/plain" and _FORM.fullmatch(body):
        return _typed(_ARTICLE, pairs(body))
    return {"text": plain_text(body)}


def _typed(schema: Schema, given: list[tuple[str, str]]) -> dict[str, Any]:
    """Schema, and names with values as written in a query or form -> the JSON values that they mean.

    What means nothing in its field's type stays a string, for validation to refuse.
    """
    typed: dict[str, Any] = {}
    for name, value in given:
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
        raise _unprocessable(list(islice(_faults(error.messages), _MOST_FAULTS))) from error


def _unprocessable(faults: list[Fault]) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The request holds what this service cannot take.", faults)


def _faults(messages: Any, pointer: str = "") -> Iterator[Fault]:
    """Messages of marshmallow, nested as the fields are -> each with the pointer to its field."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _faults(inner, pointer + _pointer(str(name)))
    else:
        for message in messages:
            yield Fault(pointer, message)


def _pointer(name: str) -> str:
    # A name that no field could have may be a piece of the article: the fault is then told of the whole.
    return f"/{name}" if _PLAIN_NAME.fullmatch(name) else ""


def _warnings(sent: str, text: str) -> Iterator[tuple[str, str]]:
    if sent != text:
        yield "byte_order_mark", "A byte order mark at the start was dropped; offsets count from the character after it."
    if not text or text.isspace():
        yield "empty_text", "There is no text in the article."
    elif len(text) >= _SURELY_PARAGRAPHS and "\n" not in text and "\r" not in text:
        yield (
            "no_line_breaks",
            "The article has no line breaks, so its headline, labels and lists cannot be told apart. "
            "With curl, send it by --data-binary @file: -d @file deletes line breaks.",
        )
