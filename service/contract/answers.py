"""A report of the pipeline as the JSON object that a client gets; its shape is AnswerSchema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from service.contract.answer_schemas import WebpageSchema
from service.contract.offsets import converted
from service.contract.orders import Order
from service.contract.summary import summary
from service.model import Medium, Mention, Outlet, Report, Span, Speaker, Statement
from service.pipeline import engine

_PAGE_MEMBERS = tuple(WebpageSchema().fields)
BETWEEN_CONTENTS = " … "

Place = Callable[[Span], dict[str, Any]]  # a span of the article -> the object that tells it


def answer(report: Report, order: Order) -> dict[str, Any]:
    """Report and the order it answers -> the JSON object, offsets in the unit asked for, everything in text order."""
    text = report.document.text
    offsets = converted(text, chain((len(text),), _offsets(report)), order.unit)

    def place(span: Span) -> dict[str, Any]:
        return {"start": offsets[span.start], "end": offsets[span.end], "text": span.of(text)}

    page = order.page
    return {
        "id": order.id,
        "language": report.document.language,
        **({"text": text, "page": {name: getattr(page, name) for name in _PAGE_MEMBERS}} if page else {}),
        "length": offsets[len(text)],
        "offset_unit": order.unit.value,
        "incomplete": report.incomplete,
        "warnings": [{"code": code, "detail": detail} for code, detail in (*order.warnings, *report.warnings)],
        "statements": [_statement(statement, text, place, order.explain) for statement in report.statements],
        "speakers": _speakers(report),
        "outlets": _outlets(report),
        "credits": [{"kind": credit.kind, **place(credit.span)} for credit in report.document.credits],
        "notes": [{"kind": note.kind, **place(note.span)} for note in report.document.notes],
        "summary": summary(report),
        "engine": dict(engine(report.tagger)),
    }


def words(statement: Statement, text: str) -> str:
    """Statement and the article's text -> what was said, the places of a split quotation joined."""
    return BETWEEN_CONTENTS.join(span.of(text) for span in statement.contents)


def _statement(statement: Statement, text: str, place: Place, explain: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": statement.id,
        "kind": str(statement.kind),
        "mode": str(statement.mode),
        "act": statement.act,
        "section": str(statement.section),
        "line": statement.line,
        "text": words(statement, text),
        "contents": [place(span) for span in statement.contents],
        "cue": statement.cue and place(statement.cue),
        "source": statement.source and place(statement.source),
        "speaker": statement.speaker and _speaker(statement.speaker, place),
        "outlet": statement.outlet and _outlet(statement.outlet, statement.outlet_at, place),
        "chain": [{"name": link.name, "type": str(link.type)} for link in statement.chain],
        "medium": statement.medium and _medium(statement.medium, place),
        "same_as": statement.same_as,
        "confidence": statement.confidence,
    }
    if explain:
        told["reasons"] = [
            {"step": reason.step, "rule": reason.rule, "detail": reason.detail, "weight": reason.weight}
            for reason in statement.reasons
        ]
    return told


def _speaker(speaker: Speaker, place: Place) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "description": speaker.description,
        "type": str(speaker.type),
        "anonymous": speaker.anonymous,
        "grade": str(speaker.grade),
        "source_type": str(speaker.source_type),
        "count": speaker.count,
        "withheld_because": speaker.withheld_because and place(speaker.withheld_because.span),
        "named_at": place(speaker.named_at.span),
    }


def _medium(medium: Medium, place: Place) -> dict[str, Any]:
    return {"kind": medium.kind, "name": medium.name, "named_at": place(medium.named_at.span)}


def _outlet(outlet: Outlet, named_at: Mention | None, place: Place) -> dict[str, Any]:
    return {
        "id": outlet.id,
        "name": outlet.name,
        "domain": outlet.domain,
        "country": outlet.country,
        "wikidata": outlet.wikidata,
        "named_at": named_at and place(named_at.span),
    }


def _speakers(report: Report) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], list[str]] = {}
    for statement in report.statements:
        if statement.speaker:
            found.setdefault((statement.speaker.name, str(statement.speaker.type)), []).append(statement.id)
    return [{"name": name, "type": kind, "statements": ids} for (name, kind), ids in found.items()]


def _outlets(report: Report) -> list[dict[str, Any]]:
    found: dict[tuple[str | None, str], list[str]] = {}
    for statement in report.statements:
        if statement.outlet:
            found.setdefault((statement.outlet.id, statement.outlet.name), []).append(statement.id)
    return [{"id": identity, "name": name, "statements": ids} for (identity, name), ids in found.items()]


def _offsets(report: Report) -> Iterator[int]:
    for span in chain.from_iterable(map(_spans, report.statements)):
        yield from (span.start, span.end)
    for credit in report.document.credits:
        yield from (credit.span.start, credit.span.end)
    for note in report.document.notes:
        yield from (note.span.start, note.span.end)


def _spans(statement: Statement) -> Iterator[Span]:
    yield from statement.contents
    if statement.cue:
        yield statement.cue
    if statement.source:
        yield statement.source
    if statement.speaker:
        yield statement.speaker.named_at.span
        if statement.speaker.withheld_because:
            yield statement.speaker.withheld_because.span
    if statement.medium:
        yield statement.medium.named_at.span
    if statement.outlet_at:
        yield statement.outlet_at.span
