"""Labels: what opens a label line ("Source: …") or a speaker's turn ("LOKORIO: …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from service.lexicon.page import Page
from service.model import Label, Span

TURN = "turn"
_COLON = r"\s{0,2}[:：]"
_ROLES = ("source", "details", "quote", "background", "update", "other")
_NAME = r"[^\s:：][^:：\r\n]{0,80}?"
_CAPITALS = re.compile(r"(?!\d)[^\W_][\w.'’\- ]{0,38}?(?:\s\([^()\r\n]{1,40}\))?(?=\s?:\s)")
_NAMED = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}(?=: )")


@cache
def _role_of(page: Page) -> dict[str, str]:
    return {word: role for role in _ROLES for word in getattr(page.labels, role)}


@cache
def _opener(page: Page) -> re.Pattern[str]:
    """Page's words -> the pattern of a label: its words (1), whom it names (2)."""
    words = "|".join(re.escape(word).replace("'", "['’]") for word in sorted(_role_of(page), key=len, reverse=True))
    links = "|".join(map(re.escape, sorted(page.labels.name_links)))
    return re.compile(rf"({words})(?:\s(?:{links})\s({_NAME}))?(?:{_COLON}|$)", re.IGNORECASE)


def label(text: str, paragraph: Span, page: Page) -> Label | None:
    """A paragraph -> the label that opens it, with its colon, or None.

    A label without a colon counts only where it is all of its line.
    """
    match = _opener(page).match(text, paragraph.start, paragraph.end)
    if not match:
        return None
    name = Span(*match.span(2)) if match[2] else None
    if match[0][-1] not in ":：" and name is not None:
        return None
    return Label(Span(*match.span()), _role_of(page)[match[1].lower().replace("’", "'")], name)


def _is_upper(words: str) -> bool:
    return words == words.upper() and words != words.lower()


def turns(text: str, paragraphs: Sequence[Span], page: Page) -> dict[int, Label]:
    """Paragraphs of a page -> for those that are speakers' turns their labels.

    A turn opens with a name in capitals, or a role such as "Q", and a colon. Names in ordinary letters count only in an
    interview: three turns at least, and one speaker twice.
    """
    certain: dict[int, Label] = {}
    possible: dict[int, Label] = {}
    for index, paragraph in enumerate(paragraphs):
        window = min(paragraph.end, paragraph.start + 90)
        if text.find(":", paragraph.start, window) < 0:
            continue
        match = _CAPITALS.match(text, paragraph.start, window)
        if not match:
            continue
        words = match[0].split(" (")[0].strip()
        lower = words.lower()
        if lower in page.labels.no_turns:
            continue
        colon = text.index(":", match.end())
        if colon + 1 >= paragraph.end:
            continue
        turn = Label(Span(paragraph.start, colon + 1), TURN, Span(paragraph.start, paragraph.start + len(words)))
        if _is_upper(words) or lower in page.labels.turns:
            certain[index] = turn
        elif _NAMED.match(text, paragraph.start, window) and words.istitle():
            possible[index] = turn
    if len(certain) == 1:
        ((index, turn),) = certain.items()
        name = turn.span.of(text).split(" (")[0].rstrip(": ")
        if not any(form in text for form in (name.title(), name.capitalize())) or index == 0:
            certain.clear()
    names = [turn.name.of(text) for turn in possible.values() if turn.name]
    if len(names) >= 3 and len(set(names)) < len(names):
        certain |= possible
    return certain
