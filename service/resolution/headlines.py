"""Headlines: which statement of the body a statement of the headline shortens."""

from __future__ import annotations

from collections.abc import Sequence

from service.model import Attribution, Section
from service.resolution.speakers import Found
from service.resolution.text import Text

_SHARED = 0.5  # share of a headline's content words that a body's statement of the same speaker must have


def shortened(text: Text, attributions: Sequence[Attribution], found: Sequence[Found], order: Sequence[int]) -> dict[int, int]:
    """Attributions, their speakers, and their indices in the order of reading -> for headlines' the index of the body's.

    That is the one of the same speaker that shares most of the headline's words, the first of several; none where no one shares
    half of them.
    """
    same: dict[int, int] = {}
    body = [index for index in order if attributions[index].section is not Section.HEADLINE and found[index].figure]
    for index in order:
        headline = attributions[index]
        if headline.section is not Section.HEADLINE or found[index].figure is None:
            continue
        words = _content(text, headline)
        best = 0.0
        for other in body:
            if found[other].figure is found[index].figure and words:
                share = len(words & _content(text, attributions[other])) / len(words)
                if share >= _SHARED and share > best:
                    best, same[index] = share, other
    return same


def _content(text: Text, attribution: Attribution) -> set[str]:
    """What was said -> its words, small ones left out."""
    openers = text.people.grammar.openers
    ranges = [text.within(span) for span in attribution.contents]
    return {word for first, last in ranges for word in text.words[first:last] if word.isalnum() and word not in openers}
