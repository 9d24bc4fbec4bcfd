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
def _opening(page: Page) -> re.Pattern[str]:
    """Page's words -> the pattern of a note's opening, in which the group that matches has the name of its kind."""
    words = page.notes
    kinds = {"editor_note": words.editor_note, "correction": words.correction, "clarification": words.clarification}
    openings = "|".join(f"(?P<{kind}>{alternatives(phrases)})" for kind, phrases in kinds.items())
    return re.compile(rf"{_BEFORE}(?:{openings})", re.IGNORECASE)


def page_notes(text: str, paragraphs: Sequence[Span], sections: Sequence[Section], page: Page) -> list[Note]:
    """Paragraphs and their sections -> the notes among them, in order."""
    found: list[Note] = []
    for span, section in zip(paragraphs, sections, strict=True):
        match = _opening(page).match(text, span.start, span.end) if section is not Section.HEADLINE else None
        if match and match.lastgroup:
            found.append(Note(match.lastgroup, span))
    return found
