"""Pairings -> the same with the quotations inside someone's words whose own speaker stands right beside them.

“One mother told us: ‘I was treated like a parking ticket’,” she wrote: the mother's words stand within hers. The form's id stands
in lexicon/<language>/rules.toml with its examples; "page" is its content there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import regex

from service.extraction.pairing import Pairing, certain
from service.extraction.words import Phrase, Range, Words
from service.lexicon.cues import CueForm
from service.model import Mode, Quotation

RULE = "quotation-in-words"
_REACH = 6  # tokens between an inner quotation and its cue: "told our men", "said to the clerk"
_MOST = 200  # quotations of one page that may be inner ones; a page with more repeats itself
_TERM = 3  # tokens; a capitalised quotation that is longer is a sentence
_WORDS = 2  # words; a shorter one is a name or a term
_HEARER = regex.compile(r"[itRdspPNKJnTA]*")  # classes of whoever hears it and when, between the cue and the quotation
_FINITE = frozenset({"past", "past+done", "s", "base"})  # inflections of a verb that has a subject


def with_inner(words: Words, pairings: Sequence[Pairing]) -> list[Pairing]:
    """Pairings -> the same and, behind them, those of quotations that stand in their contents beside a subject and a cue."""
    found: list[Pairing] = []
    said = _Said(pairings)
    for quotation in words.document.quotations:
        piece = words.trimmed(quotation.first, quotation.last)
        if quotation.scare or piece is None or piece[1] - piece[0] < _WORDS or len(found) == _MOST:
            continue
        beside = _before(words, quotation) or (_after(words, quotation) if quotation.inside is not None else None)
        if beside is None:
            continue
        source, (token, form) = beside
        if said.holds(source.first, token, piece):
            inner = certain((token, token + 1), form.lemma, [piece], source, RULE)
            found.append(inner._replace(mode=form.mode, act=form.act))
    return [*pairings, *found]


class _Said:
    """The contents of a page's pairings, in the order of their first words, so that a page of any length is asked quickly."""

    def __init__(self, pairings: Sequence[Pairing]) -> None:
        self._contents = sorted((content, number) for number, pairing in enumerate(pairings) for content in pairing.contents)
        self._pairings = pairings
        self._begins = [begin for (begin, _), _ in self._contents]
        self._reach = list(accumulate((end for (_, end), _ in self._contents), max))  # how far any goes that began by then

    def holds(self, first: int, token: int, piece: Range) -> bool:
        """A source's first word, its cue and a quotation beside them -> whether a statement's words hold all three."""
        begin, end = min(first, token), max(token + 1, piece[1])
        at = bisect_right(self._begins, begin) - 1
        while at >= 0 and self._reach[at] >= end:
            (_, last), number = self._contents[at]
            if last >= end and piece not in self._pairings[number].contents:
                return True
            at -= 1
        return False


def _before(words: Words, quotation: Quotation) -> tuple[Phrase, tuple[int, CueForm]] | None:
    """A quotation -> the source and the cue that stand right before it."""
    end = quotation.first - 1
    marked = end > 0 and words.classes[end - 1] in ",:"
    end -= marked
    for token in range(end - 1, max(end - 1 - _REACH, 0), -1):
        form = words.forms.get(token)
        if form is not None and _says(form) and _HEARER.fullmatch(words.classes, token + 1, end):
            source = _subject(words, token) or _first(words, token)
            source = None if source and words.classes[source.last - 1] == "w" else source
            close = marked or (token == end - 1 and (quotation.inside is not None or _is_sentence(words, quotation, form)))
            return (source, (token, form)) if source and close else None
        if words.classes[token] in ".;:q":
            return None
    return None


def _after(words: Words, quotation: Quotation) -> tuple[Phrase, tuple[int, CueForm]] | None:
    """A quotation -> the source and the cue right after it, in either order: ‘We are late,’ he told me."""
    begin = quotation.last + 1
    phrase = words.phrase_from(begin) if begin < len(words.lower) else None
    if phrase is None:
        return None
    form, turned = words.forms.get(phrase.last), words.forms.get(begin)
    if phrase.first == begin and form is not None and _says(form):
        return phrase, (phrase.last, form)
    if phrase.first == begin + 1 and turned is not None and _says(turned):
        return phrase, (begin, turned)
    return None


def _is_sentence(words: Words, quotation: Quotation, form: CueForm) -> bool:
    """Whether a quotation behind a verb is what was uttered as it stands, not a name or a term: "he replied “I cannot do it”"."""
    long = quotation.last - quotation.first > _TERM
    return long and form.kind != "name" and words.document.tokens[quotation.first].text[0].isupper()


def _says(form: CueForm) -> bool:
    return form.part == "verb" and form.inflection in _FINITE and form.mode is not Mode.THOUGHT


def _subject(words: Words, token: int) -> Phrase | None:
    """A verb -> the noun phrase that it follows, auxiliaries, adverbs and an apposition's commas left out."""
    end = token
    while end > 0 and (words.classes[end - 1] in "mR" or words.lower[end - 1] in words.grammar.auxiliaries):
        end -= 1
    if end and words.classes[end - 1] == ",":
        named = _ending(words, end - 1)
        if named is None or not named.first or words.classes[named.first - 1] != ",":
            return None
        head = _ending(words, named.first - 1)
        return Phrase(head.first, named.last) if head else None
    return _ending(words, end)


def _first(words: Words, token: int) -> Phrase | None:
    """A verb after "and" -> the noun phrase that its sentence or quotation begins with: "he looked at me and said"."""
    if words.lower[token - 1] not in words.grammar.coordinators or words.classes[token - 1] == ",":
        return None
    begin = words.sentence(token)[0]
    around = words.document.quoted[token]
    if around >= 0:
        begin = max(begin, words.document.quotations[around].first)
    found = words.phrase_from(begin)
    return found if found is not None and found.first == begin and found.last < token else None


def _ending(words: Words, end: int) -> Phrase | None:
    """Index after a phrase -> the phrase."""
    at = min(words.phrase_at(end), len(words.phrases)) - 1
    found = words.phrases[at] if at >= 0 else None
    return found if found is not None and found.last == end else None
