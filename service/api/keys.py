"""Keys that clients show, kept as hashes, each with the name of who holds it. `python -m service.api.keys NAME` makes one."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import sys
from pathlib import Path

from service.api.journal import write

_ENTRY = re.compile(r"([A-Za-z0-9._-]{1,64}):([0-9a-f]{64})")
MOST = 200  # names; service.api.rates has room for as many

# Nobody guesses a key of so many random bytes, so a fast hash without salt keeps it.
_BYTES = 32

Holders = tuple[tuple[str, bytes], ...]  # name and hash; a name has several while one key takes another's place


class KeysError(ValueError):
    """What holds the keys is wrong; the message names the place, never what stands there."""


class Keys:
    """Keys given at start, or in a file that is read again whenever it has changed."""

    def __init__(self, entries: str = "", file: str = "") -> None:
        """Entries NAME:HASH separated by commas or lines, or the path of a file of them. Raises KeysError."""
        self._file = Path(file) if file else None
        self._stamp = self._now() if self._file else None
        self._holders = self._read() if self._file else read_entries(entries, "API_KEYS")

    def name(self, key: str) -> str | None:
        """Key that a client shows -> who holds it, None where nobody does.

        Every hash is compared, each in constant time, so that the time tells nothing of how near a guess came.
        """
        shown = digest(key)
        found = None
        for name, held in self._current():
            if hmac.compare_digest(shown, held):
                found = name
        return found

    def _current(self) -> Holders:
        """Nothing -> the holders; those of before where the file is gone or wrong, so that a slip locks nobody out."""
        if self._file and (stamp := self._now()) != self._stamp:
            self._stamp = stamp
            try:
                self._holders = self._read()
                write("info", event="keys_read", keys=len(self._holders))
            except KeysError as error:
                write("error", event="keys_kept", reason=str(error))
        return self._holders

    def _now(self) -> tuple[int, int, int] | None:
        """Nothing -> what changes when the file does, None where there is none."""
        try:
            state = os.stat(self._file or "")
        except OSError:
            return None
        return state.st_mtime_ns, state.st_size, state.st_ino

    def _read(self) -> Holders:
        try:
            return read_entries(self._file.read_text("utf-8") if self._file else "", "API_KEYS_FILE")
        except (OSError, UnicodeDecodeError) as error:
            raise KeysError(f"API_KEYS_FILE cannot be read: {type(error).__name__}") from error


def read_entries(text: str, place: str) -> Holders:
    """Entries NAME:HASH separated by lines or commas, and where they stand -> names and hashes; blank ones and comments pass.

    Raises KeysError for any other entry, for too many, and where there is none.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        for entry in filter(None, map(str.strip, line.partition("#")[0].split(","))):
            parts = _ENTRY.fullmatch(entry)
            if not parts:
                raise KeysError(f"{place}, line {number}, is not NAME:HASH with a SHA-256 of 64 small hexadecimal digits")
            found.append((parts[1], bytes.fromhex(parts[2])))
    if not 0 < len({name for name, _ in found}) <= MOST:
        raise KeysError(f"{place} must hold the keys of 1 to {MOST} names")
    return tuple(found)


def digest(key: str) -> bytes:
    """Key -> its hash."""
    return hashlib.sha256(key.encode()).digest()


def main() -> None:
    """Name on the command line -> a new key, shown this once, and the entry that the service needs."""
    if len(sys.argv) != 2 or not _ENTRY.fullmatch(f"{sys.argv[1]}:{'0' * 64}"):
        sys.exit("usage: python -m service.api.keys NAME")
    key = secrets.token_urlsafe(_BYTES)
    print(f"key, for the client:    {key}\nentry, for the service: {sys.argv[1]}:{digest(key).hex()}")


if __name__ == "__main__":
    main()
