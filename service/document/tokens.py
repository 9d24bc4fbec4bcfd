"""Words, numbers and marks of a text."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import islice

from service.lexicon.page import Page
from service.model import Token, TokenKind

# Zero-width space, word joiner, byte order mark, marks of writing direction: they show nothing, so they are no token.
UNSEEN = "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # the inside of a regex class
APOSTROPHES = "'’‘"
SINGLE_MARKS = "'‘’‚‛‹›`"
DOUBLE_MARKS = '"“”„‟«»「」『』'


def _combining() -> str:
    """-> the inside of a regex class: combining marks of the basic plane, which `re` does not count among \\w, and joiners."""
    ranges: list[str] = []
    first = None
    for code in range(0x300, 0xFFFF):
        combines = unicodedata.category(chr(code))[0] == "M"
        if combines and first is None:
            first = code
        elif not combines and first is not None:
            ranges.append(f"{chr(first)}-{chr(code - 1)}")
            first = None
    return "".join(ranges) + "\u00ad\u200c\u200d"


_LETTER = r"[^\W\d_]"
_RUN = 31  # words of a match after its first, at most: a match must not take long, since the clock is looked at between two
INNER = rf"[\w{_combining()}]"  # what may stand inside a word
_TOKEN = re.compile(
    # 1: words of plain letters, a blank between any two, before a blank or comma, as most are: what follows would find the same.
    rf"([A-Za-z]++(?: [A-Za-z]++(?=[ ,])){{0,{_RUN}}}+)(?=[ ,])"
    rf"|({_LETTER}{{1,3}}\.(?:{_LETTER}\.)+(?:[-'’]{INNER}+)*)"  # 2: points within, "U.S.-led", "Ph.D."
    rf"|([@#]?{_LETTER}{INNER}*(?:(?:['’‘&‐‑-]|\.(?=[a-z0-9])){INNER}+)*)(\.(?![.\w]))?"  # 3: a word; 4: the point after it
    rf"|([$€£¥₹₴₽₩₦₺]?\d+(?:[.,:/–-]\d+)*(?:[%‰]|{_LETTER}+)?)((?:-{INNER}+)+)?"  # 5: a number; 6: it is a word, "-year-old"
    rf"|('+|‘+|’+|`+|[{DOUBLE_MARKS}{SINGLE_MARKS}])"  # 7: perhaps a quotation mark
    rf"|(([^\w\s{UNSEEN}])\9*|_+)"  # 8: a run of the same mark
)
_PLAIN, _POINTED, _WORD, _POINT, _NUMBER, _TAIL, _QUOTE = 1, 2, 3, 4, 5, 6, 7
_WORDS = frozenset({_POINTED, _WORD, _POINT, _TAIL})
_DIGIT_NEXT = re.compile(r"\s{0,2}\d")

# The fields of a token -> the token, in half the time of Token(...): most of the time here goes into making them.
_made: Callable[[tuple[int, int, str, str, TokenKind]], Token] = partial(tuple.__new__, Token)

_BATCH = 1024  # matches between two looks at the clock: some milliseconds of work

_NEVER, _CAPITAL, _BEFORE_NUMBER, _ALWAYS = range(4)


@cache
def _pointed_words(page: Page) -> dict[str, int]:
    """Page's words -> for each abbreviation when its full stop belongs to it."""
    words = page.abbreviations
    return (
        dict.fromkeys(words.before_number, _BEFORE_NUMBER)
        | dict.fromkeys(words.titles | words.places, _CAPITAL)
        | dict.fromkeys(words.inner | words.general, _ALWAYS)
    )


def _keeps_point(text: str, start: int, end: int, pointed: Mapping[str, int]) -> bool:
    """Span of a word with a full stop after it -> whether the full stop is part of it."""
    word = text[start:end]
    if end - start == 1 and word.isupper():
        return True  # an initial
    rule = pointed.get(word.lower(), _NEVER)
    if rule == _NEVER:
        return False
    if rule == _BEFORE_NUMBER:
        return _DIGIT_NEXT.match(text, end + 1) is not None
    return rule == _ALWAYS or word[0].isupper()


def _lowered(word: str) -> str:
    """A word as written -> the same in lower case, with typographic apostrophes made straight."""
    lower = word.lower()
    return lower if word.isascii() else lower.replace("’", "'").replace("‘", "'")


def _quote_tokens(text: str, start: int, end: int, marks: Mapping[int, int], found: list[Token]) -> int:
    """A run of possible quotation marks -> tokens appended; the end of an apostrophe that the next word may own, or -1."""
    at = start
    lead = -1
    while at < end:
        stop = marks.get(at)
        if stop is not None:
            piece = text[at:stop]
            found.append(Token(at, stop, piece, piece, TokenKind.QUOTE))
            at = stop
            lead = -1
            continue
        piece = text[at]
        last = found[-1] if found else None
        if (
            piece in APOSTROPHES
            and last is not None
            and last.end == at
            and (last.kind is TokenKind.WORD or last.kind is TokenKind.NUMBER)
        ):
            found[-1] = Token(last.start, at + 1, last.text + piece, last.lower + "'", last.kind)
            lead = -1
        else:
            found.append(Token(at, at + 1, piece, piece, TokenKind.MARK))
            lead = at + 1 if piece in APOSTROPHES else -1
        at += 1
    return lead


def tokens(text: str, marks: Mapping[int, int], page: Page, deadline: float) -> tuple[list[Token], bool]:
    """Text and the spans (start -> end) of its quotation marks -> its tokens, in order, and whether they are all.

    An apostrophe that is no quotation mark belongs to the word it touches. A full stop belongs to its word where the word is an
    abbreviation. Cost is linear in the length of the text. `deadline` is on time.monotonic's clock, in seconds.
    """
    pointed = _pointed_words(page)
    found: list[Token] = []
    append, make = found.append, _made
    word, number, mark = TokenKind.WORD, TokenKind.NUMBER, TokenKind.MARK
    lead = -1
    matches = _TOKEN.finditer(text)
    while batch := list(islice(matches, _BATCH)):
        if time.monotonic() > deadline:
            return found, False
        for match in batch:
            start, end = match.span()
            group = match.lastindex
            if group == _PLAIN:
                if lead == start:
                    found.pop()
                    start -= 1
                run = text[start:end]
                lowered, pieces = _lowered(run), run.split(" ")
                for piece, lower in zip(pieces, pieces if lowered == run else lowered.split(" "), strict=True):
                    end = start + len(piece)
                    append(make((start, end, piece, lower, word)))
                    start = end + 1
                continue
            if group == _QUOTE:
                lead = _quote_tokens(text, start, end, marks, found)
                continue
            point = -1
            if group == _POINT:
                point = end - 1
                if _keeps_point(text, start, point, pointed):
                    point = -1
                else:
                    end = point
            if lead == start:
                found.pop()
                start -= 1
            piece = text[start:end]
            if group in _WORDS:
                append(make((start, end, piece, _lowered(piece), word)))
                if point >= 0:
                    append(make((point, point + 1, ".", ".", mark)))
            else:
                append(make((start, end, piece, piece.lower(), number if group == _NUMBER else mark)))
    return found, True
