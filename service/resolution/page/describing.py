"""Descriptions: what stands before and after a name and says who its bearer is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.model import Span, TokenKind
from service.resolution.page.names import Name, NameKind
from service.resolution.page.text import Text

_BEFORE = 16  # tokens before a name in which its description may stand
_AFTER = 24  # tokens after it
_BRACKET = 8  # tokens in a bracket behind a name: "(R-Utah)"
_STOPS = frozenset({",", ";", "(", "—", "–", "--", ".", ":", "?", "!"})


@dataclass(frozen=True, slots=True)
class Description:
    """What describes the bearer of a name."""

    span: Span
    roles: tuple[str, ...]  # nouns for the bearer, in the singular
    words: Sequence[str]


def before(text: Text, name: Name) -> Description | None:
    """Name -> what describes its bearer before it: "the mayor, ", "union leader "; None where nothing does."""
    index = name.first
    if index == 0 or not (name.titles or text.tokens[index - 1].text == "," or _descriptive(text, index - 1)):
        return None
    sentence = text.sentence(index)
    stop = max(index - _BEFORE, sentence.first if sentence else index)
    if index > stop and text.tokens[index - 1].text == ",":
        apposed = name.last < len(text.tokens) and text.tokens[name.last].text == ","
        return _before_comma(text, index - 1, stop, apposed)
    start = index
    while start > stop and _descriptive(text, start - 1) and not _is_done(text, start - 1):
        start -= 1
    roles = _nouns(text, start, index)
    if not roles and not any(text.people.is_person(title) for title in name.titles):
        return None
    grammar, nameless = text.people.grammar, text.people.nameless
    while start > stop and text.capital[start - 1] and text.adjacent(start):
        if text.words[start - 1] in nameless or text.words[start - 1] in grammar.openers:
            break
        start -= 1  # "Treasury spokesman"
    owned = start > stop and text.words[start - 1] in grammar.possessive  # "his brother"
    return Description(text.span(start, name.core), roles, text.words[start - owned : name.core])


def _descriptive(text: Text, index: int) -> bool:
    """Whether a word right before a name may be one of those that say who its bearer is."""
    word, grammar, beside = text.words[index], text.people.grammar, text.ways.beside
    if text.tokens[index].kind is not TokenKind.WORD or word in beside.told or word in beside.reports or word in grammar.ends:
        return False
    if word in grammar.prepositions or word in grammar.determiners or text.possessive(index):
        return False
    return not text.capital[index] or word in grammar.demonyms or not word.isalpha()


def _is_done(text: Text, index: int) -> bool:
    """Whether a word is the verb of whoever is told of before it: "accused" of "the farmer accused dam operator Sunwater"."""
    done = index > 0 and text.words[index].endswith(text.people.endings.participle)
    return done and text.people.is_person(text.words[index - 1]) and text.joined(index)


def _before_comma(text: Text, comma: int, stop: int, apposed: bool) -> Description | None:
    """ "The chairperson of the port authority, ": a noun for a person with its determiner or possessor, and what follows them.

    Behind another preposition it stands only before a name that a comma closes as well: "a letter to the mayor, Ada Lind said".
    """
    grammar, beside = text.people.grammar, text.ways.beside
    start = comma
    while start > stop and text.tokens[start - 1].kind is TokenKind.WORD and text.words[start - 1] not in grammar.ends:
        start -= 1
    first = start
    governed = False  # by a preposition
    for index in range(start, comma):
        word = text.words[index]
        if word in grammar.determiners or word in beside.told or word in beside.reports:
            first, governed = index + (word not in grammar.determiners), False
        if not governed and (text.people.is_person(word) or word in text.people.title_roles) and not text.possessive(index):
            break
        if word in grammar.prepositions and index > first:
            if not apposed:
                return None
            governed = True
    else:
        return None
    owned = any(text.possessive(index) for index in range(first, comma))
    if not (text.words[first] in grammar.determiners or owned or text.capital[first]):
        return None
    roles = _nouns(text, first, comma)
    return Description(text.span(first, comma), roles, text.words[first:comma]) if roles else None


def after(text: Text, name: Name) -> Description | None:
    """Name -> what describes its bearer after it: ", head of the union"; None where nothing does."""
    tokens, words, grammar = text.tokens, text.words, text.people.grammar
    index = name.last
    if index >= len(tokens) or tokens[index].text not in (",", "("):
        return None
    sentence = text.sentence(name.first)
    last = sentence.last if sentence else len(tokens)
    if index < last and tokens[index].text == "(":
        close = min(last, index + _BRACKET)
        index = next((at + 1 for at in range(index, close) if tokens[at].text == ")"), index)
    placed = name.kind is not NameKind.PERSON and name.first > 0 and words[name.first - 1] in grammar.locatives
    if index + 1 >= last or tokens[index].text != "," or placed:
        return None
    index += 1
    if tokens[index].kind is TokenKind.NUMBER and index + 1 < last and tokens[index + 1].text == ",":  # ", 54,"
        index += 2
    limit = min(last, index + _AFTER)
    end = next((at for at in range(index, limit) if tokens[at].text in _STOPS or tokens[at].kind is TokenKind.QUOTE), limit)
    if index >= end or words[index] in grammar.relatives or words[index] in grammar.joins:  # ", and his wife": another
        return None
    if _someone_else(text, index, end) or words[index] in text.ways.beside.asked:  # ", asked whether she owed the woman anything"
        return None
    stop = next((at for at in range(index + 1, end) if words[at] in grammar.prepositions or words[at] in grammar.relatives), end)
    bare = words[index] not in grammar.determiners and words[index] not in grammar.openers
    if bare and (stop - index > 4 or not grammar.possessive.isdisjoint(words[index:stop])):
        return None  # too long for a bare noun: a clause, "lost her husband"
    if any(
        words[at] in text.ways.beside.told or (words[at] in grammar.ends and words[at] not in grammar.joins)
        for at in range(index, stop)
    ):
        return None
    beside = text.ways.beside
    if stop == end and (words[end - 1] in beside.reports or words[end - 1] in beside.carries):
        return None  # "The Book of Proverbs, the pope concluded, says it best"
    end = next((at for at in range(stop, end) if words[at] in grammar.relatives or words[at] in beside.told), end)
    roles = _nouns(text, index, stop)
    return Description(text.span(index, end), roles, words[index:end]) if roles else None


def _someone_else(text: Text, first: int, last: int) -> bool:
    """Whether an office with another's name follows a comma: "a raid on Elm, Governor Ada Lind said"."""
    at = first
    while at < last and text.capital[at] and text.people.is_title(text.words[at]):
        at += 1
    return first < at < last and text.capital[at]


def addition_to(text: Text, end: int, name_at: Mapping[int, Name]) -> Name | None:
    """Index after a noun phrase -> the name that it is added to: "Ada Lind" of "Ada Lind, Berg's adviser"; or None.

    An addition stands behind the name's comma and has a noun for a person.
    """
    sentence, people = text.sentence(end - 1), text.people
    stop = max(end - _BEFORE, sentence.first if sentence else 0)
    comma = next((at for at in range(end - 1, stop, -1) if text.tokens[at].kind is not TokenKind.WORD), stop)
    aged = comma - 2 > stop and text.tokens[comma - 1].kind is TokenKind.NUMBER and text.tokens[comma - 2].text == ","
    behind = comma - 2 if aged else comma  # "Ada Lind, 44, a teacher"
    name = name_at.get(behind - 1) if text.tokens[comma].text == "," else None
    if name is None or name.last != behind or text.words[comma + 1] in people.grammar.ends:
        return None
    listed = name_at.get(comma + 1)
    if listed is not None and listed.last == end:
        return None
    if not any(people.is_person(text.words[at]) and not text.possessive(at) for at in range(comma + 1, end)):
        return None
    ahead = text.words[name.first - 1] if name.first else ""
    placed = ahead in people.grammar.genitives or ahead in people.grammar.locatives
    return name_at.get(name.first - 2, name) if placed else name


def _nouns(text: Text, first: int, last: int) -> tuple[str, ...]:
    """Range of a description -> the nouns in it that its bearer can be called by, up to its first preposition."""
    people = text.people
    roles: list[str] = []
    for index in range(first, last):
        word = text.words[index]
        if word in people.grammar.prepositions:
            break
        if (people.is_person(word) or word in people.title_roles) and not text.possessive(index):
            roles += people.title_roles.get(word) or [word]
    return tuple(roles)
