"""Extents: where the words of a source begin and end, also where extraction has too few or too many of them."""

from __future__ import annotations

from collections.abc import Mapping

from service.model import Attribution, Span
from service.resolution.page.names import Name, NameKind
from service.resolution.page.outlets import Outlets
from service.resolution.page.phrases import pieces, right_end
from service.resolution.page.text import Text

_ROLE = 4  # words of a role before a name


def extent(
    text: Text, outlets: Outlets, name_at: Mapping[int, Name], attribution: Attribution, source: Span
) -> list[tuple[int, int]]:
    """Source of an attribution -> its parts between commas as ranges of tokens, the first the one that names who speaks.

    Empty for a source without words.
    """
    parts = pieces(text, source)
    if not parts:
        return []
    first, last = parts[0]
    last = _without_manner(text, first, last)
    cited = _cited(text, outlets, first, last)
    if cited is not None:
        first = cited
    if len(parts) == 1 and parts[0][1] == text.within(source)[1]:
        stop = _stop(text, attribution, last)
        last = _without_manner(text, first, _completed(text, last, stop, name_at))
        return [(first, last), *_behind(text, outlets, name_at, last, stop)]
    return [(first, last), *parts[1:]]


def _without_manner(text: Text, first: int, last: int) -> int:
    """Range of a source -> its end without what goes with the verb behind it: "Lind" of "Lind often", of "Lind herself"."""
    grammar, people = text.people.grammar, text.people
    end = last
    while end - 1 > first and text.words[end - 2] not in grammar.determiners:
        word = text.words[end - 1]
        if word in grammar.days:  # "Norvia Monday said"
            end -= 1
            continue
        if end - 2 > first and f"{text.words[end - 2]} {word}" in grammar.times:
            end -= 2
            continue
        if text.capital[end - 1] or word in people.nouns or not (word in grammar.adverbs or word.endswith(people.endings.adverb)):
            break
        end -= 1
    return end


def _cited(text: Text, outlets: Outlets, first: int, last: int) -> int | None:
    """Where whoever speaks begins in a source that names an outlet before: "Reuters with reference to two officials"."""
    beside, words = text.ways.beside, text.words
    if not outlets.within(first, last):
        return None
    for at in range(last - 2, first, -1):
        if words[at] in beside.cites or (words[at] in beside.given and words[at - 1] in beside.reference):
            return at + 1
    return None


def _stop(text: Text, attribution: Attribution, last: int) -> int:
    """Where at the latest a source ends: at its sentence's end, its cue, its contents."""
    sentence = text.sentence(last - 1)
    stops = [sentence.last if sentence else last]
    for span in (attribution.cue.span if attribution.cue else None, *attribution.contents):
        if span is not None and (begin := text.after(span.start)) >= last:
            stops.append(begin)
    return min(stops)


def _completed(text: Text, last: int, stop: int, name_at: Mapping[int, Name]) -> int:
    """Index after a source that may end too early, index where its cue or content begins -> index after its last word.

    "Common Pleas Clerk" of "Clerk of Courts Ada Lind", "people" of "people briefed on the talks"; never beyond `stop`.
    """
    people, beside = text.people, text.ways.beside
    name = name_at.get(last - 1)
    if name is not None and name.last > last:
        last = min(name.last, stop)
        while last < stop and text.words[last] in people.nouns and not text.capital[last] and text.joined(last):
            last += 1  # "a Works Department spokesperson"
    elif name is not None:
        second = name_at.get(last + 1) if last + 1 < stop and text.words[last] in people.grammar.joins else None
        if (
            second is not None
            and second.first == last + 1
            and second.last == stop
            and NameKind.BODY not in (name.kind, second.kind)
        ):
            last = stop  # "Lind" of "Lind and Berg said"
    elif (
        name is None
        and last < stop
        and text.words[last] in people.grammar.postposed
        and people.is_person(people.singular(text.words[last - 1]))
    ):
        last += 1  # "the inspector general"
    elif (
        name is None
        and last < stop
        and text.joined(last)
        and (text.words[last - 1] in people.nouns or text.words[last - 1] in people.grammar.partitives)
    ):
        word, grammar = text.words[last], people.grammar
        ahead = last + 1 + (not grammar.articles.isdisjoint(text.words[last + 1 : last + 2]))
        firm = word in grammar.firm or word in people.withheld.knowing or word in grammar.participles
        paper = people.singular(text.words[last - 1]) in people.papers and word in grammar.telling  # "a report by Lind"
        inside = word in grammar.prepositions and ahead in name_at and (paper or word not in grammar.loose)
        told = word in beside.told and word not in people.withheld.knowing
        if (firm or inside) and not told and word not in beside.seen and word not in beside.passed:
            last = right_end(text, last - 1, stop)
    return last


def _behind(text: Text, outlets: Outlets, name_at: Mapping[int, Name], last: int, stop: int) -> list[tuple[int, int]]:
    """A name that is added to a source though the source ends before it: "the minister, Ada Lind, said"."""
    first = last + (last < stop and text.tokens[last].text == ",")
    if first > last or text.tokens[last - 1].text == ")":
        first = _behind_role(text, first, stop)
    name = name_at.get(first) if first < stop else None
    if name is None or name.first < first or name.core in outlets.at:
        return []
    closed = name.last >= stop or text.tokens[name.last].text in (",", ".")
    return [(name.core, name.last)] if closed else []


def _behind_role(text: Text, first: int, stop: int) -> int:
    """Index where an addition begins -> index behind the role that it begins with, "the climatologist Ada Lind"."""
    people = text.people
    at = first + (first < stop and text.words[first] in people.grammar.the)
    while at < min(stop, first + _ROLE) and not text.capital[at]:
        if people.is_person(text.words[at]) or people.is_title(text.words[at]):
            return at + 1
        at += 1
    return first
