"""Provenance: attributions in, who stands behind each and by which way the words came out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from service.model import (
    Attribution,
    Document,
    Label,
    Link,
    Mention,
    Outlet,
    Provenance,
    Reason,
    Section,
    Span,
    Speaker,
    SpeakerType,
)
from service.resolution.names import names
from service.resolution.outlets import Outlets, Place
from service.resolution.register import Figure, Register
from service.resolution.speakers import NOBODY, Found, Speakers
from service.resolution.text import Text, text_of
from service.resolution.ways import Part, Way, ordered, outside, same_outlet, ways_in

_PROOF = 10  # letters of a quotation in a headline; fewer may stand in any other
_NESTING = 8  # quotations within quotations; no article goes deeper, a hostile one must not

# Log-odds that the speaker is right, by the rule that found it; measured on articles with labelled speakers.
_EVIDENCE = {
    "no-source": 0.0,
    "name": 3.0,
    "short-name": 2.5,
    "outlet": 2.5,
    "as-written": 1.5,
    "description": 0.8,
    "partitive": 2.0,
    "pronoun": 1.5,
    "pronoun-unresolved": -2.0,
    "relative": 1.5,
    "first-person": 1.0,
    "pair": 1.5,
    "continued": 2.0,
    "label": 2.0,
    "headline": 1.0,
}
_WORDS = {
    "no-source": "no words here name a source",
    "name": "named in full here",
    "short-name": "named in part here, in full elsewhere",
    "outlet": "an outlet speaks itself",
    "as-written": "no fuller name or description anywhere",
    "description": "described here, named or described more fully elsewhere",
    "partitive": "one or some of those named before",
    "pronoun": "a pronoun, taken for the most present one of its number and gender",
    "pronoun-unresolved": "a pronoun that fits no one named before it",
    "relative": "a relative pronoun, taken for the words before it",
    "first-person": "the speaker of the quotation that it stands in",
    "pair": "two, each by the full name",
    "continued": "the statement before it goes on",
    "label": "the label speaks for whoever was named last",
    "headline": "the body names whom the headline leaves out",
}


@dataclass(frozen=True, slots=True)
class _Way:
    """What is known of the way of one attribution."""

    outlets: tuple[Outlet, ...]
    before: tuple[Link, ...]  # people between the outlets and the speaker: who is quoted quoting
    at: Place | None
    rule: str


_NO_WAY = _Way((), (), None, "")
_UNKNOWN = _Way((), (), None, "unknown")


def resolve(document: Document, attributions: Sequence[Attribution], publisher: str | None = None) -> tuple[Provenance, ...]:
    """A page and its attributions -> who stands behind each and the way its words took, in the order of the attributions.

    A speaker is named as fully as the page names it anywhere; where no one can be named, `speaker` is None. A chain runs from the
    outlet nearest the reader to the speaker and is empty where neither is known. `publisher` is the outlet whose page this is. No
    document and no spans raise; spans outside the text count as absent.
    """
    if not attributions:
        return ()
    return _Resolution(text_of(document), attributions).run()


class _Resolution:
    """The state of resolving one page."""

    def __init__(self, text: Text, attributions: Sequence[Attribution]) -> None:
        self._text = text
        self._all = attributions
        found = names(text)
        self._register = Register(text, found)
        self._outlets = Outlets(text, found, self._register)
        self._speakers = Speakers(text, found, self._register, self._outlets)
        self._anchors = [_anchor(attribution) for attribution in attributions]
        self._outer = _nesting(attributions, self._anchors)
        self._found: list[Found | None] = [None] * len(attributions)
        self._ways: list[_Way] = [_UNKNOWN] * len(attributions)
        self._by_sentence: dict[int, list[int]] = {}
        self._ways_of_sentence: dict[int, list[Way]] = {}
        self._prefix: dict[str, tuple[Outlet, ...]] = {}

    def run(self) -> tuple[Provenance, ...]:
        body = [index for index, each in enumerate(self._all) if each.section is not Section.HEADLINE]
        body.sort(key=lambda index: self._anchors[index])
        headline = [index for index, each in enumerate(self._all) if each.section is Section.HEADLINE]
        for index, _ in enumerate(self._all):
            for sentence in self._sentences(index):
                self._by_sentence.setdefault(sentence, []).append(index)
        order = body + headline
        for index in order:
            self._speaker(index, order)
        for position, index in enumerate(order):
            self._follow(index, order, position)
        return tuple(self._provenance(index) for index in range(len(self._all)))

    # --- who --------------------------------------------------------------------------------------------------------------------

    def _speaker(self, index: int, order: Sequence[int], depth: int = 0) -> Found:
        known = self._found[index]
        if known is not None:
            return known
        attribution = self._all[index]
        self._found[index] = NOBODY  # whoever comes back here by a circle finds nobody
        outer = self._outer[index]
        quoted_by = None
        if outer is not None and depth < _NESTING:
            quoted_by = self._speaker(outer, order, depth + 1).figure
        found = self._speakers.resolve(attribution, quoted_by)
        if attribution.source is None:
            found = self._unsaid(index, order, depth)
        elif attribution.section is Section.HEADLINE and found.rule == "as-written":
            found = self._reported(found, order)
        self._found[index] = found
        return found

    def _unsaid(self, index: int, order: Sequence[int], depth: int) -> Found:
        """No source here: the statement before goes on, or a label speaks for the last speaker, or a headline quotes the body."""
        attribution = self._all[index]
        if attribution.continues is not None and 0 <= attribution.continues < len(self._all) and depth < _NESTING:
            before = self._speaker(attribution.continues, order, depth + 1)
            return Found(before.figure, "continued", before.outlet) if before.figure else NOBODY
        if attribution.section is Section.LABEL and self._speakers.spoken:
            spoken = [figure for at, figure in self._speakers.spoken if at <= self._text.at(self._anchors[index])]
            return Found(spoken[-1], "label") if spoken else NOBODY
        if attribution.section is Section.HEADLINE:
            quoted = self._quoted_in_body(index)
            said = self._found[quoted] if quoted is not None else None
            if said is not None and said.figure:
                return Found(said.figure, "headline", said.outlet)
        return NOBODY

    def _quoted_in_body(self, index: int) -> int | None:
        """A headline's words -> the attribution of the body in whose content they stand."""
        text = self._text.document.text
        contents = self._all[index].contents
        if not contents or self._text.document.quoted[self._text.within(contents[0])[0] : ][:1] in ((), (-1,)):
            return None
        wanted = _letters(contents[0].of(text))
        if len(wanted) < _PROOF:
            return None
        for other, attribution in enumerate(self._all):
            if attribution.section is not Section.HEADLINE and any(
                wanted in _letters(span.of(text)) for span in attribution.contents
            ):
                return other
        return None

    def _reported(self, found: Found, order: Sequence[int]) -> Found:
        """ "…: report" in a headline is whoever is first to report in the body."""
        figure = found.figure
        if figure is None or figure.type is not SpeakerType.DOCUMENT or len(figure.about) > 1:
            return found
        for index in order:
            for sentence in self._sentences(index):
                for way in self._ways_in(sentence):
                    if way.part is Part.REPORTS:
                        outlet = way.place.outlet
                        span = self._text.span(way.place.first, way.place.last)
                        return Found(Figure(outlet.name, span, (), SpeakerType.OUTLET), "headline", way.place)
        return found

    # --- by which way -----------------------------------------------------------------------------------------------------------

    def _sentences(self, index: int) -> list[int]:
        """The sentences of an attribution's source and cue or, for want of both, of its content."""
        attribution = self._all[index]
        spans = [span for span in (attribution.source, attribution.cue.span if attribution.cue else None) if span is not None]
        numbers = []
        for span in spans or attribution.contents[:1]:
            at = self._text.within(span)[0]
            if at < len(self._text.tokens) and (number := self._text.document.sentence_of[at]) >= 0 and number not in numbers:
                numbers.append(number)
        return numbers

    def _ways_in(self, sentence: int) -> list[Way]:
        if sentence not in self._ways_of_sentence:
            bounds = self._text.document.sentences[sentence]
            self._ways_of_sentence[sentence] = ways_in(self._text, self._outlets, bounds.first, bounds.last)
        return self._ways_of_sentence[sentence]

    def _follow(self, index: int, order: Sequence[int], position: int, depth: int = 0) -> None:
        """The way of an attribution, those of the quotations around it first."""
        if self._ways[index] is not _UNKNOWN:
            return
        self._ways[index] = _NO_WAY  # whoever comes back here by a circle finds no way
        outer = self._outer[index]
        if outer is not None and depth < _NESTING:
            self._follow(outer, order, position, depth + 1)
        self._ways[index] = self._way(index, order, position)

    def _way(self, index: int, order: Sequence[int], position: int) -> _Way:
        found = self._found[index] or NOBODY
        own = [way for sentence in self._sentences(index) for way in self._ways_in(sentence) if self._passes(index, way)]
        outer = self._outer[index]
        if outer is not None:  # whoever is quoted within a quotation did not speak to its outlet
            own = [way for way in own if not outside(self._text.span(way.place.first, way.place.last), self._all[outer].contents)]
        speaking = found.outlet.outlet if found.outlet else None
        outlets = [outlet for outlet in ordered(own) if speaking is None or not same_outlet(outlet, speaking)]
        if outlets:
            way = _Way(self._led_to(outlets), (), own[-1].place, own[0].rule)
        else:
            way = self._inherited(index, order, position)
        if speaking is not None and not way.outlets:
            way = _Way(self._prefix.get(_key(speaking), ()), (), None, way.rule)
        chain = (*way.outlets, *([speaking] if speaking else ()))
        for at in range(1, len(chain)):
            self._prefix.setdefault(_key(chain[at]), chain[:at])
        return way

    def _led_to(self, outlets: Sequence[Outlet]) -> tuple[Outlet, ...]:
        """Outlets of a statement -> the same after those by which the first of them reached this page before."""
        led = self._prefix.get(_key(outlets[0]), ())
        return (*[each for each in led if not any(same_outlet(each, other) for other in outlets)], *outlets)

    def _passes(self, index: int, way: Way) -> bool:
        """Whether the words of an attribution pass through an outlet that stands in its sentence."""
        attribution = self._all[index]
        span = self._text.span(way.place.first, way.place.last)
        if not outside(span, attribution.contents):
            return False
        neighbours = [other for number in self._sentences(index) for other in self._by_sentence.get(number, ()) if other != index]
        for other in neighbours[:_NESTING]:
            theirs = self._all[other]
            if theirs.source == attribution.source and theirs.source is not None:
                continue
            around = any(content.start <= self._anchors[index] < content.end for content in theirs.contents)
            if not outside(span, theirs.contents):
                if not around:
                    return False  # someone else's words name it
                continue
            if way.part is Part.TOLD and not around and self._nearer(other, index, way.lead):
                return False
            if way.part is not Part.TOLD and theirs.source is not None and theirs.source.overlaps(span):
                shared = any(mine.overlaps(each) for mine in attribution.contents for each in theirs.contents)
                if not around and not shared:
                    return False
        return True

    def _nearer(self, other: int, index: int, lead: int) -> bool:
        """Whether a word belongs to another attribution's cue rather than to this one's."""
        position = self._text.tokens[lead].start
        theirs, mine = self._all[other].cue, self._all[index].cue
        if theirs is None or mine is None:
            return False
        if theirs.span.start <= position < theirs.span.end:
            return True
        return mine.span.start > position >= theirs.span.start or (
            theirs.span.start <= position and mine.span.start <= position and theirs.span.start > mine.span.start
        )

    def _inherited(self, index: int, order: Sequence[int], position: int) -> _Way:
        attribution, found = self._all[index], self._found[index] or NOBODY
        figure = found.figure
        if attribution.continues is not None and 0 <= attribution.continues < len(self._all):
            return self._known_way(attribution.continues)
        if figure is None:
            return _NO_WAY
        outer = self._outer[index]
        if outer is not None and (speaker := (self._found[outer] or NOBODY).figure) and speaker is not figure:
            link = Link(speaker.name, speaker.type)
            return _Way(self._ways[outer].outlets, (*self._ways[outer].before, link), self._ways[outer].at, "quoted-in-quotation")
        if attribution.section is Section.HEADLINE:
            return self._first_of(figure, order)
        earlier = [other for other in order[:position] if self._all[other].section is not Section.HEADLINE]
        described = [other for other in earlier if (self._found[other] or NOBODY).figure in (figure, found.whole)]
        if not figure.named and described and (figure.anonymous or figure.type is SpeakerType.DOCUMENT or found.whole):
            return self._carried(described, "same-source")
        label = self._label(index)
        if earlier and (self._same_talk(index) or (label is not None and label.role == "turn")):
            return self._carried(earlier, "same-conversation")
        if label is not None and label.role == "quote" and described and described[-1] == earlier[-1]:
            return self._known_way(earlier[-1])
        if (way := self._read_from(index, position, order)) is not None:
            return way
        if attribution.source is None and earlier:
            return self._known_way(earlier[-1])
        if described and (self._goes_on(index) and described[-1] == earlier[-1]):
            return self._known_way(described[-1])
        return _NO_WAY

    def _known_way(self, index: int) -> _Way:
        """The way of an attribution, as far as it is known by now."""
        way = self._ways[index]
        return way if way is not _UNKNOWN else _NO_WAY

    def _first_of(self, figure: Figure, order: Sequence[int]) -> _Way:
        for other in order:
            if (self._found[other] or NOBODY).figure is figure and self._all[other].section is not Section.HEADLINE:
                return self._known_way(other)
        return _NO_WAY

    def _carried(self, earlier: Sequence[int], rule: str) -> _Way:
        way = next((self._ways[other] for other in reversed(earlier) if self._ways[other].outlets), _NO_WAY)
        return _Way(way.outlets, way.before, way.at, rule) if way.outlets else _NO_WAY

    def _goes_on(self, index: int) -> bool:
        """Whether the cue or the words beside it say that the same conversation goes on: "she added", "also said"."""
        cue, source = self._all[index].cue, self._all[index].source
        if cue is None:
            return False
        first, last = self._text.within(cue.span)
        if source is not None and self._text.within(source)[1] <= first:
            first = self._text.within(source)[1]
        carries = self._text.ways.beside.carries
        return any(word in carries for word in self._text.words[first:last])

    def _label(self, index: int) -> Label | None:
        """The label of the paragraph that an attribution stands in."""
        position, paragraphs = self._anchors[index], self._text.document.paragraphs
        at = bisect_right(paragraphs, position, key=lambda paragraph: paragraph.span.start) - 1
        return paragraphs[at].label if at >= 0 and position < paragraphs[at].span.end else None

    def _read_from(self, index: int, position: int, order: Sequence[int]) -> _Way | None:
        """ "In the letter, she blames": the words came as the letter did."""
        people = self._text.people
        for number in self._sentences(index):
            bounds = self._text.document.sentences[number]
            for at in range(bounds.first, bounds.last - 2):
                noun = self._text.words[at + 2]
                if self._text.words[at] != "in" or self._text.words[at + 1] != "the" or noun not in people.papers:
                    continue
                for other in reversed(order[:position]):
                    figure = (self._found[other] or NOBODY).figure
                    if figure is not None and figure.type is SpeakerType.DOCUMENT and noun in figure.roles:
                        way = self._ways[other]
                        return _Way(way.outlets, (), way.at, "read-from-document") if way.outlets else None
        return None

    def _same_talk(self, index: int) -> bool:
        """ "In the same interview": whoever speaks, it came as the words before."""
        beside = self._text.ways.beside
        for number in self._sentences(index):
            bounds = self._text.document.sentences[number]
            for at in range(bounds.first, bounds.last - 1):
                if self._text.words[at] in beside.same and any(
                    word in beside.talks for word in self._text.words[at + 1 : at + 3]
                ):
                    return True
        return False

    # --- the answer -------------------------------------------------------------------------------------------------------------

    def _provenance(self, index: int) -> Provenance:
        found, way = self._found[index] or NOBODY, self._ways[index]
        figure = found.figure
        speaker = _speaker(self._text, figure) if figure else None
        outlets = [*way.outlets]
        at = way.at
        speaking = found.outlet
        if speaking is not None:
            outlets.append(speaking.outlet)
            at = speaking
        links = [Link(outlet.name, SpeakerType.OUTLET) for outlet in outlets]
        links += way.before
        if speaker is not None and speaking is None:
            links.append(Link(speaker.name, speaker.type))
        reasons = [Reason("resolution", found.rule, _WORDS[found.rule], _EVIDENCE[found.rule])]
        if way.rule:
            reasons.append(Reason("resolution", way.rule, "decided the way the words took", 0.0))
        return Provenance(
            speaker=speaker,
            outlet=outlets[-1] if outlets else None,
            outlet_at=Mention(self._text.span(at.first, at.last)) if at and outlets else None,
            chain=tuple(links),
            evidence=_EVIDENCE[found.rule],
            reasons=tuple(reasons),
        )


def _speaker(text: Text, figure: Figure) -> Speaker:
    description = figure.description.of(text.document.text) if figure.description else None
    return Speaker(figure.name, description, figure.type, figure.anonymous, Mention(figure.span))


def _anchor(attribution: Attribution) -> int:
    if attribution.source is not None:
        return attribution.source.start
    if attribution.cue is not None:
        return attribution.cue.span.start
    return attribution.contents[0].start if attribution.contents else 0


def _nesting(attributions: Sequence[Attribution], anchors: Sequence[int]) -> list[int | None]:
    """Attributions -> for each the one in whose content its source stands, the innermost of several; None for none."""
    spans = sorted((span.start, -span.end, index) for index, each in enumerate(attributions) for span in each.contents)
    outer: list[int | None] = [None] * len(attributions)
    open_: list[tuple[int, int]] = []
    at = 0
    for anchor, index in sorted((anchor, index) for index, anchor in enumerate(anchors)):
        while at < len(spans) and spans[at][0] <= anchor:
            open_.append((-spans[at][1], spans[at][2]))
            at += 1
        while open_ and open_[-1][0] <= anchor:
            open_.pop()
        for end, holder in reversed(open_[-_NESTING:]):
            if end > anchor and holder != index:
                outer[index] = holder
                break
    return outer


def _key(outlet: Outlet) -> str:
    return outlet.id or outlet.name.lower()


def _letters(written: str) -> str:
    return "".join(letter for letter in written.lower() if letter.isalnum())
