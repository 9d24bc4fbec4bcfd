"""Houses: the outlets of a page that speak themselves."""

from __future__ import annotations

from service.model import Outlet, SpeakerType
from service.resolution.page.figures import Figure
from service.resolution.page.outlets import Outlets, Place
from service.resolution.page.phrases import Phrase
from service.resolution.page.register import Register
from service.resolution.page.text import Text


class Houses:
    """Outlets as figures, each once, by whatever name it speaks."""

    def __init__(self, text: Text, register: Register, outlets: Outlets) -> None:
        self._text = text
        self._register = register
        self._outlets = outlets
        self._houses: dict[Outlet, Figure] = {}

    def speaking(self, main: Phrase, headline: bool) -> Place | None:
        """A source -> the outlet that speaks; None where someone else does, if only an outlet's reporter."""
        text = self._text
        places = [place for place in self._outlets.within(main.first, main.last) if place.first < main.end]
        if not places:
            return self._outlets.meant(main.head, headline and not main.many)
        place = places[-1]
        named = place.last == main.end and text.capital[main.head] and main.end - main.first > 1  # "The Star" is no star
        known = not named and (text.people.is_person(main.noun) or main.noun in text.people.roles.groups)
        if place.ambiguous and (known or main.last > main.end):
            return None  # "People in other cities"
        if place.last >= main.end:
            return place
        rest = {text.people.singular(word) for word in text.words[place.last : main.end]}
        own = rest <= text.ways.nouns.keys() | text.ways.forms.news and not text.possessive(place.last - 1)
        return place if own else None

    def figure(self, place: Place) -> Figure:
        """Place of an outlet that speaks -> the figure that it is, by the outlet's own name."""
        text = self._text
        known = self._register.named(text.words[place.first : place.last], (), place.first)
        if known is None or (known.type is SpeakerType.PERSON and known.sure):
            known = self._houses.get(place.outlet)
        if known is None:
            known = Figure(place.outlet.name, place.named, (), SpeakerType.OUTLET)
        self._houses[place.outlet] = known
        known.name, known.span, known.type, known.sure = place.outlet.name, place.named, SpeakerType.OUTLET, True
        return known
