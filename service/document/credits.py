"""Credits: who took the picture, which agencies supplied copy, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from service.document.bylines import credited
from service.document.captions import photo_credit
from service.document.phrases import alternatives
from service.lexicon.page import Page
from service.model import Credit, Section, Span

_CREDIT_WORDS = 16  # a line of credits has no more; "With input from …" opens longer sentences, too
_REPORTED_WORDS = 8  # "Costa reported from Washington."
_SIGN_OFF = re.compile(r"\([a-z]{1,6}(?:/[a-z]{1,6}){0,3}\)|[-–—_#*]{1,3}\s?(?:\w{3,4})?\s?[-–—_#*]{1,3}")


@cache
def _patterns(page: Page) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Page's words -> patterns of a credit's opening, of a phrase in one, of "reported from"."""
    return (
        re.compile(
            rf"[\W_]{{0,2}}(?:{alternatives(page.credits.openers)}|(?:{alternatives(page.credits.unstopped)})(?!.*\.$))",
            re.DOTALL,
        ),
        re.compile(rf"\b(?:{alternatives(page.credits.phrases)})"),
        re.compile(rf" (?:{alternatives(page.credits.reported_from)}) "),
    )


def is_credit(lower: str, words: int, page: Page) -> bool:
    """A line in lower case, and how many words it has -> whether it says who supplied or owns the copy."""
    if words > _CREDIT_WORDS:
        return False
    opener, phrase, reported = _patterns(page)
    return (
        opener.match(lower) is not None
        or phrase.search(lower) is not None
        or lower in page.credits.ends
        or _SIGN_OFF.fullmatch(lower) is not None
        or (words <= _REPORTED_WORDS and reported.search(lower) is not None)
    )


def page_credits(
    text: str, paragraphs: Sequence[Span], sections: Sequence[Section], wires: Sequence[Span], page: Page
) -> list[Credit]:
    """Paragraphs, their sections and the agencies that datelines name -> the credits of the page, in order."""
    found = [Credit("wire", span) for span in wires]
    for span, section in zip(paragraphs, sections, strict=True):
        if section is Section.BYLINE:
            place = credited(span.of(text), page)
            if place:
                found.append(Credit("byline", Span(span.start + place[0], span.start + place[1])))
        elif section is Section.CREDIT and span.of(text).lower() not in page.credits.ends:
            found.append(Credit("wire", span))
        elif section is Section.CAPTION:
            place = photo_credit(span.of(text), page)
            if place:
                end = span.start + place[1]
                found.append(Credit("photo", Span(span.start + place[0], end - (text[end - 1] == "."))))
    found.sort(key=lambda credit: credit.span)
    return found
