"""Media: by what means a speaker made a statement: a post on a platform, a press release, a court filing."""

from __future__ import annotations

from collections.abc import Sequence

from service.model import Attribution, Medium, Span
from service.resolution.figures import Figure
from service.resolution.outlets import Outlets
from service.resolution.speakers import Found
from service.resolution.text import Text

_REACH = 6  # tokens between a medium's noun and the preposition that brings it in: "in a brief joint press release"
_PLATFORM = "platform"


class Media:
    """The media of one page's statements, asked for in text order."""

    def __init__(
        self,
        text: Text,
        outlets: Outlets,
        attributions: Sequence[Attribution],
        found: Sequence[Found],
        sentences: Sequence[Sequence[int]],
    ) -> None:
        """`sentences`: for each attribution the numbers of those that its source and cue stand in."""
        self._text = text
        self._outlets = outlets
        self._all = attributions
        self._found = found
        self._sentences = sentences
        self._by_sentence: dict[int, list[int]] = {}
        for index, numbers in enumerate(sentences):
            for number in numbers:
                self._by_sentence.setdefault(number, []).append(index)
        self._in_sentence: dict[int, list[tuple[int, Medium]]] = {}
        self._last_of: dict[Figure, Medium | None] = {}

    def all(self, order: Sequence[int]) -> list[Medium | None]:
        """Indices in the order of reading -> the medium of each statement, None where none is told, by index."""
        media: dict[int, Medium | None] = {}
        for index in order:
            media[index] = self._of(index, media)
        return [media[index] for index in range(len(self._all))]

    def _of(self, index: int, media: dict[int, Medium | None]) -> Medium | None:
        attribution, found = self._all[index], self._found[index]
        for number in self._sentences[index]:
            for at, medium in self._told(number):
                if self._belongs(index, number, at):
                    return medium
        if found.rule == "continued" and attribution.continues is not None:
            return media.get(attribution.continues)
        return None

    def _told(self, number: int) -> list[tuple[int, Medium]]:
        """Number of a sentence -> the media that it names, each with its token."""
        if number not in self._in_sentence:
            self._in_sentence[number] = list(self._find(number))
        return self._in_sentence[number]

    def _find(self, number: int) -> list[tuple[int, Medium]]:
        text, sentence = self._text, self._text.document.sentences[number]
        words = text.words[sentence.first : sentence.last]
        found = [
            (place.first, Medium(_PLATFORM, place.outlet.name, text.mention(place.first, place.last)))
            for place in self._outlets.platforms_within(sentence.first, sentence.last)
        ]
        if text.ways.media.keys().isdisjoint(words):
            return found
        for at, word in enumerate(words, sentence.first):
            kind = text.ways.media.get(word)
            if kind is not None and self._brought_in(at, sentence.first):
                found.append((at, Medium(kind, None, text.mention(at, at + 1))))
        return found

    def _brought_in(self, at: int, first: int) -> bool:
        """Whether a medium's noun stands after "in", "on" and the like: "in a brief statement"."""
        words, grammar = self._text.words, self._text.people.grammar
        for index in range(at - 1, max(first, at - _REACH) - 1, -1):
            if words[index] in grammar.prepositions:
                return words[index] in self._text.ways.beside.by_means
            if not words[index].replace("-", "").isalnum():
                return False
        return False

    def _belongs(self, index: int, number: int, at: int) -> bool:
        """Whether a medium at a token is that of a statement: outside of its words, and nearer to its cue than to another's."""
        position = self._text.starts[at]
        attribution = self._all[index]
        if any(content.start <= position < content.end for content in attribution.contents):
            return False
        mine = attribution.cue.span if attribution.cue else attribution.source
        if mine is None:
            return False
        for other in self._by_sentence[number]:
            cue = self._all[other].cue
            if other != index and cue is not None and _between(cue.span, mine, position):
                return False
        return True


def _between(cue: Span, mine: Span, position: int) -> bool:
    return min(mine.start, position) < cue.start < max(mine.start, position)
