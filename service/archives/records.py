"""The records of an archive: JSON lines, Parquet, WARC and WET, one after the other, never a whole file in memory."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.contract.orders import NoHtml
from service.webpage import decoded, readable

MEMBERS = ("text", "html", "id", "title", "publisher")  # what is taken from a record; anything else in it is passed over

MOST_RECORD_BYTES = 32 * 1024 * 1024  # ten times the heaviest news page seen; a broken archive could else fill the memory
_PARQUET_ROWS = 64  # read at a time
_INSTALL = "pip install 'source-attribution[archives]'"


class ArchiveError(Exception):
    """An archive that cannot be read, or not to its end; its words never hold a piece of it."""


class BadRecord(Exception):
    """A record that holds no article; its words never hold a piece of it."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a web archive holds of one address."""

    address: str | None
    body: bytes
    html: bool  # else text
    type: str | None  # the Content-Type it was sent with


@dataclass(frozen=True, slots=True)
class Record:
    """One record, as it was read: what it holds is looked at by whoever works on it."""

    held: bytes | Mapping[str, Any] | Content  # a line of JSON, or members by their names in the archive, or what was fetched
    problem: str | None = None  # why it could not be read


class Archive(ABC):
    """One archive; `position` tells how many of its `size` bytes have been read."""

    def __init__(self, path: Path) -> None:
        self.path, self.size, self.position = path, path.stat().st_size, 0

    @abstractmethod
    def records(self) -> Iterator[Record]:
        """Nothing -> its records, in order. Raises ArchiveError where it is broken or its library is missing, OSError."""


def open_archive(path: Path, names: Mapping[str, str]) -> Archive:
    """Path of an archive, and what it calls the members -> the archive. Raises ArchiveError for an unknown kind, and OSError."""
    endings = [ending.lower() for ending in path.suffixes]
    packed = endings.pop() if endings and endings[-1] in (".gz", ".zst") else ""
    kind = endings[-1] if endings else ""
    if kind in (".jsonl", ".ndjson"):
        return _Lines(path, packed)
    if kind == ".parquet" and not packed:
        return _Parquet(path, [names.get(member, member) for member in MEMBERS])
    if kind in (".warc", ".wet") and packed != ".zst":
        return _Warc(path)
    raise ArchiveError("An archive is .jsonl or .ndjson (also .gz, .zst), .parquet, .warc or .wet (also .gz)")


def members(record: Record, names: Mapping[str, str]) -> dict[str, Any]:
    """Record, and what its archive calls the members -> those that are there. Raises BadRecord where it is none."""
    if record.problem:
        raise BadRecord(record.problem)
    held: Any = record.held
    if isinstance(held, Content):
        return _decoded(held)
    if isinstance(held, bytes):
        try:
            held = json.loads(held)
        except (ValueError, RecursionError) as error:
            raise BadRecord("The line is not JSON in UTF-8.") from error
    if not isinstance(held, Mapping):
        raise BadRecord("The line is no JSON object.")
    found = {member: held.get(names.get(member, member)) for member in MEMBERS}
    found = {member: value for member, value in found.items() if value is not None}
    if isinstance(found.get("id"), int):
        found["id"] = str(found["id"])
    if found.get("text"):
        found.pop("html", None)
    elif "html" in found:
        found.pop("text", None)
    return found


class _Lines(Archive):
    def __init__(self, path: Path, packed: str) -> None:
        super().__init__(path)
        self._packed = packed

    def records(self) -> Iterator[Record]:
        with self.path.open("rb") as raw:
            stream = self._unpacked(raw)
            try:
                while line := stream.readline(MOST_RECORD_BYTES + 1):
                    self.position = raw.tell()
                    if len(line) > MOST_RECORD_BYTES:
                        while line and not line.endswith(b"\n"):
                            line = stream.readline(MOST_RECORD_BYTES)
                        yield Record(b"", f"The line has more than {MOST_RECORD_BYTES} bytes.")
                    elif not line.isspace():
                        yield Record(line)
            except (EOFError, OSError, zlib.error) as error:
                raise ArchiveError("The archive is broken or was cut off") from error

    def _unpacked(self, raw: io.BufferedReader) -> io.BufferedIOBase:
        if self._packed == ".gz":
            return gzip.GzipFile(fileobj=raw)
        if self._packed == ".zst":
            # Arrow's reader, because it tells an end that is missing; others take it for the end.
            _needs("pyarrow")
            from pyarrow import CompressedInputStream, PythonFile

            return io.BufferedReader(CompressedInputStream(PythonFile(raw, "r"), "zstd"))
        return raw


class _Parquet(Archive):
    def __init__(self, path: Path, columns: list[str]) -> None:
        super().__init__(path)
        self._columns = columns

    def records(self) -> Iterator[Record]:
        _needs("pyarrow")
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile

        try:
            with ParquetFile(self.path) as file:
                there = [name for name in self._columns if name in file.schema_arrow.names]
                rows = file.metadata.num_rows
                done = 0
                for batch in file.iter_batches(_PARQUET_ROWS, columns=there):
                    done += batch.num_rows
                    self.position = self.size * done // rows
                    yield from map(Record, batch.to_pylist())
        except (ArrowException, OSError) as error:
            raise ArchiveError("The archive is broken or was cut off") from error


class _Warc(Archive):
    def records(self) -> Iterator[Record]:
        _needs("warcio")
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        with self.path.open("rb") as raw:
            try:
                for entry in ArchiveIterator(raw):
                    self.position = raw.tell()
                    kind = _kind(entry)
                    if kind:
                        yield _page(entry, kind)
            except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
                raise ArchiveError("The archive is broken or was cut off") from error


def _kind(entry: Any) -> str:
    """Entry of a WARC or WET -> "html" or "text" where it is an article's page or text, else ""."""
    if entry.rec_type == "conversion":
        return "text"
    if entry.rec_type not in ("response", "resource"):
        return ""
    headers = entry.http_headers if entry.rec_type == "response" else entry.rec_headers
    if headers is None or (entry.rec_type == "response" and headers.get_statuscode() != "200"):
        return ""  # no answer over HTTP, or one without the page
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}.get(kind, "")


def _page(entry: Any, kind: str) -> Record:
    address = entry.rec_headers.get_header("WARC-Target-URI")
    content = entry.content_stream().read(MOST_RECORD_BYTES + 1)
    if len(content) > MOST_RECORD_BYTES:
        return Record(b"", f"The record has more than {MOST_RECORD_BYTES} bytes.")
    entry.raw_stream.read()
    if getattr(entry.raw_stream, "limit", 0) > 0:  # warcio takes a missing end for the end
        return Record(b"", "The record is cut off.")
    headers = entry.http_headers
    return Record(Content(address, content, kind == "html", headers and headers.get_header("Content-Type")))


def _decoded(held: Content) -> dict[str, Any]:
    """What a web archive holds of an address -> its members. Raises BadRecord: text not in UTF-8, HTML that is not read here."""
    named = {"id": held.address} if held.address else {}
    if held.html:
        if not readable():
            raise BadRecord(str(NoHtml()))
        return {**named, "html": decoded(held.body, held.type)}
    try:
        return {**named, "text": held.body.decode()}
    except UnicodeDecodeError as error:
        raise BadRecord("The text is not UTF-8.") from error


def _needs(library: str) -> None:
    if importlib.util.find_spec(library) is None:
        raise ArchiveError(f"What reads this archive is not installed: {_INSTALL}")
