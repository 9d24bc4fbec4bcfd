"""How far a run has come, kept beside its output, so that one that was killed goes on: nothing lost, nothing doubled."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO


class OtherRun(Exception):
    """The output belongs to another run: other archives, other options or another version."""


@dataclass(slots=True)
class Checkpoint:
    """What of a run is safely written."""

    run: str  # fingerprint of archives, options and engine
    done: int = 0  # batches, from the first on
    beyond: set[int] = field(default_factory=set)  # batches behind those that are done too, where the order is free
    output_bytes: int = 0
    error_bytes: int = 0
    articles: int = 0
    failed: int = 0
    finished: bool = False

    def holds(self, batch: int) -> bool:
        """Number of a batch -> whether its answers are written."""
        return batch < self.done or batch in self.beyond

    def add(self, batch: int) -> None:
        """Number of a batch -> its answers are written."""
        self.beyond.add(batch)
        while self.done in self.beyond:
            self.beyond.remove(self.done)
            self.done += 1


class Ledger:
    """The output of a run, its errors and its checkpoint; opened where the last checkpoint left them."""

    def __init__(self, output: Path, errors: Path, run: str, restart: bool) -> None:
        """Where answers and errors go, the run's fingerprint, whether to begin anew. Raises OtherRun, OSError."""
        self._place = output.with_name(output.name + ".progress")
        self.checkpoint = self._found(output, run, restart)
        self._output = _opened(output, self.checkpoint.output_bytes)
        self._errors = _opened(errors, self.checkpoint.error_bytes)

    def write(self, batch: int, answers: bytes, errors: bytes, articles: int, failed: int) -> None:
        """A batch and what came of it -> written, not yet for good."""
        self._output.write(answers)
        self._errors.write(errors)
        self.checkpoint.add(batch)
        self.checkpoint.articles += articles
        self.checkpoint.failed += failed

    def keep(self, finished: bool = False) -> None:
        """Nothing -> all that was written stays, even if the machine stops now."""
        for file in (self._output, self._errors):
            file.flush()
            os.fsync(file.fileno())
        self.checkpoint.output_bytes, self.checkpoint.error_bytes = self._output.tell(), self._errors.tell()
        self.checkpoint.finished = finished
        told = asdict(self.checkpoint) | {"beyond": sorted(self.checkpoint.beyond)}
        new = self._place.with_name(self._place.name + ".new")
        with new.open("w") as place:
            json.dump(told, place)
            place.flush()
            os.fsync(place.fileno())
        new.replace(self._place)

    def close(self) -> None:
        """Nothing -> the files are closed."""
        self._output.close()
        self._errors.close()

    def _found(self, output: Path, run: str, restart: bool) -> Checkpoint:
        if restart:
            self._place.unlink(missing_ok=True)
            return Checkpoint(run)
        try:
            told = json.loads(self._place.read_text())
        except FileNotFoundError:
            if output.exists():
                raise OtherRun(
                    f"{output} is there already, and no run wrote it that could go on; --restart writes it anew"
                ) from None
            return Checkpoint(run)
        except ValueError:
            raise OtherRun(f"{self._place} is no checkpoint; --restart begins anew") from None
        if told["run"] != run:
            raise OtherRun(
                f"{output} is of a run over other archives, with other options or of another version; --restart begins anew"
            )
        return Checkpoint(**told | {"beyond": set(told["beyond"])})


def fingerprint(parts: Iterable[object]) -> str:
    """Whatever tells one run from another -> the same in a line."""
    return json.dumps(list(parts), default=str, sort_keys=True)


def _opened(path: Path, size: int) -> IO[bytes]:
    """Path and the bytes of it that are for good -> the file, open behind them."""
    file = path.open("ab")
    if file.tell() < size:
        raise OtherRun(f"{path} is shorter than when it was left; --restart begins anew")
    file.truncate(size)
    return file
