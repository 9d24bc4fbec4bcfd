"""Who may ask, and how often. The addresses under /v1 are guarded; health, figures, contract and pages are not."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from flask import Flask, g, request

from service.api.errors import Problem
from service.api.keys import Keys
from service.api.rates import Rates
from service.api.settings import Settings

_GUARDED = "/v1/"
_SCHEME = "bearer "


def guard(app: Flask, settings: Settings) -> None:
    """Application and its settings -> the same, asking for a key where keys are set, and counting what each sends.

    Raises KeysError where the keys cannot be read.
    """
    if not settings.api_keys and not settings.api_keys_file:
        return
    keys = Keys(settings.api_keys, settings.api_keys_file)
    rates = Rates(settings.rate_per_minute) if settings.rate_per_minute else None
    app.before_request(partial(_check, keys, rates))


def spending() -> Callable[[], None]:
    """The request at hand -> what counts one more article against its key. That raises Problem (429) where there are too many."""
    spend: Callable[[], None] = g.get("spend", _nothing)
    return spend


def _nothing() -> None:
    """Without keys there is nothing to count against."""


def _check(keys: Keys, rates: Rates | None) -> None:
    if not request.path.startswith(_GUARDED) or request.method == "OPTIONS":
        return
    given = request.headers.get("Authorization", "")
    name = keys.name(given[len(_SCHEME) :].strip()) if given[: len(_SCHEME)].lower() == _SCHEME else None
    if name is None:
        detail = "Send a key that this service knows: Authorization: Bearer KEY."
        raise Problem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"})
    g.facts["key"] = name
    if rates and request.method == "POST":  # with an article; a batch spends more as it goes
        g.spend = partial(_spend, rates, name)
        g.spend()


def _spend(rates: Rates, name: str) -> None:
    if wait := rates.spend(name):
        seconds = math.ceil(wait)
        detail = f"This key has sent as many articles as it may; the next may come in {seconds} s."
        headers = {"Retry-After": str(seconds)}
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, facts={"retry_after": seconds}, headers=headers)
