"""Captions: lines that describe a picture, and who is credited with it."""

from __future__ import annotations

import re
from functools import cache

from service.document.phrases import alternatives
from service.lexicon.page import Page

_CAPTION_WORDS = 90  # the longest caption read in agencies' picture desks has some 70
_AGENCY_WORDS = 40  # a caption that begins with its agency's name and has no full stop
_TAIL = 120  # code points at the end of a line that may hold a credit
_IN_BRACKETS = re.compile(r"\(([^()]{3,80})\)(?:\s?\([^()]{1,20}\))?\.?$")


@cache
def _patterns(page: Page) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Page's words -> patterns of a caption's opening, of a credit, of an agency before a caption."""
    pictures = alternatives(page.captions.pictures)
    credits = alternatives(page.captions.credits)
    return (
        re.compile(rf"(?:{alternatives(page.captions.openers)})", re.IGNORECASE),
        re.compile(
            rf"(?:(?:\w+ ){{0,2}}(?:{pictures})(?: (?:{credits}))?\s?[:©/]\s?"
            rf"|(?:\w+ )?(?:{pictures}) (?:{credits}) (?=(?-i:[^a-z])))"
            rf"[^.!?:]{{1,80}}\.?$",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:{alternatives(page.captions.agencies)}) (?=([^\W\d_]+))", re.IGNORECASE),
    )


def photo_credit(line: str, page: Page) -> tuple[int, int] | None:
    """A line -> start and end within it of what credits its picture, or None: "Photo by Ira Voss / POOL", "Photo: AP"."""
    credit = _patterns(page)[1]
    skip = max(0, len(line) - _TAIL)
    if ")" in line[-3:]:
        brackets = _IN_BRACKETS.search(line, skip)
        if brackets and credit.match(line, brackets.start(1), brackets.end(1)):
            return brackets.span(1)
    start = max([line.rfind(mark, skip, -1) for mark in (". ", "! ", "? ", "| ", "\t")]) + 1
    if start == 0 and skip:
        return None
    while start < len(line) and line[start].isspace():
        start += 1
    match = credit.match(line, start)
    return match.span() if match else None


def is_caption(line: str, words: int, page: Page) -> bool:
    """A line, and how many words it has -> whether it describes or credits a picture."""
    if words > _CAPTION_WORDS:
        return False
    opener, _, agency = _patterns(page)
    if opener.match(line) or photo_credit(line, page):
        return True
    match = agency.match(line)
    return (
        match is not None
        and words <= _AGENCY_WORDS
        and line[-1] not in ".?!"
        and match[1][0].isupper()
        and match[1].lower() in page.sentences.starters
    )
