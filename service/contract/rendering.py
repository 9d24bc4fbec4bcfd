"""A report as a table for people at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto

from service.contract.answers import words
from service.contract.orders import Order
from service.contract.summary import summary
from service.contract.wrapping import columns, wrapped
from service.document.lines import line_numbers
from service.model import Report, Statement

WIDTH = 100  # columns: what a terminal, a mail and a side-by-side view all hold
LEAST_WIDTH = 20  # columns; below, a line could not hold its indent and a word
ANONYMOUS = "[ANONYMOUS]"
_INDENT = "    "


class Part(Enum):
    """What a line of the table is for."""

    SUMMARY = auto()
    FACTS = auto()  # where a statement stands, how sure it is, its kind and who made it
    WORDS = auto()  # what was said
    REASON = auto()
    NOTE = auto()  # credits, notes, the page
    WARNING = auto()
    BLANK = auto()


def table(report: Report, order: Order) -> str:
    """Report and the order it answers -> one block a statement, then credits and warnings; no line wider than 100 columns."""
    return "".join(f"{line}\n" for _, line in lines(report, order))


def lines(report: Report, order: Order, width: int = WIDTH) -> Iterator[tuple[Part, str]]:
    """Report, the order it answers and the columns of a line -> the lines of the table, statements in reading order."""
    text = report.document.text
    width = max(width, LEAST_WIDTH)
    yield from _told(Part.SUMMARY, _summary(report), width)
    yield from _told(Part.NOTE, _page(order), width)
    line_of = line_numbers(text)
    places = _places(report)
    at = {statement.id: statement.line for statement in report.statements}
    for statement in report.statements:
        yield Part.BLANK, ""
        place = places[statement.id]
        later = " " * columns(place) if 3 * columns(place) < width else _INDENT
        yield from _told(Part.FACTS, place + _who(statement, text, line_of, at), width, later, keep=len(place))
        yield from _told(Part.WORDS, words(statement, text), width, _INDENT, _INDENT)
        if order.explain:
            for reason in statement.reasons:
                told = f"{reason.step} {reason.rule} ({reason.weight:+.2f}): {reason.detail}"
                yield from _told(Part.REASON, told, width, _INDENT + "  ", _INDENT + "- ")
    notes = [f"credit: {credit.kind}: {credit.span.of(text)}" for credit in report.document.credits]
    notes += [f"note: {note.kind}: {note.span.of(text)}" for note in report.document.notes]
    warnings = [f"warning: {detail}" for _, detail in (*order.warnings, *report.warnings)]
    if notes or warnings:
        yield Part.BLANK, ""
    for part, told in [*((Part.NOTE, note) for note in notes), *((Part.WARNING, warning) for warning in warnings)]:
        yield from _told(part, told, width, _INDENT)


def _told(part: Part, text: str, width: int, later: str = "", first: str = "", keep: int = 0) -> Iterator[tuple[Part, str]]:
    """Part and its text -> its lines; the first `keep` characters stand as they are, with the white space that aligns them."""
    opening = text[:keep] if keep + 2 <= width else ""
    if text:
        for line in wrapped(text[len(opening) :], width, first or opening, later):
            yield part, line


def _summary(report: Report) -> str:
    count = len(report.statements)
    told = f"{count or 'no'} statement{'' if count == 1 else 's'} in {len(report.document.text)} characters"
    facts = summary(report)
    parts = [", ".join(f"{times} {kind}" for kind, times in facts["kinds"].items())] if count else []
    if withheld := facts["grades"].get("withheld"):
        parts.append(f"{withheld} anonymous")
    if facts["relayed"]:
        parts.append(f"{facts['relayed']} through an outlet")
    if report.incomplete:
        parts.append("the article was not read to its end")
    return told + ": " * bool(parts and count) + "; " * bool(parts and not count) + "; ".join(parts)


def _page(order: Order) -> str:
    page = order.page
    return " · ".join(filter(None, (page.title, page.byline, page.publisher, page.date))) if page else ""


def _places(report: Report) -> dict[str, str]:
    """Report -> by id of a statement, what opens its first line; these are all equally wide."""
    number = max((len(str(statement.line)) for statement in report.statements), default=0)
    kind = max((len(statement.kind) for statement in report.statements), default=0)
    return {
        statement.id: f"line {statement.line:>{number}} · {statement.confidence:.2f} · {statement.kind:<{kind}} · "
        for statement in report.statements
    }


def _who(statement: Statement, text: str, line_of: Callable[[int], int], at: Mapping[str, int]) -> str:
    """Statement -> who said it in this place, whom that means, and the way the words took, the origin first."""
    speaker, source = statement.speaker, statement.source
    told = source.of(text) if source else speaker.name if speaker else "nobody named"
    way = statement.chain
    if speaker:
        named = speaker.named_at.span
        if source is not None and source.overlaps(named) and speaker.name not in told:
            told = f"{told} = {speaker.name}"
        elif source is None or not source.overlaps(named):
            line = line_of(named.start)
            told = f"{told} = {speaker.name} (line {line})" if source else f"{told} (line {line})"
        if speaker.anonymous:
            told += f" {ANONYMOUS}"
            if speaker.withheld_because:
                told += f" {speaker.withheld_because.span.of(text)}"
        way = way[:-1]
    told += "".join(f", via {link.name}" for link in reversed(way))
    if statement.medium:
        told += f" · {statement.medium.name or statement.medium.kind.replace('_', ' ')}"
    if statement.same_as:
        told += f" · as in line {at[statement.same_as]}"
    return told
