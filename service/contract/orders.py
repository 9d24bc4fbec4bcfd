"""What is asked: an article, and what is wanted of it; read from members as JSON has them, whatever carried them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from marshmallow import Schema, ValidationError, fields

from service.contract.offsets import Unit
from service.contract.request_schemas import ArticleSchema, Number, Truth, Whole
from service.pipeline import DEFAULT_BUDGET, Options
from service.webpage import INSTALL, Webpage, read_page, readable

# A client mends the first faults first; a hostile one could else ask for an answer far larger than its request.
_MOST_FAULTS = 20

# An article of this many characters has paragraphs; without a line break it has lost them on its way.
_SURELY_PARAGRAPHS = 1_000  # code points

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_BYTE_ORDER_MARK = "\ufeff"
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}

ARTICLE = ArticleSchema()


@dataclass(frozen=True, slots=True)
class Order:
    """One article and what is wanted of it."""

    text: str
    options: Options
    id: str | None
    unit: Unit
    explain: bool
    warnings: tuple[tuple[str, str], ...]  # (code, words)
    page: Webpage | None = None  # that the text was found on, where the article came as HTML


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an order."""

    pointer: str  # JSON Pointer (RFC 6901) to the member; "" for the whole order
    detail: str


class NoHtml(RuntimeError):
    """HTML was sent, and what reads it is not installed."""

    def __init__(self) -> None:
        super().__init__(f"HTML is not read here; send text, or have the service read HTML: {INSTALL}")


class Refused(ValueError):
    """What was sent is no order; the faults never hold a piece of it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(islice(faults, _MOST_FAULTS))
        super().__init__("; ".join(f"{fault.pointer}: {fault.detail}" for fault in self.faults))


def read_order(members: Mapping[str, Any], budget: float = DEFAULT_BUDGET, tagger: str | None = None) -> Order:
    """Members of a request, seconds for the article and who finds its statements -> the order.

    Raises Refused where a member is missing, unknown or not what it must be, NoHtml for HTML where it cannot be read, and
    PageTooLarge.
    """
    loaded = load(ARTICLE, members)
    page = _page(loaded["html"]) if "html" in loaded else None
    said = page or Webpage(loaded["text"])
    sent = said.text
    text = sent.removeprefix(_BYTE_ORDER_MARK)
    return Order(
        text=text,
        options=Options(
            language=loaded["language"] and loaded["language"].lower().partition("-")[0],
            title=loaded["title"] or said.title,
            publisher=loaded["publisher"] or said.publisher,
            min_confidence=loaded["min_confidence"],
            modes=frozenset(loaded["modes"]),
            sections=frozenset(loaded["sections"]),
            budget=budget,
            tagger=tagger,
        ),
        id=loaded["id"],
        unit=loaded["offset_unit"],
        explain=loaded["explain"],
        warnings=tuple(_warnings(sent, text)),
        page=page,
    )


def _page(html: str) -> Webpage:
    if not readable():
        raise NoHtml
    return read_page(html)


def load(schema: Schema, members: Mapping[str, Any]) -> Any:
    """Schema and members -> their values, defaults filled in. Raises Refused with the first faults."""
    try:
        return schema.load(members)
    except ValidationError as error:
        raise Refused(_faults(error.messages)) from error


def typed(schema: Schema, given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Schema, and names with values as written in a query, a form or on a command line -> the JSON values that they mean.

    What means nothing in its field's type stays a string, for validation to refuse. A repeated list adds to itself; of any other
    name given twice the last one counts.
    """
    values: dict[str, Any] = {}
    for name, value in given:
        field = schema.fields.get(name)
        if isinstance(field, fields.List):
            values.setdefault(name, []).extend(value.split(","))
        elif isinstance(field, Truth):
            values[name] = _TRUTHS.get(value, value)
        elif isinstance(field, Number | Whole):
            values[name] = _number(value, type(field).num_type)
        else:
            values[name] = value
    return values


def pointer_to(name: str) -> str:
    """Name of a member -> the JSON Pointer to it; "" for one that no field could have, since it may be a piece of the article."""
    return f"/{name}" if _PLAIN_NAME.fullmatch(name) else ""


def _number(value: str, kind: type[float]) -> float | str:
    try:
        return kind(value)
    except ValueError:
        return value


def _faults(messages: Any, pointer: str = "") -> Iterator[Fault]:
    """Messages of marshmallow, nested as the fields are -> each with the pointer to its field."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _faults(inner, pointer + pointer_to(str(name)))
    else:
        for message in messages:
            yield Fault(pointer, message)


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
