"""Reading: a text becomes a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from service.document.credits import page_credits
from service.document.datelines import dateline
from service.document.labels import label, turns
from service.document.paragraphs import paragraphs
from service.document.quotations import Quoted, quoted_stretches
from service.document.scare import is_scare
from service.document.sections import sections
from service.document.sentences import sentences
from service.document.tokens import tokens
from service.lexicon.page import Page, page
from service.model import Document, Label, Paragraph, Quotation, Section, Sentence, Span, Token

_BULLET = re.compile(r"[•‣◦▪●·►■*–-]\s+")
_ASIDE = frozenset({Section.RELATED, Section.CAPTION, Section.BYLINE, Section.CREDIT})


def _labels(text: str, spans: Sequence[Span], words: Page) -> dict[int, Label]:
    found = turns(text, spans, words)
    for index, span in enumerate(spans):
        match = label(text, span, words)
        if match:
            found[index] = match
    return found


def _begin(text: str, span: Span, section: Section, mark: Label | None, first: bool) -> tuple[int, Span | None]:
    """A paragraph -> where its text begins, after label, bullet or dateline, and the agency of its dateline."""
    if mark:
        at = mark.span.end
        while at < span.end and text[at].isspace():
            at += 1
        return at, None
    if section is Section.LIST:
        match = _BULLET.match(text, span.start, span.end)
        return (match.end() if match else span.start), None
    if section is Section.BODY:
        begin, wire = dateline(text, span, first)
        return (begin, wire) if begin < span.end else (span.start, None)
    return span.start, None


def _quotations(
    text: str,
    stretches: Sequence[Sequence[Quoted]],
    begins: Sequence[int],
    kinds: Sequence[Section],
    found: Sequence[Token],
    starts: Sequence[int],
    words: Page,
) -> list[Quotation]:
    """Quotations as their marks show them -> the same with tokens, nesting and what they carry on."""
    result: list[Quotation] = []
    left_open: int | None = None
    for paragraph, stretch in enumerate(stretches):
        if kinds[paragraph] not in _ASIDE and not stretch:
            left_open = None
        outer: list[int] = []
        carried, opening = left_open, left_open
        for order, quoted in enumerate(stretch):
            while outer and result[outer[-1]].span.end <= quoted.start:
                outer.pop()
            if order == 0:
                carried = opening if quoted.start == begins[paragraph] else None
                left_open = None
            first = bisect_left(starts, quoted.inner_start)
            last = bisect_left(starts, quoted.inner_end)
            result.append(
                Quotation(
                    Span(quoted.start, quoted.end),
                    Span(quoted.inner_start, quoted.inner_end),
                    first,
                    max(first, last),
                    quoted.closed,
                    carried,
                    outer[-1] if outer else None,
                    is_scare(found, first, last, words),
                )
            )
            carried = None
            if not outer and not quoted.closed:
                left_open = len(result) - 1
            outer.append(len(result) - 1)
    return result


def _sentences(
    found: Sequence[Token], starts: Sequence[int], spans: Sequence[Span], begins: Sequence[int], closers: set[int], words: Page
) -> tuple[list[Sentence], list[tuple[int, int]]]:
    """Tokens and paragraphs -> all sentences, and the range of each paragraph's among them."""
    result: list[Sentence] = []
    ranges: list[tuple[int, int]] = []
    inside = [(bisect_left(starts, begin), bisect_left(starts, span.end)) for begin, span in zip(begins, spans, strict=True)]
    for index, parts in enumerate(sentences(found, inside, closers, words)):
        before = len(result)
        for begin, end in parts:
            result.append(Sentence(Span(found[begin].start, found[end - 1].end), begin, end, index))
        ranges.append((before, len(result)))
    return result, ranges


def _places(count: int, ranges: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Ranges of token indices, outer ones first -> for each token the index of the last range that holds it, or -1."""
    places = [-1] * count
    for index, (first, last) in enumerate(ranges):
        places[first:last] = [index] * (last - first)
    return tuple(places)


def read(text: str, language: str = "en", title: str | None = None) -> Document:
    """Text of a page, its language and, where known, its title -> the page, read.

    The text is never edited: every span counts code points of `text`. A blank text gives a document without paragraphs. Raises
    LexiconError where there are no data for the language; no text raises. Cost is linear in the length of the text.
    """
    words = page(language)
    spans = paragraphs(text, words)
    marked: Mapping[int, Label] = _labels(text, spans, words)
    kinds = sections(text, spans, marked, title, words)
    body = next((index for index, kind in enumerate(kinds) if kind is Section.BODY), -1)
    begins: list[int] = []
    wires: list[Span] = []
    for index, span in enumerate(spans):
        begin, wire = _begin(text, span, kinds[index], marked.get(index), index == body)
        begins.append(begin)
        if wire:
            wires.append(wire)
    stretches, marks = quoted_stretches(text, spans, begins, words)
    found = tokens(text, marks, words)
    starts = [token.start for token in found]
    quotations = _quotations(text, stretches, begins, kinds, found, starts, words)
    closers = {quotation.inner.end for quotation in quotations if quotation.closed}
    parts, ranges = _sentences(found, starts, spans, begins, closers, words)
    return Document(
        text=text,
        language=language,
        tokens=tuple(found),
        sentences=tuple(parts),
        paragraphs=tuple(
            Paragraph(
                span,
                kinds[index],
                marked.get(index) if kinds[index] is Section.LABEL else None,
                ranges[index],
                (bisect_left(starts, span.start), bisect_left(starts, span.end)),
            )
            for index, span in enumerate(spans)
        ),
        quotations=tuple(quotations),
        credits=tuple(page_credits(text, spans, kinds, wires, words)),
        quoted=_places(len(found), [(quotation.first, quotation.last) for quotation in quotations]),
        sentence_of=_places(len(found), [(sentence.first, sentence.last) for sentence in parts]),
    )
