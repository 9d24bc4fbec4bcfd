"""Affiliations: what kind of source a speaker is, by the words of their name and description."""

from __future__ import annotations

from collections.abc import Iterator

from service.model import SourceType, Span, SpeakerType
from service.resolution.figures import Figure
from service.resolution.text import Text

_BY_TYPE = {SpeakerType.DOCUMENT: SourceType.DOCUMENT, SpeakerType.OUTLET: SourceType.MEDIA}


def source_type(text: Text, figure: Figure) -> SourceType:
    """A figure -> its kind as a source: by the body that it is or belongs to, else by its role; OTHER where no word tells."""
    known = _BY_TYPE.get(figure.type)
    if known is not None:
        return known
    words, people = text.sources, text.people
    spans = [span for span in (figure.span, figure.description) if span is not None]
    parts = [part for span in spans for part in _parts(text, span)]
    for part in parts:
        for word in reversed(part):
            if (found := words.bodies.get(people.singular(word))) is not None:
                return found
    for part in (*parts, sorted(figure.roles)):
        for word in reversed(part):
            if (found := words.roles.get(people.singular(word))) is not None:
                return found
    return SourceType.OTHER


def _parts(text: Text, span: Span) -> Iterator[list[str]]:
    """Words of a name or description between its prepositions: of "the head of the city police" the first is "the head"."""
    first, last = text.within(span)
    part: list[str] = []
    for word in text.words[first:last]:
        if word in text.people.grammar.prepositions:
            yield part
            part = []
        else:
            part.append(word)
    yield part
