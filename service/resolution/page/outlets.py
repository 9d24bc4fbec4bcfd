"""Outlets: where a page names one, also by form alone ("the news site Mirna"), or comes back to one ("the newspaper")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from service.lexicon.outlets import outlets
from service.model import Outlet, Section, Span, SpeakerType
from service.resolution.page.names import Name, NameKind
from service.resolution.page.register import Register
from service.resolution.page.text import Text

_REACH = 4  # tokens between "the" and the noun that comes back to an outlet: "the semi-official news agency"
_APPOSITION = 7  # tokens of ", an Azerbaijani news agency"
_LOOKED_AT = 64  # namings before "the newspaper" that are looked at
SPOKEN = frozenset({"broadcaster", "channel", "programme"})  # kinds of outlet at which one speaks at length
_PAPERS = frozenset({"newspaper", "agency"})  # a name of theirs in two words is no common phrase
_MEDIUM = "platform"  # a place to speak at, as a hall is; no outlet


@dataclass(frozen=True, slots=True)
class Place:
    """A place that names an outlet; indices count tokens."""

    first: int
    last: int
    outlet: Outlet
    kind: str  # of the lexicon; "" where the form does not tell
    ambiguous: bool  # an outlet only where the sentence treats it as one
    named: Span  # where the outlet's name stands as `outlet` has it, here or elsewhere on the page


def outlet_key(outlet: Outlet) -> str:
    """Outlet -> what is equal for the same one: its id or, outside of the lexicon, its name."""
    return outlet.id or outlet.name.lower()


class Known(NamedTuple):
    """Where a page names outlets of the lexicon."""

    places: list[Place]
    platforms: list[Place]
    tokens: set[int]  # of the names of both


def known_places(text: Text) -> Known:
    """Text -> where it names outlets and platforms of the lexicon, in text order."""
    places: list[Place] = []
    platforms: list[Place] = []
    taken: set[int] = set()
    for mention in outlets().mentions(text.document.text):
        first, last = text.at(mention.span.start), text.at(mention.span.end - 1) + 1
        closed = last > first and text.tokens[last - 1].end > mention.span.end  # "X." ends a sentence, it is no initial
        if first < 0 or first >= last or (mention.ambiguous and _part_of_name(text, first, last, closed)):
            continue
        taken.update(range(first, last))
        if mention.kind == _MEDIUM:
            platforms.append(Place(first, last, mention.outlet, mention.kind, mention.ambiguous, mention.span))
        else:
            named = _name_alone(text, mention.span)
            name = named.of(text.document.text)
            outlet = mention.outlet if mention.outlet.name == name else replace(mention.outlet, name=name)
            places.append(Place(first, text.at(named.end - 1) + 1, outlet, mention.kind, mention.ambiguous, named))
    return Known(places, platforms, taken)


def _name_alone(text: Text, span: Span) -> Span:
    """Where an outlet is named -> the same without nouns that only say what it is: "Saba" of "Saba news agency"."""
    words = span.of(text.document.text).rsplit(" ", 2)
    while len(words) > 1 and (words[-1] in text.ways.nouns or words[-1] in text.ways.forms.news):
        words.pop()
    return Span(span.start, span.start + len(" ".join(words)))


def _part_of_name(text: Text, first: int, last: int, closed: bool) -> bool:
    """Whether capitals go on to either side: "Prime" in "Prime Minister"."""
    before = first > 0 and text.capital[first - 1] and text.adjacent(first) and not text.possessive(first - 1)
    if before and text.words[first - 1] not in text.people.grammar.openers:
        return True
    return not closed and last < len(text.tokens) and text.capital[last] and text.adjacent(last) and not text.possessive(last - 1)


class Outlets:
    """The outlets of one page."""

    def __init__(
        self,
        text: Text,
        found: Sequence[Name],
        register: Register,
        known: Known,
        publisher: str | None,
    ) -> None:
        self._text = text
        self._register = register
        self._platforms = known.platforms
        places = sorted([*known.places, *self._by_form(found, known)], key=lambda place: place.first)
        self._places = _in_full(_shared(places, self._in_headline), register, found)
        self._starts = [place.first for place in self._places]
        self.at = {index: place for place in self._places for index in range(place.first, place.last)}
        self._own = self._publishers(publisher)

    def _by_form(self, found: Sequence[Name], known: Known) -> Iterator[Place]:
        """Names, and what the lexicon knows -> the outlets among the other names, by their form or a noun beside them."""
        text, forms = self._text, self._text.ways.forms
        short = {_last_word(place): place for place in known.places if " " in place.outlet.name}
        for name in found:
            if name.core in known.tokens or name.last - 1 in known.tokens or name.kind is NameKind.PERSON:
                continue
            if text.people.grammar.demonyms.issuperset(name.words):
                continue
            last = name.words[-1]
            if len(name.words) == 1 and last in short and (last in forms.plain or last in forms.ends):
                yield replace(short[last], first=name.core, last=name.last)  # "a Times article"
                continue
            if forms.plain.issuperset(name.words):
                continue  # "a private TV channel" names none
            kind = _noun_beside(text, name)
            several = len(name.words) > 1
            tail = last.rpartition("-")[2]  # "TV" of "WELM-TV"
            if kind is None and (several or tail != last) and tail in forms.plain:
                kind = min(text.ways.nouns.get(tail, ("",)))
            if kind is None and several and last in forms.services and name.words[-2] in forms.news:
                kind = "agency"  # "Elm Press Agency"
            the = name.first > 0 and text.words[name.first - 1] in text.people.grammar.the
            doubtful = kind is None and ((last in forms.ends and (several or the)) or (several and name.words[0] in forms.begins))
            if kind is not None and not doubtful:
                figure = self._register.at(name)
                figure.type, figure.sure = SpeakerType.OUTLET, True
            if kind is not None or doubtful:
                outlet, named = Outlet(text.written(name.core, name.last)), text.span(name.core, name.last)
                yield Place(name.core, name.last, outlet, kind or "", doubtful, named)

    def _in_headline(self, index: int) -> bool:
        document = self._text.document
        number = document.sentence_of[index]
        return number >= 0 and document.paragraphs[document.sentences[number].paragraph].section is Section.HEADLINE

    def _publishers(self, publisher: str | None) -> set[str]:
        """Whose page this is: named by the caller or in the byline; an article does not call it "the agency"."""
        named = outlets().named(publisher) if publisher else None
        own = {outlet_key(named)} if named is not None else set()
        for paragraph in self._text.document.paragraphs:
            if paragraph.section is Section.BYLINE:
                own.update(outlet_key(place.outlet) for place in self.within(*paragraph.tokens))
        return own

    def within(self, first: int, last: int) -> list[Place]:
        """Range of tokens -> the places in it, in text order."""
        return self._places[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def platforms_within(self, first: int, last: int) -> list[Place]:
        """Range of tokens -> the places in it that name a platform, in text order."""
        return [place for place in self._platforms if first <= place.first < last]

    def meant(self, index: int, headline: bool = False) -> Place | None:
        """Index of a noun -> the outlet that "the newspaper" comes back to there, or a headline ahead; None where it does not."""
        text = self._text
        noun = text.people.singular(text.words[index])
        kinds = text.ways.nouns.get(noun)
        if kinds is None or index in self.at or not (headline or self._definite(index)):
            return None
        begin = bisect_left(self._starts, index)
        order = self._places[begin : begin + _LOOKED_AT] if headline else self._places[max(begin - _LOOKED_AT, 0) : begin][::-1]
        fitting = (
            place
            for place in order
            if (place.kind in kinds or not place.kind)
            and (not place.ambiguous or (place.kind in _PAPERS and place.last - place.first > 1) or self._reports(place))
        )
        place = next((place for place in fitting if outlet_key(place.outlet) not in self._own), None)
        if place is None:
            return None
        for figure in self._register.with_role((noun,)):
            if figure.type is not SpeakerType.OUTLET and (figure.last_before(index) or -1) > place.first:
                return None  # a body of that kind was spoken of since
        return replace(place, first=index, last=index + 1)

    def _reports(self, place: Place) -> bool:
        """Whether the word behind an outlet is a verb by which it reports: "Metro reports"."""
        return not self._text.ways.beside.reports.isdisjoint(self._text.words[place.last : place.last + 1])

    def _definite(self, index: int) -> bool:
        text, grammar = self._text, self._text.people.grammar
        if index + 1 in self.at and not text.possessive(index):
            return False  # "the newspaper Vesna" names it itself
        for at in range(index - 1, max(index - 1 - _REACH, -1), -1):
            word = text.words[at]
            if word in grammar.definite:
                return True
            if (text.capital[at] and word not in grammar.demonyms) or text.possessive(at):
                return False
            if (not word.isalpha() and "-" not in word) or word in grammar.prepositions or word in grammar.ends:
                return False
        return False


def _shared(places: Sequence[Place], headlines: Callable[[int], bool]) -> list[Place]:
    """Places -> the same, a name that several outlets share ("the Times") meaning the one that the page has named in full.

    A headline is written last: there, by an index of a token, it may mean one that the page names in full after it.
    """
    full = {_last_word(place): place for place in reversed(places) if " " in place.outlet.name.removeprefix("The ")}
    keys = {outlet_key(place.outlet) for place in full.values()}
    return [
        replace(place, outlet=whole.outlet, kind=whole.kind, named=whole.named)
        if place.ambiguous
        and outlet_key(place.outlet) not in keys
        and (whole := full.get(_last_word(place))) is not None
        and (whole.first < place.first or headlines(place.first))
        else place
        for place in places
    ]


def _last_word(place: Place) -> str:
    """Place of an outlet -> the last word of its name, as a lexicon key: "times" of "The Elm Times"."""
    return place.outlet.name.rsplit(" ", 1)[-1].lower()


def _noun_beside(text: Text, name: Name) -> str | None:
    """Name -> the kind of outlet that a noun beside it makes it, "" for one of no kind; None for no outlet."""
    if text.ways.nouns.keys().isdisjoint(text.words[max(name.first - 1, 0) : name.last + _APPOSITION]):
        return None  # as beside most
    ahead = _noun_after(text, name.last)
    if name.last < len(text.words) and text.tokens[name.last].text == ",":
        # "Report, an Azerbaijani news agency": the noun ends what stands between the commas.
        limit = min(name.last + _APPOSITION, len(text.words))
        stop = next((at for at in range(name.last + 1, limit) if not text.words[at].isalpha()), 0)
        ahead = stop - 1 if stop and text.words[name.last + 1] in text.people.grammar.articles else -1
    if ahead == name.last and not text.ways.forms.pieces.isdisjoint(text.words[ahead + 1 : ahead + 2]):
        return None  # "a Hale television interview"
    for index in (ahead, name.first - 1):
        if index < 0:
            continue
        noun = text.words[index]
        kinds = text.ways.nouns.get(noun)
        if kinds is None or (text.possessive(index) and index < name.first):
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
            named = at + 1 < len(text.words) and text.capital[at + 1] and text.adjacent(at + 1)
            return -1 if named and not text.possessive(at) else at  # "the Norvian news site Mirna"
        if not word.isalpha() or not text.tokens[at].text.islower() or word in grammar.prepositions or word in grammar.ends:
            return -1
        if word in beside.reports or word in beside.told:
            return -1
    return -1


def _in_full(places: Sequence[Place], register: Register, found: Sequence[Name]) -> list[Place]:
    """Places -> the same, each outlet by the fullest name that the page has for it."""
    by_core = {name.core: name for name in found}
    fullest: dict[str, tuple[str, Span]] = {}
    keys: list[str] = []
    for place in places:
        name = by_core.get(place.first)
        written, span = place.outlet.name, place.named
        if name is not None and name.last == place.last and written.isupper():
            figure = register.at(name)
            written, span = (figure.name, figure.span) if len(figure.words) > 1 else (written, span)
        keys.append(place.outlet.id or written.lower())
        known = fullest.get(keys[-1], ("", span))[0]
        if len(written) > len(known) and ("." not in written or not known):
            fullest[keys[-1]] = (written, span)
    whole: dict[str, Outlet] = {}  # each made once, since a page may name one many times
    for key, place in zip(keys, places, strict=True):
        if key not in whole:
            whole[key] = replace(place.outlet, name=fullest[key][0])
    return [
        place if (place.outlet.name, place.named) == fullest[key] else replace(place, outlet=whole[key], named=fullest[key][1])
        for key, place in zip(keys, places, strict=True)
    ]
