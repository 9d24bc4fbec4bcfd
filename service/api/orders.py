"""The order that a request carries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, NoReturn

from flask import request
from marshmallow import Schema

from service.api.bodies import json_value, pairs, plain_text, read_body, too_large
from service.api.errors import Problem
from service.api.negotiation import FORMATS
from service.api.settings import Settings
from service.contract.orders import ARTICLE, Fault, NoHtml, Order, Refused, load, pointer_to, read_order, typed
from service.contract.request_schemas import OptionsSchema
from service.webpage import PageTooLarge, decoded, is_page, readable

_FORM_TYPE = "application/x-www-form-urlencoded"  # what curl says unasked
_FORM = re.compile(rb"(?:text|html)=[!-~]*")
_UTF8_NAMES = frozenset({"utf-8", "utf8", "us-ascii"})

_OPTIONS = OptionsSchema()


def requested(settings: Settings) -> tuple[dict[str, Any], dict[str, Any]]:
    """The request at hand -> the members of its body and the options of its query, yet to be made an order.

    Raises Problem: 400 where the body cannot be read, 411 and 413 for its length, 415 for its type, 422 for an unknown option.
    """
    _check_type()
    return _given(read_body(settings.max_body_bytes)), read_options(_OPTIONS)


def checked_order(given: Mapping[str, Any], asked: Mapping[str, Any], settings: Settings) -> Order:
    """Members of an article, and the options of the query that hold where it has none -> the order.

    Raises Problem: 413 for its length, 415 for HTML where it is not read, 422 for what it holds.
    """
    try:
        order = read_order({**asked, **given}, settings.time_budget, settings.tagger)
    except Refused as refused:
        raise unprocessable(refused.faults) from refused
    except NoHtml as error:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, str(error)) from error
    except PageTooLarge as error:
        raise too_large("page", error.what, error.limit, error.size) from error
    if len(order.text) > settings.max_text_length:
        raise too_large("text", "characters", settings.max_text_length, len(order.text))
    return order


def read_query(schema: Schema) -> dict[str, Any]:
    """Schema of the allowed parameters -> those that the request's query holds, each in the type its field takes.

    `format` belongs to every query. A repeated parameter of a list adds to it; of any other the last one counts. Raises Problem
    where a parameter is unknown or the query is not UTF-8.
    """
    given = pairs(request.query_string)
    faults = [
        Fault(pointer_to(name), "Unknown query parameter.") for name, _ in given if name not in schema.fields and name != "format"
    ]
    if any(name == "format" and value not in FORMATS for name, value in given):
        faults.append(Fault("/format", f"Must be one of: {', '.join(FORMATS)}."))
    if faults:
        raise unprocessable(faults)
    return typed(schema, [pair for pair in given if pair[0] != "format"])


def read_options(schema: Schema) -> dict[str, Any]:
    """Schema of the allowed parameters -> those that are there, without defaults, since what a body says goes before them.

    Each is right by itself, even where the body says otherwise. Raises Problem as `read_query`.
    """
    if not request.query_string:
        return {}
    read_checked(schema)
    return read_query(schema)


def read_checked(schema: Schema) -> Any:
    """Schema of the allowed parameters -> their values, defaults among them. Raises Problem as `read_query`."""
    try:
        return load(schema, read_query(schema))
    except Refused as refused:
        raise unprocessable(refused.faults) from refused


def _check_type() -> None:
    kind, charset = request.mimetype, request.mimetype_params.get("charset", "utf-8").lower()
    if kind not in ("application/json", "text/plain", "text/html", _FORM_TYPE):
        _refuse_type("Send JSON, plain text or HTML.")
    if kind in ("text/plain", _FORM_TYPE) and charset not in _UTF8_NAMES:
        _refuse_type("Send the text in UTF-8.")
    check_encoding()


def check_encoding() -> None:
    """The request at hand -> nothing. Raises Problem (415) where its body is compressed."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, not compressed.")


def _refuse_type(what: str) -> NoReturn:
    line = f"curl --data-binary @article.txt '{request.base_url}?format=text'"
    raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{what} This works: {line}")


def _given(body: bytes) -> dict[str, Any]:
    """Body -> the members of the JSON object, the fields of the form, or the article alone."""
    if request.mimetype == "application/json":
        return json_object(body)
    if request.mimetype == _FORM_TYPE and _FORM.fullmatch(body):
        return typed(ARTICLE, pairs(body))
    if request.mimetype == "text/html" or (request.mimetype == _FORM_TYPE and is_page(body)):
        if not readable():
            _refuse_type(str(NoHtml()))
        return {"html": decoded(body, request.content_type)}
    return {"text": plain_text(body)}


def json_object(body: bytes) -> dict[str, Any]:
    """Body of JSON -> the members of its object. Raises Problem: 400 where it is no JSON, 422 where it is no object."""
    value = json_value(body)
    if not isinstance(value, dict):
        raise unprocessable([Fault("", "The body must be a JSON object.")])
    return value


def unprocessable(faults: Sequence[Fault]) -> Problem:
    """Faults of an order -> the refusal that tells them."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The request holds what this service cannot take.", faults)
