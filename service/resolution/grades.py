"""Grades: how much the article tells of who a speaker is, and how many of them speak."""

from __future__ import annotations

from service.model import Grade, SpeakerType
from service.resolution.page.figures import Figure
from service.resolution.page.text import Text

_WORDS = 4  # of a description that are read for a number
_DIGITS = 4  # a number of so many digits is none of sources
_DOZEN = 12
_CROWDS = frozenset({SpeakerType.GROUP, SpeakerType.OUTLET})


def grade(figure: Figure) -> Grade:
    """A figure -> how much is told of who it is."""
    if figure.anonymous:
        return Grade.WITHHELD
    if figure.named:
        return Grade.NAMED
    crowd = figure.type in _CROWDS or (figure.many and figure.type is not SpeakerType.DOCUMENT)
    return Grade.COLLECTIVE if crowd else Grade.ROLE


def count(text: Text, figure: Figure) -> int | None:
    """A figure -> how many people speak: 1 for one, the number told of several; None where it is not told, and for bodies."""
    if figure.parts:
        return len(figure.parts)
    if figure.named or not (figure.many or figure.type is SpeakerType.GROUP):
        return 1 if figure.type is SpeakerType.PERSON else None
    return _number(text, figure)


def _number(text: Text, figure: Figure) -> int | None:
    """Several who are described -> the number that the first words tell: 3 of "three officials", 24 of "two dozen"."""
    people = text.people
    first, last = text.within(figure.span)
    found = 1
    for word in text.words[first : min(last, first + _WORDS)]:
        if word in people.grammar.vague:
            return None
        number = people.numbers.get(word) or (int(word) if word.isdecimal() and len(word) < _DIGITS else None)
        if number is not None:
            found = found * number if number == _DOZEN else max(found, number)
        elif found > 1 and word not in people.grammar.genitives:
            break
    return found if found > 1 else None
