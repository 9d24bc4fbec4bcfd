"""Reading: a text becomes a document."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from service.document.credits import page_credits
from service.document.datelines import dateline
from service.document.labels import label, turns
from service.document.nesting import nested
from service.document.notes import page_notes
from service.document.paragraphs import paragraphs
from service.document.quotations import quoted_stretches
from service.document.sections import sections
from service.document.sentences import sentences
from service.document.shapes import word_count
from service.document.tokens import tokens
from service.lexicon.page import Page, page
from service.model import Document, Label, Paragraph, Section, Sentence, Span, Token

_BULLET = re.compile(r"[•‣◦▪●·►■*–-]\s+")
_REPORT_WORDS = 6  # a paragraph of the body that a dateline could open has at least these; a subheading before it has fewer


def _labels(text: str, spans: Sequence[Span], words: Page) -> dict[int, Label]:
    """Paragraphs of a page -> the labels that open some of them."""
    found = turns(text, spans, words)
    for index, span in enumerate(spans):
        opener = label(text, span, words)
        if opener:
            found[index] = opener
    return found


def _begin(text: str, span: Span, section: Section, opener: Label | None, first: bool) -> tuple[int, Span | None]:
    """A paragraph -> where its text begins, after label, bullet or dateline, and the agency that a dateline names."""
    if section is Section.LABEL and opener:
        at = opener.span.end
        while at < span.end and text[at].isspace():
            at += 1
        return at, None
    if section is Section.LIST:
        match = _BULLET.match(text, span.start, span.end)
        return (match.end() if match else span.start), None
    return dateline(text, span, first) if section is Section.BODY else (span.start, None)


def _begins(
    text: str, spans: Sequence[Span], kinds: Sequence[Section], labels: Mapping[int, Label]
) -> tuple[list[int], list[Span]]:
    """Paragraphs and their sections -> where the text of each begins, and the agencies that datelines name."""
    body = next(
        (
            index
            for index, kind in enumerate(kinds)
            if kind is Section.BODY and word_count(spans[index].of(text)) >= _REPORT_WORDS
        ),
        -1,
    )
    begins: list[int] = []
    wires: list[Span] = []
    for index, span in enumerate(spans):
        begin, wire = _begin(text, span, kinds[index], labels.get(index), index == body)
        begins.append(begin)
        if wire:
            wires.append(wire)
    return begins, wires


def _sentences(
    found: Sequence[Token], starts: Sequence[int], spans: Sequence[Span], begins: Sequence[int], openers: set[int], words: Page
) -> tuple[list[Sentence], list[tuple[int, int]]]:
    """Tokens and paragraphs -> all sentences, and the range of each paragraph's among them."""
    result: list[Sentence] = []
    ranges: list[tuple[int, int]] = []
    inside = [(bisect_left(starts, begin), bisect_left(starts, span.end)) for begin, span in zip(begins, spans, strict=True)]
    for index, parts in enumerate(sentences(found, inside, openers, words)):
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


def read(text: str, language: str = "en", title: str | None = None, deadline: float = math.inf) -> Document:
    """Text of a page, its language and, where known, its title -> the page, read.

    The text is never edited: every span counts code points of `text`. A blank text gives a document without paragraphs. Raises
    LexiconError where there are no data for the language; no text raises. Cost is linear in the length of the text.

    `deadline` is on time.monotonic's clock, in seconds: when it passes, no further paragraph is read, and `whole` is false.
    """
    words = page(language)
    spans = paragraphs(text, words)
    labels = _labels(text, spans, words)
    kinds = sections(text, spans, labels, title, words, deadline)
    spans = spans[: len(kinds)]  # none where the time is up
    begins, wires = _begins(text, spans, kinds, labels)
    stretches, marks = quoted_stretches(text, spans, begins, words)
    found, whole = tokens(text, marks, words, deadline)
    starts = [token.start for token in found]
    if not whole and starts:  # nothing of the paragraph that was being read: a sentence cut short could be taken for a whole one
        paragraph = spans[bisect_right(spans, starts[-1], key=lambda span: span.start) - 1]
        del found[bisect_left(starts, paragraph.start) :], starts[len(found) :]
    quotations = nested(stretches, begins, kinds, found, starts, words)
    parts, ranges = _sentences(found, starts, spans, begins, {quotation.span.start for quotation in quotations}, words)
    return Document(
        text=text,
        language=language,
        tokens=tuple(found),
        sentences=tuple(parts),
        paragraphs=tuple(
            Paragraph(
                span,
                kinds[index],
                labels.get(index) if kinds[index] is Section.LABEL else None,
                ranges[index],
                (bisect_left(starts, span.start), bisect_left(starts, span.end)),
            )
            for index, span in enumerate(spans)
        ),
        quotations=tuple(quotations),
        credits=tuple(page_credits(text, spans, kinds, wires, words)),
        notes=tuple(page_notes(text, spans, kinds, words)),
        quoted=_places(len(found), [(quotation.first, quotation.last) for quotation in quotations]),
        sentence_of=_places(len(found), [(sentence.first, sentence.last) for sentence in parts]),
        starts=tuple(starts),
        lower=tuple([token.lower for token in found]),
        whole=whole,
    )
