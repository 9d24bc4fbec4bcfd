"""Quotations: which marks open and close one, in all conventions, and which are apostrophes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from service.document.tokens import APOSTROPHES, INNER, UNSEEN
from service.lexicon.page import Page
from service.model import Span

# Marks of one group close one another, whatever their form: pages mix straight and typographic ones, and „…“, “…” and ”…” alike.
# Two single marks in a row are a double one.
_GROUPS = {mark: group for group, marks in enumerate(('"“”„‟', "«»", "「」", "『』", "'‘’‚‛`", "‹›")) for mark in marks}
_DOUBLE, _SINGLE = _GROUPS['"'], _GROUPS["'"]
_STRAIGHT = "\"'"
_OPENERS = frozenset("“„«「『‘‚‹`")  # by their form; the space around them overrules it
_CLOSERS = frozenset("”»」』’›")
_OPENS_AFTER = frozenset("([{<—–-/|…:")  # besides white space
_CLOSES_BEFORE = frozenset(".,;:!?)]}>—–-/|…。，、")
_SENTENCE_ENDS = frozenset(".!?…")
_SPACE = re.compile(rf"[\s{UNSEEN}]")
_MARK = re.compile(
    r"[\"“”„‟«»「」『』‹›‚‛'’‘`](?:(?<=')'{1,2}|(?<=`)`|(?<=‘)‘|(?<=’)’)?"
    # An apostrophe inside a word is none: "don’t", "U.S.’s", also after a combining mark.
    rf"(?!(?:(?<={INNER}['’‘])|(?<=[^\W\d_]\.[^\W\d_]\.['’])){INNER})"
)
_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>")  # left by a crawler; the marks around its attributes quote nobody
_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_DEPTH = 4  # quotations within quotations that are kept apart; real pages need three


@dataclass(slots=True)
class Quoted:
    """A quotation as its marks show it; token indices come later."""

    start: int  # of the opening mark
    inner_start: int
    inner_end: int
    end: int
    closed: bool
    group: int
    straight: bool
    before: int  # quotations of its paragraph that were complete when it opened


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    group: int
    opens: bool = False  # the space around it says so
    closes: bool = False


@cache
def _clitic(page: Page) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(page.quotations.clitics)))
    return re.compile(rf"(?:\d\ds?|{words})\b", re.IGNORECASE)


def _split(text: str, paragraph: Span, places: Sequence[tuple[int, int]]) -> list[_Mark]:
    """Places of possible marks in a paragraph -> the marks, one each."""
    marks: list[_Mark] = []
    for start, end in places:
        if end - start == 1:
            marks.append(_Mark(start, end, _GROUPS[text[start]]))
        elif end - start == 2:
            marks.append(_Mark(start, end, _DOUBLE))
        elif end < paragraph.end and text[end].isalnum():  # ''' before a word: the double mark comes first
            marks += (_Mark(start, end - 1, _DOUBLE), _Mark(end - 1, end, _SINGLE))
        else:
            marks += (_Mark(start, start + 1, _SINGLE), _Mark(start + 1, end, _DOUBLE))
    return marks


def _weigh(text: str, paragraph: Span, marks: Sequence[_Mark]) -> None:
    """Marks of a paragraph -> each learns whether the characters around its run of marks let it open or close."""
    first = 0
    while first < len(marks):
        last = first
        while last + 1 < len(marks) and marks[last + 1].start == marks[last].end:
            last += 1
        begin, end = marks[first].start, marks[last].end
        left = text[begin - 1] if begin > paragraph.start else " "
        right = text[end] if end < paragraph.end else " "
        left_space, right_space = _SPACE.match(left), _SPACE.match(right)
        opens = bool(left_space or left in _OPENS_AFTER) and not right_space
        closes = not left_space and bool(right_space or right in _CLOSES_BEFORE)
        if begin == paragraph.start and end < paragraph.end:
            opens, closes = True, False
        for mark in marks[first : last + 1]:
            mark.opens, mark.closes = opens, closes
        first = last + 1


def _is_opening(text: str, mark: _Mark, is_open: bool) -> bool:
    """A mark, and whether one of its group is open -> whether it opens one."""
    if mark.opens != mark.closes:
        return mark.opens
    form = text[mark.start]
    if form in _CLOSERS and mark.end - mark.start == 1:
        return False
    if form in _OPENERS and not (is_open and form == "“" and not mark.opens):
        return True
    return not is_open


def _is_measure(text: str, mark: _Mark, is_open: bool) -> bool:
    """Whether a straight double mark stands for inches: 6'2", or a digit before it and nothing to close."""
    if text[mark.start] not in '"”' or not text[mark.start - 1 : mark.start].isdigit():
        return False
    if not is_open:
        return not mark.opens and text[mark.start] == '"'
    return _INCHES.search(text, max(0, mark.start - 5), mark.start) is not None


def _is_plural(text: str, marks: Sequence[_Mark], index: int) -> bool:
    """Whether a single mark that could close is a plural's apostrophe: the next single one closes again ("the boys' club'")."""
    mark = marks[index]
    if text[mark.start] not in "'’" or text[mark.start - 1] not in "sS" or text[mark.end : mark.end + 1] != " ":
        return False
    for other in marks[index + 1 : index + 6]:
        if other.group == _SINGLE:
            return other.closes and not other.opens
    return False


def _settle(text: str, left: Sequence[Quoted], begin: int, end: int, goes_on: bool, found: list[Quoted]) -> None:
    """Quotations still open at `end`, inner ones first -> found, as unclosed ones.

    A single mark without a partner was an apostrophe, unless the paragraph begins with it, or the next one goes on with such a
    mark. One that holds a further quotation in the same marks ended before that: its closing mark was forgotten.
    """
    for quoted in left:
        if quoted.group == _SINGLE and not (
            (quoted.start == begin or goes_on) and text[quoted.inner_start : quoted.inner_start + 1].isupper()
        ):
            continue
        inner = found[quoted.before :]
        stop = min(
            (other.start for other in inner if (other.group, other.straight) == (quoted.group, quoted.straight)), default=end
        )
        stop = min((other.start for other in inner if other.start < stop < other.end), default=stop)
        while stop > quoted.inner_start and text[stop - 1].isspace():
            stop -= 1
        quoted.inner_end = quoted.end = stop
        found.append(quoted)


def _paragraph(
    text: str, paragraph: Span, begin: int, goes_on: bool, marks: Sequence[_Mark], page: Page, spans: dict[int, int]
) -> list[Quoted]:
    """Marks of one paragraph -> its quotations in order; the spans of true marks are added to `spans`.

    `goes_on`: whether a single quotation that it leaves open may go on in the next paragraph.
    """
    found: list[Quoted] = []
    stack: list[Quoted] = []
    for index, mark in enumerate(marks):
        is_open = any(quoted.group == mark.group for quoted in stack)
        if _is_measure(text, mark, is_open):
            continue
        single = mark.group == _SINGLE
        if not single:
            spans[mark.start] = mark.end
        if _is_opening(text, mark, is_open):
            if single and text[mark.start] in APOSTROPHES and _clitic(page).match(text, mark.end):
                continue
            if stack and stack[-1].group == mark.group and stack[-1].inner_start == mark.start:
                stack[-1].inner_start = mark.end  # the mark was typed twice
            elif len(stack) < _DEPTH:
                straight = text[mark.start] in _STRAIGHT
                stack.append(Quoted(mark.start, mark.end, mark.end, mark.end, False, mark.group, straight, len(found)))
            continue
        if not is_open or (single and _is_plural(text, marks, index)):
            continue
        unclosed: list[Quoted] = []
        while stack[-1].group != mark.group:
            unclosed.append(stack.pop())
        quoted = stack.pop()
        _settle(text, unclosed, -1, mark.start, False, found)
        quoted.inner_end, quoted.end, quoted.closed = mark.start, mark.end, True
        found.append(quoted)
    _settle(text, stack[::-1], begin, paragraph.end, goes_on, found)
    for quoted in found:
        if quoted.group == _SINGLE:
            spans[quoted.start] = quoted.start + 1
            if quoted.closed:
                spans[quoted.inner_end] = quoted.end
    found.sort(key=lambda quoted: (quoted.start, -quoted.end))
    return found


def _goes_on(text: str, paragraph: Span, paragraphs: Sequence[Span], following: int) -> bool:
    """A paragraph, and the index of the next -> whether it ends with a sentence, and the next begins with a single mark."""
    if following == len(paragraphs) or text[paragraph.end - 1] not in _SENTENCE_ENDS:
        return False
    start = paragraphs[following].start
    return _GROUPS.get(text[start]) == _SINGLE and text[start + 1 : start + 2].isupper()


def _places(text: str) -> list[tuple[int, int]]:
    """Text -> where something stands that may be a quotation mark; apostrophes within words and marks within tags are none."""
    places = [match.span() for match in _MARK.finditer(text)]
    tags = [match.span() for match in _TAG.finditer(text)] if "<" in text else []
    if not tags:
        return places
    kept: list[tuple[int, int]] = []
    at = 0
    for place in places:
        while at < len(tags) and tags[at][1] <= place[0]:
            at += 1
        if at == len(tags) or place[0] < tags[at][0]:
            kept.append(place)
    return kept


def quoted_stretches(
    text: str, paragraphs: Sequence[Span], begins: Sequence[int], page: Page
) -> tuple[list[list[Quoted]], dict[int, int]]:
    """Text, its paragraphs and where the text proper of each begins -> quotations by paragraph, all marks (start -> end).

    Quotations stand in order, an outer one before those inside it. Marks are told apart by the space around them first and by
    their form second, since pages use ”…”, „…“, »…« and '…' alike and mix them. An unclosed quotation ends with its paragraph.
    """
    spans: dict[int, int] = {}
    places = _places(text)
    result: list[list[Quoted]] = []
    at = 0
    for paragraph, begin in zip(paragraphs, begins, strict=True):
        while at < len(places) and places[at][0] < paragraph.start:
            at += 1
        first = at
        while at < len(places) and places[at][0] < paragraph.end:
            at += 1
        if first == at:
            result.append([])
            continue
        marks = _split(text, paragraph, places[first:at])
        _weigh(text, paragraph, marks)
        result.append(
            _paragraph(text, paragraph, begin, _goes_on(text, paragraph, paragraphs, len(result) + 1), marks, page, spans)
        )
    return result, spans
