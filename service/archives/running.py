"""Archives in, answers out: batches of records over all cores, with a bounded number of them in memory."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from math import inf
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

from service.archives.records import ArchiveError, BadRecord, Content, Record, members, open_archive
from service.contract.answers import answer
from service.contract.orders import NoHtml, Refused, read_order
from service.pipeline import attribute
from service.webpage import PageTooLarge

# Small enough that the workers end together, large enough that handing them over costs nothing beside reading them.
_BATCH_RECORDS = 32
_BATCH_BYTES = 512 * 1024
_AHEAD = 4  # batches that wait for each worker


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every article of a run."""

    options: Mapping[str, Any]  # members of a request that hold for all
    tagger: str
    names: Mapping[str, str]  # what the archives call the members that are taken: {"text": "body"}


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records that follow each other in one archive."""

    number: int  # from 0, over all archives
    archive: str
    first: int  # number of its first record in the archive, from 1
    records: tuple[Record, ...]
    position: int  # bytes of all archives that were read when it was full


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a batch."""

    batch: int
    answers: bytes  # a line each
    errors: bytes  # a line each
    articles: int
    failed: int
    position: int


def batches(paths: Sequence[Path], names: Mapping[str, str]) -> Iterator[Batch]:
    """Archives and their names for the members -> all their records in batches, the same ones every time.

    An archive that is broken, or cut off, ends with a record that says so.
    """
    number = before = 0
    for path in paths:
        first, size, held = 1, 0, list[Record]()
        for record, position in _read(path, names):
            held.append(record)
            size += _weight(record)
            if len(held) == _BATCH_RECORDS or size >= _BATCH_BYTES:
                yield Batch(number, str(path), first, tuple(held), before + position)
                number, first, size, held = number + 1, first + len(held), 0, []
        before += path.stat().st_size if path.exists() else 0
        if held:
            yield Batch(number, str(path), first, tuple(held), before)
            number += 1


def results(work: Iterator[Batch], wanted: Wanted, workers: int, ordered: bool) -> Iterator[Result]:
    """Batches, what is wanted of them, how many processes work, whether in order -> what came of each."""
    # Spawned, not forked: the same on every system, and nothing of the reader's is inherited.
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (wanted,)) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for batch in work:
                waiting.append(pool.submit(_worked, batch))
                if len(waiting) >= _AHEAD * workers:
                    yield _next(waiting, ordered)
            while waiting:
                yield _next(waiting, ordered)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _read(path: Path, names: Mapping[str, str]) -> Iterator[tuple[Record, int]]:
    position = 0
    try:
        archive = open_archive(path, names)
        for record in archive.records():
            position = archive.position
            yield record, position
    except ArchiveError as error:
        yield Record(b"", f"{error}."), position
    except OSError as error:
        yield Record(b"", f"{error.strerror or type(error).__name__}."), position


def _weight(record: Record) -> int:
    if isinstance(record.held, bytes):
        return len(record.held)
    if isinstance(record.held, Content):
        return len(record.held.body)
    return sum(len(value) for value in record.held.values() if isinstance(value, str))


def _next(waiting: deque[Future[Result]], ordered: bool) -> Result:
    if ordered:
        return waiting.popleft().result()
    done = wait(waiting, return_when=FIRST_COMPLETED).done.pop()
    waiting.remove(done)
    return done.result()


# --- in the workers -------------------------------------------------------------------------------------------------------------

_wanted: Wanted


def _begin(wanted: Wanted) -> None:
    """What is wanted -> this worker knows it; it ends with its parent, and leaves interrupts to it."""
    global _wanted
    _wanted = wanted
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _worked(batch: Batch) -> Result:
    answers, errors = [], []
    for number, record in enumerate(batch.records, batch.first):
        try:
            answers.append(_line(_answered(record, batch.archive, number)))
        except (BadRecord, Refused, NoHtml, PageTooLarge) as error:
            errors.append(_line({"archive": batch.archive, "record": number, "error": str(error)}))
    return Result(batch.number, b"".join(answers), b"".join(errors), len(answers), len(errors), batch.position)


def _answered(record: Record, archive: str, number: int) -> dict[str, Any]:
    found = members(record, _wanted.names)
    # Without a time budget the same archive gives the same answers on a slow machine too.
    order = read_order({**_wanted.options, **found}, inf, _wanted.tagger)
    if order.id is None:
        order = replace(order, id=f"{archive}:{number}")
    return answer(attribute(order.text, order.options), order)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
