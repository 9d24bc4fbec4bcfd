"""Speakers: who a source is, over the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.lexicon.people import Pronoun
from service.model import Attribution, Section, Span, SpeakerType
from service.resolution.anonymity import is_withheld, partitive
from service.resolution.names import Name, capitalised
from service.resolution.outlets import Outlets, Place
from service.resolution.phrases import Phrase, noun_phrase, phrase, pieces, pronoun_at
from service.resolution.pronouns import antecedent
from service.resolution.register import Figure, Register
from service.resolution.text import Text


@dataclass(frozen=True, slots=True)
class Found:
    """Who a source is, and by which rule."""

    figure: Figure | None
    rule: str
    outlet: Place | None = None  # the outlet that speaks itself
    whole: Figure | None = None  # those of whom the source is one: "one of the officials"


NOBODY = Found(None, "no-source")


class Speakers:
    """Sources of one page made speakers, in text order: what was said before decides who is meant after."""

    def __init__(self, text: Text, found: Sequence[Name], register: Register, outlets: Outlets) -> None:
        self._text = text
        self._register = register
        self._outlets = outlets
        self._name_at = {index: name for name in found for index in range(name.first, name.last)}
        self._positions: dict[str, list[int]] | None = None
        self.spoken: list[tuple[int, Figure]] = []  # who spoke, by token, in the order resolved

    def resolve(self, attribution: Attribution, quoted_by: Figure | None) -> Found:
        """Attribution, and who speaks the quotation that it stands in -> who speaks. The result is remembered as spoken."""
        found = self._resolve(attribution, quoted_by) if attribution.source else NOBODY
        if found.figure is not None and attribution.source is not None:
            self.spoken.append((self._text.at(attribution.source.start), found.figure))
        return found

    def _resolve(self, attribution: Attribution, quoted_by: Figure | None) -> Found:
        assert attribution.source is not None
        parts = pieces(self._text, attribution.source)
        if not parts:
            return NOBODY
        headline = attribution.section is Section.HEADLINE
        first, last = parts[0]
        pronoun = pronoun_at(self._text, first) if last - first == 1 else None
        if pronoun is not None:
            return self._pronoun(first, pronoun, quoted_by)
        parts += self._behind(attribution)
        pair = self._pair(first, last, headline)
        if pair is not None:
            return pair
        return self._phrase(parts, headline, attribution.source)

    def _behind(self, attribution: Attribution) -> list[tuple[int, int]]:
        """A name that stands between a source and its cue, though the source ends before it: "the minister, Ada Lind, said"."""
        assert attribution.source is not None
        if attribution.cue is None:
            return []
        first = self._text.within(attribution.source)[1]
        last = self._text.within(attribution.cue.span)[0]
        if first < last and self._text.tokens[first].text == ",":
            first += 1
        name = self._name_at.get(first) if first < last else None
        return [(name.core, name.last)] if name is not None and name.first >= first and last - name.last <= 1 else []

    # --- pronouns ---------------------------------------------------------------------------------------------------------------

    def _pronoun(self, index: int, pronoun: Pronoun, quoted_by: Figure | None) -> Found:
        if pronoun.person == 1:
            if quoted_by is None and self._text.document.quoted[index] >= 0 and self.spoken:
                quoted_by = self.spoken[-1][1]
            if quoted_by is not None:
                return Found(quoted_by, "first-person")
            return Found(self._described(index, index + 1, SpeakerType.GROUP), "first-person") if pronoun.many else NOBODY
        if pronoun.person == 0:
            return self._relative(index)
        figure = antecedent(self._text, self._register, self.spoken, index, pronoun, quoted_by)
        if figure is None:
            return Found(None, "pronoun-unresolved")
        return Found(figure, "pronoun")

    def _relative(self, index: int) -> Found:
        """ "who": whoever the words before it name."""
        text = self._text
        end = index
        while end > 0 and not text.words[end - 1].isalnum() and text.tokens[end - 1].text in (",", ")", "”", '"', "—", "–"):
            end -= 1
        if end == 0:
            return NOBODY
        name = self._name_at.get(end - 1)
        if name is not None and not text.possessive(end - 1):
            return Found(self._register.at(name), "relative")
        first, _ = noun_phrase(text, end - 1)
        # "Ada Lind, the mayor, who said": the phrase is an addition to the name before it.
        if first > 1 and text.tokens[first - 1].text == "," and (name := self._name_at.get(first - 2)) is not None:
            figure = self._register.at(name)
            if figure.type is SpeakerType.PERSON:
                return Found(figure, "relative")
        found = self._phrase([(first, end)], False, text.span(first, end))
        return Found(found.figure, "relative", found.outlet, found.whole)

    # --- two at once ------------------------------------------------------------------------------------------------------------

    def _pair(self, first: int, last: int, headline: bool) -> Found | None:
        """ "Trump and Clinton": both by their full names; None where the words are not two speakers of whom one is a person."""
        text = self._text
        split = next((at for at in range(first + 1, last - 1) if text.words[at] == "and" and at not in self._name_at), None)
        if split is None:
            return None
        sides = [phrase(text, *part, self._name_at) for part in ((first, split), (split + 1, last))]
        if not any(side.name and self._is_person(side.name) or side.pronoun for side in sides):
            return None
        if sides[0].end != split or sides[1].noun in text.people.roles.voices:
            return None
        figures: list[Figure | None] = []
        for side in sides:
            if side.pronoun is not None:
                figures.append(self._pronoun(side.first, side.pronoun, None).figure)
            else:
                figures.append(self._phrase([(side.first, side.last)], headline, text.span(side.first, side.last)).figure)
        if not all(figures):
            return None
        return Found(_together([figure for figure in figures if figure]), "pair")

    def _is_person(self, name: Name) -> bool:
        figure = self._register.named(name.words, name.titles, name.first)
        return figure is not None and figure.type is SpeakerType.PERSON

    # --- names and descriptions -------------------------------------------------------------------------------------------------

    def _phrase(self, parts: list[tuple[int, int]], headline: bool, source: Span) -> Found:
        text = self._text
        first, last = parts[0]
        outlet = self._outlet(parts, headline)
        if outlet is not None:
            return Found(self._of_outlet(outlet), "outlet", outlet)
        whole = partitive(text, first, last)
        main = phrase(text, first, last, self._name_at)
        for part in parts[1:3]:
            # "the mayor, Ada Lind": the name is what is added. "Ada Lind, mayor of Elm": it is not.
            added = phrase(text, *part, self._name_at)
            if main.name is None and added.name is not None and self._stands_alone(added):
                return self._named(added.name, main)
        if whole is not None:
            return self._part(first, last, whole)
        if main.name is not None:
            if len(main.name.words) == 1 and main.determiner == "the" and main.noun in text.people.bodies.heads:
                known = self._known(main, headline)  # "the Committee"
                if known is not None:
                    return Found(known, "description")
            return self._named(main.name, main)
        several = self._several(main)
        if several is not None:
            return several
        return self._described_as(main, headline, text.within(source)[1])

    def _several(self, main: Phrase) -> Found | None:
        """"The two ministers": the last two of them by name; None where the page has not named so many."""
        people = self._text.people
        words = self._text.words[main.first : main.end]
        if not main.many or len(words) < 2 or not (words[:2] == ("the", "two") or words[0] == "both"):
            return None
        roles = people.alike.get(main.noun, frozenset((main.noun,))) | people.under.get(main.noun, frozenset())
        bearers = [figure for figure in self._register.with_role(sorted(roles | {main.noun})) if figure.named and not figure.many]
        last = {figure: max(at for at in figure.seen if at < main.first) for figure in bearers if figure.seen[:1] < [main.first]}
        if len(last) < 2:
            return None
        return Found(_together(sorted(sorted(last, key=lambda figure: last[figure])[-2:], key=lambda figure: figure.seen[0])), "pair")

    def _stands_alone(self, added: Phrase) -> bool:
        name, grammar = added.name, self._text.people.grammar
        assert name is not None
        lead = self._text.words[added.first : name.first]
        return not any(word in grammar.prepositions or word in grammar.ends or word.endswith("ing") for word in lead)

    def _outlet(self, parts: list[tuple[int, int]], headline: bool) -> Place | None:
        """Parts of a source -> the outlet that speaks; None where someone else does, if only an outlet's reporter."""
        text = self._text
        first, last = parts[0]
        main = phrase(text, first, last, self._name_at)
        places = [place for place in self._outlets.within(first, last) if place.first < main.end]
        if not places:
            meant = self._outlets.meant(main.head, headline and not main.many)
            noun = text.people.singular(text.words[main.head])
            if meant is not None and not text.people.is_person(noun):
                return Place(main.head, main.head + 1, meant, "", False)
            return None
        place = places[-1]
        if place.last >= main.end and place.first >= main.first:
            return place
        rest = {text.people.singular(word) for word in text.words[place.last : main.end]}
        if rest <= text.ways.nouns.keys() | text.ways.forms.news and not text.possessive(place.last - 1):
            return place
        return None

    def _of_outlet(self, place: Place) -> Figure:
        name = self._name_at.get(place.first)
        known = self._register.at(name) if name is not None and name.core == place.first and name.last == place.last else None
        if known is None:
            known = self._register.named(tuple(self._text.words[place.first : place.last]), (), place.first)
        if known is None or known.type is SpeakerType.PERSON and known.sure:
            known = Figure(place.outlet.name, self._text.span(place.first, place.last), (), SpeakerType.OUTLET)
        known.name, known.type, known.sure = place.outlet.name, SpeakerType.OUTLET, True
        return known

    def _named(self, name: Name, main: Phrase) -> Found:
        text = self._text
        last_speaker = next((figure for at, figure in reversed(self.spoken) if at < name.first), None)
        figure = self._register.named(name.words, name.titles, name.first, text.tokens[name.core].text, last_speaker)
        if figure is None and len(name.words) == 1:
            figure = self._register.misspelt(name.words[0])
        if figure is None:
            figure = Figure(
                text.written(name.core, name.last), text.span(name.core, name.last), name.words, SpeakerType.ORGANIZATION
            )
            if len(name.words) > 1 or name.titles:
                figure.type = SpeakerType.PERSON
            self._register.add(figure)
            figure.seen.append(name.core)
            return Found(figure, "name")
        whole = len(name.words) == len(figure.words)
        return Found(figure, "name" if whole else "short-name")

    def _part(self, first: int, last: int, whole: int) -> Found:
        """ "one of the officials": a speaker of their own, who is one of those."""
        text = self._text
        inner = phrase(text, whole, last, self._name_at)
        known = self._known(inner, False)
        type_ = SpeakerType.PERSON if text.people.is_person(inner.noun) or inner.noun == "people" else SpeakerType.GROUP
        figure = self._described(first, last, type_)
        withheld = known.anonymous if known else is_withheld(text, inner, last)
        figure.anonymous = withheld and type_ is SpeakerType.PERSON
        return Found(figure, "partitive", whole=known)

    def _described_as(self, main: Phrase, headline: bool, span_last: int) -> Found:
        text = self._text
        bare = not main.determiner and not main.many and not text.possessive(main.first) and main.last == main.end
        definite = main.determiner in text.people.grammar.definite or main.determiner in text.people.grammar.possessive
        owned = text.possessive(main.first) and main.last > main.first + 1
        if headline or definite or owned or bare:
            known = self._known(main, headline)
            if known is not None:
                return Found(known, "description")
        figure = self._described(main.first, main.last, self._type(main))
        figure.many = main.many
        figure.anonymous = figure.type is not SpeakerType.DOCUMENT and is_withheld(text, main, span_last)
        if figure.anonymous:
            figure.type = SpeakerType.PERSON
        self._register.give_roles(figure, [main.noun])
        return Found(figure, "as-written")

    def _type(self, main: Phrase) -> SpeakerType:
        people = self._text.people
        if main.noun in people.papers:
            return SpeakerType.DOCUMENT
        if main.noun in people.bodies.heads and not people.is_person(main.noun):
            return SpeakerType.ORGANIZATION
        if main.many or main.noun in people.roles.groups:
            return SpeakerType.GROUP
        return SpeakerType.PERSON if people.is_person(main.noun) else SpeakerType.OTHER

    def _described(self, first: int, last: int, type_: SpeakerType) -> Figure:
        """Range of tokens -> a new figure that has no other name than these words."""
        text = self._text
        figure = Figure(text.written(first, last), text.span(first, last), (), type_, named=False)
        figure.about.update(text.words[first:last])
        figure.seen.append(last - 1)
        self._register.figures.append(figure)
        return figure

    # --- coming back to someone -------------------------------------------------------------------------------------------------

    def _known(self, main: Phrase, headline: bool) -> Figure | None:
        """A description -> whom the page has named or described by it; in a headline also whom it names only later."""
        people = self._text.people
        nouns = [main.noun]
        if main.noun in people.role_acronyms:
            nouns += people.role_acronyms[main.noun][-1:]
        same = set(nouns).union(*(people.alike.get(noun, ()) for noun in nouns))
        under = set().union(*(people.under.get(noun, ()) for noun in nouns))
        for rank, roles in enumerate((nouns, sorted(same), sorted(under))):
            figure = self._likeliest(main, roles, headline)
            if figure is not None:
                return figure
            fresh = rank == 0 and main.noun not in people.roles.groups
            if fresh and (figure := self._earlier(main, headline)) is not None:
                return figure
        return None

    def _likeliest(self, main: Phrase, roles: Sequence[str], headline: bool) -> Figure | None:
        text = self._text
        wanted = set(text.words[main.first : main.last]) - text.people.grammar.determiners - {main.noun, "former", "of", "for"}
        owners = {text.words[at] for at in range(main.first, main.head) if capitalised(text.tokens[at]) and at > main.first}
        owners |= {text.words[main.first]} if text.possessive(main.first) else set()
        strict = bool(owners) and not (text.people.is_person(main.noun) and main.determiner)
        best: tuple[int, int] | None = None
        chosen: Figure | None = None
        for figure in self._register.with_role(roles):
            seen = [at for at in figure.seen if headline or at < main.first]
            if figure.many != main.many or not seen:
                continue
            described = figure.about | set(figure.words)
            if strict and not owners <= described:
                continue
            kinship = len(wanted & described)
            rank = (kinship, -seen[0] if headline else seen[-1])
            if best is None or rank > best:
                best, chosen = rank, figure
        return chosen

    def _earlier(self, main: Phrase, headline: bool) -> Figure | None:
        """A description whose noun stood before in a fuller phrase, of something that has not spoken yet."""
        text = self._text
        for index in self._where(main.noun, text.words[main.head], main.first, headline):
            first, last = noun_phrase(text, index)
            determiner = text.words[first]
            if last - first < 2 or (last - first == 2 and determiner in text.people.grammar.definite):
                continue
            if determiner in text.people.grammar.possessive or first <= main.head < last:
                continue
            if determiner in text.people.grammar.definite and text.words[index + 1 : index + 2] not in (("of",), ("by",), ("from",)):
                continue
            if determiner not in text.people.grammar.determiners and not text.possessive(first):
                continue
            earlier = phrase(text, first, last, self._name_at)
            if earlier.head != index or earlier.name is not None:
                continue
            figure = self._described(first, last, self._type(earlier))
            figure.many = earlier.many
            figure.anonymous = is_withheld(text, earlier, last)
            figure.type = SpeakerType.PERSON if figure.anonymous else figure.type
            self._register.give_roles(figure, [main.noun])
            return figure
        return None

    def _where(self, noun: str, word: str, index: int, headline: bool) -> list[int]:
        """Where a noun stands, in the same number: before an index, the nearest first; for a headline in text order."""
        if self._positions is None:
            positions: dict[str, list[int]] = {}
            for at, each in enumerate(self._text.words):
                positions.setdefault(each, []).append(at)
            self._positions = positions
        places = self._positions.get(word, [])
        if headline:
            return [at for at in places if at > index][:8]
        return [at for at in reversed(places) if at < index][:8]


def _together(figures: Sequence[Figure]) -> Figure:
    first = figures[0]
    pair = Figure(" and ".join(figure.name for figure in figures), first.span, (), first.type, many=True)
    pair.anonymous = all(figure.anonymous for figure in figures)
    return pair
