"""What an operator can set, by environment variables; read and checked once, at start."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.api.keys import Keys, KeysError
from service.pipeline import DEFAULT_BUDGET, taggers

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")


class SettingsError(ValueError):
    """An environment variable is wrong; the message names it, what it holds and what it may hold."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one request may be and do."""

    max_body_bytes: int = 8 * 1024 * 1024  # a book is 2 MB, the heaviest of the news pages seen in HTML 3
    max_text_length: int = 500_000  # code points; a book, which even at its most hostile is read in seconds
    time_budget: float = DEFAULT_BUDGET  # seconds on the wall clock for one article
    tagger: str = field(default_factory=lambda: taggers()[0])  # "neural" where its extra is installed, else "rules"
    max_batch_articles: int = 1_000  # a day of a large newsroom
    max_batch_bytes: int = 64 * 1024 * 1024  # what a client that sends all before it reads may make a worker hold
    max_waiting: int = 64  # requests that a worker has at once: one is read, the others wait for bodies or their turn
    max_wait: float = 3.0  # seconds for a turn; with the reading of an article, clients have word within five
    api_keys: str = ""  # entries of service.api.keys; without keys everybody may ask
    api_keys_file: str = ""  # a file of such entries, read again when it changes
    rate_per_minute: int = 0  # articles of one key; 0: as many as it likes
    cors_origins: frozenset[str] = frozenset()  # sites whose pages may use the service; "*": all


@dataclass(frozen=True, slots=True)
class Serving:
    """How gunicorn serves."""

    host: str
    port: int
    workers: int
    threads: int  # of a worker
    timeout: int  # seconds after which a worker that no longer stirs is ended
    grace: int  # seconds in which a worker that must stop may answer what it took


# Beyond the time budget: what is still read then is not late for a busy machine, but hangs.
_HANG_SECONDS = 50
# Beyond the time budget and the wait for a turn: reading a body from a slow line, and writing the answer.
_GRACE_SECONDS = 15

# Threads beyond those that may wait: for health, figures and pages, and for telling the others that there is no place.
_SPARE_THREADS = 16


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Environment variables -> limits of a request, the defaults where unset or empty.

    Raises SettingsError where a value is no number, out of range or not known, and where keys cannot be read.
    """
    default = Settings()
    keys, file = environment.get("API_KEYS", "").strip(), environment.get("API_KEYS_FILE", "").strip()
    rate = _whole(environment, "RATE_LIMIT_PER_MINUTE", default.rate_per_minute, 0, 1_000_000)
    _check_keys(keys, file, rate)
    return Settings(
        max_body_bytes=_whole(environment, "MAX_BODY_BYTES", default.max_body_bytes, 1_024, 1_024**3),
        max_text_length=_whole(environment, "MAX_TEXT_LENGTH", default.max_text_length, 1_000, 1_024**3),
        time_budget=_number(environment, "TIME_BUDGET_SECONDS", default.time_budget, 0.01, 3_600.0),
        tagger=_one_of(environment, "TAGGER", default.tagger, taggers()),
        max_batch_articles=_whole(environment, "MAX_BATCH_ARTICLES", default.max_batch_articles, 1, 1_000_000),
        max_batch_bytes=_whole(environment, "MAX_BATCH_BYTES", default.max_batch_bytes, 1_024, 64 * 1024**3),
        max_waiting=_whole(environment, "MAX_WAITING", default.max_waiting, 1, 1_000),
        max_wait=_number(environment, "MAX_WAIT_SECONDS", default.max_wait, 0.01, 600.0),
        api_keys=keys,
        api_keys_file=file,
        rate_per_minute=rate,
        cors_origins=_origins(environment, "CORS_ORIGINS"),
    )


def read_serving(environment: Mapping[str, str] = os.environ) -> Serving:
    """Environment variables -> how to serve; as many workers as the process may use cores, where WEB_CONCURRENCY is unset.

    Raises SettingsError where a value is no number or out of range.
    """
    settings = read_settings(environment)
    return Serving(
        host=environment.get("HOST", "").strip() or "0.0.0.0",
        port=_whole(environment, "PORT", 8_000, 1, 65_535),
        workers=_whole(environment, "WEB_CONCURRENCY", _cores(), 1, 1_000),
        threads=settings.max_waiting + _SPARE_THREADS,
        timeout=hang_seconds(settings),
        grace=int(settings.time_budget + settings.max_wait) + _GRACE_SECONDS,
    )


def hang_seconds(settings: Settings) -> int:
    """Settings -> the seconds after which an article that is still read never will be."""
    return int(settings.time_budget) + _HANG_SECONDS


def _check_keys(keys: str, file: str, rate: int) -> None:
    if keys and file:
        raise SettingsError("API_KEYS and API_KEYS_FILE are both set; keep one of them")
    if rate and not (keys or file):
        raise SettingsError("RATE_LIMIT_PER_MINUTE is set, but counts by key; set API_KEYS or API_KEYS_FILE too")
    if keys or file:
        try:
            Keys(keys, file)
        except KeysError as error:
            raise SettingsError(str(error)) from error


def _origins(environment: Mapping[str, str], name: str) -> frozenset[str]:
    found = frozenset(filter(None, map(str.strip, environment.get(name, "").split(","))))
    for origin in found:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            raise SettingsError(f"{name} holds {origin!r}; it must be * or origins as https://example.org, separated by commas")
    return found


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
