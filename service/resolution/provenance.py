"""Provenance: attributions in, who stands behind each and by which way the words came out."""

from __future__ import annotations

import math
import time
from collections.abc import Container, Sequence

from service.model import (
    Attribution,
    Document,
    Link,
    Medium,
    Mention,
    Provenance,
    Reason,
    Section,
    SourceType,
    Span,
    Speaker,
    SpeakerType,
)
from service.resolution.affiliations import Affiliations
from service.resolution.belonging import anchor
from service.resolution.chains import Chains, Course
from service.resolution.discourse import CLEAR
from service.resolution.figures import Figure
from service.resolution.grades import count, grade
from service.resolution.headlines import letters, shortened
from service.resolution.media import Media
from service.resolution.names import names
from service.resolution.outlets import Outlets, known_places
from service.resolution.register import Register
from service.resolution.speakers import NOBODY, Found, Speakers
from service.resolution.text import Text, text_of
from service.resolution.ways import Part, Way
from service.resolution.withholding import reasons

_EVERY = 64  # attributions between two looks at the clock: some milliseconds of work
_NESTING = 8  # quotations within quotations; no article goes deeper, a hostile one must not
_PROOF = 10  # letters of a quotation in a headline; fewer may stand in any other

# Rule that found the speaker -> log-odds that it is right, measured on articles with labelled speakers, and words for a person.
_RULES = {
    "no-source": (0.0, "no words here name a source"),
    "name": (3.5, "named in full here"),
    "short-name": (3.0, "named in part here, in full elsewhere"),
    "outlet": (2.4, "an outlet speaks itself"),
    "as-written": (2.2, "no fuller name or description anywhere"),
    "description": (1.2, "described here, named or described more fully elsewhere"),
    "nearest": (0.0, "a noun for whoever or whatever was just spoken of"),
    "partitive": (2.0, "one or some of those named before"),
    "pronoun": (0.6, "a pronoun, taken for the most present one of its number and gender"),
    "pronoun-unresolved": (-2.0, "a pronoun that fits no one named before it"),
    "relative": (1.5, "a relative pronoun, taken for the words before it"),
    "first-person": (1.0, "the speaker of the quotation that it stands in"),
    "pair": (1.5, "two, each by the full name"),
    "continued": (2.0, "the statement before it goes on"),
    "label": (2.0, "the label speaks for whoever was named last"),
    "interviewed": (0.5, "whoever answers in an interview, taken for the person whom the page names most before it"),
    "headline": (1.0, "the body names whom the headline leaves out"),
}
_COURSES = {
    "outlet-reports": "an outlet in the sentence reports it",
    "outlet-cited": "an outlet in the sentence is cited for it",
    "told-outlet": "the speaker told an outlet",
    "given-to-outlet": "the words were given to an outlet",
    "asked-by-outlet": "an outlet asked for the words",
    "seen-by-outlet": "an outlet saw, obtained or asked for it",
    "passed-on-by-outlet": "an outlet passed it on",
    "according-to-outlet": "an outlet is named as the authority",
    "in-outlets-piece": "it stands in a piece of an outlet",
    "outlets-own": "an outlet's own people or pages have it",
    "source-label": "the source label names the outlet",
    "quoted-in-quotation": "it stands in someone else's quotation",
    "same-source": "the same source was reached through an outlet before",
    "same-conversation": "it was said in the same conversation as the words before",
    "goes-on": "the same speaker goes on",
    "read-from-document": "it stands in a document that came through an outlet",
    "interview": "the article is about this speaker's interview",
}


def resolve(
    document: Document, attributions: Sequence[Attribution], publisher: str | None = None, deadline: float = math.inf
) -> tuple[Provenance | None, ...]:
    """A page and its attributions -> who stands behind each and the way its words took, in the order of the attributions.

    A speaker is named as fully as the page names it anywhere; where no one can be named, `speaker` is None. A chain runs from the
    outlet nearest the reader to the speaker and is empty where neither is known. `publisher` is the outlet whose page this is, by
    any of its names. No document and no spans raise; a source without words counts as none.

    `deadline` is on time.monotonic's clock, in seconds: when it passes, the attributions that were not yet looked at get None.
    """
    if not attributions or not document.tokens:
        return tuple(Provenance(None, None, None, (), None, None, 0.0, ()) for _ in attributions)
    text = text_of(document)
    anchors = [anchor(attribution) for attribution in attributions]
    outer = _nesting(attributions, anchors)
    sentences = [_sentences(text, attribution) for attribution in attributions]
    found_names = names(text)
    known = known_places(text)
    register = Register(text, found_names, known[2])
    outlets = Outlets(text, found_names, register, known, publisher)
    name_at = {index: name for name in found_names for index in range(name.first, name.last)}
    voices = _Voices(text, Speakers(text, name_at, register, outlets), attributions, outer)
    order = sorted(range(len(attributions)), key=lambda index: (attributions[index].section is Section.HEADLINE, anchors[index]))
    found, seen = voices.all(order, deadline)
    chains = Chains(text, outlets, attributions, found, outer, sentences)
    for index in order:
        if attributions[index].section is Section.HEADLINE:
            found[index] = _first_report(chains, order, sentences, found[index])
        elif found[index] is NOBODY:
            found[index] = _reporting(text, chains, sentences[index], attributions[index])
    courses = chains.courses(order)
    media = Media(text, outlets, attributions, sentences, chains.carried_on).all(order)
    same = shortened(text, attributions, found, courses, order)
    affiliations = Affiliations(text, register, name_at, _sources(attributions, found))
    speakers = _speakers(text, found, sentences, affiliations)
    return tuple(
        _provenance(text, each, courses[index], speakers.get(each.figure), media[index], same.get(index))
        if index in seen
        else None
        for index, each in enumerate(found)
    )


class _Voices:
    """Who speaks each attribution, also where no words of its own say so."""

    def __init__(
        self,
        text: Text,
        speakers: Speakers,
        attributions: Sequence[Attribution],
        outer: Sequence[int | None],
    ) -> None:
        self._text = text
        self._speakers = speakers
        self._all = attributions
        self._outer = outer
        self._found: dict[int, Found] = {}

    def all(self, order: Sequence[int], deadline: float) -> tuple[list[Found], Container[int]]:
        """Indices in the order of reading -> who speaks each, in the order of the attributions, and those looked at in time."""
        for number, index in enumerate(order):
            if number % _EVERY == 0 and time.monotonic() > deadline:
                break
            self._one(index, 0)
        return [self._found.get(index, NOBODY) for index in range(len(self._all))], self._found.keys()

    def _one(self, index: int, depth: int) -> Found:
        if index in self._found:
            return self._found[index]
        self._found[index] = NOBODY  # whoever comes back here by a circle finds nobody
        attribution, outer = self._all[index], self._outer[index]
        quoted_by = self._one(outer, depth + 1).figure if outer is not None and depth < _NESTING else None
        if attribution.source is not None:
            self._found[index] = self._speakers.resolve(attribution, quoted_by)
        elif attribution.continues is not None and 0 <= attribution.continues < len(self._all) and depth < _NESTING:
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


def _as(found: Found, rule: str) -> Found:
    return Found(found.figure, rule, found.outlet, found.whole) if found.figure else NOBODY


def _reporting(text: Text, chains: Chains, sentences: Sequence[int], attribution: Attribution) -> Found:
    """An attribution without a source whose cue is an outlet's verb -> that outlet; nobody for any other."""
    cue = attribution.cue.span if attribution.cue and attribution.source is None else None
    for number in sentences:
        for way in chains.ways_in(number):
            if way.part is Part.REPORTS and cue is not None and cue.start <= text.starts[way.lead] < cue.end:
                return _speaking(way, "outlet")
    return NOBODY


def _speaking(way: Way, rule: str) -> Found:
    return Found(Figure(way.place.outlet.name, way.place.named, (), SpeakerType.OUTLET), rule, way.place)


def _first_report(chains: Chains, order: Sequence[int], sentences: Sequence[Sequence[int]], found: Found) -> Found:
    """Who "…: report" in a headline is: the first outlet that reports in the body; anything else as it was found."""
    figure = found.figure
    if found.rule != "as-written" or figure is None or figure.type is not SpeakerType.DOCUMENT or len(figure.about) > 1:
        return found
    for index in order:
        for number in sentences[index]:
            for way in chains.ways_in(number):
                if way.part is Part.REPORTS:
                    return _speaking(way, "headline")
    return found


def _sources(attributions: Sequence[Attribution], found: Sequence[Found]) -> dict[Figure, list[Span]]:
    """Attributions and who speaks them -> the sources by which each speaker is named."""
    sources: dict[Figure, list[Span]] = {}
    for attribution, each in zip(attributions, found, strict=True):
        if each.figure is not None and attribution.source is not None:
            sources.setdefault(each.figure, []).append(attribution.source)
    return sources


def _speakers(
    text: Text, found: Sequence[Found], sentences: Sequence[Sequence[int]], affiliations: Affiliations
) -> dict[Figure | None, Speaker]:
    """Who speaks each attribution, and the sentences of each -> the speakers of the answer, by figure."""
    figures = {each.figure: None for each in found if each.figure is not None}
    withheld: dict[Figure, list[int]] = {figure: [] for figure in figures if figure.anonymous}
    for figure, places in withheld.items():
        at = text.at(figure.span.start)
        places += [number] if (number := text.document.sentence_of[at]) >= 0 else []
    for each, numbers in zip(found, sentences, strict=True):
        if each.figure in withheld:
            withheld[each.figure] += numbers
    because = reasons(text, withheld) if withheld else {}
    return {figure: _speaker(text, figure, affiliations.of(figure), because.get(figure)) for figure in figures}


def _provenance(
    text: Text, found: Found, course: Course, speaker: Speaker | None, medium: Medium | None, same_as: int | None
) -> Provenance:
    figure, speaking = found.figure, found.outlet
    outlets = [*course.outlets, *([speaking.outlet] if speaking else [])]
    links = [*(Link(outlet.name, SpeakerType.OUTLET) for outlet in outlets), *course.voices]
    if figure is not None and speaking is None:
        links.append(Link(figure.name, figure.type))
    at = speaking or course.at
    weight, words = _RULES[found.rule]
    if found.rule == "pronoun":
        weight += min(found.lead, CLEAR)
    reasons = [Reason("resolution", found.rule, words, weight)]
    if course.rule:
        reasons.append(Reason("resolution", course.rule, _COURSES[course.rule], 0.0))
    return Provenance(
        speaker=speaker,
        outlet=outlets[-1] if outlets else None,
        outlet_at=Mention(text.span(at.first, at.last)) if at and outlets else None,
        chain=tuple(links),
        medium=medium,
        same_as=same_as,
        evidence=weight,
        reasons=tuple(reasons),
    )


def _speaker(text: Text, figure: Figure, source_type: SourceType, because: Mention | None) -> Speaker:
    description = figure.description.of(text.document.text) if figure.description else None
    return Speaker(
        name=figure.name,
        description=description,
        type=figure.type,
        anonymous=figure.anonymous,
        named_at=Mention(figure.span),
        grade=grade(figure),
        source_type=source_type,
        count=count(text, figure),
        withheld_because=because,
    )


def _sentences(text: Text, attribution: Attribution) -> tuple[int, ...]:
    """Attribution -> the sentences of its source and cue or, for want of both, of its content."""
    spans = [span for span in (attribution.source, attribution.cue.span if attribution.cue else None) if span is not None]
    numbers: dict[int, None] = {}
    for span in spans or attribution.contents[:1]:
        at = text.after(span.start)
        if at < len(text.tokens) and (number := text.document.sentence_of[at]) >= 0:
            numbers[number] = None
    return tuple(numbers)


def _nesting(attributions: Sequence[Attribution], anchors: Sequence[int]) -> list[int | None]:
    """Attributions -> for each the one in whose content its source stands, the innermost of several; None for none."""
    spans = sorted((span.start, -span.end, index) for index, each in enumerate(attributions) for span in each.contents)
    outer: list[int | None] = [None] * len(attributions)
    around: list[tuple[int, int]] = []
    at = 0
    for position, index in sorted((position, index) for index, position in enumerate(anchors)):
        while at < len(spans) and spans[at][0] <= position:
            around.append((-spans[at][1], spans[at][2]))
            at += 1
        while around and around[-1][0] <= position:
            around.pop()
        outer[index] = next((holder for end, holder in reversed(around[-_NESTING:]) if end > position and holder != index), None)
    return outer
