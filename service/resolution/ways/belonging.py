"""Belonging: through which of the outlets in a sentence the words of one attribution passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from service.model import Attribution
from service.resolution.page.outlets import Place
from service.resolution.page.positions import Positions, within, within_words
from service.resolution.page.text import Text
from service.resolution.speakers.sources import Found
from service.resolution.ways.parts import Part, Way

_NEIGHBOURS = 8  # attributions of one sentence that may claim an outlet; a sentence with more is a list


class Belonging:
    """Whose the outlets of one page's sentences are."""

    def __init__(self, text: Text, positions: Positions, found: Sequence[Found]) -> None:
        self._text = text
        self._positions = positions
        self._all = positions.attributions
        self._sentences = positions.sentences
        self._found = found
        self._by_sentence: dict[int, list[int]] = {}
        for index, numbers in enumerate(positions.sentences):
            for number in numbers:
                self._by_sentence.setdefault(number, []).append(index)

    def of(self, index: int, ways: Iterable[Way]) -> list[Way]:
        """Index of an attribution, and the ways in its sentences -> those that its words passed through."""
        return [way for way in ways if self._open_to(index, way) and not self._taken(index, way)]

    def _open_to(self, index: int, way: Way) -> bool:
        """Whether an outlet stands where it can have passed the words on: outside of them, inside the quotation around them."""
        # A content may begin too early, with "CNN" of "said on CNN": the word that tells the part counts.
        start = self._text.starts[min(way.place.first, way.lead)]
        own = way.rule == "asked-by-outlet" or self._closes(way)
        if within_words(self._text, start, self._all[index].contents) and not own:
            return False
        if way.rule == "outlets-own" and not self._has_own(index, way.place):
            return False
        outer = self._positions.outer[index]
        # Whoever is quoted within a quotation did not speak to the outlet that has the quotation.
        return outer is None or within(start, self._all[outer].contents)

    def _taken(self, index: int, way: Way) -> bool:
        """Whether an outlet belongs to another attribution of the sentence, and to that alone."""
        attribution = self._all[index]
        source, mine = attribution.source, self._positions.anchors[index]
        start = self._text.starts[min(way.place.first, way.lead)]
        span = self._text.span(way.place.first, way.place.last)
        neighbours = (other for number in self._sentences[index] for other in self._by_sentence[number] if other != index)
        for other in islice(neighbours, _NEIGHBOURS):
            theirs = self._all[other]
            if (source is not None and theirs.source == source) or within(mine, theirs.contents):
                continue
            if within(start, theirs.contents):
                return True
            if way.part is Part.TOLD:
                if self._nearer(other, index, way.lead):
                    return True
            elif theirs.source is not None and theirs.source.overlaps(span) and not _share(attribution, theirs):
                return True
        return False

    def _closes(self, way: Way) -> bool:
        """Whether a sentence ends in an outlet and its verb: ", AFP reported" is no one's words even where a content has it."""
        sentence = self._text.sentence(way.lead)
        if way.rule != "outlet-reports" or sentence is None:
            return False
        at = min(way.lead, way.place.first)
        comma = "," in [token.text for token in self._text.tokens[max(at - 2, 0) : at]]
        return comma and sentence.last - max(way.lead + 1, way.place.last) <= 1 and self._text.document.quoted[at] < 0

    def _has_own(self, index: int, place: Place) -> bool:
        """Whether the speaker is the outlet's own: "CNN's Ada Lind", "a Times article"."""
        source, figure = self._all[index].source, self._found[index].figure
        if source is not None and source.start <= self._text.starts[place.first] < source.end:
            return True
        return figure is not None and figure.last_before(place.last + 3) in range(place.last, place.last + 3)

    def _nearer(self, other: int, index: int, lead: int) -> bool:
        """Whether a word belongs to another attribution's cue rather than to this one's."""
        position = self._text.starts[lead]
        theirs, mine = self._all[other].cue, self._all[index].cue
        if theirs is None or mine is None:
            return False
        if theirs.span.start <= position < theirs.span.end:
            return True
        return theirs.span.start <= position and not theirs.span.start <= mine.span.start <= position


def _share(one: Attribution, other: Attribution) -> bool:
    return any(mine.overlaps(theirs) for mine in one.contents for theirs in other.contents)
