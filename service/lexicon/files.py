"""The one place that opens a data file of the lexicon."""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


class LexiconError(ValueError):
    """A data file is bad; the message names the file and the entry, so that it can be mended at start-up."""

    def __init__(self, path: str, entry: str, fault: str) -> None:
        super().__init__(f"lexicon/{path}: {entry}: {fault}")


def read_bytes(path: str) -> bytes:
    """Path below the lexicon -> the bytes of the file.

    Raises LexiconError where it cannot be read.
    """
    try:
        return files(__package__).joinpath(path).read_bytes()
    except OSError as error:
        raise LexiconError(path, "file", "cannot be read") from error


def digest(folders: Iterable[str]) -> str:
    """Folders below the lexicon -> short hash of the names and bytes of all files right in them, subfolders left out."""
    found = hashlib.sha256()
    for folder in sorted(folders):
        inside = files(__package__).joinpath(folder).iterdir()
        for path in sorted((each for each in inside if each.is_file()), key=lambda each: each.name):
            found.update(f"{folder}/{path.name}\n".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:12]


def read_toml(path: str) -> dict[str, Any]:
    """Path below the lexicon -> the table it holds.

    Raises LexiconError where the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(read_bytes(path).decode("utf-8"))
    except ValueError as error:
        raise LexiconError(path, "file", str(error)) from error


def read_json(path: str) -> Any:
    """Path below the lexicon -> the JSON value it holds, unpacked first where the name ends in ".gz".

    Equal numbers are one object: weights have few different ones, and reading is quicker where less memory is gone through.
    Raises LexiconError where the file is missing or is not JSON.
    """
    raw = read_bytes(path)
    try:
        return json.loads(gzip.decompress(raw) if path.endswith(".gz") else raw, parse_float=cache(float))
    except (ValueError, OSError, EOFError) as error:
        raise LexiconError(path, "file", str(error)) from error
