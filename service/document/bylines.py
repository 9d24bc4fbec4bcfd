"""Bylines: lines that say who wrote an article, where and when."""

from __future__ import annotations

import re
from functools import cache

from service.lexicon.page import Page

_BYLINE_WORDS = 16  # a byline with date, time, place and views has no more
_NAME_WORDS = 5  # a line with an author's or a place's name alone has no more
_FULL = (2, 3)  # words of a full name
_PEOPLE = 3  # authors of one article, seldom more
_DASHES = "—–-"
_HANDLE = re.compile(r"\(?@\w+\)?")
_TOKEN = re.compile(r"[^\W\d_][\w.'’-]*|\d[\d.:/-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_Word = tuple[str, int, int]  # in lower case, with its start and end in the line
_NUMERIC_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d")


@cache
def _glued_date(page: Page) -> re.Pattern[str]:
    """Page's words -> the pattern of a weekday or month that the author's name runs into ("LyskoMonday, 10 June")."""
    names = sorted(
        (name.capitalize() for name in page.bylines.weekdays | page.bylines.months if len(name) > 4), key=len, reverse=True
    )
    return re.compile(rf"(?<=[^\W\d_])(?={'|'.join(names)})")


def _is_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def is_byline(line: str, words: int, page: Page) -> bool:
    """A line, and how many words it has -> whether it says by itself who wrote the article, or when."""
    if words > _BYLINE_WORDS or line[0] in _DASHES:  # "— Ira Voss (@voss) May 2, 2024" says who wrote what stands above it
        return False
    if _HANDLE.fullmatch(line):
        return True
    bylines = page.bylines
    dates = years = clocks = 0
    names = openers = roles = 0
    parts = _TOKEN.findall(_glued_date(page).sub(" ", line))
    for index, part in enumerate(parts):
        lower = part.lower().rstrip(".:/-")
        if part[0].isdigit():
            if _NUMERIC_DATE.fullmatch(lower):
                dates += 1
                years += 1
            elif _CLOCK.fullmatch(lower):
                clocks += 1
            elif _YEAR.fullmatch(lower):
                years += 1
        elif (lower in bylines.months or lower in bylines.weekdays) and part[0].isupper():
            dates += 1
        elif lower in bylines.clock:
            clocks += lower in {"am", "pm", "a.m", "p.m"}
        elif lower in bylines.openers and index <= 4:
            openers += 1
        elif lower in bylines.words:
            roles += 1
        elif lower == "and":
            continue
        elif _is_name(part):
            names += 1
        else:
            return False
    if line[-1] in "?!;:":
        return False
    dated = (dates and years) or clocks or dates > 1
    if dated and names <= _NAME_WORDS:
        return True
    if openers and parts[0].lower() in bylines.openers and 0 < names + roles <= _NAME_WORDS + 3 and line[-1] != ".":
        return True
    return bool(roles) and names <= _NAME_WORDS - 1 and parts[-1].lower() in bylines.words and line[-1] != "."


def credited(line: str, page: Page) -> tuple[int, int] | None:
    """A byline -> start and end within it of whom it credits, without dates, times and counts; None where it only tells when."""
    by, dropped = page.bylines.by, page.bylines.openers | page.bylines.clock
    stretches = _undated(line, page)
    if stretches == [_words(line, 0, len(line))]:
        return 0, len(line)
    for number, stretch in enumerate(stretches):
        while stretch and stretch[-1][0] in dropped:
            stretch.pop()
        while stretch and stretch[0][0] in dropped - by:
            stretch.pop(0)
        # Behind a date most often stands a place; "by" says that it is somebody.
        if stretch and (number == 0 or any(word in by for word, _, _ in stretch)):
            return stretch[0][1], stretch[-1][2]
    return None


def _undated(line: str, page: Page) -> list[list[_Word]]:
    """A byline -> the stretches of its words before, between and after its dates, times and counts."""
    glued = _glued_date(page).search(line)
    cut = glued.start() if glued else len(line)
    words = _words(line, 0, cut) + _words(line, cut, len(line))
    dates = page.bylines.months | page.bylines.weekdays
    stretches: list[list[_Word]] = [[]]
    for at, (word, _, _) in enumerate(words):
        beside = [other for other, _, _ in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])]
        if word[0].isdigit() or (word in dates and any(other[0].isdigit() or other in dates for other in beside)):
            stretches.append([])
        else:
            stretches[-1].append(words[at])
    return stretches


def _words(line: str, start: int, end: int) -> list[_Word]:
    return [(part[0].lower().rstrip(".:/-"), part.start(), part.end()) for part in _TOKEN.finditer(line, start, end)]


def is_author(line: str, beside: bool, page: Page) -> bool:
    """A line between headline and body, and whether a byline stands beside it -> whether it names an author or a place."""
    if _is_pair(line):
        return True
    parts = _TOKEN.findall(line)
    if (
        not parts
        or len(parts) > _NAME_WORDS + 1
        or not all(_is_name(part) or part.lower() in page.bylines.words for part in parts)
    ):
        return False
    return beside or "•" in line or "|" in line or line == line.upper()


def _is_pair(line: str) -> bool:
    """A line -> whether it is the full names of two or three people: "Ada Lind and Tomas Berg"."""
    names = [name.split() for part in line.split(" and ") for name in part.split(",")]
    return 1 < len(names) <= _PEOPLE and all(
        len(name) in _FULL and name[-1].isalpha() and all(map(_is_name, name)) for name in names
    )
