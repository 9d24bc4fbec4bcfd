"""Paragraphs: the blocks of a page between its line breaks."""

from __future__ import annotations

import re

from service.document.tokens import UNSEEN
from service.lexicon.page import Page
from service.model import Span

_EDGE = rf"[^\s{UNSEEN}]"
_LINE = re.compile(rf"{_EDGE}(?:[^\r\n]*{_EDGE})?")


def paragraphs(text: str, page: Page) -> list[Span]:
    """Text -> its non-blank lines, without the white space around them.

    Only "\\n", "\\r\\n" and a lone "\\r" break a line. What a crawler wrote before the first line
    (" date 2024-06-17 ") belongs to no paragraph.
    """
    spans = [Span(*match.span()) for match in _LINE.finditer(text)]
    if spans:
        words = "|".join(sorted(page.bylines.crawled))
        crawled = re.compile(rf"(?:{words}) \d{{4}}-\d\d-\d\d(?:\s+|$)").match(text, spans[0].start, spans[0].end)
        if crawled and crawled.end() < spans[0].end:
            spans[0] = Span(crawled.end(), spans[0].end)
        elif crawled:
            del spans[0]
    return spans
