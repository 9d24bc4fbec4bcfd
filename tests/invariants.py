"""What holds for every document and every report, whatever the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from service.model import Document, Report, Span


def check_document(document: Document) -> None:
    """A document -> nothing; AssertionError where a part of it is not where it must be."""
    _check_order(document)
    _check_paragraphs(document)
    _check_quotations(document)


def _check_order(document: Document) -> None:
    text = document.text
    for token in document.tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert not token.text.isspace()
    assert all(left.end <= right.start for left, right in pairwise(document.tokens))
    assert all(left.span.end <= right.span.start for left, right in pairwise(document.paragraphs))
    assert all(left.span.end <= right.span.start for left, right in pairwise(document.sentences))
    assert all(0 <= credit.span.start < credit.span.end <= len(text) for credit in document.credits)


def _check_paragraphs(document: Document) -> None:
    for index, paragraph in enumerate(document.paragraphs):
        first, last = paragraph.sentences
        assert all(sentence.paragraph == index for sentence in document.sentences[first:last])
        assert all(paragraph.span.contains(sentence.span) for sentence in document.sentences[first:last])
        inside = document.tokens[slice(*paragraph.tokens)]
        assert all(paragraph.span.start <= token.start and token.end <= paragraph.span.end for token in inside)
        if paragraph.label:
            assert paragraph.span.contains(paragraph.label.span)
            assert paragraph.label.name is None or paragraph.label.span.contains(paragraph.label.name)
    for sentence in document.sentences:
        assert sentence.first < sentence.last
        assert sentence.span.start == document.tokens[sentence.first].start
        assert sentence.span.end == document.tokens[sentence.last - 1].end
    assert len(document.sentence_of) == len(document.tokens)
    for index, place in enumerate(document.sentence_of):
        assert place == -1 or document.sentences[place].first <= index < document.sentences[place].last


def _check_quotations(document: Document) -> None:
    innermost = [-1] * len(document.tokens)
    starts = [paragraph.span.start for paragraph in document.paragraphs]
    for index, quotation in enumerate(document.quotations):
        assert quotation.span.start < quotation.inner.start <= quotation.inner.end <= quotation.span.end
        assert quotation.closed == (quotation.inner.end < quotation.span.end)
        assert document.paragraphs[bisect_right(starts, quotation.span.start) - 1].span.contains(quotation.span)
        tokens = document.tokens[quotation.first : quotation.last]
        assert all(quotation.inner.start <= token.start and token.end <= quotation.inner.end for token in tokens)
        assert quotation.inside is None or document.quotations[quotation.inside].inner.contains(quotation.span)
        assert quotation.continues is None or quotation.continues < index
        for at, token in enumerate(tokens, quotation.first):
            if quotation.inner.start <= token.start < quotation.inner.end:
                innermost[at] = index
    assert list(document.quoted) == innermost


def check_report(report: Report) -> None:
    """A report -> nothing; AssertionError where a span lies outside of the text, or statements are out of order."""
    text = report.document.text
    assert all(0 <= span.start < span.end <= len(text) for span in spans(report))
    for statement in report.statements:
        assert statement.contents
        assert 0 <= statement.confidence <= 1
        assert (statement.speaker is not None or statement.outlet is not None) == bool(statement.chain)
    starts = [statement.contents[0].start for statement in report.statements]
    assert starts == sorted(starts)
    assert [statement.id for statement in report.statements] == [f"s{number}" for number in range(1, len(starts) + 1)]


def spans(report: Report) -> Iterator[Span]:
    """A report -> every span in it, except those of the document's own parts."""
    for statement in report.statements:
        yield from statement.contents
        yield from (span for span in (statement.cue, statement.source) if span)
        if statement.speaker:
            yield statement.speaker.named_at.span
        if statement.outlet_at:
            yield statement.outlet_at.span
    yield from (credit.span for credit in report.document.credits)
