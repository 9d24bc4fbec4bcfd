"""Ways: the part that an outlet plays between a speaker and the reader, by the words around it in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from service.model import Outlet, Section, TokenKind
from service.resolution.page.outlets import SPOKEN, Place, outlet_key
from service.resolution.page.text import Text

_REACH = 7  # tokens between an outlet and the word that tells its part: "a speech aired by the group's official Al Noor TV"
_AFTER = 4  # tokens between an outlet and its verb: "the Kan public broadcaster later reported"
_BEFORE_NOUN = 5  # tokens after an outlet's name, of which one is what it makes: "ABC News/Washington Post poll"
_CLAUSE = 10  # tokens of a clause between an outlet and its verb


class Part(Enum):
    """The part of an outlet in a chain."""

    REPORTS = "reports"  # nearer the reader than what was found before it
    CITED = "cited"  # nearer the origin
    TOLD = "told"  # the speaker spoke to it


@dataclass(frozen=True, slots=True)
class Way:
    """An outlet in a sentence, and its part."""

    place: Place
    part: Part
    lead: int  # index of the token that tells the part
    rule: str


def way(text: Text, place: Place, first: int, last: int) -> Way | None:
    """Place of an outlet, range of its sentence -> its part there; None where the words do not pass through it."""
    beside, forms = text.ways.beside, text.ways.forms
    if _was_told(text, place, last):
        return Way(place, Part.TOLD, place.last, "told-outlet")
    ahead = _verb_after(text, place, last)
    if ahead is not None:
        return Way(place, Part.REPORTS, ahead, "outlet-reports")
    lead = _lead(text, place, first)
    word = text.words[lead] if lead >= first else ""
    before = lead - 1 - (lead - 1 > first and text.words[lead - 1] in beside.between)  # "broadcast live by"
    near = text.words[before] if lead > first else ""
    if word in beside.cites:
        return Way(place, Part.CITED, lead, "outlet-cited")
    if word in beside.told:
        return Way(place, Part.TOLD, lead, "told-outlet")
    if word in beside.by:
        if near in beside.passed:
            return Way(place, Part.REPORTS, lead, "passed-on-by-outlet")
        if near in beside.asked:
            return Way(place, Part.TOLD, lead, "asked-by-outlet")
        return Way(place, Part.TOLD, lead, "seen-by-outlet") if near in beside.seen or near in forms.pieces else None
    if word in beside.given:
        if near in beside.reference:
            return Way(place, Part.CITED, lead, "outlet-cited")
        if near in beside.according:
            return Way(place, Part.REPORTS, lead, "according-to-outlet")
        if word in beside.on_air and place.kind in SPOKEN and _is_on_air_there(text, place, lead, first):
            return Way(place, Part.TOLD, lead, "given-to-outlet")
        if near in forms.pieces and not (place.last < last and text.words[place.last] in text.people.nouns):
            return Way(place, Part.TOLD, lead, "in-outlets-piece")
        if near in forms.contacts and word in beside.near:
            return Way(place, Part.TOLD, lead, "outlets-own")  # "another interlocutor of the publication"
        gift = _gift(text, lead, first)
        if word in beside.near and near not in beside.gifts:
            gift = -1  # "the director of the Oslo Post"
        if near in forms.staff or gift >= 0:
            asked = (
                gift >= 0 and word in beside.sender and not beside.asks.isdisjoint(text.words[max(first, lead - _REACH) : lead])
            )
            return Way(place, Part.TOLD, lead, "asked-by-outlet" if asked else "given-to-outlet")
    if word in beside.reports and lead == place.first - 1 and _breaks_off(text, place, last):
        return Way(place, Part.REPORTS, lead, "outlet-reports")
    return _own(text, place, first, last, lead)


def _is_on_air_there(text: Text, place: Place, lead: int, first: int) -> bool:
    """Whether "on" before a broadcaster opens the sentence, or stands behind a day or a verb: "predicted on CNBC that"."""
    if lead == first or text.words[lead - 1] in text.people.grammar.calendar:
        return True
    return text.words[lead - 1].endswith(text.people.endings.participle) and not text.possessive(place.last - 1)


def _breaks_off(text: Text, place: Place, last: int) -> bool:
    """Whether nothing follows an outlet that it could be the subject or owner of: "…, writes UNN on Monday"."""
    if place.last >= last or text.tokens[place.last].kind is not TokenKind.WORD:
        return not text.possessive(place.last - 1)
    grammar, word = text.people.grammar, text.words[place.last]
    return not text.possessive(place.last - 1) and (word in grammar.prepositions or word in grammar.calendar)


def _own(text: Text, place: Place, first: int, last: int, lead: int) -> Way | None:
    """An outlet whose own someone or something is: "CNN's Ada Lind", "a Times article", "Source: Mirna"."""
    forms = text.ways.forms
    if text.possessive(place.last - 1) and place.last < last and text.words[place.last] in text.ways.beside.asks:
        return Way(place, Part.TOLD, place.last, "asked-by-outlet")  # "AFP's request for comment"
    follows = _noun_of(text, place, last)
    someone = text.possessive(place.last - 1) and not place.ambiguous and place.last < last
    if follows in forms.pieces and lead >= first and text.words[lead] in text.ways.beside.given:
        return Way(place, Part.TOLD, lead, "in-outlets-piece")
    if _has_talk(text, place, last):
        return Way(place, Part.TOLD, place.last, "given-to-outlet")
    if _knows(text, place, last):
        return Way(place, Part.TOLD, place.first, "outlets-own")
    if follows in forms.pieces or follows in forms.staff or (someone and text.capital[place.last]):
        asks = _asks(text, place, last) if follows not in forms.pieces else -1
        if asks >= 0:
            return Way(place, Part.TOLD, asks, "asked-by-outlet")
        return Way(place, Part.TOLD, place.first, "outlets-own")
    if lead < first and text.label_role(text.starts[first]) == "source":
        return Way(place, Part.CITED, place.first, "source-label")
    return Way(place, Part.REPORTS, place.first, "outlet-reports") if _heads(text, place, first, last) else None


def _heads(text: Text, place: Place, first: int, last: int) -> bool:
    """Whether an outlet stands alone before a headline's colon or behind its last dash: "City to sell its ferry – Mirna"."""
    document = text.document
    if document.paragraphs[document.sentences[document.sentence_of[first]].paragraph].section is not Section.HEADLINE:
        return False
    before, after = text.tokens[place.first - 1 : place.first], text.tokens[place.last : place.last + 1]
    opens = place.first == first and [token.text for token in after] == [":"]
    closes = place.last == last and place.first > first and before[0].text in ("–", "—", "-", "--", "|")
    return opens or closes


def _knows(text: Text, place: Place, last: int) -> bool:
    """Whether an outlet's own sources follow its name: "Mirna's sources", "Reuters sources", not "a BBC source"."""
    contacts = text.ways.forms.contacts
    if text.possessive(place.last - 1):
        return not contacts.isdisjoint(text.words[place.last : min(place.last + 2, last)])  # "Mirna's own sources"
    following = text.words[place.last] if place.last < last else ""
    return following in contacts and text.people.singular(following) != following and not place.ambiguous


def _has_talk(text: Text, place: Place, last: int) -> bool:
    """Whether an outlet has a talk with someone: "The Daily Mirror has an exclusive interview with the mayor"."""
    beside, words = text.ways.beside, text.words[place.last : min(place.last + _REACH, last)]
    if beside.holds.isdisjoint(words[:1]):
        return False
    noun = next((at for at, word in enumerate(words) if word in beside.talks), len(words))
    return not beside.sharing.isdisjoint(words[noun + 1 : noun + 2])


def _was_told(text: Text, place: Place, last: int) -> bool:
    """Whether an outlet is the one told: "Mirna was told by the ministry"."""
    after = text.words[place.last : min(place.last + 4, last)]
    told = next((at for at, word in enumerate(after) if word not in text.people.grammar.auxiliaries), 0)
    return told > 0 and after[told] in text.ways.beside.told and not text.ways.beside.by.isdisjoint(after[told + 1 :])


def _asks(text: Text, place: Place, last: int) -> int:
    """Index of the verb by which someone of an outlet wants to hear someone: "NBC's Ada Lind asked the mayor"; -1 for none."""
    for index in range(place.last, min(place.last + _REACH, last)):
        if text.words[index] in text.ways.beside.asked:
            return index
        if text.tokens[index].kind is not TokenKind.WORD or text.words[index] in text.people.grammar.prepositions:
            break
    return -1


def _noun_of(text: Text, place: Place, last: int) -> str:
    """The noun for a piece or for staff that an outlet's name stands before: "CNN/ORC poll", "Slate technology columnist"."""
    forms, grammar, beside = text.ways.forms, text.people.grammar, text.ways.beside
    for index in range(place.last, min(place.last + _BEFORE_NOUN, last)):
        word, token = text.words[index], text.tokens[index]
        if word in forms.pieces or word in forms.staff:
            return word
        if token.text in ("/", "-") or token.kind is TokenKind.QUOTE:
            continue
        if token.kind is not TokenKind.WORD or word in grammar.prepositions or word in grammar.ends:
            break
        if word in beside.reports or word in beside.told or word in grammar.determiners or word in grammar.auxiliaries:
            break
    return ""


def _verb_after(text: Text, place: Place, last: int) -> int | None:
    """Index of the verb by which an outlet reports: "RMF FM radio, citing …", "Kan later reported"."""
    beside, grammar, index = text.ways.beside, text.people.grammar, place.last
    if text.possessive(index - 1):
        return None
    while index < last and index < place.last + _AFTER:
        word, token = text.words[index], text.tokens[index]
        if word in beside.reports:
            return index
        helped = index + 1 + (index + 1 < last and text.words[index + 1] in beside.between)  # "has previously reported"
        helps = word in beside.helping and helped < last and text.words[helped] in beside.reports  # "is reporting"
        if helps or token.text in ("(", ")") or token.kind is TokenKind.QUOTE:
            index += 1
            continue
        if index + 1 < last and f"{word} {text.words[index + 1]}" in grammar.times:  # "Mirna last week quoted"
            index += 2
            continue
        if token.text == ",":
            following = text.words[index + 1] if index + 1 < last else ""
            if following in text.people.grammar.relatives and not place.ambiguous:
                return _verb_behind(text, index + 2, last)
            if following in grammar.prepositions and not place.ambiguous:  # "Mirna, for its part, notes"
                return _verb_behind(text, index + 2, last)
            return index + 1 if following in beside.cites else None
        if (
            token.kind is not TokenKind.WORD
            or word in grammar.prepositions
            or word in grammar.ends
            or word in grammar.auxiliaries
        ):
            return None
        if place.ambiguous or text.people.is_person(text.people.singular(word)):
            return None
        index += 1
    return None


def _verb_behind(text: Text, index: int, last: int) -> int | None:
    """Index inside a clause about an outlet -> index of its verb right behind: "Politiken, which broke the story, quoted"."""
    for at in range(index, min(index + _CLAUSE, last - 1)):
        if text.tokens[at].text == ",":
            return at + 1 if text.words[at + 1] in text.ways.beside.reports else None
        if text.tokens[at].kind is not TokenKind.WORD:
            return None
    return None


def _lead(text: Text, place: Place, first: int) -> int:
    """Place -> index of the word before it, its article and description left out, that tells its part; below `first` if none."""
    index = place.first - 1
    beside, grammar = text.ways.beside, text.people.grammar
    stop = max(first, place.first - _REACH)
    while index >= stop:
        word, token = text.words[index], text.tokens[index]
        if token.kind is TokenKind.QUOTE:  # 'on "The Morning Show"'
            index -= 1
            continue
        if word in beside.told or word in beside.cites or word in beside.given or word in beside.reports:
            return index
        describes = token.kind is TokenKind.WORD and _describes(text, index, place)
        if not (describes or word in grammar.determiners) or word in grammar.relatives:
            return index
        index -= 1
    return index


def _describes(text: Text, index: int, place: Place) -> bool:
    """Whether a word before an outlet only says what it is: "the group's official", "the Oslo-based news site"."""
    word, people = text.words[index], text.people
    if not text.capital[index] or word in people.grammar.demonyms or text.possessive(index) or people.is_adjective(word):
        return True
    return index < place.first - 1 and not text.capital[index + 1]


def _gift(text: Text, lead: int, first: int) -> int:
    """Index of a preposition -> index of the word by which words were given there: "in an interview with"; -1 for none."""
    for index in range(lead - 1, max(first - 1, lead - 1 - _REACH), -1):
        if text.words[index] in text.ways.beside.gifts:
            return index
        if text.tokens[index].kind is TokenKind.MARK and text.tokens[index].text not in (",", "-"):
            return -1
    return -1


def ordered(ways: Sequence[Way]) -> list[Outlet]:
    """Ways of one statement, in text order -> its outlets, from the one nearest the reader."""
    chain: list[Outlet] = []
    for way in ways:
        if any(outlet_key(outlet) == outlet_key(way.place.outlet) for outlet in chain):
            continue
        if way.part is Part.REPORTS:
            chain.insert(0, way.place.outlet)
        else:
            chain.append(way.place.outlet)
    return chain
