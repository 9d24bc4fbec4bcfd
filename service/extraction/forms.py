"""Words -> what the closed forms of the lexicon decide in running text: for a cue word, its rule, its cue span and its source."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from service.extraction.words import Phrase, Range, Words
from service.lexicon.rules import Rule

_REACH = 40  # tokens to each side of the word that triggers a rule, of which its pattern sees the sentence's
_NEAR = 14  # tokens to each side within which a rule's near words stand


@dataclass(frozen=True, slots=True)
class Form:
    """One match of a rule, as token indices."""

    rule: Rule
    cue: Range
    source: Phrase | None
    via: Phrase | None
    content: Range | None  # where the rule marks it
    end: int  # index after the last word of the form


def forms(words: Words, rules: Sequence[Rule], deadline: float) -> tuple[dict[int, Form], bool]:
    """Words and rules -> the forms found, by the index of the word that triggered them, and whether the deadline was kept.

    The first rule to match a word keeps it. `deadline` is on time.monotonic's clock, in seconds.
    """
    found: dict[int, Form] = {}
    document = words.document
    by_trigger: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.pattern:
            for word in rule.triggers:
                by_trigger.setdefault(word, []).append(rule)
    for token, word in enumerate(words.lower):
        if word not in by_trigger or document.sentence_of[token] < 0:
            continue
        section = document.paragraphs[document.sentences[document.sentence_of[token]].paragraph].section
        first, last = words.sentence(token)
        # A window keeps the cost linear where a sentence is a megabyte long; no form of the lexicon is wider.
        first, last = max(first, token - _REACH), min(last, token + _REACH)
        behind = words.classes[first:token]
        around = words.lower[max(first, token - _NEAR) : token + _NEAR]
        candidates = [
            rule
            for rule in by_trigger[word]
            if section in rule.sections and not (rule.near and rule.near.isdisjoint(around)) and rule.before.search(behind)
        ]
        if candidates:
            if time.monotonic() > deadline:
                return found, False
            line = _Line(words, first, last)
            form = next(filter(None, (line.match(rule, token) for rule in candidates)), None)
            if form:
                found[token] = form
    return found, True


class _Line:
    """Part of a sentence as the patterns read it, and the way back from its characters to tokens."""

    def __init__(self, words: Words, first: int, last: int) -> None:
        pieces = [f"{lower}/{kind} " for lower, kind in zip(words.lower[first:last], words.classes[first:last], strict=True)]
        self._text = "".join(pieces)
        self._starts = list(accumulate(map(len, pieces), initial=0))
        self._first = first

    def _tokens(self, span: tuple[int, int]) -> Range:
        return self._first + bisect_left(self._starts, span[0]), self._first + bisect_left(self._starts, span[1])

    def match(self, rule: Rule, trigger: int) -> Form | None:
        """A rule and the word that triggers it -> its match with that word in the cue, if there is one."""
        assert rule.pattern is not None
        begins = self._starts[trigger - self._first] if rule.opens_with_cue else 0
        for match in rule.pattern.finditer(self._text, begins):
            cue = self._tokens(match.span("cue"))
            if cue[0] > trigger:
                return None
            if trigger < cue[1]:
                groups = match.groupdict()
                source = Phrase(*self._tokens(match.span("source"))) if groups.get("source") else None
                via = Phrase(*self._tokens(match.span("via"))) if groups.get("via") else None
                content = self._tokens(match.span("content")) if groups.get("content") else None
                return Form(rule, cue, source, via, content, self._tokens(match.span())[1])
        return None
