"""Descriptions: whom "the senator", "his lawyer", "both ministers" come back to, by the nouns that the page gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set
from itertools import compress

from service.lexicon.people import Pronoun
from service.model import SpeakerType, TokenKind
from service.resolution.page.figures import Figure
from service.resolution.page.phrases import Phrase, noun_phrase, phrase
from service.resolution.page.text import Text
from service.resolution.speakers.anonymity import is_withheld
from service.resolution.speakers.discourse import Discourse, last_two
from service.resolution.speakers.unnamed import described, type_of

_OPENING = 3  # sentences in which an article tells what happened before it gives names
_BEHIND = 4  # paragraphs behind an office within which its bearer's opens
_QUOTED = 100  # tokens of the quotation before the bearer's name
_SETTING = 12  # tokens of "Speaking at his weekly press conference,"
_PLACES = 8  # places of a noun that are looked at for a fuller phrase


class Descriptions:
    """What a page calls whom, asked again by description."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._text = discourse.text
        self._register = discourse.register
        self._positions: dict[str, list[int]] | None = None

    def known(self, main: Phrase, headline: bool, owner: Figure | None) -> Figure | None:
        """A description -> whom the page has named or described by it; in a headline also whom it names only later.

        `owner`: whose "his lawyer" is, where a pronoun says so. None for one that stands for nobody known.
        """
        people = self._text.people
        nouns = {main.noun, *people.role_acronyms.get(main.noun, ())[-1:]}
        same = set().union(*(people.alike.get(noun, ()) for noun in nouns)) - nouns
        under = set().union(*(people.under.get(noun, ()) for noun in nouns)) - nouns - same
        figure = self._likeliest(main, nouns, headline, owner)
        if figure is None and owner is not None:
            figure = self._kin(main, nouns, owner)
        if figure is None and (main.determiner or main.noun not in people.roles.groups):
            figure = self._earlier(main, headline)
        if figure is None and same:
            figure = self._likeliest(main, same, headline, owner)
        figure = figure or self._just_spoke(main)
        if figure is None and under and main.last == main.end:  # "the woman at the heart of it" is no host named before
            figure = self._likeliest(main, under, headline, owner)
        if figure is None and main.noun in people.papers and not main.many:
            figure = self._earlier(main, headline, same & people.papers)
        if figure is None and not main.many and people.is_person(main.noun):
            figure = self._later(main, nouns | same | (under if owner is not None else set()), owner)
            if headline and figure is None:
                figure = self._only_one(nouns | same)
        return figure

    def _bearers(self, roles: Set[str]) -> list[Figure]:
        """Roles -> those of one person each whom the page gives any of them and a name."""
        return [figure for figure in self._register.with_role(sorted(roles)) if figure.named and not figure.many]

    def _qualifiers(self, main: Phrase) -> set[str]:
        """Capitalised words inside a description: "Customs" of "the Customs boss"."""
        return {self._text.words[at] for at in range(main.first + 1, main.head) if self._text.capital[at]}

    def _by_letters(self, main: Phrase, figure: Figure) -> bool:
        """Whether a description names by its letters the body that the page says someone is of: "the WHO chief"."""
        tokens, described = self._text.tokens, figure.description
        short = [tokens[at].text for at in range(main.first + 1, main.head) if tokens[at].text.isupper()]
        if not short or described is None:
            return False
        first, last = self._text.within(described)
        return short[0] in "".join([tokens[at].text[0] for at in range(first, last) if self._text.capital[at]])

    def _only_one(self, roles: Set[str]) -> Figure | None:
        """Roles of a headline's speaker -> the only one of them by name; not far below, unless they are offices."""
        bearers = self._bearers(roles)
        office = any(self._text.people.is_title(role) for role in roles)
        seen = bearers[0].seen if len(bearers) == 1 else []
        return bearers[0] if seen and (office or self._text.document.sentence_of[seen[0]] <= _OPENING) else None

    def _likeliest(self, main: Phrase, roles: set[str], headline: bool, owner: Figure | None) -> Figure | None:
        """A description -> of those whom the page calls so the one that fits its other words best, then the nearest."""
        text = self._text
        grammar = text.people.grammar
        wanted = set(text.words[main.first : main.last]) - grammar.determiners - grammar.fillers - {main.noun}
        owners = self._owners(main)
        if owner is not None:
            owners |= {owner.words[-1]} if owner.words else {""}
        of_house = main.noun in text.people.bodies.heads and any(text.possessive(at) for at in range(main.first, main.head))
        owned = of_house or bool(self._whose(main))
        loosely = main.noun not in roles
        qualifiers = self._qualifiers(main) - grammar.demonyms
        past = not grammar.past.isdisjoint(text.words[main.first : main.end])
        best: tuple[bool, int, int] | None = None
        chosen: Figure | None = None
        for figure in self._register.with_role(sorted(roles)):
            seen = figure.seen[0] if headline and figure.seen else figure.last_before(main.first)
            about = figure.about | set(figure.words)
            if figure.many != main.many or seen is None or not owners <= about:
                continue
            if loosely and wanted.isdisjoint(about) and (owned or (headline and wanted and not figure.named)):
                continue  # "the prosecutor's office" is no service that was named, "treasury source" not the second person
            if loosely and qualifiers and qualifiers.isdisjoint(about) and not self._by_letters(main, figure):
                continue  # "the Customs boss" is no chairman of the Senate
            left = past and not grammar.past.isdisjoint(figure.about | figure.roles)  # "the former mayor" before the mayor
            rank = (left, len(wanted & about), -seen if headline else seen)
            if best is None or rank > best:
                best, chosen = rank, figure
        return chosen

    def _kin(self, main: Phrase, nouns: Set[str], owner: Figure) -> Figure | None:
        """ "Her husband" -> whose wife the page calls her; "his brother" -> the one whom it calls somebody's brother."""
        people, register = self._text.people, self._register
        converse = set().union(*(people.kin.get(noun, ()) for noun in nouns)) & owner.roles
        if converse:
            others = [register.named((word,), (), main.first) for word in sorted(owner.about - set(owner.words))]
            named = [
                figure for figure in others if figure is not None and figure is not owner and figure.type is SpeakerType.PERSON
            ]
            if len(set(named)) == 1:
                return named[0]
        bearers = [figure for figure in register.with_role(sorted(nouns)) if figure.named and figure is not owner]
        told = [
            figure
            for figure in bearers
            if not people.grammar.possessive.isdisjoint(figure.about)
            and (len(figure.words) > 1 or figure.words[0] in people.first_names)
        ]
        return told[0] if len(told) == 1 and told[0].last_before(main.first) is not None else None

    def _just_spoke(self, main: Phrase) -> Figure | None:
        """ "The diplomat" where the page calls nobody so -> the person who just spoke in the same paragraph; else None.

        "The midfielder" may also be whoever was just named there; an office, “…,” the president said, only whoever just spoke.
        """
        grammar = self._text.people.grammar
        trade = main.noun in grammar.trades
        quoted = self._text.tokens[main.first - 1].kind is TokenKind.QUOTE and self._text.people.is_title(main.noun)
        if not (trade or main.noun in grammar.callings or quoted) or main.determiner not in grammar.the or main.many:
            return None
        seen, last = self._discourse.last_spoken(main.first) or (-1, None)
        if trade and not self._discourse.same_paragraph(seen, main.first):
            last, _ = self._discourse.most_salient(main.first, Pronoun(3, False, self._text.people.gendered.get(main.noun)))
            seen = (last.last_before(main.first) if last is not None else None) or -1
        if last is None or not last.named or last.type is not SpeakerType.PERSON or last.many:
            return None
        qualifiers = self._qualifiers(main) - grammar.demonyms
        near = self._discourse.same_paragraph(seen, main.first) and qualifiers | self._whose(main) <= last.about
        return last if near else None

    def _whose(self, main: Phrase) -> set[str]:
        """The nouns that tell whose somebody is: "family" of "the family's barrister"; none of "Lind's", "the agency's"."""
        text = self._text
        whose = {text.words[at] for at in range(main.first, main.head) if text.possessive(at) and not text.capital[at]}
        return whose - text.ways.nouns.keys()

    def _owners(self, main: Phrase) -> set[str]:
        """Names inside a description, all of which must fit: "the Trump campaign", not "the Oslo professor"."""
        text = self._text
        if text.people.is_person(main.noun) and main.determiner:
            return set()
        owners = self._qualifiers(main)
        if text.possessive(main.first) or (main.head > main.first and not main.determiner and text.capital[main.first]):
            owners.add(text.words[main.first])
        return owners - text.people.role_acronyms.keys()

    def _later(self, main: Phrase, roles: set[str], owner: Figure | None) -> Figure | None:
        """A description of the only one of the kind, whom the page names after it: "his attorney … an attorney, Ada Lind"."""
        people = self._text.people
        if main.determiner not in people.grammar.definite and main.determiner not in people.grammar.possessive:
            return None
        if main.noun in people.roles.withheld:
            return None
        whose = self._whose(main)
        bearers = [figure for figure in self._bearers(roles) if whose <= figure.about]
        if owner is not None and owner.named:
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
            fuller = main.head == main.first + 1 and main.noun in grammar.exact and index > first + 1  # "the defence ministry"
            if determiner in grammar.definite and text.words[index + 1] not in grammar.telling and not fuller:
                continue
            if index + 1 == last and _is_modifier(text, index):
                continue
            earlier = phrase(text, first, last, self._discourse.name_at)
            of_many = text.words[first + 1] in grammar.amounts
            if (earlier.head != index and not of_many) or earlier.name is not None or not owners <= set(text.words[first:last]):
                continue
            figure = described(self._discourse, first, last, type_of(text, main if of_many else earlier))
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
            words = self._text.words
            for at, each in compress(enumerate(words), map(self._text.people.nouns.__contains__, words)):
                self._positions.setdefault(each, []).append(at)
        found: list[int] = []
        for noun in nouns:
            places = self._positions.get(noun, [])
            at = bisect_left(places, index)
            found += places[at : at + 1 + _PLACES] if headline else places[max(at - _PLACES, 0) : at]
        found.sort(reverse=not headline)
        return [at for at in found if at != index][:_PLACES]

    def introduced(self, main: Phrase) -> Figure | None:
        """An office in a page's first sentences -> who opens the paragraph behind by a name that tells nothing more of them.

        "The region's governor has said.\n\nVyacheslav Gladkin wrote …": who comes by the name alone has been told of before.
        """
        text, document = self._text, self._text.document
        number = document.sentence_of[main.first]
        if not 0 <= number < _OPENING or main.many or not text.people.is_person(main.noun):
            return None
        voice = main.noun in text.people.roles.voices and main.determiner not in text.people.grammar.the
        if main.noun in text.people.roles.withheld or (voice and not text.possessive(main.first)):
            return None
        behind = document.sentences[number].paragraph + 1
        following = document.paragraphs[behind : behind + _BEHIND]
        paragraph = next((each for each in following if each.sentences[0] < each.sentences[1]), None)
        if paragraph is None:
            return None
        opening = document.sentences[paragraph.sentences[0]]
        name = self._discourse.name_at.get(self._subject_of(opening.first, min(opening.last, opening.first + _QUOTED)))
        figure = self._register.at(name) if name is not None and len(name.words) > 1 else None
        if name is None or figure is None or figure.seen[:1] != [name.core] or not figure.may_be_person:
            return None
        if figure.description is not None and figure.description.start != text.starts[name.first]:  # more than "Professor"
            return None
        gender = text.people.gendered.get(main.noun)
        verb = text.words[name.last : name.last + 2]
        beside = text.ways.beside
        remarked = not beside.made.isdisjoint(verb) and not beside.talks.isdisjoint(text.words[name.last + 1 : name.last + 4])
        if not remarked and (beside.reports | beside.told).isdisjoint(verb):
            return None
        if gender and figure.gender not in (None, gender):
            return None
        self._register.give_roles(figure, [main.noun])
        return figure

    def _subject_of(self, first: int, last: int) -> int:
        """Range of a sentence -> index of its first word, the quotation or "Speaking in Elm," that it may open with left out."""
        quoted, tokens, text = self._text.document.quoted, self._text.tokens, self._text
        begin = next((at for at in range(first, last) if quoted[at] < 0 and tokens[at].kind is TokenKind.WORD), last)
        if begin < last and begin == first and text.words[begin].endswith(text.people.endings.gerund):
            comma = next((at for at in range(begin, min(last, begin + _SETTING)) if tokens[at].text == ","), begin - 1)
            return comma + 1
        return begin

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
        """A description of two, "the two ministers", "both men" -> the last two by name, in the order they came; else empty."""
        people = self._text.people
        words = self._text.words[main.first : main.end]
        if not main.many or people.grammar.pairs.isdisjoint((" ".join(words[:1]), " ".join(words[:2]))):
            return []
        roles = people.alike.get(main.noun, frozenset()) | people.under.get(main.noun, frozenset()) | {main.noun}
        bearers = self._bearers(roles)
        last = {figure: seen for figure in bearers if (seen := figure.last_before(main.first)) is not None}
        if len(last) < 2 and main.noun in people.gendered:
            return self._discourse.last_two(main.first, people.gendered[main.noun])
        return last_two(last)


def _is_modifier(text: Text, index: int) -> bool:
    """Whether a noun stands before another one that it only qualifies: "army" of "an army drone"."""
    if index + 1 >= len(text.tokens) or not text.tokens[index + 1].text.islower():
        return False
    word, grammar, people = text.words[index + 1], text.people.grammar, text.people
    if word in grammar.prepositions or word in grammar.ends or word in grammar.auxiliaries or word in grammar.openers:
        return False
    verb = word in text.ways.beside.reports or word.endswith((*people.endings.participle, *people.endings.gerund))
    return not verb and word in people.nouns
