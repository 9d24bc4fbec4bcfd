"""Withholding: the reason that an article gives for not naming a source: "because they were not authorised to speak"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from service.model import Mention, TokenKind
from service.resolution.page.figures import Figure
from service.resolution.page.text import Text
from service.resolution.speakers.anonymity import negated, withholds

_SUBJECT = 4  # tokens at the head of a sentence in which it comes back to the source of the one before
_WINDOW = 16  # tokens after the word that withholds a name in which the reason begins
_FEWEST = 2  # tokens that are no reason yet
_STOPS = frozenset({",", ";", "—", "–", "(", ")"})
_PHRASE = 3  # words of the longest phrase that opens a reason
_LONGEST = 40  # tokens of a reason; what is longer is no clause


def reasons(text: Text, places: Mapping[Figure, Sequence[int]]) -> dict[Figure, Mention]:
    """Withheld sources, each with the sentences in which it is described or speaks -> the reasons given, for those that have one.

    A reason stands in such a sentence or right after it, in one that comes back to the source: "The official spoke on condition
    of anonymity because the talks are private."
    """
    found: dict[Figure, Mention] = {}
    known: dict[int, Mention | None] = {}

    def told(number: int) -> Mention | None:
        if number not in known:
            known[number] = _told(text, number)
        return known[number]

    for figure, numbers in places.items():
        for number in numbers:
            reason = told(number) or (told(number + 1) if _comes_back(text, number + 1, figure) else None)
            if reason is not None:
                found[figure] = reason
                break
    return found


def _told(text: Text, number: int) -> Mention | None:
    """Number of a sentence -> the reason that it gives for withholding a name."""
    sentence = text.document.sentences[number]
    first, last, words, withheld = sentence.first, sentence.last, text.words, text.people.withheld
    if withheld.words.isdisjoint(words[first:last]) and withheld.verbs.isdisjoint(words[first:last]):
        return None
    at = withholds(text, first, last)
    if at is None:
        return None
    stop = next((index for index in range(at + 1, min(last, at + _WINDOW)) if _leaves(text, index)), min(last, at + _WINDOW))
    return (
        _clause(text, first, first + 1, _gives_reason)
        or _clause(text, at + 1, stop, _gives_reason)
        or _unauthorised(text, first, stop)
        or _clause(text, at + 1, stop, _gives_purpose)
    )


def _leaves(text: Text, index: int) -> bool:
    """Whether the clause that withholds a name is over at a token: who withheld it speaks, or is spoken to."""
    word = text.words[index]
    return text.tokens[index].kind is TokenKind.QUOTE or word in text.ways.beside.told or word in text.people.grammar.speaks


def _clause(text: Text, first: int, last: int, opens: Callable[[Text, int], bool]) -> Mention | None:
    """Range of tokens, and how a reason opens -> the first that opens there."""
    for at in range(first, last):
        if opens(text, at):
            end = _end(text, at)
            if end - at > _FEWEST:
                return text.mention(at, end)
    return None


def _gives_reason(text: Text, at: int) -> bool:
    """Whether a reason begins at a token: "because …", "as they were …", "for fear of …"."""
    withheld, grammar = text.people.withheld, text.people.grammar
    if any(" ".join(text.words[at : at + length]) in withheld.reasons for length in range(1, _PHRASE + 1)):
        return True
    after = text.words[at + 1] if at + 1 < len(text.words) else ""
    subject = after in text.people.pronouns or after in grammar.determiners or after in withheld.negations
    return subject and text.words[at] in withheld.reasons_before_subject


def _gives_purpose(text: Text, at: int) -> bool:
    """Whether a token opens what the name is withheld for: "to discuss the talks"."""
    withheld = text.people.withheld
    return text.words[at] in withheld.purpose and not withheld.purposes.isdisjoint(text.words[at + 1 : at + 2])


def _end(text: Text, at: int) -> int:
    """Index where a reason begins -> index after it: the clause's comma, or the sentence's end without its mark."""
    sentence = text.sentence(at)
    last = min(sentence.last if sentence else at, at + _LONGEST)
    end = at
    while end < last and text.tokens[end].text not in _STOPS and not (end > at + _FEWEST and _leaves(text, end)):
        end += 1
    while end > at and text.tokens[end - 1].kind is TokenKind.MARK:
        end -= 1
    return end


def _unauthorised(text: Text, first: int, last: int) -> Mention | None:
    """ "not authorised to speak to the press" withholds a name and is the reason in one."""
    withheld = text.people.withheld
    for at, negation in negated(text, first, last):
        word = text.words[at]
        if word in withheld.unauthorised and (negation is not None or word in withheld.negations):
            begin = at if negation is None else negation
            return text.mention(begin, _end(text, begin))
    return None


def _comes_back(text: Text, number: int, figure: Figure) -> bool:
    """Whether a sentence is about a source of the one before it: by a pronoun, or by a noun for it, at its head."""
    sentences = text.document.sentences
    if number >= len(sentences):
        return False
    sentence = sentences[number]
    for at in range(sentence.first, min(sentence.first + _SUBJECT, sentence.last)):
        word = text.words[at]
        pronoun = text.people.pronouns.get(word)
        if pronoun is not None and pronoun.person == 3:  # "they" may be one
            return pronoun.many is not False or (not figure.many and pronoun.gender != "n")
        if text.people.singular(word) in figure.roles or text.people.singular(word) in text.people.withheld.anyone:
            return True
    return False
