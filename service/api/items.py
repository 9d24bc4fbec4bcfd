"""The articles of a batch, cut out of its bytes as they come, so that no more than one article is held at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto


class Flaw(Enum):
    """What stands where an article should be."""

    TOO_LARGE = auto()  # more bytes than one article may have; they were passed over
    BROKEN = auto()  # the array that holds the articles ends wrongly; nothing after it can be read


class NotABatch(ValueError):
    """The bytes do not begin as a batch does."""


_LINE_END = re.compile(rb"\n")
_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t\r\n]*"articles"[ \t\r\n]*:[ \t\r\n]*\[')
_TAIL = re.compile(rb"[ \t\r\n]*\}[ \t\r\n]*")
_LONGEST_HEAD = 1_000  # bytes; ten suffice, the rest is white space

# What can change the state of the scan, outside of strings and within them.
_STRUCTURE = re.compile(rb'["\[\]{},]')
_IN_STRING = re.compile(rb'["\\]')
_OPENING, _CLOSING = b"[{", b"]}"


def lines(pieces: Iterator[bytes], limit: int) -> Iterator[bytes | Flaw]:
    """Pieces of newline-delimited JSON, and the bytes an article may have -> each line that is not blank."""
    line = _Article(limit)
    for piece in pieces:
        start = 0
        for end in _LINE_END.finditer(piece):
            line.add(piece[start : end.start()])
            if (found := line.taken()) is not None:
                yield found
            start = end.end()
        line.add(piece[start:])
    if (found := line.taken()) is not None:
        yield found


def elements(pieces: Iterator[bytes], limit: int) -> Iterator[bytes | Flaw]:
    """Pieces of `{"articles": [...]}` in UTF-8, and the bytes an article may have -> each element of the array, unread.

    Elements are told apart by brackets and strings alone, so that one which is no JSON costs itself only. Raises NotABatch,
    before the first element, where the bytes begin otherwise.
    """
    rest = _after_head(pieces)
    element, depth, in_string, count = _Article(limit), 0, False, 0
    position, start = 0, 0
    while True:
        mark = (_IN_STRING if in_string else _STRUCTURE).search(rest, position)
        if mark is None:
            element.add(rest[start:])
            rest = next(pieces, b"")
            position = start = 0
            if not rest:
                yield Flaw.BROKEN
                return
            continue
        position, character = mark.end(), mark[0]
        if character == b"\\":
            if position == len(rest):  # the character that it escapes is in the next piece
                rest += next(pieces, b"")
            position += 1
        elif character == b'"':
            in_string = not in_string
        elif character in _OPENING:
            depth += 1
        elif depth and character in _CLOSING:
            depth -= 1
        elif not depth:
            element.add(rest[start : mark.start()])
            start = position
            found, count = element.taken(), count + 1
            if found is not None or character == b"," or count > 1:
                yield b"" if found is None else found
            if character in _CLOSING:
                break
    if character != b"]" or not _TAIL.fullmatch(rest[position:] + _few(pieces)):
        yield Flaw.BROKEN


def _after_head(pieces: Iterator[bytes]) -> bytes:
    """Pieces -> what follows the bracket that opens the array, of the pieces read so far."""
    read = b""
    while not (head := _HEAD.match(read)):
        piece = next(pieces, b"")
        if not piece or len(read) > _LONGEST_HEAD:
            raise NotABatch
        read += piece
    return read[head.end() :]


def _few(pieces: Iterator[bytes]) -> bytes:
    """Pieces -> their bytes, all of them read, but no more kept than a tail may have and one."""
    kept = b""
    for piece in pieces:
        kept = (kept + piece)[: _LONGEST_HEAD + 1]
    return kept


class _Article:
    """The bytes of one article, as they come; of one that is too large only that it is."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = bytearray()
        self._size = 0

    def add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._limit:
            self._bytes += piece
        else:
            self._bytes.clear()

    def taken(self) -> bytes | Flaw | None:
        """Nothing -> the article, None for a blank one; the next begins."""
        found: bytes | Flaw = bytes(self._bytes) if self._size <= self._limit else Flaw.TOO_LARGE
        self._bytes.clear()
        self._size = 0
        return None if isinstance(found, bytes) and not found.strip(b" \t\r\n") else found
