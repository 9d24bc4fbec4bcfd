"""Quotations: which marks open and close one, in all conventions, and which are apostrophes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from service.document.tokens import APOSTROPHES, UNSEEN
from service.lexicon.page import Page
from service.model import Span

# Marks of one group close one another, whatever their form: pages mix straight and typographic ones, and „…“, “…” and ”…” alike.
_GROUPS = {mark: group for group, marks in enumerate(('"“”„‟', "«»", "「」", "『』", "'‘’‚‛`", "‹›")) for mark in marks}
_SINGLE = _GROUPS["'"]
_OPENERS = frozenset("“„«「『‘‚‹`")  # by their form; white space overrules it
_CLOSERS = frozenset("”»」』’›")
_OPENS_AFTER = frozenset("([{<—–-/|…:=\u2014")  # besides white space
_CLOSES_BEFORE = frozenset(".,;:!?)]}>—–-/|…。，、")
_MARK = re.compile(r"'{2,3}|``|[\"“”„‟«»「」『』‚‛‹›`]|(?<![^\W_])['’‘]|['’‘](?![^\W_])")
_DEPTH = 4  # quotations within quotations that are kept apart; real pages need three


@dataclass(slots=True)
class Quoted:
    """A quotation as its marks show it; token indices come later."""

    start: int  # of the opening mark
    inner_start: int
    inner_end: int
    end: int
    group: int
    closed: bool


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    char: str
    group: int
    opens: bool = False  # the space around it says so
    closes: bool = False


@cache
def _clitic(page: Page) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(page.quotations.clitics)))
    return re.compile(rf"(?:\d\ds?|{words})\b", re.IGNORECASE)


def _marks(text: str, paragraph: Span, matches: Sequence[tuple[int, int]]) -> list[_Mark]:
    """Places of possible marks in a paragraph -> the marks, with what the characters around each run of them say."""
    marks: list[_Mark] = []
    for start, end in matches:
        char = text[start]
        if end - start == 1:
            marks.append(_Mark(start, end, char, _GROUPS[char]))
        elif end - start == 2:
            marks.append(_Mark(start, end, "''" if char == "'" else "``", 0))
        else:  # ''' is a double mark with a single one inside of it: before a word the double one comes first
            before_word = end < paragraph.end and not text[end].isspace() and text[end] not in _CLOSES_BEFORE
            middle = start + 2 if before_word else start + 1
            for first, last in ((start, middle), (middle, end)):
                marks.append(_Mark(first, last, text[first:last], 0 if last - first == 2 else _SINGLE))
    first = 0
    while first < len(marks):
        last = first
        while last + 1 < len(marks) and marks[last + 1].start == marks[last].end:
            last += 1
        left = text[marks[first].start - 1] if marks[first].start > paragraph.start else " "
        right = text[marks[last].end] if marks[last].end < paragraph.end else " "
        left_space = left.isspace() or left in UNSEEN
        right_space = right.isspace() or right in UNSEEN
        opens = (left_space or left in _OPENS_AFTER) and not right_space
        closes = not left_space and (right_space or right in _CLOSES_BEFORE)
        for mark in marks[first : last + 1]:
            mark.opens = opens
            mark.closes = closes
        first = last + 1
    return marks


def _is_opening(mark: _Mark, is_open: bool) -> bool:
    """A mark, and whether one of its group is open -> whether it opens."""
    if mark.opens != mark.closes:
        return mark.opens
    if mark.char in _CLOSERS:
        return False
    if mark.char in _OPENERS or mark.char == "``":
        return not (is_open and mark.char == "“" and not mark.opens)
    return not is_open


def _is_measure(text: str, mark: _Mark, is_open: bool) -> bool:
    """Whether a straight double mark stands for inches: 6'2", or a digit before it and nothing to close."""
    at = mark.start
    if mark.char != '"' or at == 0 or not text[at - 1].isdigit():
        return False
    if not is_open:
        return not mark.opens
    while at > 0 and mark.start - at < 3 and text[at - 1].isdigit():
        at -= 1
    return at > 1 and text[at - 1] in "'’′" and text[at - 2].isdigit()


def _opens_single(text: str, marks: Sequence[_Mark], index: int, page: Page) -> bool:
    """Whether a single mark that could open does: not before "90s" or "em", and something after it can close it."""
    mark = marks[index]
    return mark.char not in APOSTROPHES or not _clitic(page).match(text, mark.end)


def _is_plural(text: str, marks: Sequence[_Mark], index: int) -> bool:
    """Whether a single mark that could close is a plural's apostrophe: the next single mark closes again ("the boys' club'")."""
    mark = marks[index]
    if mark.char not in "'’" or text[mark.start - 1] not in "sS" or mark.end >= len(text) or text[mark.end] != " ":
        return False
    for other in marks[index + 1 : index + 6]:
        if other.group == _SINGLE:
            return other.closes and not other.opens
    return False


def _settle(text: str, stack: list[Quoted], end: int, begin: int, found: list[Quoted]) -> None:
    """Quotations still open at `end` -> found, as unclosed ones; single marks without a partner were apostrophes."""
    for quoted in stack:
        if quoted.group == _SINGLE and not (
            quoted.start == begin and text[quoted.inner_start : quoted.inner_start + 1].isupper()
        ):
            continue
        stop = end
        for other in reversed(found):  # those found since this one opened stand last
            if other.start < quoted.start:
                break
            if other.group == quoted.group or other.end > stop:
                stop = min(stop, other.start)
        while stop > quoted.inner_start and text[stop - 1].isspace():
            stop -= 1
        quoted.inner_end = quoted.end = stop
        found.append(quoted)
    stack.clear()


def _paragraph(text: str, paragraph: Span, begin: int, marks: list[_Mark], page: Page, places: dict[int, int]) -> list[Quoted]:
    """Marks of one paragraph -> its quotations in order; the places of true marks are added to `places`."""
    found: list[Quoted] = []
    stack: list[Quoted] = []
    for index, mark in enumerate(marks):
        is_open = any(quoted.group == mark.group for quoted in stack)
        if _is_measure(text, mark, is_open):
            continue
        single = mark.group == _SINGLE
        if _is_opening(mark, is_open):
            if single and not _opens_single(text, marks, index, page):
                continue
            if len(stack) < _DEPTH:
                stack.append(Quoted(mark.start, mark.end, mark.end, mark.end, mark.group, False))
            if not single:
                places[mark.start] = mark.end
            continue
        if single and (not is_open or _is_plural(text, marks, index)):
            continue
        if not single:
            places[mark.start] = mark.end
        if not is_open:
            continue
        above: list[Quoted] = []
        while stack[-1].group != mark.group:
            above.append(stack.pop())
        quoted = stack.pop()
        _settle(text, above, mark.start, -1, found)
        quoted.inner_end, quoted.end, quoted.closed = mark.start, mark.end, True
        found.append(quoted)
    _settle(text, stack, paragraph.end, begin, found)
    for quoted in found:
        if quoted.group == _SINGLE:
            places[quoted.start] = quoted.inner_start
            if quoted.closed:
                places[quoted.inner_end] = quoted.end
    found.sort(key=lambda quoted: (quoted.start, -quoted.end))
    return found


def quoted_stretches(
    text: str, paragraphs: Sequence[Span], begins: Sequence[int], page: Page
) -> tuple[list[list[Quoted]], dict[int, int]]:
    """Text, its paragraphs and where the text proper of each begins -> quotations by paragraph, all marks (start -> end).

    Quotations stand in order, an outer one before those inside it. Marks are told apart by the space around them first and by
    their form second, since pages use ”…”, „…“, »…« and '…' alike and mix them.
    """
    places: dict[int, int] = {}
    matches = [match.span() for match in _MARK.finditer(text)]
    result: list[list[Quoted]] = []
    at = 0
    for paragraph, begin in zip(paragraphs, begins, strict=True):
        while at < len(matches) and matches[at][0] < paragraph.start:
            at += 1
        first = at
        while at < len(matches) and matches[at][0] < paragraph.end:
            at += 1
        if first == at:
            result.append([])
            continue
        marks = _marks(text, paragraph, matches[first:at])
        result.append(_paragraph(text, paragraph, begin, marks, page, places))
    return result, places
