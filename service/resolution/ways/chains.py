"""Chains: for each statement of a page the outlets that its words passed through, found or carried over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from service.model import Attribution, Link, Outlet, Paragraph, Section, SpeakerType
from service.resolution.page.figures import Figure
from service.resolution.page.outlets import SPOKEN, Place, outlet_key
from service.resolution.page.positions import Positions
from service.resolution.page.text import Text
from service.resolution.speakers.sources import Found
from service.resolution.ways.belonging import Belonging
from service.resolution.ways.parts import Part, Way, ordered
from service.resolution.ways.scenes import Scene, Scenes

_NEIGHBOURS = 12  # quotations within quotations, and documents, that are gone back over
_TALK_AFTER = 5  # tokens after an outlet: "told USA Today in a phone interview"
_LINED = 4  # paragraphs between a source line and the lede that it covers, at most
_LEDE = 3  # paragraphs of the body in which an interview that the article is about is named
_APPEARED = 3  # sentences between the one in which somebody is on a show and what is said there


@dataclass(frozen=True, slots=True)
class Course:
    """The way that the words of one statement took, as far as its speaker."""

    outlets: tuple[Outlet, ...] = ()  # from the one nearest the reader
    voices: tuple[Link, ...] = ()  # between them and the speaker: whoever quotes them
    at: Place | None = None  # where the last outlet is named
    rule: str = ""


_NONE = Course()
_ON_SHOW = "appeared-on-outlet"


class Chains:
    """Courses of the statements of one page."""

    def __init__(self, text: Text, scenes: Scenes, positions: Positions, found: Sequence[Found]) -> None:
        self._text = text
        self._scenes = scenes
        self._positions = positions
        self._all = positions.attributions
        self._sentences = positions.sentences
        self._found = found
        self._belonging = Belonging(text, positions, found)
        self._courses: dict[int, Course] = {}
        self.carried_on: dict[int, int | None] = {}  # statement -> the one that it goes on from, in the same conversation
        self._led: dict[str, tuple[Outlet, ...]] = {}  # outlet -> those by which it reached this page
        self._last: int | None = None  # the statement before this one
        self._last_with: Course = _NONE  # the last course with an outlet
        self._last_press: Course = _NONE  # the last one with an outlet, also one that speaks for itself
        self._last_talker: Figure | None = None
        self._last_talk: Course = _NONE  # the last one of whoever spoke to an outlet and is not its own
        self._last_of: dict[Figure, int] = {}
        self._first_of: dict[Figure, int] = {}
        self._source_of: dict[Figure, Course] = {}  # the last course with an outlet of one that is only described
        self._told: dict[Figure, Course] = {}  # the last course by which someone spoke to an outlet
        self._talks: dict[Figure, Course] = {}  # the interview that goes on, of whoever gives it
        self._interviews: dict[Figure, Course] = {}  # the same, where the article is about it
        self._body = [number for number, each in enumerate(text.document.paragraphs) if each.section is Section.BODY][:_LEDE]

    def all(self) -> list[Course]:
        """The ways of all statements, in the order of the attributions."""
        order = self._positions.order
        body = [index for index in order if self._all[index].section is not Section.HEADLINE]
        for index in body:
            self._course(index)
        for index in body:
            self._foretell(index)
        for index in order:
            self._course(index)
        return [self._courses[index] for index in range(len(self._all))]

    def _foretell(self, index: int) -> None:
        """The head of the article tells before what is said in the interview that it is about."""
        figure, numbers = self._found[index].figure, self._sentences[index]
        if figure is None or figure not in self._interviews or self._courses[index].outlets or not numbers:
            return
        first_paragraph = self._text.document.sentences[numbers[0]].paragraph in self._body[:1]
        if first_paragraph and not self._dated(index):
            self._courses[index] = _renamed(self._interviews[figure], "interview")

    def _course(self, index: int, depth: int = 0) -> Course:
        """Index of an attribution -> the way of its words; those of the quotation around it are found first."""
        if index in self._courses:
            return self._courses[index]
        self._courses[index] = _NONE  # whoever comes back here by a circle finds no way
        outer = self._positions.outer[index]
        if outer is not None and depth < _NEIGHBOURS:
            self._course(outer, depth + 1)
        found = self._found[index]
        self.carried_on[index] = self._carried_on(index)
        speaking = found.outlet.outlet if found.outlet else None
        own = self._belonging.of(index, [way for scene in self._scenes_of(index) for way in scene.ways]) or self._lined(index)
        passed = [outlet for outlet in ordered(own) if speaking is None or outlet_key(outlet) != outlet_key(speaking)]
        course = Course(self._with_led(passed), (), own[-1].place, own[0].rule) if passed else self._inherited(index, found)
        if speaking is not None and not course.outlets:
            course = Course(self._led.get(outlet_key(speaking), ()), (), None, course.rule)
        self._courses[index] = course
        self._remember(index, found, course, own if passed else [])
        return course

    def _lined(self, index: int) -> Sequence[Way]:
        """What a line "Source: …" tells of the way of a statement in the lede above it, where the line names its speaker."""
        figure, numbers = self._found[index].figure, self._sentences[index]
        if self._line is None or figure is None or not numbers:
            return ()
        document = self._text.document
        if document.paragraphs[document.sentences[numbers[0]].paragraph] != self._lede_of(self._line):
            return ()
        ways, alone = self._line_ways
        first, last = self._line.tokens
        return ways if alone or (figure.last_before(last) or -1) >= first else ()

    @cached_property
    def _line(self) -> Paragraph | None:
        """The page's first line "Source: …"; None where it has none."""
        return next((each for each in self._text.labelled if each.label and each.label.role == "source"), None)

    @cached_property
    def _line_ways(self) -> tuple[Sequence[Way], bool]:
        """The ways that the line "Source: …" tells of, and whether it names nobody but outlets."""
        if self._line is None or self._line.label is None:
            return (), False
        ways = [way for number in range(*self._line.sentences) for way in self._scenes.of(number).ways]
        press = {at for way in ways for at in range(way.place.first, way.place.last)}
        text, first = self._text, self._text.within(self._line.label.span)[1]
        others = (at for at in range(first, self._line.tokens[1]) if text.capital[at] and at not in press)
        return ways, text.people.grammar.demonyms.issuperset(text.words[at] for at in others)

    def _lede_of(self, line: Paragraph) -> Paragraph | None:
        """A line "Source: …" -> the first of the paragraphs of the body right above it; None where there is none."""
        paragraphs = self._text.document.paragraphs
        at = bisect_left(paragraphs, line.span.start, key=lambda each: each.span.start)
        first = at
        while first > max(0, at - _LINED) and paragraphs[first - 1].section is Section.BODY:
            first -= 1
        return paragraphs[first] if first < at else None

    def _with_led(self, outlets: Sequence[Outlet]) -> tuple[Outlet, ...]:
        """Outlets of a statement -> the same after those by which the first of them reached this page before."""
        own = {outlet_key(outlet) for outlet in outlets}
        return (*[each for each in self._led.get(outlet_key(outlets[0]), ()) if outlet_key(each) not in own], *outlets)

    def _remember(self, index: int, found: Found, course: Course, own: Sequence[Way]) -> None:
        chain = (*course.outlets, *([found.outlet.outlet] if found.outlet else ()))
        for at in range(1, len(chain)):
            self._led.setdefault(outlet_key(chain[at]), chain[:at])
        figure = found.figure
        if self._all[index].section is Section.HEADLINE:
            return
        self._last = index
        if chain:
            self._last_press = Course(chain, (), course.at if len(chain) == len(course.outlets) else found.outlet)
        if course.outlets:
            self._last_with = course
        if any(way.part is Part.TOLD and way.rule != "outlets-own" for way in own):
            self._last_talk, self._last_talker = course, figure
        if figure is None:
            return
        self._last_of[figure] = index
        self._first_of.setdefault(figure, index)
        if course.outlets and (not figure.named or figure.self_named):
            self._source_of[figure] = course
        if course.rule == _ON_SHOW:
            self._talks[figure] = course
        if own:
            if any(way.part is Part.TOLD for way in own):
                self._told[figure] = course
            self._talks.pop(figure, None)
            if any(map(self._is_long_talk, own)) and not self._dated(index):
                self._talks[figure] = course
                label = self._label(index)
                if label == "source" or self._text.document.sentences[self._sentences[index][0]].paragraph in self._body:
                    self._interviews.setdefault(figure, course)

    def _is_long_talk(self, way: Way) -> bool:
        """Whether words are given to an outlet in a long talk, on air or in an interview."""
        words, talks = self._text.words, self._text.ways.beside.talks
        around = (*words[max(way.lead - 3, 0) : way.lead], *words[way.place.last : way.place.last + _TALK_AFTER])
        return way.part is Part.TOLD and (way.place.kind in SPOKEN or not talks.isdisjoint(around))

    def _dated(self, index: int) -> bool:
        return any(scene.dated for scene in self._scenes_of(index))

    def _scenes_of(self, index: int) -> Iterator[Scene]:
        """Index of a statement -> the scenes of its sentences, in text order."""
        return map(self._scenes.of, self._sentences[index])

    # --- what is carried over ---------------------------------------------------------------------------------------------------

    def _inherited(self, index: int, found: Found) -> Course:
        attribution, figure = self._all[index], found.figure
        if figure is None:
            return _NONE
        if found.rule == "continued" and attribution.continues is not None:
            return self._courses.get(attribution.continues, _NONE)
        outer = self._positions.outer[index]
        if (whose := self._whose(attribution)) is not None:
            return Course(self._with_led([whose.outlet]), (), whose, "outlets-own")
        if outer is not None and (quoting := self._found[outer].figure) and quoting is not figure:
            around = self._courses.get(outer, _NONE)
            return Course(around.outlets, (*around.voices, Link(quoting.name, quoting.type)), around.at, "quoted-in-quotation")
        if self._is_quoted(attribution):
            return _renamed(self._last_press, "passed-on-by-outlet")
        if attribution.section is Section.HEADLINE:
            return self._courses.get(self._first_of.get(figure, -1), _NONE)
        known = self._same_source(figure, found)
        return known if known.outlets else self._same_talk(index, figure) or self._on_show(index, figure)

    def _whose(self, attribution: Attribution) -> Place | None:
        """The outlet that spoke just before, where a source is its own: "Its columnist Ada Lind"; None for any other."""
        last = self._found[self._last].outlet if self._last is not None else None
        if last is None or attribution.source is None:
            return None
        first, end = self._text.within(attribution.source)
        words, grammar = self._text.words, self._text.people.grammar
        pronoun = self._text.people.pronouns.get(words[first]) if words[first] in grammar.possessive else None
        owned = pronoun is not None and pronoun.person == 3 and (pronoun.many or pronoun.gender == "n")
        works = not self._text.ways.forms.staff.isdisjoint(words[first + 1 : end])
        return last if owned and works else None

    def _is_quoted(self, attribution: Attribution) -> bool:
        """Whether the cue tells of someone who quotes, and does not name them: "was quoted as saying"."""
        words, beside = self._cue_words(attribution), self._text.ways.beside
        if beside.cites.isdisjoint(words):
            return False
        return words[-1] in beside.passed and words[-1].endswith(self._text.people.endings.gerund)

    def _same_source(self, figure: Figure, found: Found) -> Course:
        """A withheld source, a document, one of several, who told a name: they are known from one report alone."""
        described = not figure.named and (figure.anonymous or figure.type is SpeakerType.DOCUMENT or found.whole)
        if not described and not figure.self_named:
            return _NONE
        known = self._source_of.get(figure) or (self._source_of.get(found.whole) if found.whole else None)
        return _renamed(known or self._cited(figure), "same-source")

    def _cited(self, figure: Figure) -> Course:
        """The way of a source that an outlet cited before it spoke here: "CNN, with reference to a US official"."""
        text, beside = self._text, self._text.ways.beside
        first = text.at(figure.span.start)
        sentence = text.document.sentence_of[first] if first >= 0 else -1
        before = text.words[max(first - 2, 0) : first]
        if sentence < 0 or (beside.cites.isdisjoint(before) and beside.reference.isdisjoint(before)):
            return _NONE
        ways = self._scenes.of(sentence).ways
        return Course(self._with_led(ordered(ways)), (), ways[-1].place, "same-source") if ways else _NONE

    def _same_talk(self, index: int, figure: Figure) -> Course | None:
        if not self._last_with.outlets:
            return None  # nothing came through an outlet before, as on most pages
        if self._takes_turn(index):
            return _renamed(self._last_talk, "same-conversation") if self._last_talker in self._turning else None
        if any(scene.same for scene in self._scenes_of(index)):
            return _renamed(self._last_with, "same-conversation")
        if figure in self._told and any(scene.definite for scene in self._scenes_of(index)):
            return _renamed(self._told[figure], "same-conversation")
        before = self._last_of.get(figure)
        carried = self.carried_on[index]
        if carried is not None and self._courses[carried].outlets:
            return _renamed(self._courses[carried], "goes-on")
        course = self._read_from(index)
        if course is not None:
            return course
        talk = self._talks.get(figure) if figure in self._interviews or before == self._last else None
        if talk is not None and not self._dated(index):
            return _renamed(talk, "interview")
        return None

    def _on_show(self, index: int, figure: Figure) -> Course:
        """The long talk in which a sentence before, which tells of nothing that was said, has the speaker: "Lind was on CNN."."""
        if not self._sentences[index] or figure.type is SpeakerType.OUTLET:
            return _NONE
        document, number = self._text.document, self._sentences[index][0]
        first = document.sentences[number].first
        seen = first - 1 if self._asks(figure) else figure.last_before(first)
        before = document.sentence_of[seen] if seen is not None and seen >= 0 else -1
        if not max(number - _APPEARED, 0) <= before < number or before in self._telling:
            return _NONE
        ways = [way for way in self._scenes.of(before).ways if way.rule != "outlets-own" and self._is_long_talk(way)]
        if not ways or self._dated(index) or self._is_told(self._all[index]):
            return _NONE
        return Course(self._with_led(ordered(ways)), (), ways[-1].place, _ON_SHOW)

    def _asks(self, figure: Figure) -> bool:
        """Whether it is someone of an outlet, not named: "the host"."""
        return not figure.named and not self._text.ways.forms.staff.isdisjoint(figure.roles)

    def _is_told(self, attribution: Attribution) -> bool:
        """Whether the cue asks for someone who is told, here no outlet: "told the council"."""
        return not self._text.ways.beside.told.isdisjoint(self._cue_words(attribution))

    def _cue_words(self, attribution: Attribution) -> Sequence[str]:
        first, last = self._text.within(attribution.cue.span) if attribution.cue else (0, 0)
        return self._text.words[first:last]

    @cached_property
    def _telling(self) -> set[int]:
        """The numbers of the sentences in which something is said."""
        return {number for numbers in self._sentences for number in numbers}

    @cached_property
    def _turning(self) -> set[Figure | None]:
        """Those who take turns in a conversation that is printed word for word."""
        return {found.figure for index, found in enumerate(self._found) if self._takes_turn(index)}

    def _label(self, index: int) -> str | None:
        return self._text.label_role(self._positions.anchors[index])

    def _carried_on(self, index: int) -> int | None:
        """Index of a statement -> that of the one before it, where the same speaker goes on in the same conversation."""
        attribution, figure = self._all[index], self._found[index].figure
        if self._found[index].rule == "continued":
            return attribution.continues
        if figure is None or self._last is None or self._last_of.get(figure) != self._last:
            return None
        label = self._label(index)
        carries = attribution.source is None or label == "quote" or self._carries(attribution) or self._says_on(index)
        return self._last if carries or any(scene.asked for scene in self._scenes_of(index)) else None

    def _says_on(self, index: int) -> bool:
        """Whether the speaker before goes on in the same paragraph, named by a pronoun: "…, Lind told Mirna. …, she said."."""
        attribution, text = self._all[index], self._text
        if attribution.source is None or self._last is None or not self._sentences[index] or not self._sentences[self._last]:
            return False
        first, end = text.within(attribution.source)
        sentences = text.document.sentences
        same = sentences[self._sentences[index][0]].paragraph == sentences[self._sentences[self._last][-1]].paragraph
        return same and end - first == 1 and text.words[first] in text.people.pronouns and not self._dated(index)

    def _takes_turn(self, index: int) -> bool:
        """Whether a statement is a turn ("LIND: …") of a conversation that is printed word for word."""
        attribution = self._all[index]
        if self._label(index) == "turn":
            return True
        if attribution.source is None or attribution.cue is None:
            return False
        text = self._text.document.text
        return attribution.source.of(text).isupper() and attribution.cue.span.of(text).strip() == ":"

    def _carries(self, attribution: Attribution) -> bool:
        """Whether the cue or the words before it say that the same conversation goes on: "she added", "also said"."""
        if attribution.cue is None:
            return False
        first, last = self._text.within(attribution.cue.span)
        if attribution.source is not None:
            after = self._text.within(attribution.source)[1]
            first = after if first - 3 <= after < first else first
        return not self._text.ways.beside.carries.isdisjoint(self._text.words[first:last])

    def _read_from(self, index: int) -> Course | None:
        """What stands in a letter came as the letter did."""
        for scene in self._scenes_of(index):
            for paper in scene.papers:
                for figure, course in islice(reversed(self._source_of.items()), _NEIGHBOURS):
                    if figure.type is SpeakerType.DOCUMENT and paper in figure.roles:
                        return _renamed(course, "read-from-document")
        return None


def _renamed(course: Course, rule: str) -> Course:
    return Course(course.outlets, course.voices, course.at, rule if course.outlets or course.voices else "")
