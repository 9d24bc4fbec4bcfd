"""What an operator can set, by environment variables; read and checked once, at start."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.pipeline import DEFAULT_BUDGET, taggers


class SettingsError(ValueError):
    """An environment variable is wrong; the message names it, what it holds and what it may hold."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of one request."""

    max_body_bytes: int = 2 * 1024 * 1024  # a long article is 100 KB; two megabytes hold a book
    max_text_length: int = 500_000  # code points; a book, which even at its most hostile is read in seconds
    time_budget: float = DEFAULT_BUDGET  # seconds on the wall clock for one article
    tagger: str = field(default_factory=lambda: taggers()[0])  # "neural" where its extra is installed, else "rules"


@dataclass(frozen=True, slots=True)
class Serving:
    """How gunicorn serves."""

    host: str
    port: int
    workers: int
    timeout: int  # seconds after which a worker that still computes is ended


# Reading a body from a slow line and writing the answer come on top of the time budget.
SPARE_SECONDS = 20


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Environment variables -> limits of a request, the defaults where unset or empty.

    Raises SettingsError where a value is no number, out of range or not known.
    """
    default = Settings()
    return Settings(
        max_body_bytes=_whole(environment, "MAX_BODY_BYTES", default.max_body_bytes, 1_024, 1_024**3),
        max_text_length=_whole(environment, "MAX_TEXT_LENGTH", default.max_text_length, 1_000, 1_024**3),
        time_budget=_number(environment, "TIME_BUDGET_SECONDS", default.time_budget, 0.01, 3_600.0),
        tagger=_one_of(environment, "TAGGER", default.tagger, taggers()),
    )


def read_serving(environment: Mapping[str, str] = os.environ) -> Serving:
    """Environment variables -> how to serve; as many workers as the process may use cores, where WEB_CONCURRENCY is unset.

    Raises SettingsError where a value is no number or out of range.
    """
    budget = read_settings(environment).time_budget
    return Serving(
        host=environment.get("HOST", "").strip() or "0.0.0.0",
        port=_whole(environment, "PORT", 8_000, 1, 65_535),
        workers=_whole(environment, "WEB_CONCURRENCY", _cores(), 1, 1_000),
        timeout=int(budget) + SPARE_SECONDS,
    )


def _one_of(environment: Mapping[str, str], name: str, default: str, known: Sequence[str]) -> str:
    value = environment.get(name, "").strip() or default
    if value not in known:
        raise SettingsError(f"{name} is {value!r}; it may be {' or '.join(known)} here")
    return value


def _cores() -> int:
    """Nothing -> the cores this process may run on, where the system tells; else those of the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _whole(environment: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = _number(environment, name, default, least, most)
    if value != int(value):
        raise SettingsError(f"{name} is {environment[name]!r}; it must be a whole number")
    return int(value)


def _number(environment: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    given = environment.get(name, "").strip()
    if not given:
        return default
    try:
        value = float(given)
    except ValueError as error:
        raise SettingsError(f"{name} is {given!r}; it must be a number from {least} to {most}") from error
    if not least <= value <= most:
        raise SettingsError(f"{name} is {given!r}; it must be from {least} to {most}")
    return value
