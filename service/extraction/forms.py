"""Words -> what the closed forms of the lexicon decide in running text: for a cue word, its rule, its cue span and its source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.extraction.words import Phrase, Range, Words
from service.lexicon.rules import Rule

@dataclass(frozen=True, slots=True)
class Form:
    """One match of a rule, as token indices."""

    rule: Rule
    cue: Range
    source: Phrase | None
    via: Phrase | None
    content: Range | None  # where the rule marks it
    end: int  # index after the last word of the form


def forms(words: Words, rules: Sequence[Rule]) -> dict[int, Form]:
    """Words and rules -> the forms found, by the index of the first word of their cue; the first rule to match a cue keeps it."""
    found: dict[int, Form] = {}
    document = words.document
    triggers = {word for rule in rules if rule.pattern for word in rule.triggers}
    for token, word in enumerate(words.lower):
        if word not in triggers or document.sentence_of[token] < 0:
            continue
        section = document.paragraphs[document.sentences[document.sentence_of[token]].paragraph].section
        for rule in rules:
            if rule.pattern and word in rule.triggers and section in rule.sections:
                for form in _matches(words, rule, token):
                    found.setdefault(form.cue[0], form)
    return found


def _matches(words: Words, rule: Rule, trigger: int) -> Iterator[Form]:
    """A rule and a word that triggers it -> its match over that word, if there is one."""
    first, last = words.sentence(trigger)
    # A window keeps the cost linear where a sentence is a megabyte long; no form of the lexicon is wider.
    first, last = max(first, trigger - 40), min(last, trigger + 40)
    starts, pieces, at = [], [], 0
    for i in range(first, last):
        piece = f"{words.lower[i]}/{words.classes[i]} "
        starts.append(at)
        pieces.append(piece)
        at += len(piece)
    line = "".join(pieces)
    assert rule.pattern is not None

    def tokens(span: tuple[int, int]) -> Range:
        return first + bisect_left(starts, span[0]), first + bisect_left(starts, span[1])

    for match in rule.pattern.finditer(line):
        groups = match.groupdict()
        cue = tokens(match.span("cue"))
        if not cue[0] <= trigger < cue[1]:
            continue
        source = Phrase(*tokens(match.span("source"))) if groups.get("source") else None
        via = Phrase(*tokens(match.span("via"))) if groups.get("via") else None
        content = tokens(match.span("content")) if groups.get("content") else None
        yield Form(rule, cue, source, via, content, tokens(match.span())[1])
        return
