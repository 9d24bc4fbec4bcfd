"""A report as a table for people at a terminal."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

import regex

from service.contract.answers import words
from service.contract.orders import Order
from service.model import Report, Statement

WIDTH = 100  # columns: what a terminal, a mail and a side-by-side view all hold
_INDENT = "    "

# What moves the cursor, hides text or turns its direction; joiners stay, since scripts and emoji are written with them.
_CONTROL = regex.compile(r"[[\p{Cc}\p{Cf}]--\s--[\u200c\u200d]]", regex.V1)
_LINE_END = regex.compile(r"\r\n|\n|\r")


def table(report: Report, order: Order) -> str:
    """Report and the order it answers -> one block a statement, then credits and warnings; no line wider than 100 columns."""
    text = report.document.text
    ends = [end.end() for end in _LINE_END.finditer(text)]
    lines = [*wrapped(_summary(report))]
    for statement in report.statements:
        facts = f"line {statement.line} · {statement.confidence:.2f} · {statement.kind} · {_who(statement, text, ends)}"
        lines += ["", *wrapped(facts, later=_INDENT)]
        lines += wrapped(words(statement, text), first=_INDENT, later=_INDENT)
        if order.explain:
            for reason in statement.reasons:
                told = f"{reason.step} {reason.rule} ({reason.weight:+.2f}): {reason.detail}"
                lines += wrapped(told, first=_INDENT + "- ", later=_INDENT + "  ")
    notes = [f"credit: {credit.kind}: {credit.span.of(text)}" for credit in report.document.credits]
    notes += [f"warning: {detail}" for _, detail in (*order.warnings, *report.warnings)]
    if notes:
        lines.append("")
    for note in notes:
        lines += wrapped(note, later=_INDENT)
    return "\n".join(lines) + "\n"


def wrapped(text: str, first: str = "", later: str = "") -> Iterator[str]:
    """Text, and what opens its first and its later lines -> its lines, at most WIDTH columns wide, control characters removed.

    White space of any kind is one space; a word too long for a line is cut. The cost is linear in the text.
    """
    line, room, empty = first, WIDTH - len(first), True
    for word in _CONTROL.sub("", text).split():
        width = columns(word)
        if not empty and width + 1 > room:
            yield line
            line, room, empty = later, WIDTH - len(later), True
        if not empty:
            line, room = line + " ", room - 1
        if width > room:
            *full, word = _cut(word, room, WIDTH - len(later))
            for piece in full:
                yield line + piece
                line, room = later, WIDTH - len(later)
            width = columns(word)
        line, room, empty = line + word, room - width, False
    yield line


def columns(text: str) -> int:
    """Text -> the columns that a terminal gives it: two for wide characters, none for those that combine (UAX #11)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _cut(word: str, first: int, later: int) -> Iterator[str]:
    """Word, room in the first line and in later ones -> its pieces; only the last may leave room."""
    start, room = 0, first
    for index, character in enumerate(word):
        width = _columns(character)
        if width > room:
            yield word[start:index]
            start, room = index, later
        room -= width
    yield word[start:]


def _summary(report: Report) -> str:
    count = len(report.statements)
    told = f"{count or 'no'} statement{'' if count == 1 else 's'} in {len(report.document.text)} characters"
    return told + ("; the article was not read to its end" if report.incomplete else "")


def _who(statement: Statement, text: str, ends: list[int]) -> str:
    """Statement -> who said it in this place, whom that means, and the way the words took, the origin first."""
    speaker, source = statement.speaker, statement.source
    told = source.of(text) if source else speaker.name if speaker else "nobody named"
    way = statement.chain
    if speaker:
        named = speaker.named_at.span
        if source is not None and source.overlaps(named) and speaker.name not in told:
            told = f"{told} = {speaker.name}"
        elif source is None or not source.overlaps(named):
            line = bisect_right(ends, named.start) + 1
            told = f"{told} = {speaker.name} (line {line})" if source else f"{told} (line {line})"
        if speaker.anonymous:
            told += " [ANONYMOUS]"
        way = way[:-1]
    return told + "".join(f", via {link.name}" for link in reversed(way))
