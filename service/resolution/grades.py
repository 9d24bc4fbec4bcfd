"""Grades: how much the article tells of who a speaker is, and how many of them speak."""

from __future__ import annotations

from service.model import Grade, SpeakerType
from service.resolution.figures import Figure
from service.resolution.text import Text

_CROWDS = frozenset({SpeakerType.GROUP, SpeakerType.OUTLET})


def grade(figure: Figure) -> Grade:
    """A figure -> how much is told of who it is."""
    if figure.anonymous:
        return Grade.WITHHELD
    if figure.named:
        return Grade.NAMED
    return Grade.COLLECTIVE if figure.many or figure.type in _CROWDS else Grade.ROLE


def count(text: Text, figure: Figure) -> int | None:
    """A figure -> how many people speak: 1 for one, the number told of several; None where it is not told, and for bodies."""
    first, _ = text.within(figure.span)
    word = text.words[first] if first < len(text.words) else ""
    told = text.people.numbers.get(word) or (int(word) if word.isdecimal() and word.isascii() and len(word) < 4 else None)
    if figure.parts:
        return len(figure.parts)
    if figure.named:
        return 1 if figure.type is SpeakerType.PERSON else None
    if figure.many or figure.type is SpeakerType.GROUP:
        return told if told and told > 1 else None
    return 1 if figure.type is SpeakerType.PERSON else None
