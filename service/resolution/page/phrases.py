"""Noun phrases: a source as it stands in the text, parted into head, name and what is added to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.lexicon.people import Pronoun
from service.model import Span, TokenKind
from service.resolution.page.names import Name, NameKind, is_honour
from service.resolution.page.text import Text

_SETTING = 8  # tokens of "On Monday," at the head of a sentence
_LONGEST = 14  # tokens to either side of a head noun; a longer phrase is a clause


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase; indices count tokens."""

    first: int
    last: int  # after its last token, additions after commas and brackets left out
    end: int  # after its head: the first preposition, participle or relative clause begins here
    noun: str  # head in the singular, as a lexicon key
    many: bool
    determiner: str  # "the", "his", "two"; "" for none or a possessor
    name: Name | None  # the proper name that is its head
    pronoun: Pronoun | None

    @property
    def head(self) -> int:
        """Index of the head's last token."""
        return self.end - 1


def pieces(text: Text, span: Span) -> list[tuple[int, int]]:
    """Span of a source -> its parts between commas and dashes, brackets and quotation marks left out; none for no words."""
    first, last = text.within(span)
    parts: list[tuple[int, int]] = []
    start: int | None = None
    depth = 0
    for index in range(first, last):
        token = text.tokens[index]
        mark = token.kind is TokenKind.MARK or token.kind is TokenKind.QUOTE
        if token.text in ("(", "["):
            depth += 1
        if (mark and token.text not in ("&", "/", "-", "$", "€", "£", "%", "’", "'")) or depth:
            if start is not None and not (token.kind is TokenKind.QUOTE and index + 1 < last and start < index):
                parts.append((start, index))
                start = None
        elif start is None:
            start = index
        if token.text in (")", "]"):
            if depth == 0:  # its bracket opened before the source: "(LEAD) Norvia"
                parts.clear()
            depth = max(depth - 1, 0)
    if start is not None:
        parts.append((start, last))
    return parts


def phrase(text: Text, first: int, last: int, name_at: Mapping[int, Name]) -> Phrase:
    """Range of tokens, not empty -> the phrase that it is."""
    people = text.people
    while first < last - 1 and text.words[first] in people.grammar.ends:
        first += 1  # "as many experts"
    word = text.words[first]
    pronoun = pronoun_at(text, first) if last - first == 1 else None
    determiner = word if word in people.grammar.determiners else ""
    amount = _amount(text, first, last)
    end = _head_end(text, first if amount is None else amount, last, name_at)
    head = end - 1
    noun = people.singular(text.words[head])
    name = name_at.get(head)
    if name is None and is_honour(text, head) and (bearer := name_at.get(head - 1)) is not None:
        name = bearer if bearer.first >= first else None  # "Ada Lind KC"
    if name is not None and (name.last > end or head < name.core):
        name = _clipped(text, name, first, end)
    if name is None and _may_name(text, first, head, noun):
        name = _unlisted(text, first, end)
    plural = noun != text.words[head] and people.is_person(noun)
    if name is not None and name.kind is not NameKind.PERSON and (noun in people.roles.groups or plural):
        name = None  # "the Oversight Committee Republicans"
    many = (noun != text.words[head] or amount is not None) and name is None
    return Phrase(first, last, end, noun, many, determiner, name, pronoun)


def _amount(text: Text, first: int, last: int) -> int | None:
    """Range of a phrase -> where what it counts begins: "officials" of "a couple of officials"; None where it counts nothing."""
    words, grammar = text.words, text.people.grammar
    for at in range(first, min(first + 3, last - 2)):
        if words[at] in grammar.amounts and words[at + 1] in grammar.genitives:
            return at + 2
    return None


def pronoun_at(text: Text, index: int) -> Pronoun | None:
    """Index of a token -> the pronoun it is, also in "they're"; None for any other word, also for "WHO", "US" and "the i"."""
    written, word = text.tokens[index].text, text.words[index]
    if (len(written) > 1 and written.isupper()) or (index and text.words[index - 1] in text.people.grammar.articles):
        return None
    return text.people.pronouns.get(word.split("'")[0] if "'" in word else word)


def _head_end(text: Text, first: int, last: int, name_at: Mapping[int, Name]) -> int:
    people = text.people
    grammar = people.grammar
    index = first + 1
    while index < last:
        inside = name_at.get(index)
        if inside is not None and inside.first < index:
            index += 1
            continue
        word = text.words[index]
        knowing = word in people.withheld.knowing
        if knowing and index == first + 1 < last - 1 and text.words[first] in grammar.articles:
            index += 1  # "an informed source", "a close aide"
            continue
        if word in grammar.prepositions or word in grammar.relatives or knowing or word in grammar.days:
            return index
        before = people.singular(text.words[index - 1])
        known = people.is_person(before) or before in people.papers or before in people.roles.groups
        participle = word in grammar.participles or word.endswith((*people.endings.participle, *people.endings.gerund))
        if known and inside is None and participle and not people.is_person(word):
            return index
        verb = inside is None and not text.capital[index] and word.endswith(people.endings.participle)
        if word in grammar.auxiliaries or (verb and _ends_subject(text, name_at, first, index)):
            return index
        index += 1
    return last


def _ends_subject(text: Text, name_at: Mapping[int, Name], first: int, index: int) -> bool:
    """Whether a verb's subject ends before it: "Ada Lind" of "Ada Lind urged crews", "Berg" of "Berg attacked Lind"."""
    name = name_at.get(index - 1)
    if name is None or name.last != index or text.possessive(index - 1):
        return False
    clause = name.first == first and index + 1 < len(text.tokens) and text.capital[index + 1]
    return name.kind is NameKind.PERSON or (clause and text.words[index] not in text.people.grammar.tails)


def _may_name(text: Text, first: int, head: int, noun: str) -> bool:
    people = text.people
    known = people.is_person(noun) or noun in people.roles.groups or noun in people.papers or noun in people.role_acronyms
    if noun in people.bodies.heads and not any(text.capital[first + 1 : head + 1]):
        known = True  # "Union" as the first word of a headline
    if first == head and (noun in people.grammar.openers or noun in people.numbers):
        known = True  # "Six" of "Six in ten voters"
    return text.capital[head] and not known and text.words[head] not in people.pronouns


def _unlisted(text: Text, first: int, end: int) -> Name | None:
    """Capitalised words at the end of a phrase, in a place where names are not listed -> the name that they are."""
    start = end - 1
    while start > first and text.capital[start - 1] and text.adjacent(start) and not text.possessive(start - 1):
        start -= 1
    grammar = text.people.grammar
    while start < end - 1 and text.words[start] in grammar.determiners:
        start += 1
    words = text.words[start:end]
    titles = 0
    while titles < len(words) - 1 and words[titles] in text.people.titles:
        titles += 1
    return Name(start, start + titles, end, NameKind.OPEN, words[titles:], words[:titles])


def _clipped(text: Text, name: Name, first: int, end: int) -> Name | None:
    core, last = max(name.core, first), min(name.last, end)
    if core >= last:
        return None
    return Name(core, core, last, name.kind, text.words[core:last], ())


def noun_phrase(text: Text, head: int) -> tuple[int, int]:
    """Index of a noun -> the range of the phrase around it, as far as words without parts of speech tell."""
    grammar, beside = text.people.grammar, text.ways.beside
    first = head
    while first > 0 and head - first < _LONGEST:
        token, word = text.tokens[first - 1], text.words[first - 1]
        if token.kind not in (TokenKind.WORD, TokenKind.NUMBER) or not text.joined(first):
            break
        if word in grammar.determiners and word not in grammar.relatives:
            first -= 1
            break
        if word in grammar.genitives and first > 1 and text.words[first - 2] in grammar.amounts:
            first -= 2
            continue
        if word in grammar.prepositions or word in grammar.ends:
            break
        if word in beside.told or word in beside.reports or word in beside.cites:
            break
        acronym = len(token.text) > 1 and token.text.isupper()  # "a US official"
        if word in grammar.openers and not acronym and not text.possessive(first - 1):
            break
        first -= 1
    return first, right_end(text, head)


def opening(text: Text, first: int, last: int, name_at: Mapping[int, Name]) -> Phrase | None:
    """Range of a sentence -> the noun phrase without a name that opens it; None where it opens otherwise.

    "On Monday," before it is left out. Its head is the first noun for a person, a body or a paper.
    """
    people, grammar = text.people, text.people.grammar
    if text.words[first] in grammar.prepositions:
        comma = next((at for at in range(first, min(last, first + _SETTING)) if text.tokens[at].text == ","), last)
        first = comma + 1
    if first >= last:
        return None
    head = -1
    for at in range(first, min(last, first + _LONGEST)):
        noun = people.singular(text.words[at])
        known = people.is_person(noun) or noun in people.papers or noun in people.bodies.heads or noun in people.roles.groups
        if known and not text.possessive(at):
            head = at
        elif head >= 0 or text.tokens[at].kind is not TokenKind.WORD or text.words[at] in grammar.prepositions:
            break
    if head < 0 or head in name_at:
        return None
    word = text.words[first]
    named = all(text.capital[first:head]) and people.singular(text.words[head]) in people.bodies.heads  # "Elm police"
    if not (named or word in grammar.determiners or word in people.numbers):
        return None
    end = right_end(text, head, last)
    main = phrase(text, first, next((at for at in range(head + 1, end) if not _goes_on(text, at)), end), name_at)
    behind = main.last + 1 in name_at and main.last + 1 < last
    is_named = behind and (text.tokens[main.last].text == "," or text.words[main.last] in grammar.auxiliaries)  # "is Ada Lind"
    return main if main.head == head and main.name is None and not is_named else None


def _goes_on(text: Text, index: int) -> bool:
    """Whether a word behind a noun's preposition is still part of what it adds: not "reached" of "from the ministry reached"."""
    before, word, grammar = text.words[index - 1], text.words[index], text.people.grammar
    ends = text.capital[index - 1] or before in text.people.nouns
    return not ends or text.capital[index] or word in text.people.nouns or word in grammar.prepositions or word in grammar.joins


def right_end(text: Text, head: int, stop: int | None = None) -> int:
    """Index of a noun -> index after the phrase that it heads: "people familiar with the talks", "a letter sent to staff".

    `stop`: index of a token that is no part of it, nor any behind; None where its sentence alone bounds it.
    """
    grammar, beside, knowing = text.people.grammar, text.ways.beside, text.people.withheld.knowing
    sentence = text.sentence(head)
    last = min(sentence.last if sentence else len(text.tokens), head + 1 + _LONGEST, len(text.tokens) if stop is None else stop)
    end = index = head + 1
    if index >= last or not _opens_addition(text, index, last):
        return end
    while index < last and text.tokens[index].kind in (TokenKind.WORD, TokenKind.NUMBER):
        word = text.words[index]
        if word in grammar.joins and text.capital[index - 1] and index + 1 < last and text.capital[index + 1] and index > end + 1:
            index += 1  # "researchers from Elm University and Oak College"
            continue
        stops = word in grammar.ends or (word in beside.told and word not in knowing) or word in grammar.calendar
        told = word in beside.reports or (word.endswith(text.people.endings.participle) and word not in grammar.participles)
        stops = stops or (told and text.capital[index - 1] and not text.capital[index])  # "of Elm spotted Lind"
        gerund = word.endswith(text.people.endings.gerund) and not text.possessive(index - 1)
        if stops or (index > end + 1 and gerund):
            break
        index += 1
    while index > end and (text.words[index - 1] in grammar.prepositions or text.words[index - 1] in grammar.determiners):
        index -= 1
    return index


def _opens_addition(text: Text, index: int, last: int) -> bool:
    """Whether a preposition or participle here goes on with the phrase before it."""
    grammar, word = text.people.grammar, text.words[index]
    if text.tokens[index].kind is not TokenKind.WORD or word in grammar.ends:
        return False
    if word in grammar.prepositions or word in text.people.withheld.knowing:
        return True
    following = text.words[index + 1] if index + 1 < last else ""
    return word in grammar.participles and (following in grammar.prepositions or following in grammar.followers)
