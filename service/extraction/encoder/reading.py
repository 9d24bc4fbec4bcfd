"""Text -> units (words and marks), word pieces, and what the encoder is told beside them: case, quotation state, layout.

Uncased BERT word pieces in pure Python. A unit is a run of letters and digits, or one other visible character (the doubled
marks `''` and ` `` ` count as one); its `start` and `end` are code points of the text as it came. Roles are decided per unit.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UNIT = re.compile(r"''|``|[^\W_]+|\S")
UNKNOWN, CLS, SEP, MASK = "[UNK]", "[CLS]", "[SEP]", "[MASK]"
LONGEST_WORD = 60  # characters; longer runs are no words of a language and become one unknown piece
MOST_PIECES = 8  # pieces of one unit; what a longer word still says is not worth its cost

NO_GAP, SPACE, BREAK = range(3)  # what stands before a unit

LOWER, TITLE, UPPER, MIXED, UNCASED = range(5)
CASES = 5
OUTSIDE, DOUBLE, SINGLE, UNCLOSED, OPENING, CLOSING = range(6)
QUOTES = 6
LAYOUTS = 6  # (start of paragraph, within) x (first paragraph, paragraph without final stop, other)

# Each mark that opens a quotation, with those that may close it: pages mix styles within one quotation.
CLOSERS = {'"': {'"', "”"}, "''": {"''", '"'}, "“": {"”", '"'}, "„": {"”", "“", '"'}, "«": {"»"}, "``": {"''"}, "”": {"”"}}
SINGLE_OPENERS = {"‘": "’", "'": "'"}
OPENERS = frozenset('"“„«‘') | {"''", "``"}
_SHARE = 3  # of a window that its end may give up: a third
FINAL = frozenset(".!?…”’\"'") | {"''"}


@dataclass(frozen=True, slots=True)
class Units:
    """Parallel lists, one entry a unit: its characters, where they stand, and what gap comes before."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]

    def __len__(self) -> int:
        return len(self.words)


def units_of(text: str) -> Units:
    """Text -> its units in order; offsets in code points."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[int] = []
    last = 0
    for match in UNIT.finditer(text):
        start, end = match.span()
        if start == last and words:
            gap = NO_GAP
        else:
            between = text[last:start]
            gap = BREAK if "\n" in between or "\r" in between or "\u2029" in between or "\u2028" in between else SPACE
        words.append(match.group())
        starts.append(start)
        ends.append(end)
        gaps.append(gap)
        last = end
    if gaps:
        gaps[0] = BREAK
    return Units(words, starts, ends, gaps)


def paragraphs(gaps: Sequence[int]) -> list[tuple[int, int]]:
    """Gaps -> [first unit, unit after the last) of each paragraph."""
    firsts = [i for i, gap in enumerate(gaps) if gap == BREAK]
    return list(zip(firsts, [*firsts[1:], len(gaps)], strict=True))


def case_of(word: str) -> int:
    """A unit -> its case: lower, Title, UPPER, miXed or none."""
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if not word[0].isalpha():
        return UNCASED
    return TITLE if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else MIXED


def quotation_states(words: Sequence[str], gaps: Sequence[int]) -> list[int]:
    """Units -> one state each: outside, inside (double, single, or to the end of a paragraph that never closes), or a mark."""
    states = [OUTSIDE] * len(words)
    for first, end in paragraphs(gaps):
        _mark_paragraph(words, gaps, states, first, end)
    return states


def _mark_paragraph(words: Sequence[str], gaps: Sequence[int], states: list[int], first: int, end: int) -> None:
    closers: set[str] = set()
    opened = -1
    single = ""
    single_at = -1
    for i in range(first, end):
        word = words[i]
        if opened < 0 and word in CLOSERS:
            opened, closers = i, CLOSERS[word]
            states[i] = OPENING
            single = ""
        elif opened >= 0 and word in closers:
            for k in range(opened + 1, i):
                if states[k] == OUTSIDE:
                    states[k] = DOUBLE
            states[i] = CLOSING
            opened, single = -1, ""
        elif not single and word in SINGLE_OPENERS and _glued(gaps, i + 1, end) and (gaps[i] != NO_GAP or i == opened + 1):
            single, single_at = SINGLE_OPENERS[word], i
        elif (
            single
            and word == single
            and (i + 1 == end or gaps[i + 1] != NO_GAP or not words[i + 1][0].isalnum())
            and gaps[i] == NO_GAP
        ):
            states[single_at], states[i] = OPENING, CLOSING
            if opened < 0:
                for k in range(single_at + 1, i):
                    states[k] = SINGLE
            single = ""
    if opened >= 0:
        for k in range(opened + 1, end):
            if states[k] == OUTSIDE:
                states[k] = UNCLOSED


def _glued(gaps: Sequence[int], i: int, end: int) -> bool:
    """Whether there is a unit i before `end` and no gap before it."""
    return i < end and gaps[i] == NO_GAP


def layouts(words: Sequence[str], gaps: Sequence[int]) -> list[int]:
    """Units -> one code each: start of a paragraph or within it, times the kind of paragraph."""
    codes = [0] * len(words)
    for number, (first, end) in enumerate(paragraphs(gaps)):
        kind = 0 if number == 0 else 2 if words[end - 1] in FINAL else 1
        codes[first:end] = [kind] * (end - first)
        codes[first] = kind + 3
    return codes


class WordPieces:
    """The vocabulary of an uncased BERT: unit -> ids of its pieces, greedy longest match first (Wu et al. 2016)."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.ids = {line: i for i, line in enumerate(lines)}
        self.unknown, self.cls, self.sep, self.mask = (self.ids[x] for x in (UNKNOWN, CLS, SEP, MASK))
        self.pieces_of = functools.lru_cache(maxsize=30_000)(self._pieces_of)

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        if word in ("''", "``"):
            word = '"'
        if not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
        word = word.lower()
        found: list[int] = []
        at = 0
        while at < len(word):
            prefix = "##" if at else ""
            for end in range(len(word), at, -1):
                piece = self.ids.get(prefix + word[at:end])
                if piece is not None:
                    break
            else:
                return (self.unknown,)
            found.append(piece)
            at = end
        return tuple(found[:MOST_PIECES]) or (self.unknown,)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the encoder reads: per unit its pieces and the three codes."""

    ids: list[tuple[int, ...]]
    case: list[int]
    quote: list[int]
    layout: list[int]


def pieces(words: Sequence[str], gaps: Sequence[int], vocabulary: WordPieces) -> Pieces:
    """Units and the gaps before them -> what the encoder reads."""
    return Pieces(
        [vocabulary.pieces_of(word) for word in words],
        [case_of(word) for word in words],
        quotation_states(words, gaps),
        layouts(words, gaps),
    )


@dataclass(frozen=True, slots=True)
class Window:
    """Units [start, end) read at once; its scores count for units [mine, end of mine)."""

    start: int
    end: int
    mine_start: int
    mine_end: int


def windows(lengths: Sequence[int], gaps: Sequence[int], size: int, overlap: int, first_size: int | None = None) -> list[Window]:
    """Pieces per unit, and the gaps before units -> windows of at most `size` pieces.

    A window ends before a paragraph where one begins in its last third; one that ends within a paragraph is full, and the next
    repeats at most `overlap` pieces of it, the repeated part being shared half and half. The last two share what is left, so that
    none is too short to tell anything. `first_size` shortens the first window (training shifts the borders by it).
    """
    n, left = len(lengths), sum(lengths)
    spans: list[tuple[int, int]] = []
    start = 0
    while True:
        room = size if spans or first_size is None else first_size
        if room < left < 2 * size - overlap:
            room = min(room, left // 2 + size // _SHARE)
        end, used = start, 0
        while end < n and used + lengths[end] <= room:
            used += lengths[end]
            end += 1
        end = max(end, start + 1)
        if end >= n:
            spans.append((start, n))
            break
        end = _paragraph_end(lengths, gaps, start, end, size // _SHARE)
        spans.append((start, end))
        back, used = end, 0
        while gaps[end] != BREAK and back - 1 > start and used + lengths[back - 1] <= overlap:
            back -= 1
            used += lengths[back]
        left -= sum(lengths[start:back])
        start = back
    found = []
    mine = 0
    for k, (a, b) in enumerate(spans):
        until = n if k + 1 == len(spans) else (spans[k + 1][0] + b + 1) // 2
        found.append(Window(a, b, mine, until))
        mine = until
    return found


def _paragraph_end(lengths: Sequence[int], gaps: Sequence[int], start: int, end: int, most: int) -> int:
    """A window [start, end) -> the last end of a paragraph in it that gives up at most `most` pieces, else its end."""
    at = end
    while at > start and most >= 0:
        if gaps[at] == BREAK:
            return at
        at -= 1
        most -= lengths[at]
    return end
