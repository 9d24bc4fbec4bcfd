"""Voices: who speaks each attribution of a page, also where no words of its own say so."""

from __future__ import annotations

import time
from collections.abc import Container

from service.model import Attribution, Section, SpeakerType
from service.resolution.page.figures import Figure
from service.resolution.page.positions import NESTING, Positions
from service.resolution.page.text import Text
from service.resolution.speakers.sources import NOBODY, Found, Speakers
from service.resolution.ways.headlines import letters
from service.resolution.ways.parts import Part, Way
from service.resolution.ways.scenes import Scenes

_EVERY = 64  # attributions between two looks at the clock: some milliseconds of work
_PROOF = 10  # letters of a quotation in a headline; fewer may stand in any other


class Voices:
    """Those who speak on one page, each found when it is first asked for."""

    def __init__(self, text: Text, speakers: Speakers, scenes: Scenes, positions: Positions) -> None:
        self._text = text
        self._speakers = speakers
        self._scenes = scenes
        self._positions = positions
        self._all = positions.attributions
        self._sentences = positions.sentences
        self._found: dict[int, Found] = {}

    def all(self, deadline: float) -> tuple[list[Found], Container[int]]:
        """Time on time.monotonic's clock -> who speaks each, in the order of the attributions, and those looked at before."""
        for number, index in enumerate(self._positions.order):
            if number % _EVERY == 0 and time.monotonic() > deadline:
                break
            self._one(index, 0)
        found = [self._found.get(index, NOBODY) for index in range(len(self._all))]
        for index in self._positions.order:
            if self._all[index].section is Section.HEADLINE:
                found[index] = self._first_report(found[index])
            elif found[index] is NOBODY:
                found[index] = self._reporting(index)
        return found, self._found.keys()

    def _one(self, index: int, depth: int) -> Found:
        if index in self._found:
            return self._found[index]
        self._found[index] = NOBODY  # whoever comes back here by a circle finds nobody
        attribution, outer = self._all[index], self._positions.outer[index]
        quoted_by = self._one(outer, depth + 1).figure if outer is not None and depth < NESTING else None
        if attribution.source is not None:
            self._found[index] = self._speakers.resolve(attribution, quoted_by)
        elif attribution.continues is not None and 0 <= attribution.continues < len(self._all) and depth < NESTING:
            self._found[index] = _as(self._one(attribution.continues, depth + 1), "continued")
        elif attribution.section is Section.LABEL and self._speakers.spoken:
            self._found[index] = Found(self._speakers.spoken[-1][1], "label")
        elif attribution.section is Section.HEADLINE:
            self._found[index] = self._quoted_in_body(attribution)
        return self._found[index]

    def _quoted_in_body(self, headline: Attribution) -> Found:
        """A quotation alone in a headline -> who speaks it in the body; nobody where its words do not stand there."""
        text = self._text.document.text
        first, last = self._text.within(headline.contents[0]) if headline.contents else (0, 0)
        if not any(at >= 0 for at in self._text.document.quoted[first:last]):
            return NOBODY
        wanted = letters(headline.contents[0].of(text))
        if len(wanted) < _PROOF:
            return NOBODY
        for index, found in list(self._found.items()):
            other = self._all[index]
            body = found.figure is not None and other.section is not Section.HEADLINE
            if body and any(wanted in letters(span.of(text)) for span in other.contents):
                return _as(found, "headline")
        return NOBODY

    def _reporting(self, index: int) -> Found:
        """An attribution without a source whose cue is an outlet's verb -> that outlet; nobody for any other."""
        attribution = self._all[index]
        cue = attribution.cue.span if attribution.cue and attribution.source is None else None
        for number in self._sentences[index] if cue is not None else ():
            for way in self._scenes.of(number).ways:
                if way.part is Part.REPORTS and cue is not None and cue.start <= self._text.starts[way.lead] < cue.end:
                    return _speaking(way, "outlet")
        return NOBODY

    def _first_report(self, found: Found) -> Found:
        """Who "…: report" in a headline is: the first outlet that reports in the body; anything else as it was found."""
        figure = found.figure
        if found.rule != "as-written" or figure is None or figure.type is not SpeakerType.DOCUMENT or len(figure.about) > 1:
            return found
        for index in self._positions.order:
            for number in self._sentences[index]:
                for way in self._scenes.of(number).ways:
                    if way.part is Part.REPORTS:
                        return _speaking(way, "headline")
        return found


def _as(found: Found, rule: str) -> Found:
    """Found, rule -> the same by another rule; nobody where it is nobody."""
    return Found(found.figure, rule, found.outlet, found.whole) if found.figure else NOBODY


def _speaking(way: Way, rule: str) -> Found:
    """An outlet that reports -> it, as who speaks."""
    return Found(Figure(way.place.outlet.name, way.place.named, (), SpeakerType.OUTLET), rule, way.place)
