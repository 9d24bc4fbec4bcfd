"""One article, read and told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from service.api.negotiation import TEXT
from service.contract.answers import answer
from service.contract.orders import Order
from service.contract.rendering import table
from service.pipeline import attribute

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))  # what is told holds no circles


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as it is sent, and what may be told of it."""

    body: bytes
    length: int  # code points of the article
    statements: int
    incomplete: bool


def as_json(value: Any) -> str:
    """What JSON can tell -> its JSON, in the characters it holds."""
    return _JSON.encode(value)


def told(order: Order, form: str) -> Told:
    """Order, and JSON or TEXT -> the answer."""
    report = attribute(order.text, order.options)
    body = table(report, order) if form == TEXT else as_json(answer(report, order))
    return Told(body.encode(), len(order.text), len(report.statements), report.incomplete)
