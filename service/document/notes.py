"""Notes: where a page speaks of itself, of what its editors add and what they correct."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from service.document.phrases import alternatives
from service.lexicon.page import Page
from service.model import Note, Section, Span

_BEFORE = r"[\W_]{0,3}"  # brackets, stars and dashes that set a note off


@cache
def _patterns(page: Page) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Page's words -> for each kind of note the pattern of its opening."""
    words = page.notes
    kinds = (("editor_note", words.editor_note), ("correction", words.correction), ("clarification", words.clarification))
    return tuple((kind, re.compile(rf"{_BEFORE}(?:{alternatives(phrases)})", re.IGNORECASE)) for kind, phrases in kinds)


def page_notes(text: str, paragraphs: Sequence[Span], sections: Sequence[Section], page: Page) -> list[Note]:
    """Paragraphs and their sections -> the notes among them, in order."""
    found: list[Note] = []
    for span, section in zip(paragraphs, sections, strict=True):
        if section is Section.HEADLINE:
            continue
        for kind, pattern in _patterns(page):
            if pattern.match(text, span.start, span.end):
                found.append(Note(kind, span))
                break
    return found
