"""Figures for Prometheus, right across the worker processes; none where its client library is not installed.

gunicorn.conf.py makes the directory that the processes share, and says so in the environment before this module is read.
"""

from __future__ import annotations

import os
from functools import cache
from threading import Lock

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"  # the library's own variable

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)  # of a request: rules to a book
_LENGTHS = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 500_000)  # code points: a flash to a book
_STATEMENTS = (0, 1, 2, 5, 10, 20, 50, 100)


class _Figures:
    """What is counted. Labels hold addresses and statuses only, never anything a client chose."""

    def __init__(self) -> None:
        import prometheus_client  # looks at DIRECTORY when it is first imported

        self.requests = prometheus_client.Counter(
            "attribution_requests_total", "Requests answered.", ["method", "path", "status"]
        )
        self.seconds = prometheus_client.Histogram(
            "attribution_request_seconds", "From the request's head to the answer's end.", ["path"], buckets=_SECONDS
        )
        self.in_flight = prometheus_client.Gauge(
            "attribution_requests_in_flight", "Requests begun and not yet answered.", multiprocess_mode="livesum"
        )
        self.refused = prometheus_client.Counter(
            "attribution_batch_articles_refused_total", "Articles of batches that were not answered.", ["status"]
        )
        self.statements = prometheus_client.Histogram(
            "attribution_statements", "Statements found in an article.", buckets=_STATEMENTS
        )
        self.length = prometheus_client.Histogram("attribution_article_length", "Code points of an article.", buckets=_LENGTHS)
        self.incomplete = prometheus_client.Counter(
            "attribution_incomplete_total", "Articles whose time budget ran out before their end."
        )


_MAKING = Lock()  # a worker's first requests may come at once, and figures of one name can be made only once


def _figures() -> _Figures | None:
    with _MAKING:
        return _made()


@cache
def _made() -> _Figures | None:
    try:
        return _Figures()
    except ModuleNotFoundError:  # the extra `serve` is not installed
        return None


def prepare() -> None:
    """Nothing -> the library is loaded, so that workers forked afterwards share it and no first request waits for it."""
    _figures()


def begun() -> None:
    """Nothing -> one more request is in flight."""
    if figures := _figures():
        figures.in_flight.inc()


def ended(method: str, path: str, status: int, seconds: float) -> None:
    """A request that was answered -> it is counted, and no longer in flight."""
    if figures := _figures():
        figures.in_flight.dec()
        figures.requests.labels(method, path, str(status)).inc()
        figures.seconds.labels(path).observe(seconds)


def answered(length: int, statements: int, incomplete: bool) -> None:
    """An article that was answered -> it is counted."""
    if figures := _figures():
        figures.length.observe(length)
        figures.statements.observe(statements)
        if incomplete:
            figures.incomplete.inc()


def refused(status: int) -> None:
    """Status of an article of a batch that was not answered -> it is counted."""
    if figures := _figures():
        figures.refused.labels(str(status)).inc()


def exposition() -> bytes | None:
    """Nothing -> the figures of all processes in Prometheus' text format, None without its library."""
    if not _figures():
        return None
    from prometheus_client import CollectorRegistry, generate_latest, multiprocess

    if DIRECTORY not in os.environ:  # one process, which has them all
        return generate_latest()
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def forget(worker: int) -> None:
    """Id of a process that ended -> what it was doing no longer counts as in flight; what it did still does."""
    if _figures():
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker)  # type: ignore[no-untyped-call]
