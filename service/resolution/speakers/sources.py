"""Speakers: who a source is, over the whole page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.lexicon.people import Pronoun
from service.model import Attribution, Section, Span, SpeakerType
from service.resolution.page.describing import addition_to
from service.resolution.page.figures import Figure, together
from service.resolution.page.names import Name, NameKind
from service.resolution.page.outlets import Outlets, Place
from service.resolution.page.phrases import Phrase, noun_phrase, phrase, pronoun_at
from service.resolution.page.register import Register
from service.resolution.page.text import Text
from service.resolution.speakers.anonymity import clause_after, partitive, withholds
from service.resolution.speakers.descriptions import Descriptions
from service.resolution.speakers.discourse import Discourse
from service.resolution.speakers.epithets import epithet, nearest
from service.resolution.speakers.extents import extent
from service.resolution.speakers.houses import Houses
from service.resolution.speakers.pronouns import Pronouns
from service.resolution.speakers.unnamed import described, one_of, unnamed

_TELLING = 6  # tokens of "gave her first name only", at most
_BEHIND = frozenset({",", ")", "”", '"', "—", "–", "--"})  # between "who" and the words it stands for


@dataclass(slots=True, eq=False)
class Found:
    """Who a source is, and by which rule."""

    figure: Figure | None
    rule: str
    outlet: Place | None = None  # the outlet that speaks itself
    whole: Figure | None = None  # those of whom the source is one: "one of the officials"
    lead: float = 0.0  # of a pronoun's antecedent over the next likely one, in points of salience


NOBODY = Found(None, "no-source")


class Speakers:
    """Sources of one page made speakers, in text order: what was said before decides who is meant after."""

    def __init__(self, text: Text, name_at: Mapping[int, Name], register: Register, outlets: Outlets) -> None:
        self._text = text
        self._register = register
        self._outlets = outlets
        self._name_at = name_at
        self._houses = Houses(text, register, outlets)
        self._discourse = Discourse(text, register, name_at)
        self._descriptions = Descriptions(self._discourse)
        self._pronouns = Pronouns(self._discourse, self._descriptions)
        self._speaking: dict[Figure, Place] = {}
        self._asker: Figure | None = None  # who asked right before, as long as an answer is resolved

    @property
    def spoken(self) -> Sequence[tuple[int, Figure]]:
        """Who spoke, by token, in the order resolved."""
        return self._discourse.spoken

    def resolve(self, attribution: Attribution, quoted_by: Figure | None) -> Found:
        """Attribution, and who speaks the quotation that it stands in -> who speaks. The result is remembered as spoken."""
        if attribution.source is None:
            return NOBODY
        act = attribution.cue.act if attribution.cue is not None else ""
        self._asker = self._asker if act == "reply" else None  # whoever asked does not answer
        found = self._resolve(attribution, attribution.source, quoted_by)
        self._asker = found.figure if act == "ask" else None
        if found.figure is not None:
            self._discourse.spoken.append((self._text.at(attribution.source.start), found.figure))
            if found.outlet is not None:
                self._speaking[found.figure] = found.outlet
            elif found.figure in self._speaking:  # "it" is the outlet that spoke before
                return replace(found, outlet=self._speaking[found.figure])
        return found

    def _resolve(self, attribution: Attribution, source: Span, quoted_by: Figure | None) -> Found:
        parts = extent(self._text, self._outlets, self._name_at, attribution, source)
        if not parts:
            return NOBODY
        first, last = parts[0]
        pronoun = pronoun_at(self._text, last - 1)
        if pronoun is not None and (last - first == 1 or pronoun.person == 0):  # also "most of whom"
            return self._pronoun(first, pronoun, quoted_by)
        headline = attribution.section is Section.HEADLINE or first < self._text.standfirst
        return self._pair(first, last, headline) or self._phrase(parts, headline, source)

    # --- pronouns ---------------------------------------------------------------------------------------------------------------

    def _pronoun(self, index: int, pronoun: Pronoun, quoted_by: Figure | None) -> Found:
        if pronoun.person == 1:
            if quoted_by is None and self._text.document.quoted[index] >= 0 and self.spoken:
                quoted_by = self.spoken[-1][1]
            if quoted_by is not None:
                return Found(quoted_by, "first-person")
            group = described(self._discourse, index, index + 1, SpeakerType.GROUP) if pronoun.many else None
            return Found(group, "first-person") if group else NOBODY
        if pronoun.person == 0:
            return self._relative(index, pronoun.gender != "n")
        if self._text.words[index] in self._text.people.grammar.pairs and len(both := self._discourse.last_two(index)) == 2:
            return Found(together(both), "pair")
        figure, lead = self._pronouns.antecedent(index, pronoun, quoted_by or self._asker)
        main = self._pronouns.opening_before(index, pronoun, figure)
        if main is not None:
            described_so = self._phrase([(main.first, main.last)], False, self._text.span(main.first, main.last)).figure
            if described_so is not None and described_so.gender in (None, pronoun.gender):
                return Found(described_so, "pronoun")
        if figure is not None and pronoun.gender is not None and not figure.sure and figure.named:
            figure.type = SpeakerType.ORGANIZATION if pronoun.gender == "n" else SpeakerType.PERSON
            figure.sure = True
        return Found(figure, "pronoun", lead=lead) if figure else Found(None, "pronoun-unresolved")

    def _relative(self, index: int, personal: bool) -> Found:
        """Whoever the words before "who" name, or whatever those before "which" do."""
        text = self._text
        end = index
        while end > 0 and text.tokens[end - 1].text in _BEHIND:
            end -= 1
        grammar = text.people.grammar
        if end > 2 and text.words[end - 1] in grammar.genitives and text.words[end - 2] in grammar.amounts | grammar.partitives:
            return self._relative(end - 2, personal)  # ", most of whom"
        if end == 0:
            return NOBODY
        told_of = addition_to(text, end, self._name_at) if personal else None
        if told_of is not None and (figure := self._register.at(told_of)).may_be_person:
            return Found(figure, "relative")
        place = self._outlets.at.get(end - 1)
        if place is not None and (not place.ambiguous or not personal):
            return Found(self._houses.figure(place), "relative", place)
        name = self._name_at.get(end - 1)
        if name is not None and not text.possessive(end - 1):
            figure = self._register.at(name)
            if not personal or (figure.type is SpeakerType.PERSON and figure.sure):
                return Found(figure, "relative")
            whose = self._name_at.get(name.first - 2) if text.words[name.first - 1] in grammar.genitives else None
            if whose is not None and self._register.at(whose).type is SpeakerType.PERSON:
                return Found(self._register.at(whose), "relative")  # "Ada Lind of Elm Invest, who"
            if figure.type is SpeakerType.PERSON:
                return Found(figure, "relative")
        of_place = name is not None and personal and name.first > 1 and text.words[name.first - 1] in grammar.prepositions
        first, _ = noun_phrase(text, name.first - 2 if name is not None and of_place else end - 1)
        found = self._phrase([(first, end)], False, text.span(first, end))
        return Found(found.figure, "relative", found.outlet, found.whole)

    # --- two at once ------------------------------------------------------------------------------------------------------------

    def _pair(self, first: int, last: int, headline: bool) -> Found | None:
        """Both of "Hale and Berg" by their full names; None where the words are not two speakers of whom one is a person."""
        text = self._text
        split = next(
            (at for at in range(first + 1, last - 1) if text.words[at] in text.people.grammar.joins and at not in self._name_at),
            None,
        )
        if split is None:
            return None
        sides = [phrase(text, *part, self._name_at) for part in ((first, split), (split + 1, last))]
        if not any((side.name and self._is_person(side.name)) or side.pronoun for side in sides):
            bodies = all(side.name and side.name.last == side.end == side.last for side in sides)
            if not bodies or self._outlets.within(first, last):
                return None
            return Found(described(self._discourse, first, last, SpeakerType.GROUP), "pair")
        if self._is_office(sides[0]) and sides[1].name is not None and self._is_person(sides[1].name):
            return self._named(sides[1].name)  # "former mayor and candidate Ada Lind"
        if sides[0].end != split or sides[1].noun in text.people.roles.voices:
            return None
        figures = [
            self._pronoun(side.first, side.pronoun, None).figure
            if side.pronoun is not None
            else self._phrase([(side.first, side.last)], headline, text.span(side.first, side.last)).figure
            for side in sides
        ]
        both = [figure for figure in figures if figure is not None]
        return Found(together(both), "pair") if len(both) == len(sides) else None

    def _is_office(self, side: Phrase) -> bool:
        """Whether a phrase tells what somebody is, and not who."""
        people = self._text.people
        if side.determiner or (side.name is not None and self._is_person(side.name)):
            return False
        return any(people.is_title(word) or people.is_person(word) for word in self._text.words[side.first : side.end])

    def _is_person(self, name: Name) -> bool:
        figure = self._register.named(name.words, name.titles, name.first)
        return figure is not None and figure.type is SpeakerType.PERSON

    # --- names and descriptions -------------------------------------------------------------------------------------------------

    def _turn(self, index: int) -> Found | None:
        """A word that opens a turn of an interview -> nobody, or whoever is interviewed; None for any other word."""
        word, grammar = self._text.words[index], self._text.people.grammar
        opens = word in grammar.asks or word in grammar.answers
        if not opens or self._text.label_role(self._text.starts[index]) != "turn":
            return None
        figure = self._register.most_present(index) if word in grammar.answers else None
        return Found(figure, "interviewed") if figure else NOBODY

    def _phrase(self, parts: Sequence[tuple[int, int]], headline: bool, source: Span) -> Found:
        text = self._text
        first, last = parts[0]
        turn = self._turn(first) if last - first == 1 else None
        if turn is not None:
            return turn
        main = phrase(text, first, last, self._name_at)
        bearer_of = self._register.bearers.get(main.first + (main.determiner in text.people.grammar.the))
        if bearer_of is not None:
            return Found(bearer_of, "name")
        outlet = self._houses.speaking(main, headline)
        if outlet is not None:
            return Found(self._houses.figure(outlet), "outlet", outlet)
        anyone = epithet(self._discourse, main)
        if anyone is not None:
            self._withhold(anyone, main, text.within(source)[1])
            return Found(anyone, "nearest")
        for part in parts[1:3]:
            # "the mayor, Ada Lind": the name is what is added. "Ada Lind, mayor of Elm": it is not.
            added = phrase(text, *part, self._name_at)
            opening = pronoun_at(text, part[0])
            if self._of_another(main) or (opening is not None and opening.person == 0):
                break  # "a friend of Lind's cousin, Ada Berg", "the mayor, who spoke through an aide, Ada Berg"
            if main.name is None and (so_named := self._so_named(added)) is not None:
                return self._named(so_named)
            office = added.name is not None and added.name.kind is NameKind.BODY and main.name is None
            if office and part is not parts[-1] and self._text.people.is_title(main.noun):
                continue  # "the Permanent Secretary, Elm Rescue Agency, Dr Ada Lind"
            if added.name is not None and self._stands_alone(added, added.name) and self._is_open(main, added.name, part[0]):
                return self._named(added.name)
        whole = partitive(text, first, last)
        if whole is not None:
            return self._part(first, last, whole)
        voice = self._voice(parts, main)
        if voice is not None:
            return self._named(voice)
        ordered = self._in_order(main)
        if ordered is not None:
            return Found(ordered, "pair")
        if main.name is not None:
            heads, short = text.people.bodies.heads, text.people.role_acronyms
            office = main.noun in heads or main.noun in short
            if len(main.name.words) == 1 and main.determiner in text.people.grammar.the and office:
                known = self._known(main, headline)  # "the Committee", "the DC"
                if known is not None:
                    return Found(known, "description")
            return self._named(main.name)
        bearer = self._bearer(main)
        if bearer is not None:
            return self._named(bearer)
        last = text.within(source)[1]
        return self._self_named(main, last) or self._described_as(main, headline, last)

    def _is_open(self, main: Phrase, added: Name, behind: int) -> bool:
        """Whether a phrase leaves it to the name behind its comma to tell who it is: "the head of the Elm Council, Ada Lind".

        `behind`: index of the token behind the comma. "Norvia" of "a court in Elm, Norvia" only tells where that is.
        """
        if main.name is not None:
            return main.name.kind is NameKind.BODY and main.name.first < main.name.core and self._is_person(added)
        place, locatives = self._name_at.get(behind - 2), self._text.people.grammar.locatives
        located = place is not None and place.first > main.head and self._text.words[place.first - 1] in locatives
        return not located or self._is_person(added)

    def _so_named(self, side: Phrase) -> Name | None:
        """The name that a description gives: "a man named Fenwick"; None where it gives none."""
        people, words = self._text.people, self._text.words
        names = side.end < side.last and words[side.end] in people.grammar.namers and people.is_person(side.noun)
        return self._name_at.get(side.end + 1) if names else None

    def _self_named(self, main: Phrase, span_last: int) -> Found | None:
        """Whoever has told a name of themselves: "a woman who identified herself only as Ada"; None where nobody has.

        `span_last`: index after the source's last token; the clause may follow it.
        """
        people, words = self._text.people, self._text.words
        for at in range(main.end, clause_after(self._text, span_last) - 1):
            before = words[max(main.end, at - _TELLING) : at]
            tells = not people.grammar.self_named.isdisjoint(before) and not people.grammar.self_naming.isdisjoint(before)
            name = self._name_at.get(at + 1) if tells and words[at] in people.grammar.naming else None
            if name is not None:
                found = self._named(name)
                genders = (people.pronouns[word].gender for word in before if word in people.pronouns)
                if found.figure is not None:
                    found.figure.gender = found.figure.gender or next(
                        (gender for gender in genders if gender in ("m", "f")), None
                    )
                    found.figure.type, found.figure.sure, found.figure.self_named = SpeakerType.PERSON, True, True
                return found
        return None

    def _of_another(self, main: Phrase) -> bool:
        """Whether somebody unnamed is known by another, whom what is added may tell of: "a friend of Lind's cousin"."""
        text, grammar = self._text, self._text.people.grammar
        unnamed = main.determiner in grammar.articles and main.determiner not in grammar.the and main.end < main.last
        owned = any(text.possessive(at) for at in range(main.end, main.last))
        return unnamed and owned and text.words[main.end] in grammar.genitives

    def _bearer(self, main: Phrase) -> Name | None:
        """The name that closes a phrase right behind what an office is for: "undersecretary for Education Mr. Lind"."""
        text, people = self._text, self._text.people
        so_named = self._so_named(main)
        if so_named is not None:
            return so_named
        name = self._name_at.get(main.last - 1)
        if name is None or name.core <= main.end or not (people.is_person(main.noun) or people.is_title(main.noun)):
            return None
        at = name.core - 1
        while at > main.end and people.titles.get(text.words[at]) is not None:
            at -= 1  # "Mr."
        office = text.words[at] in people.grammar.portfolios or people.singular(text.words[at]) in people.bodies.heads
        return name if office and name.kind is NameKind.PERSON else None

    def _voice(self, parts: Sequence[tuple[int, int]], main: Phrase) -> Name | None:
        """Whoever's role and name follow a short form in brackets: "Military Intelligence (MI) spokesman Ed Berg"."""
        if len(parts) < 2 or main.name is None or main.name.kind is NameKind.PERSON:
            return None
        if self._text.tokens[parts[1][0] - 1].text != ")":
            return None
        added, people = phrase(self._text, *parts[1], self._name_at), self._text.people
        if added.name is None:
            return None
        lead = self._text.words[parts[1][0] : max(parts[1][0] + 1, added.name.first)]
        return added.name if any(people.is_person(word) or people.is_title(word) for word in lead) else None

    def _in_order(self, main: Phrase) -> Figure | None:
        """ "The former", "the latter" alone -> the first, the second of the two people named last; None for any other phrase."""
        grammar = self._text.people.grammar
        if (
            main.noun not in grammar.orders
            or main.determiner not in grammar.the
            or main.end != main.first + 2
            or main.last != main.end
        ):
            return None
        both = self._discourse.last_two(main.first)
        return both[main.noun != min(grammar.orders)] if both else None

    def _stands_alone(self, added: Phrase, name: Name) -> bool:
        grammar = self._text.people.grammar
        lead, gerund = self._text.words[added.first : name.first], self._text.people.endings.gerund
        return not any(word in grammar.prepositions or word in grammar.ends or word.endswith(gerund) for word in lead)

    def _named(self, name: Name) -> Found:
        text, register = self._text, self._register
        listed = self._name_at.get(name.core)
        if listed is not None and len(name.words) > 1 and listed.words == name.words:
            return Found(register.at(listed), "name")
        last_speaker = self._discourse.last_speaker(name.first)
        figure = register.named(name.words, name.titles, name.first, text.tokens[name.core].text, last_speaker)
        if figure is None and len(name.words) == 1:
            figure = register.misspelt(name.words[0])
        if figure is None:
            turn = text.label_role(text.starts[name.core]) == "turn"
            person = turn or len(name.words) > 1 or name.titles
            type_ = SpeakerType.PERSON if person else SpeakerType.ORGANIZATION
            figure = Figure(text.written(name.core, name.last), text.span(name.core, name.last), name.words, type_)
            figure.seen.append(name.core)
            return Found(register.add(figure), "name")
        return Found(figure, "name" if len(name.words) == len(figure.words) else "short-name")

    def _part(self, first: int, last: int, whole: int) -> Found:
        """Who "one of the officials" is: a speaker of their own, known by those they are one of."""
        text = self._text
        inner = phrase(text, whole, last, self._name_at)
        pronoun = inner.pronoun  # "one of them"
        known = self._pronoun(inner.first, pronoun, None).figure if pronoun is not None else self._known(inner, False)
        figure = one_of(self._discourse, first, last, inner, known)
        return Found(figure, "partitive", whole=known)

    def _known(self, main: Phrase, headline: bool) -> Figure | None:
        """A description -> whom the page has named or described by it."""
        return self._descriptions.known(main, headline, self._pronouns.owner(main))

    def _withhold(self, known: Figure, main: Phrase, span_last: int) -> None:
        """Whoever has no name, and is said behind a later description to ask for none: withheld from the start."""
        clause = withholds(self._text, main.end, clause_after(self._text, span_last))
        if not known.named and known.type is SpeakerType.PERSON and clause is not None:
            known.anonymous = True

    def _described_as(self, main: Phrase, headline: bool, span_last: int) -> Found:
        text, grammar = self._text, self._text.people.grammar
        whose = text.people.pronouns.get(main.determiner) if main.noun in grammar.own_words else None
        if whose is not None and whose.person == 3 and main.determiner in grammar.possessive:
            return self._pronoun(main.first, whose, None)  # "according to his estimates"
        several = self._descriptions.several(main)
        if several:
            return Found(together(several), "pair")
        owned = text.possessive(main.first) and main.last > main.first + 1
        bare = not main.determiner and not main.many and main.last == main.end
        comes_back = main.determiner in grammar.definite | grammar.possessive | grammar.pairs
        another = not grammar.one_more.isdisjoint(text.words[main.first + 1 : main.head])  # "the other source"
        if (headline or owned or bare or comes_back) and not another:
            known = self._known(main, headline) or (None if headline else self._descriptions.introduced(main))
            if known is not None:
                self._withhold(known, main, span_last)
                return Found(known, "description")
        near = nearest(self._discourse, main)
        if near is not None:
            return Found(near, "nearest")
        named = self._descriptions.to_be_named(main) if main.determiner in grammar.articles else None
        if named is not None:
            return Found(named, "description")
        figure, whole = unnamed(self._discourse, self._outlets, main, span_last)
        return Found(figure, "as-written", whole=whole)
