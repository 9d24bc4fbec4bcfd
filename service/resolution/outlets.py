"""Outlets: where a page names one, also by form alone ("the news site Mirna"), and where it comes back to one ("the newspaper")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.lexicon.outlets import outlets
from service.model import Outlet, Section, SpeakerType
from service.resolution.names import Name, NameKind, adjacent, capitalised
from service.resolution.register import Register
from service.resolution.text import Text

_REACH = 4  # tokens between "the" and the noun that comes back to an outlet: "the semi-official news agency"
_MEDIUM = "platform"  # a place to speak at, as a hall is; no outlet


@dataclass(frozen=True, slots=True)
class Place:
    """A place that names an outlet; indices count tokens."""

    first: int
    last: int
    outlet: Outlet
    kind: str  # of the lexicon; "" where the form does not tell
    ambiguous: bool  # an outlet only where the sentence treats it as one


class Outlets:
    """The outlets of one page."""

    def __init__(self, text: Text, found: Sequence[Name], register: Register, publisher: str | None = None) -> None:
        self._text = text
        self._register = register
        taken: set[int] = set()
        places: list[Place] = []
        for mention in outlets().mentions(text.document.text):
            first, last = text.at(mention.span.start), text.at(mention.span.end - 1) + 1
            if first < 0 or first >= last:
                continue
            if mention.ambiguous and _part_of_name(text, first, last):
                continue
            taken.update(range(first, last))
            if mention.kind != _MEDIUM:
                written = replace(mention.outlet, name=mention.span.of(text.document.text))
                places.append(Place(first, last, written, mention.kind, mention.ambiguous))
        places += self._by_form(found, taken)
        places.sort(key=lambda place: place.first)
        self.places = _in_full(places, register, found)
        self._own = self._publishers(publisher)
        self.at = {index: place for place in self.places for index in range(place.first, place.last)}

    def _by_form(self, found: Sequence[Name], taken: set[int]) -> Iterator[Place]:
        text, forms = self._text, self._text.ways.forms
        for name in found:
            if name.core in taken or name.last - 1 in taken or name.kind is NameKind.PERSON:
                continue
            if all(word in text.people.grammar.demonyms for word in name.words):
                continue
            last = name.words[-1]
            kind = _beside(text, name)
            if kind is None and len(name.words) > 1 and last in forms.plain:
                kind = next(iter(text.ways.nouns.get(last, ())), "")
            doubtful = kind is None and last in forms.ends and (len(name.words) > 1 or text.words[name.first - 1] == "the")
            if kind is not None or doubtful:
                figure = self._register.at(name)
                if not doubtful:
                    figure.type, figure.sure = SpeakerType.OUTLET, True
                yield Place(name.core, name.last, Outlet(text.written(name.core, name.last)), kind or "", doubtful)

    def _publishers(self, publisher: str | None) -> set[str]:
        """Whose page this is: named by the caller or in the byline; an article does not call it "the agency"."""
        known = outlets().named(publisher) if publisher else None
        own = {_key(known)} if known is not None else set()
        for paragraph in self._text.document.paragraphs:
            if paragraph.section is Section.BYLINE:
                own.update(_key(place.outlet) for place in self.within(*paragraph.tokens))
        return own

    def within(self, first: int, last: int) -> list[Place]:
        """Range of tokens -> the places in it, in text order."""
        begin = bisect_left(self.places, first, key=lambda place: place.first)
        end = bisect_left(self.places, last, key=lambda place: place.first)
        return self.places[begin:end]

    def meant(self, index: int, headline: bool = False) -> Outlet | None:
        """Index of a noun -> the outlet that "the newspaper" comes back to there, or a headline ahead; None where it does not."""
        text = self._text
        kinds = text.ways.nouns.get(text.people.singular(text.words[index]))
        if kinds is None or index in self.at or not (headline or self._definite(index)):
            return None
        begin = bisect_left(self.places, index, key=lambda place: place.first)
        order = self.places[begin:] if headline else reversed(self.places[:begin])
        fitting = (place for place in order if not place.ambiguous and (place.kind in kinds or not place.kind))
        place = next((place for place in fitting if _key(place.outlet) not in self._own), None)
        if place is None:
            return None
        noun = text.people.singular(text.words[index])
        for figure in self._register.with_role((noun,)):
            if figure.type is not SpeakerType.OUTLET and any(place.first < seen < index for seen in figure.seen):
                return None  # a body of that kind was spoken of since
        return place.outlet

    def _definite(self, index: int) -> bool:
        text, grammar = self._text, self._text.people.grammar
        if index + 1 in self.at and not text.possessive(index):
            return False  # "the newspaper Vesna" names it itself
        for at in range(index - 1, max(index - 1 - _REACH, -1), -1):
            word = text.words[at]
            if word in grammar.definite:
                return True
            if capitalised(text.tokens[at]) and word not in grammar.demonyms:
                return False
            if not word.isalpha() and "-" not in word or word in grammar.prepositions or word in grammar.ends:
                return False
        return False


def _key(outlet: Outlet) -> str:
    return outlet.id or outlet.name.lower()


def _beside(text: Text, name: Name) -> str | None:
    """Name -> the kind of outlet that a noun beside it makes it, "" for one of no kind; None for no outlet."""
    ahead = [_noun_after(text, name.last)]
    if name.last < len(text.words) and text.tokens[name.last].text == ",":
        # "Report, an Azerbaijani news agency": the noun ends what stands between the commas.
        stop = next((at for at in range(name.last + 1, min(name.last + 7, len(text.words))) if not text.words[at].isalpha()), 0)
        ahead = [stop - 1] if stop and text.words[name.last + 1] in ("a", "an", "the") else []
    for index in [*ahead, name.first - 1]:
        if not 0 <= index < len(text.words):
            continue
        noun = text.people.singular(text.words[index])
        kinds = text.ways.nouns.get(noun)
        if kinds is None or text.words[index] != noun or (text.possessive(index) and index < name.first):
            continue
        guard = text.words[index - 1] if index else ""
        if noun not in text.ways.forms.guarded or guard in text.ways.forms.news:
            return min(kinds)
    return None


def _noun_after(text: Text, index: int) -> int:
    """Index after a name -> index of the noun for an outlet that follows, "news agency", "public broadcaster"; -1 for none."""
    grammar, beside = text.people.grammar, text.ways.beside
    for at in range(index, min(index + 3, len(text.words))):
        word = text.words[at]
        if word in text.ways.nouns:
            return at
        if not word.isalpha() or not text.tokens[at].text.islower() or word in grammar.prepositions or word in grammar.ends:
            return -1
        if word in beside.reports or word in beside.told:
            return -1
    return -1


def _part_of_name(text: Text, first: int, last: int) -> bool:
    """Whether capitals go on to either side: "Prime" in "Prime Minister"."""
    before = first > 0 and capitalised(text.tokens[first - 1]) and adjacent(text, first) and not text.possessive(first - 1)
    if before and text.words[first - 1] not in text.people.grammar.openers:
        return True
    return last < len(text.tokens) and capitalised(text.tokens[last]) and adjacent(text, last) and not text.possessive(last - 1)


def _in_full(places: Sequence[Place], register: Register, found: Sequence[Name]) -> list[Place]:
    """Places -> the same, each outlet by the fullest name that the page has for it."""
    fullest: dict[str, str] = {}
    spelt: dict[int, str] = {}
    by_core = {name.core: name for name in found}
    for place in places:
        name = by_core.get(place.first)
        written = place.outlet.name
        if name is not None and name.last == place.last and written.isupper():
            figure = register.at(name)
            written = figure.name if len(figure.words) > 1 else written
        spelt[place.first] = written
        key = place.outlet.id or written.lower()
        if len(written) > len(fullest.get(key, "")) and ("." not in written or key not in fullest):
            fullest[key] = written
    return [
        replace(place, outlet=replace(place.outlet, name=fullest[place.outlet.id or spelt[place.first].lower()]))
        for place in places
    ]
