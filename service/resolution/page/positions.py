"""Positions: where the attributions of a page stand, and which of them stands in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.model import Attribution, Section, Span, TokenKind
from service.resolution.page.text import Text

NESTING = 8  # quotations within quotations; no article goes deeper, a hostile one must not


@dataclass(frozen=True, slots=True)
class Positions:
    """The attributions of one page and where they stand; all but `order` run parallel to them."""

    attributions: Sequence[Attribution]
    anchors: Sequence[int]  # code points that give them their places: of the source, else the cue, else the content
    sentences: Sequence[Sequence[int]]  # numbers of the sentences of source and cue or, for want of both, of the content
    outer: Sequence[int | None]  # index of the one in whose content the source stands, the innermost of several; None for none
    order: Sequence[int]  # their indices in the order of reading, headlines last


def positions(text: Text, attributions: Sequence[Attribution]) -> Positions:
    """Attributions of a page -> the same with where they stand."""
    anchors = [_anchor(attribution) for attribution in attributions]
    return Positions(
        attributions,
        anchors,
        [_sentences(text, attribution) for attribution in attributions],
        _nesting(attributions, anchors),
        sorted(range(len(attributions)), key=lambda index: (attributions[index].section is Section.HEADLINE, anchors[index])),
    )


def within_words(text: Text, position: int, contents: Sequence[Span]) -> bool:
    """Code point -> whether it stands in what was said.

    What follows the last quotation of a content that is only partly quoted, behind a word by which words are given, does not:
    'called it "a gift" in a message to AFP'.
    """
    for content in contents:
        if not content.start <= position < content.end:
            continue
        first, last = text.within(content)
        tail = last
        while tail > first and text.document.quoted[tail - 1] < 0 and text.tokens[tail - 1].kind is not TokenKind.QUOTE:
            tail -= 1
        behind = text.words[tail] if first < tail < last else ""
        if behind not in text.ways.beside.by_means or position < text.starts[tail]:
            return True
    return False


def within(position: int, contents: Sequence[Span]) -> bool:
    """Code point -> whether it stands in one of the spans."""
    for content in contents:  # noqa: SIM110 - asked for every two neighbours of a sentence, where `any` takes twice the time
        if content.start <= position < content.end:
            return True
    return False


def _anchor(attribution: Attribution) -> int:
    if attribution.source is not None:
        return attribution.source.start
    if attribution.cue is not None:
        return attribution.cue.span.start
    return attribution.contents[0].start if attribution.contents else 0


def _sentences(text: Text, attribution: Attribution) -> tuple[int, ...]:
    spans = [span for span in (attribution.source, attribution.cue.span if attribution.cue else None) if span is not None]
    numbers: dict[int, None] = {}
    for span in spans or attribution.contents[:1]:
        at = text.after(span.start)
        if at < len(text.tokens) and (number := text.document.sentence_of[at]) >= 0:
            numbers[number] = None
    return tuple(numbers)


def _nesting(attributions: Sequence[Attribution], anchors: Sequence[int]) -> list[int | None]:
    spans = sorted((span.start, -span.end, index) for index, each in enumerate(attributions) for span in each.contents)
    outer: list[int | None] = [None] * len(attributions)
    around: list[tuple[int, int]] = []
    at = 0
    for position, index in sorted((position, index) for index, position in enumerate(anchors)):
        while at < len(spans) and spans[at][0] <= position:
            around.append((-spans[at][1], spans[at][2]))
            at += 1
        while around and around[-1][0] <= position:
            around.pop()
        outer[index] = next((holder for end, holder in reversed(around[-NESTING:]) if end > position and holder != index), None)
    return outer
