"""Coreference: whom a description or a pronoun comes back to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set

from service.lexicon.people import Pronoun
from service.model import SpeakerType
from service.resolution.anonymity import is_withheld
from service.resolution.figures import Figure
from service.resolution.names import Name
from service.resolution.phrases import Phrase, noun_phrase, phrase
from service.resolution.pronouns import CANDIDATES, antecedent, is_adjective
from service.resolution.register import Register
from service.resolution.text import Text

_OPENING = 3  # sentences in which an article tells what happened before it gives names
_NEAR = 2  # sentences between someone named and "the Dane"
_SENTENCES = 4  # between sources spoken of together and one of them
_PEOPLE_BACK = 3  # sentences, its own among them, in which "they" are looked for by a plural noun
_WORDS_BACK = 150  # tokens; the same where sentences are endless
_BETWEEN = 4  # tokens behind "and" within which the second of two names stands: "and former Mayor Ed Hale"
_PLACES = 8  # places of a noun that are looked at for a fuller phrase


def described(text: Text, register: Register, first: int, last: int, type_: SpeakerType) -> Figure:
    """Range of tokens -> a new figure that has no other name than these words."""
    figure = Figure(text.written(first, last), text.span(first, last), (), type_, named=False)
    figure.about.update(text.words[first:last])
    figure.seen.append(last - 1)
    return register.add(figure)


def type_of(text: Text, main: Phrase) -> SpeakerType:
    """A phrase without a name -> what it stands for, by its noun."""
    people = text.people
    if main.noun in people.papers:
        return SpeakerType.DOCUMENT
    if main.noun in text.ways.forms.crowd or text.words[main.head] in text.ways.forms.crowd:
        return SpeakerType.OUTLET
    if main.noun in people.bodies.heads and not people.is_person(main.noun):
        return SpeakerType.ORGANIZATION
    if main.many:
        return SpeakerType.GROUP
    if main.noun in people.roles.groups:
        alone = main.determiner in people.grammar.articles or main.determiner in people.grammar.partitives  # "a reader"
        return SpeakerType.PERSON if alone and main.noun not in people.roles.collective else SpeakerType.GROUP
    return SpeakerType.PERSON if people.is_person(main.noun) or people.is_age(main.noun) else SpeakerType.OTHER


class Coreference:
    """What a page has said of whom, asked again by description and pronoun."""

    def __init__(self, text: Text, register: Register, name_at: Mapping[int, Name]) -> None:
        self._text = text
        self._register = register
        self._name_at = name_at
        self._positions: dict[str, list[int]] | None = None
        self.spoken: list[tuple[int, Figure]] = []  # who spoke, by token, in the order resolved

    def last_speaker(self, index: int) -> Figure | None:
        """Index of a token -> who spoke last before it."""
        return next((figure for at, figure in reversed(self.spoken[-CANDIDATES:]) if at < index), None)

    # --- descriptions -----------------------------------------------------------------------------------------------------------

    def known(self, main: Phrase, headline: bool) -> Figure | None:
        """A description -> whom the page has named or described by it; in a headline also whom it names only later."""
        people = self._text.people
        nouns = {main.noun, *people.role_acronyms.get(main.noun, ())[-1:]}
        same = set().union(*(people.alike.get(noun, ()) for noun in nouns)) - nouns
        under = set().union(*(people.under.get(noun, ()) for noun in nouns)) - nouns - same
        figure = self._likeliest(main, nouns, headline)
        if figure is None and (main.determiner or main.noun not in people.roles.groups):
            figure = self._earlier(main, headline)
        for roles in (same, under):
            figure = figure or (self._likeliest(main, roles, headline) if roles else None)
        if figure is None and main.noun in people.papers and not main.many:
            figure = self._earlier(main, headline, same & people.papers)
        if figure is None and not main.many and people.is_person(main.noun):
            figure = self._later(main, nouns | same)
        return figure

    def _likeliest(self, main: Phrase, roles: set[str], headline: bool) -> Figure | None:
        text = self._text
        grammar = text.people.grammar
        wanted = set(text.words[main.first : main.last]) - grammar.determiners - grammar.fillers - {main.noun}
        owners = self._owners(main)
        owner = self._owner(main)
        if owner is not None:
            owners |= {owner.words[-1]} if owner.words else {""}
        owned = main.noun in text.people.bodies.heads and any(text.possessive(at) for at in range(main.first, main.head))
        best: tuple[int, int] | None = None
        chosen: Figure | None = None
        for figure in self._register.with_role(sorted(roles)):
            seen = figure.seen[0] if headline and figure.seen else figure.last_before(main.first)
            about = figure.about | set(figure.words)
            if figure.many != main.many or seen is None or not owners <= about:
                continue
            if main.noun not in roles and wanted.isdisjoint(about) and (owned or (headline and wanted and not figure.named)):
                continue  # "the prosecutor's office" is no service that was named, "treasury source" not the second person
            rank = (len(wanted & about), -seen if headline else seen)
            if best is None or rank > best:
                best, chosen = rank, figure
        return chosen

    def _owners(self, main: Phrase) -> set[str]:
        """Names inside a description, all of which must fit: "the Trump campaign", not "the Oslo professor"."""
        text = self._text
        if text.people.is_person(main.noun) and main.determiner:
            return set()
        owners = {text.words[at] for at in range(main.first + 1, main.head) if text.capital[at]}
        if text.possessive(main.first) or (main.head > main.first and not main.determiner and text.capital[main.first]):
            owners.add(text.words[main.first])
        return owners - text.people.role_acronyms.keys()

    def _owner(self, main: Phrase) -> Figure | None:
        """Whose "his lawyer" is; None where no pronoun owns the one described."""
        people = self._text.people
        pronoun = people.pronouns.get(main.determiner) if main.determiner in people.grammar.possessive else None
        if pronoun is None or pronoun.person != 3 or not people.is_person(main.noun):
            return None
        return self.antecedent(main.first, pronoun)[0]

    def _later(self, main: Phrase, roles: set[str]) -> Figure | None:
        """A description of the only one of the kind, whom the page names after it: "his attorney … an attorney, Ada Lind"."""
        people = self._text.people
        if main.determiner not in people.grammar.definite and main.determiner not in people.grammar.possessive:
            return None
        if main.noun in people.roles.withheld:
            return None
        bearers = [figure for figure in self._register.with_role(sorted(roles)) if figure.named and not figure.many]
        owner = self._owner(main)
        if owner is not None:
            bearers = [figure for figure in bearers if owner.words and owner.words[-1] in figure.about]
        return bearers[0] if len(bearers) == 1 else None

    def _earlier(self, main: Phrase, headline: bool, nouns: Set[str] = frozenset()) -> Figure | None:
        """A description whose noun, or another for the same, stood before in a fuller phrase, of what has not spoken yet."""
        text, grammar = self._text, self._text.people.grammar
        owners = self._owners(main)
        for index in self._where(nouns or {text.words[main.head]}, main.first, headline):
            first, last = noun_phrase(text, index)
            determiner = text.words[first]
            if last - first < 2 or determiner in grammar.possessive or first <= main.head < last:
                continue
            plural = main.many and last > index + 1  # "researchers at the university"
            if determiner not in grammar.determiners and not text.possessive(first) and not plural:
                continue
            if determiner in grammar.definite and text.words[index + 1] not in grammar.telling:
                continue
            if index + 1 == last and _is_modifier(text, index):
                continue
            earlier = phrase(text, first, last, self._name_at)
            of_many = text.words[first + 1] in grammar.amounts
            if (earlier.head != index and not of_many) or earlier.name is not None or not owners <= set(text.words[first:last]):
                continue
            figure = described(text, self._register, first, last, type_of(text, main if of_many else earlier))
            figure.many = main.many
            figure.anonymous = is_withheld(text, earlier, last)
            figure.type = SpeakerType.PERSON if figure.anonymous else figure.type
            self._register.give_roles(figure, [main.noun])
            return figure
        return None

    def _where(self, nouns: Set[str], index: int, headline: bool) -> list[int]:
        """Where any of the nouns stands: before an index, the nearest first; for a headline after it, in text order."""
        if self._positions is None:
            self._positions = {}
            known = self._text.people.nouns
            for at, each in enumerate(self._text.words):
                if each in known:
                    self._positions.setdefault(each, []).append(at)
        found: list[int] = []
        for noun in nouns:
            places = self._positions.get(noun, [])
            at = bisect_left(places, index)
            found += places[at : at + 1 + _PLACES] if headline else places[max(at - _PLACES, 0) : at]
        found.sort(reverse=not headline)
        return [at for at in found if at != index][:_PLACES]

    def to_be_named(self, main: Phrase) -> Figure | None:
        """An office in a page's first sentences -> the only one of it whom the page names later: "a judge … Judge Ada Lind"."""
        text, people = self._text, self._text.people
        opening = text.document.sentence_of[main.first] < _OPENING
        if not opening or main.many or not people.is_title(main.noun) or any(text.capital[main.first + 1 : main.end]):
            return None
        roles = people.alike.get(main.noun, frozenset()) | {main.noun}
        bearers = [figure for figure in self._register.with_role(sorted(roles)) if not figure.many]
        later = len(bearers) == 1 and bearers[0].named and bearers[0].seen and bearers[0].seen[0] > main.last
        return bearers[0] if later else None

    def several(self, main: Phrase) -> list[Figure]:
        """Of "the two ministers", "both men": the last two of them by name, in the order they came; else empty."""
        people = self._text.people
        words = self._text.words[main.first : main.end]
        if not main.many or people.grammar.pairs.isdisjoint((" ".join(words[:1]), " ".join(words[:2]))):
            return []
        roles = people.alike.get(main.noun, frozenset()) | people.under.get(main.noun, frozenset()) | {main.noun}
        bearers = [figure for figure in self._register.with_role(sorted(roles)) if figure.named and not figure.many]
        last = {figure: seen for figure in bearers if (seen := figure.last_before(main.first)) is not None}
        if len(last) < 2 and main.noun in people.gendered:
            return self.last_two(main.first, people.gendered[main.noun])
        return _last_two(last)

    def last_two(self, index: int, gender: str | None = None) -> list[Figure]:
        """Index of a token -> the last two people of a gender named before it, in the order they came; empty for fewer."""
        mentions = self._register.before(index, CANDIDATES)
        fitting = {figure: at for at, figure in mentions if figure.type is SpeakerType.PERSON and not figure.many}
        return _last_two({figure: at for figure, at in fitting.items() if gender is None or figure.gender in (None, gender)})

    def those(self, main: Phrase) -> Figure | None:
        """For "the first source", "one source": the sources last spoken of together, not long before."""
        sentence_of = self._text.document.sentence_of
        for figure in reversed(self._register.with_role((main.noun,))):
            seen = figure.last_before(main.first) if figure.many and figure.anonymous else None
            if seen is not None and sentence_of[main.first] - sentence_of[seen] <= _SENTENCES:
                return figure
        return None

    def of_their_kind(self, main: Phrase) -> Figure | None:
        """For "another", "a third": who spoke just before, of whose kind it is one more; None where that one has a name."""
        text = self._text
        last = self.last_speaker(main.first)
        seen = last.last_before(main.first) if last is not None else None
        if main.end != main.last or text.words[main.head] not in text.people.grammar.one_more or last is None or seen is None:
            return None
        near = text.document.sentence_of[main.first] - text.document.sentence_of[seen] <= _SENTENCES
        return last if near and not last.named else None

    def nearest(self, main: Phrase) -> Figure | None:
        """For "the company", "the city", "the Oslo businessman", with nothing to tell which: the one just spoken of."""
        text, people = self._text, self._text.people
        if main.noun in people.grammar.epithets or people.is_person(main.noun) or people.is_age(main.noun):
            return self._nearest_person(main)
        if main.determiner not in people.grammar.the or main.many or any(text.capital[main.first + 1 : main.last]):
            return None
        owned = any(text.possessive(at) for at in range(main.first, main.head))
        if main.noun not in people.bodies.heads or main.last != main.end or owned:
            return None
        place = main.noun in people.grammar.places
        sentence_of = text.document.sentence_of
        last = self.last_speaker(main.first)
        for at, figure in [*self._register.before(main.first, 8), *([(last.seen[0], last)] if last and last.seen else [])]:
            near = figure is last or 0 <= sentence_of[main.first] - sentence_of[at] <= 1
            body = figure.type is SpeakerType.ORGANIZATION or (figure.type is SpeakerType.PERSON and not figure.sure)
            is_place = figure.places > 0 or " ".join(figure.words) in people.countries
            if (
                near
                and body
                and figure.named
                and is_place == place
                and not is_adjective(text, figure)
                and not self._other(main, figure)
            ):
                return figure
        return None

    def _other(self, main: Phrase, figure: Figure) -> bool:
        """Whether a body's name tells that it is of another kind: no "union" is a "Works Ministry"."""
        people = self._text.people
        noun = people.singular(figure.words[-1])
        return noun in people.bodies.heads and noun != main.noun and main.noun not in people.alike.get(noun, ())

    def _nearest_person(self, main: Phrase) -> Figure | None:
        people = self._text.people
        epithet = main.noun in people.grammar.epithets or people.is_age(main.noun)
        of_whom = {self._text.words[at] for at in range(main.first + 1, main.head) if self._text.capital[at]}
        of_whom -= people.grammar.demonyms
        if of_whom:  # "the Elm manager"
            epithet = epithet or not (main.noun in people.roles.voices or main.noun in people.roles.withheld)
        if main.determiner not in people.grammar.the or main.many or not epithet:
            return None
        figure, _ = self.antecedent(main.first, Pronoun(3, False, people.gendered.get(main.noun)))
        if figure is None or figure.type is not SpeakerType.PERSON or not of_whom.isdisjoint(figure.words):
            return None
        seen = figure.last_before(main.first)
        sentence_of = self._text.document.sentence_of
        return figure if seen is not None and 0 <= sentence_of[main.first] - sentence_of[seen] <= _NEAR else None

    # --- pronouns ---------------------------------------------------------------------------------------------------------------

    def antecedent(self, index: int, pronoun: Pronoun, quoted_by: Figure | None = None) -> tuple[Figure | None, float]:
        """Index of a pronoun, and who speaks the quotation it stands in -> whom it most likely means, and by how much."""
        spoken = [(at, figure) for at, figure in self.spoken[-CANDIDATES:] if at < index]
        figure, lead = antecedent(self._text, self._register.before(index, CANDIDATES), spoken, index, pronoun, quoted_by)
        if pronoun.many and pronoun.person == 3 and (figure is None or not figure.many):
            people = self._people_before(index, figure)
            return (people, 0.0) if people else (figure, lead)
        return figure, lead

    def _people_before(self, index: int, figure: Figure | None) -> Figure | None:
        """For "they": the first people that the words before name by a plural noun, if no nearer than the body just spoken of.

        The sentence of the pronoun goes before the ones before it; who is named first in a sentence is most often its subject.
        """
        text = self._text
        here = text.document.sentence_of[index]
        spoke = figure.last_before(index) if figure is not None and figure is self.last_speaker(index) else None
        last_spoken = text.document.sentence_of[spoke] if spoke is not None else -1
        for number in range(here, max(here - _PEOPLE_BACK, last_spoken, -1), -1):
            sentence = text.document.sentences[number]
            for at in range(max(sentence.first, index - _WORDS_BACK), min(sentence.last, index)):
                if text.words[at] in text.people.grammar.joins and (both := self._both(at)) is not None:
                    return both
                known = text.people.singular(text.words[at])
                if known == text.words[at] or text.document.quoted[at] >= 0 or not text.people.is_person(known):
                    continue
                first, last = noun_phrase(text, at)
                if first <= index < last:
                    continue
                main = phrase(text, first, min(last, index), self._name_at)
                if main.head != at or main.name is not None:
                    continue
                return self.known(main, False) or self._many(main)
        return None

    def _both(self, index: int) -> Figure | None:
        """Index of a word that joins -> the two people whose names it joins: "Ada Lind and former Mayor Ed Hale"; else None."""
        before = self._name_at.get(index - 1)
        if before is None or self._text.document.quoted[index] >= 0 or self._text.possessive(index - 1):
            return None
        after = next((self._name_at[at] for at in range(index + 1, index + _BETWEEN) if at in self._name_at), None)
        if after is None or (after.first - index > 1 and not self._text.people.is_title(self._text.words[after.core - 1])):
            return None
        both = [self._register.at(name) for name in (before, after)]
        return together(both) if all(figure.type is SpeakerType.PERSON for figure in both) else None

    def _many(self, main: Phrase) -> Figure:
        found = described(self._text, self._register, main.first, main.last, SpeakerType.GROUP)
        found.many = True
        self._register.give_roles(found, [main.noun])
        return found


def _is_modifier(text: Text, index: int) -> bool:
    """Whether a noun stands before another one that it only qualifies: "army" of "an army drone"."""
    if index + 1 >= len(text.tokens) or not text.tokens[index + 1].text.islower():
        return False
    word, grammar, people = text.words[index + 1], text.people.grammar, text.people
    if word in grammar.prepositions or word in grammar.ends or word in grammar.auxiliaries or word in grammar.openers:
        return False
    verb = word in text.ways.beside.reports or word.endswith((*people.endings.participle, *people.endings.gerund))
    return not verb and word in people.nouns


def _last_two(last: Mapping[Figure, int]) -> list[Figure]:
    """Figures with their last mentions -> the two mentioned last, in the order they came; empty for fewer."""
    if len(last) < 2:
        return []
    return sorted(sorted(last, key=lambda figure: last[figure])[-2:], key=lambda figure: figure.seen[0])


def together(figures: Sequence[Figure]) -> Figure:
    """Figures -> one that stands for them all, by all their names."""
    pair = Figure(" and ".join(figure.name for figure in figures), figures[0].span, (), figures[0].type, many=True)
    pair.parts = tuple(figures)
    pair.named = all(figure.named for figure in figures)
    pair.anonymous = all(figure.anonymous for figure in figures)
    return pair
