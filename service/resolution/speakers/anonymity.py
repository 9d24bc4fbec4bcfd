"""Anonymity: whether the article withholds who an unnamed human source is."""

from __future__ import annotations

from collections.abc import Iterator

from service.resolution.page.phrases import Phrase
from service.resolution.page.text import Text

_WINDOW = 12  # tokens after a source in which a clause that withholds its identity begins
_NEAR = 5  # tokens between a negation and its verb: "did not want to see his name in print"


def withholds(text: Text, first: int, last: int) -> int | None:
    """Range of tokens -> the word by which it says that a source is not to be known: "who asked not to be named"."""
    withheld = text.people.withheld
    for index, negation in negated(text, first, last):
        word = text.words[index]
        if word in withheld.words or (word in withheld.verbs and negation is not None):
            return index
    return None


def negated(text: Text, first: int, last: int) -> Iterator[tuple[int, int | None]]:
    """Range of tokens -> each of them, with the last negation not far before it; None for none."""
    negations, endings = text.people.withheld.negations, text.people.endings.negation
    negation: int | None = None
    for index in range(first, last):
        if negation is not None and index - negation > _NEAR:
            negation = None
        yield index, negation
        word = text.words[index]
        if word in negations or word.endswith(endings):
            negation = index


def clause_after(text: Text, last: int) -> int:
    """Index after a source -> where a clause about it ends, in its sentence."""
    sentence = text.sentence(last - 1)
    return min(last + _WINDOW, sentence.last if sentence else last)


def is_withheld(text: Text, phrase: Phrase, span_last: int) -> bool:
    """Phrase of an unnamed source, index after its whole span -> whether its identity is withheld.

    A spokesperson, a group and someone known by whom they belong to ("his lawyer") are unnamed, not withheld.
    """
    people = text.people
    roles = people.roles
    noun = phrase.noun
    if people.is_person(noun) and withholds(text, phrase.end, clause_after(text, span_last)) is not None:
        return True
    if people.is_person(noun) and not people.withheld.words.isdisjoint(text.words[phrase.first : phrase.head]):
        return True  # "unnamed bankers"
    own = phrase.determiner in people.grammar.possessive and noun not in text.ways.forms.contacts  # "its own sources"
    if noun in roles.voices or own:
        return False
    if noun in roles.withheld:
        return True
    knows = any(word in people.withheld.knowing for word in text.words[phrase.end : phrase.last + 1])
    if noun in people.withheld.anyone or noun in roles.single:
        return knows or (noun in roles.single and _picked(text, phrase))
    return False


def _picked(text: Text, phrase: Phrase) -> bool:
    """Whether the article picks out one or a number of a kind, as who spoke to it."""
    many_of_one = phrase.many and phrase.determiner in text.people.grammar.articles
    return phrase.determiner in text.people.withheld.picks and not many_of_one


def partitive(text: Text, first: int, last: int) -> int | None:
    """Range of tokens -> index where the whole begins in "one of the officials"; None for any other phrase."""
    if (
        last - first > 2
        and text.words[first] in text.people.grammar.partitives
        and text.words[first + 1] in text.people.grammar.genitives
    ):
        return first + 2
    return None
