"""Scenes: what a sentence tells of the way that words took, the outlets that it puts between a speaker and the reader first."""

from __future__ import annotations

from dataclasses import dataclass

from service.model import TokenKind
from service.resolution.page.outlets import Outlets, Place
from service.resolution.page.text import Text
from service.resolution.ways.parts import Way, way

_MOST = 16  # outlets of one sentence; a list of more is no chain


@dataclass(frozen=True, slots=True)
class Scene:
    """What a sentence tells of the way that words took."""

    ways: tuple[Way, ...]  # the outlets in it that words pass through, in text order
    same: bool  # it says that a conversation goes on: "in the same interview"
    definite: bool  # it comes back to a conversation: "in the interview"
    asked: bool  # it says what was asked, and of no one by name: "Asked about the road, she replied"
    dated: bool  # it names a month or another occasion: what it tells has its own time and place
    papers: tuple[str, ...]  # documents in which it says that something stands: "in the letter"


_SILENT = Scene((), False, False, False, False, ())  # as most


class Scenes:
    """The sentences of one page, each read when it is first asked for."""

    def __init__(self, text: Text, outlets: Outlets) -> None:
        self._text = text
        self._outlets = outlets
        self._scenes: dict[int, Scene] = {}

    def of(self, number: int) -> Scene:
        """Number of a sentence -> what it tells of the way that words took."""
        if number not in self._scenes:
            self._scenes[number] = _scene(self._text, self._outlets, number)
        return self._scenes[number]


def _scene(text: Text, outlets: Outlets, number: int) -> Scene:
    sentence = text.document.sentences[number]
    words, beside, grammar = text.words[sentence.first : sentence.last], text.ways.beside, text.people.grammar
    silent = text.ways.telling.isdisjoint(words) and text.people.papers.isdisjoint(words)
    if silent and not outlets.within(sentence.first, sentence.last):
        return _SILENT
    same, papers = False, []
    if not beside.same.isdisjoint(words):
        same = any(word in beside.same and not beside.talks.isdisjoint(words[at + 1 : at + 3]) for at, word in enumerate(words))
    if not text.people.papers.isdisjoint(words):
        definite = [at for at, word in enumerate(words) if at > 1 and word in text.people.papers and words[at - 1] in grammar.the]
        knowing = text.people.withheld.knowing  # who is "not involved in the study" does not speak in it
        inside = [at for at in definite if words[at - 2] in grammar.within and knowing.isdisjoint(words[max(at - 3, 0) : at - 2])]
        papers = [words[at] for at in inside]
    ways = _ways(text, outlets, sentence.first, sentence.last)
    asked = not beside.asked.isdisjoint(words) and _is_asked(text, sentence.first, sentence.last)
    comes_back = not beside.talks.isdisjoint(words) and any(
        words[at] in beside.talks and words[at - 1] in grammar.the and words[at - 2] in grammar.within
        for at in range(2, len(words))
    )
    dated = not beside.occasions.isdisjoint(words) and any(
        word in beside.occasions and text.document.quoted[at] < 0 and (text.capital[at] or word not in grammar.calendar)
        for at, word in enumerate(words, sentence.first)  # "May", not "may"
    )
    return Scene(tuple(ways), same, comes_back, asked, dated, tuple(papers[:_MOST]))


def _ways(text: Text, outlets: Outlets, first: int, last: int) -> list[Way]:
    named = outlets.within(first, last)[:_MOST]
    places = {place.first: place for at, place in enumerate(named) if not (at and _on_air(text, named[at - 1], place))}
    nouns = text.ways.nouns
    for index in range(first, last) if not nouns.keys().isdisjoint(text.words[first:last]) else ():
        if text.words[index] in nouns and index not in outlets.at and len(places) < _MOST:
            meant = outlets.meant(index)
            if meant is not None:
                places[index] = meant
    return [found for _, place in sorted(places.items()) if (found := way(text, place, first, last)) is not None]


def _is_asked(text: Text, first: int, last: int) -> bool:
    """Whether a sentence begins with a question put to whoever speaks in it, or ends so, nobody named who puts it."""
    beside, grammar = text.ways.beside, text.people.grammar
    for index in range(first, last):
        if text.words[index] in beside.asked and text.document.quoted[index] < 0:
            before = text.words[index - 1] if index > first else ""
            after = text.words[index + 1 : index + 3]
            alone = index == first or before in grammar.relatives
            return alone and beside.by.isdisjoint(after)
    return False


def _on_air(text: Text, house: Place, place: Place) -> bool:
    """Whether a programme is named after the house that airs it, which is the outlet: 'CNN's "The Morning"'."""
    between = text.tokens[house.last : place.first]
    return text.possessive(house.last - 1) and all(token.kind is TokenKind.QUOTE for token in between)
