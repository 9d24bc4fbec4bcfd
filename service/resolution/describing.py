"""Descriptions: what stands before and after a name and says who its bearer is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.model import Span, TokenKind
from service.resolution.names import Name
from service.resolution.text import Text

_BEFORE = 16  # tokens before a name in which its description may stand
_AFTER = 24  # tokens after it
_BRACKET = 8  # tokens in a bracket behind a name: "(R-Utah)"
_STOPS = frozenset({",", ";", "(", "—", "–", "--", ".", ":", "?", "!"})
LOCATIVES = frozenset({"in", "at", "near", "from", "across", "outside", "around"})


@dataclass(frozen=True, slots=True)
class Description:
    """What describes the bearer of a name."""

    span: Span
    roles: tuple[str, ...]  # nouns for the bearer, in the singular
    words: Sequence[str]


def before(text: Text, name: Name) -> Description | None:
    """Name -> what describes its bearer before it: "the mayor, ", "union leader "; None where nothing does."""
    index, grammar = name.first, text.people.grammar
    sentence = text.sentence(index)
    stop = max(index - _BEFORE, sentence.first if sentence else 0)
    comma = index > stop and text.tokens[index - 1].text == ","
    end = index - 1 if comma else index
    start = end
    while start > stop and _descriptive(text, start - 1, comma):
        start -= 1
    while comma and start < end and text.words[start] in grammar.openers and text.words[start] not in grammar.determiners:
        start += 1
    if start == end or (comma and not _opens(text, start)):
        return None
    roles = _nouns(text, start, end)
    if not roles:
        return None
    return Description(text.span(start, end if comma else name.core), roles, text.words[start:end])


def _descriptive(text: Text, index: int, comma: bool) -> bool:
    token, word = text.tokens[index], text.words[index]
    grammar, beside = text.people.grammar, text.ways.beside
    if token.kind is not TokenKind.WORD or word in beside.told or word in beside.reports or word in grammar.ends:
        return False
    if comma:
        return True
    if word in grammar.prepositions or word in grammar.determiners or text.possessive(index):
        return False
    return not text.capital[index] or word in grammar.demonyms or not word.isalpha()


def _opens(text: Text, start: int) -> bool:
    """Whether a phrase before a comma is a description, not a clause: it begins with a determiner, a possessor, a name."""
    return text.words[start] in text.people.grammar.determiners or text.possessive(start) or text.capital[start]


def after(text: Text, name: Name) -> Description | None:
    """Name -> what describes its bearer after it: ", head of the union"; None where nothing does."""
    tokens, words, grammar = text.tokens, text.words, text.people.grammar
    sentence = text.sentence(name.first)
    last = sentence.last if sentence else len(tokens)
    index = name.last
    if index < last and tokens[index].text == "(":
        close = min(last, index + _BRACKET)
        index = next((at + 1 for at in range(index, close) if tokens[at].text == ")"), index)
    if index + 1 >= last or tokens[index].text != "," or (name.first and words[name.first - 1] in LOCATIVES):
        return None
    index += 1
    if tokens[index].kind is TokenKind.NUMBER and index + 1 < last and tokens[index + 1].text == ",":  # ", 54,"
        index += 2
    limit = min(last, index + _AFTER)
    end = next((at for at in range(index, limit) if tokens[at].text in _STOPS or tokens[at].kind is TokenKind.QUOTE), limit)
    if index >= end or words[index] in grammar.relatives:
        return None
    stop = next((at for at in range(index + 1, end) if words[at] in grammar.prepositions or words[at] in grammar.relatives), end)
    if words[index] not in grammar.determiners and words[index] not in grammar.openers and stop - index > 4:
        return None  # too long for a bare noun: a clause
    if any(words[at] in text.ways.beside.told or (words[at] in grammar.ends and words[at] != "and") for at in range(index, stop)):
        return None
    end = next((at for at in range(stop, end) if words[at] in grammar.relatives), end)
    roles = _nouns(text, index, stop)
    return Description(text.span(index, end), roles, words[index:end]) if roles else None


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
