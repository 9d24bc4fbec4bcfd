"""Colours for the table, where a terminal shows them."""

from __future__ import annotations

import os
import re
from typing import TextIO

from service.contract.rendering import ANONYMOUS, Part

_BOLD, _DIM, _RED, _YELLOW, _CYAN = "1", "2", "1;31", "33", "36"
_PLACE = re.compile(r"line +\d+ · [\d.]+ · \w+ *· ")
_VIA = re.compile(r"(?<=, )via [^,·]+")


def coloured(stream: TextIO, wish: str) -> bool:
    """Stream and "always", "never" or "auto" -> whether to colour; auto: on a terminal, unless it is dumb or NO_COLOR is set."""
    if wish != "auto":
        return wish == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(part: Part, line: str) -> str:
    """Part of the table and one of its lines -> the line in colours; what they tell, the words tell too."""
    if part is Part.FACTS:
        return _painted_facts(line)
    code = {Part.SUMMARY: _BOLD, Part.REASON: _DIM, Part.NOTE: _DIM, Part.WARNING: _YELLOW}.get(part)
    return _paint(line, code) if code else line


def _painted_facts(line: str) -> str:
    place = _PLACE.match(line)
    start = place.end() if place else 0
    who = _VIA.sub(lambda via: _paint(via[0], _CYAN), line[start:])
    return (_paint(line[:start], _DIM) if start else "") + who.replace(ANONYMOUS, _paint(ANONYMOUS, _RED))


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"
