"""Text in lines of so many columns, as a terminal shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex

# What moves the cursor, hides text or turns its direction; joiners stay, since scripts and emoji are written with them.
_CONTROL = regex.compile(r"[[\p{Cc}\p{Cf}]--\s--[\u200c\u200d]]", regex.V1)
_CLUSTER = regex.compile(r"\X")  # what a reader takes for one character (UAX #29)
_EMOJI_STYLE = "\ufe0f"  # asks for the emoji, two columns wide, of a character that has a plain form too
_FLAG_LETTER = regex.compile(r"[\U0001f1e6-\U0001f1ff]")  # two of them are a flag, two columns wide


def wrapped(text: str, width: int, first: str = "", later: str = "") -> Iterator[str]:
    """Text, the columns of a line, and what opens the first and the later lines -> its lines, control characters removed.

    White space of any kind is one space; a word too long for a line is cut, though never inside what a reader takes for one
    character. No line is wider than `width`, which leaves two columns beside each opening. The cost is linear in the text.
    """
    line, room, empty = first, width - len(first), True
    for word in _CONTROL.sub("", text).split():
        size = columns(word)
        if not empty and size + 1 > room:
            yield line
            line, room, empty = later, width - len(later), True
        if not empty:
            line, room = line + " ", room - 1
        if size > room:
            *full, word = _cut(word, room, width - len(later))
            for piece in full:
                yield line + piece
                line, room = later, width - len(later)
            size = columns(word)
        line, room, empty = line + word, room - size, False
    yield line


def columns(text: str) -> int:
    """Text -> the columns that a terminal gives it: two for wide characters and emoji, none for those that combine (UAX #11)."""
    return len(text) if text.isascii() else sum(_columns(cluster[0]) for cluster in _CLUSTER.finditer(text))


@lru_cache(maxsize=4096)
def _columns(cluster: str) -> int:
    if len(cluster) > 1 and (_EMOJI_STYLE in cluster or _FLAG_LETTER.match(cluster)):
        return 2
    first = _character_columns(cluster[0])
    return first if first == 2 else sum(map(_character_columns, cluster))


def _character_columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _cut(word: str, first: int, later: int) -> Iterator[str]:
    """Word, room in the first line and in later ones -> its pieces; only the last may leave room."""
    start, room = 0, first
    for cluster in _CLUSTER.finditer(word):
        size = _columns(cluster[0])
        if size > room:
            yield word[start : cluster.start()]
            start, room = cluster.start(), later
        room -= size
    yield word[start:]
