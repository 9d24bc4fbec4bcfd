"""Words -> what the closed forms of the lexicon decide in running text: for a cue word, its rule, its cue span and its source."""

from __future__ import annotations

import time
from dataclasses import dataclass

import regex

from service.extraction.sources import is_outlet
from service.extraction.words import Phrase, Range, Words
from service.lexicon.rules import Rule, Rules

_REACH = 40  # tokens to each side of the word that triggers a rule, of which its pattern sees the sentence's
_LEAD = 14  # tokens of a cue before the word that triggers its rule
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


def forms(words: Words, rules: Rules, deadline: float) -> tuple[dict[int, Form], bool]:
    """Words and rules -> the forms found, by the index of the word that triggered them, and whether the deadline was kept.

    The first rule to match a word keeps it. `deadline` is on time.monotonic's clock, in seconds.
    """
    found: dict[int, Form] = {}
    document, triggered = words.document, rules.triggered
    written, whole = -1, ""  # the sentence that was coded last, and its code: two characters a token
    for token in [token for token, word in enumerate(words.lower) if word in triggered]:
        index = document.sentence_of[token]
        if index < 0:
            continue
        sentence = document.sentences[index]
        section = document.paragraphs[sentence.paragraph].section
        first, last = words.sentence(token)
        # A window keeps the cost linear where a sentence is a megabyte long; no form of the lexicon is wider.
        first, last = max(first, token - _REACH), min(last, token + _REACH)
        behind = words.classes[first:token]
        around = set(words.lower[max(first, token - _NEAR) : token + _NEAR])
        candidates = [
            rule
            for rule in triggered[words.lower[token]]
            if not (rule.near and rule.near.isdisjoint(around))
            and (rule.before is None or rule.before.search(behind))
            and section in rule.sections
        ]
        if candidates:
            if time.monotonic() > deadline:
                return found, False
            if index != written:
                run = slice(sentence.first, sentence.last)
                written, whole = index, rules.code.written(words.lower[run], words.classes[run])
            coded = whole[2 * (first - sentence.first) : 2 * (last - sentence.first)]
            matches = (_match(rule, coded, first, token) for rule in candidates)
            form = next((match for match in matches if match and _holds(words, match)), None)
            if form:
                found[token] = form
    return found, True


def _match(rule: Rule, coded: str, first: int, trigger: int) -> Form | None:
    """A rule, a coded part of a sentence with its first token, the word that triggers the rule -> its match."""
    assert rule.pattern is not None
    at = 2 * (trigger - first)
    tail = rule.pattern.tail.search(coded, max(0, at - 2 * _LEAD))
    if tail is None or tail.start() > at:
        return None
    for match in rule.pattern.whole.finditer(coded, tail.start() if rule.pattern.opens_with_cue else 0):
        cue = _tokens(match, "cue", first)
        if cue is None or cue[0] > trigger:
            return None
        if trigger < cue[1]:
            source, via = _tokens(match, "source", first), _tokens(match, "via", first)
            named = Phrase(*source) if source else None, Phrase(*via) if via else None
            return Form(rule, cue, *named, _tokens(match, "content", first), first + match.end() // 2)
    return None


def _holds(words: Words, form: Form) -> bool:
    """Whether a match of a rule is what the rule means: it may ask for an outlet, a kind of source, or words before it."""
    if form.rule.by_outlet and not is_outlet(words, form.via):
        return False
    if form.rule.by and (form.source is None or form.rule.by.isdisjoint(words.lower[form.source.first : form.source.last])):
        return False
    return form.rule.content != "before" or not _behind_no_words(words, form)


def _behind_no_words(words: Words, form: Form) -> bool:
    """Whether the mark before a form ends nothing that was said: it opens a quotation, or closes a name or a term.

    So in "that he “says odd things,” though, …" and in "of “Morning Tide,” suggested a sale"; not in "“… the ‘line’,” Lind said".
    """
    quoted, quotations = words.document.quoted, words.document.quotations
    at = begun = min(form.cue[0], *(named.first for named in (form.source, form.via) if named))
    opened = quoted[at]
    if opened >= 0 and quotations[opened].first == at:
        return True
    while at > 1 and words.classes[at - 1] in "q,-":
        at -= 1
    index = quoted[at - 1]
    if index < 0 or not quotations[index].scare:
        return False
    outer = quotations[index].inside
    if outer is not None and quotations[outer].last < begun:
        return False
    return quotations[index].first - 1 > words.sentence(form.cue[0])[0]


def _tokens(match: regex.Match[str], group: str, first: int) -> Range | None:
    """A group of a match -> the tokens that it spans; None where the pattern does not have it, or it is empty."""
    start, end = match.span(group) if group in match.re.groupindex else (0, 0)
    return (first + start // 2, first + end // 2) if start < end else None
