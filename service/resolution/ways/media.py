"""Media: by what means a speaker made a statement: a post on a platform, a press release, a court filing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice

from service.model import Medium, Mention, TokenKind
from service.resolution.page.outlets import SPOKEN, Outlets
from service.resolution.page.positions import Positions, within_words
from service.resolution.page.text import Text

_REACH = 6  # tokens between a medium's noun and the preposition that brings it in: "in a brief joint press release"
_MOST = 8  # media of one sentence; a list of more is no statement's
_PHRASE = 2  # words of the longest entry of the lexicon
_PLATFORM, _BROADCAST = "platform", "broadcast"


class Media:
    """The media of one page's statements."""

    def __init__(self, text: Text, outlets: Outlets, positions: Positions, carried_on: Mapping[int, int | None]) -> None:
        """`carried_on`: statement -> the one whose conversation goes on."""
        self._text = text
        self._outlets = outlets
        self._positions = positions
        self._all = positions.attributions
        self._sentences = positions.sentences
        self._carried_on = carried_on
        self._begins: dict[int, list[int]] = {}  # sentence -> where its attributions begin
        for index, numbers in enumerate(positions.sentences):
            for number in numbers:
                self._begins.setdefault(number, []).append(self._begin(index))
        for begins in self._begins.values():
            begins.sort()
        self._in_sentence: dict[int, list[tuple[int, Medium]]] = {}

    def all(self) -> list[Medium | None]:
        """The medium of each statement, None where none is told, in the order of the attributions."""
        media: dict[int, Medium | None] = {}
        for index in self._positions.order:
            carried = self._carried_on.get(index)
            media[index] = self._own(index) or (media.get(carried) if carried is not None else None)
        return [media[index] for index in range(len(self._all))]

    def _own(self, index: int) -> Medium | None:
        """Index of a statement -> the medium that its own sentence tells, a named platform before any other."""
        found = [
            medium for number in self._sentences[index] for at, medium in self._told(number) if self._is_of(index, number, at)
        ]
        return next((medium for medium in found if medium.name), found[0] if found else None)

    def _told(self, number: int) -> list[tuple[int, Medium]]:
        """Number of a sentence -> the media that it names, each with its token."""
        if number not in self._in_sentence:
            self._in_sentence[number] = list(islice(self._find(number), _MOST))
        return self._in_sentence[number]

    def _find(self, number: int) -> Iterator[tuple[int, Medium]]:
        text, sentence = self._text, self._text.document.sentences[number]
        for place in self._outlets.platforms_within(sentence.first, sentence.last):
            if not place.ambiguous or self._brought_in(place.first, sentence.first):
                yield place.first, Medium(_PLATFORM, place.outlet.name, Mention(place.named))
        for house in self._outlets.within(sentence.first, sentence.last):
            if house.kind in SPOKEN and self._on_air(house.first, sentence.first):
                yield house.first, Medium(_BROADCAST, None, Mention(house.named))
        words, nouns = text.words[sentence.first : sentence.last], text.ways.media
        if text.ways.media_ends.isdisjoint(words):
            return
        for at, word in enumerate(words):
            if word not in text.ways.media_ends:
                continue
            follows = nouns.get(words[at + 1]) if at + 1 < len(words) else None
            for length in range(min(_PHRASE, at + 1), 0, -1):
                kind = nouns.get(" ".join(words[at + 1 - length : at + 1]))
                if kind is None or kind == follows:  # "social media" of "social media post"
                    continue
                first = sentence.first + at + 1 - length
                if first not in self._outlets.at and self._brought_in(first, sentence.first):
                    yield first, Medium(kind, None, text.mention(first, first + length))
                    break

    def _brought_in(self, at: int, first: int) -> bool:
        """Whether a medium is a statement's, by the word that brings it in: "in a brief statement", "told a news conference"."""
        words, beside, grammar = self._text.words, self._text.ways.beside, self._text.people.grammar
        for index in range(at - 1, max(first, at - _REACH) - 1, -1):
            word = words[index]
            if word in grammar.prepositions or word in beside.told:
                return word in beside.by_means or word in beside.told
            if self._text.tokens[index].kind is TokenKind.MARK or word in grammar.ends:
                return False
        return False

    def _on_air(self, at: int, first: int) -> bool:
        """Whether an outlet is where someone speaks: "on state broadcaster ERT"."""
        words, tokens = self._text.words, self._text.tokens
        for index in range(at - 1, max(first, at - _REACH) - 1, -1):
            if words[index] in self._text.ways.beside.on_air:
                return True
            if tokens[index].kind is not TokenKind.WORD or words[index] in self._text.people.grammar.prepositions:
                return False
        return False

    def _is_of(self, index: int, number: int, at: int) -> bool:
        """Whether a medium at a token is a statement's: outside of its words, and with no other's source or cue between."""
        position = self._text.starts[at]
        if within_words(self._text, position, self._all[index].contents):
            return False
        starts = self._begins[number]
        before = bisect_right(starts, position)
        return self._begin(index) == (starts[before - 1] if before else starts[0])

    def _begin(self, index: int) -> int:
        """Index of a statement -> where the first of its source and cue begins, by which those of a sentence are told apart."""
        source, cue = self._all[index].source, self._all[index].cue
        spans = (source, cue.span if cue else None)
        return min([span.start for span in spans if span is not None], default=self._positions.anchors[index])
