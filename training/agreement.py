"""Whether two readings of an article agree on who said what: by half of the words, as trained people are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex

from service.model import Span

_WORD = regex.compile(r"\w+(?:[’'.\-]\w+)*")


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    return {match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end)}


def right(text: str, gold: dict[str, Any], contents: Sequence[Span], source: Span | None) -> bool:
    """A gold attribution and a found one -> whether content and source agree.

    Contents agree where Dice of their words is at least one half, sources where the shorter shares half its words with the
    longer; a gold attribution without a source asks nothing of the found one's.
    """
    wanted = _words(text, [Span(*piece) for piece in gold["content"]])
    found = _words(text, contents)
    if not wanted or 2 * len(wanted & found) < 0.5 * (len(wanted) + len(found)):
        return False
    named = _words(text, [Span(*piece) for piece in gold["source"]])
    given = _words(text, [source] if source else [])
    return not named or (bool(given) and len(named & given) >= 0.5 * min(len(named), len(given)))
