"""Offsets in the unit that the client counts in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import pairwise


class Unit(StrEnum):
    """What an offset counts."""

    CODE_POINT = "code_point"
    UTF16 = "utf16"
    UTF8 = "utf8"


# Codec and bytes a unit; the codec writes no byte order mark.
_CODECS = {Unit.UTF16: ("utf-16-le", 2), Unit.UTF8: ("utf-8", 1)}


def converted(text: str, offsets: Iterable[int], unit: Unit) -> Mapping[int, int] | range:
    """Text, code point offsets in it and a unit -> by each offset what it is in that unit.

    Every stretch between two offsets is encoded once, so the cost is linear in the text whatever the number of spans. The text
    holds no lone surrogates: they are refused at the door.
    """
    if unit is Unit.CODE_POINT or text.isascii():
        return range(len(text) + 1)
    codec, size = _CODECS[unit]
    found = {0: 0}
    for start, end in pairwise(sorted({0, *offsets})):
        found[end] = found[start] + len(text[start:end].encode(codec)) // size
    return found
