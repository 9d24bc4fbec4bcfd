"""Lines: which one of a text a place stands in, as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_END = re.compile(r"\r\n?|\n")


def line_numbers(text: str) -> Callable[[int], int]:
    """Text -> what tells the number, from 1, of the line that a code point of it stands in."""
    ends = [end.end() for end in _END.finditer(text)]
    return lambda position: bisect_right(ends, position) + 1
