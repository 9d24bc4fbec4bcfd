"""Closed forms: language -> the patterns that decide an attribution for certain, with the examples that prove them.

A pattern is matched against a sentence written as one string, `word/class ` for each token (classes: service/extraction/words.py):

    said|says     one of these words            /GV        any word of one of these classes
    {source}      a noun phrase, named          {via} {np} a noun phrase
    {content}     any run of words              ...        up to 12 words
    <cited>       the cue                       [ , ]      may be absent
    ( a | b )     alternatives of several words ^ $        the sentence's ends, marks there left out
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from service.lexicon.files import LexiconError, read_toml
from service.model import Mode, Section

_NOUN_PHRASE = r"(?:(?:[^ ]+/[ds] )?(?:[^ ]+/[JnDGRNPKT] )*[^ ]+/[NPnK] (?:[^ ]+/A )*+|[^ ]+/[pwd] )"
_JOINED = r"(?:(?:of|for|in|at|from|to|with|on|and|close|familiar|briefed|aware|near|by)/[^ ] )"
_PHRASE = rf"{_NOUN_PHRASE}(?:{_JOINED}+{_NOUN_PHRASE})*+(?:,/, {_NOUN_PHRASE}(?:{_JOINED}+{_NOUN_PHRASE})*+(?=,/, |[^ ]+/[.q] |$))?+"
_PIECES = regex.compile(r"\s+|\{(\w+)\}|\.\.\.|/(\w+)|[\[\]()|<>^$]|[^\s{}\[\]()<>|]+(?:\|[^\s{}\[\]()<>|]+)*")

CONTENTS = ("marked", "borders", "clause", "previous", "page")


@dataclass(frozen=True, slots=True)
class Rule:
    """One closed form."""

    id: str
    says: str  # one sentence of what it is
    sections: frozenset[Section]
    triggers: frozenset[str]  # words without one of which a sentence is not looked at
    pattern: regex.Pattern[str] | None  # None: the form is one of the page's, found by code under the same id
    content: str  # "marked" by the pattern; "borders" learned; the "clause" of the sentence's other cue; the "previous" sentence
    mode: Mode
    act: str
    evidence: float  # log-odds that what it finds is right, counted on training articles and rounded
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def _compiled(pattern: str, path: str, rule: str) -> regex.Pattern[str]:
    out = []
    for piece in _PIECES.finditer(pattern):
        text, name, classes = piece[0], piece[1], piece[2]
        if text.isspace():
            continue
        if name in ("source", "via"):
            out.append(f"(?P<{name}>{_PHRASE})")
        elif name == "np":
            out.append(_PHRASE)
        elif name == "content":
            out.append(r"(?P<content>(?:[^ ]+ )+?)")
        elif name:
            raise LexiconError(path, rule, f"unknown part {{{name}}}")
        elif classes:
            out.append(rf"[^ ]+/[{regex.escape(classes)}] ")
        elif text == "...":
            out.append(r"(?:[^ ]+ ){0,12}?")
        elif text in "[(":
            out.append("(?:")
        elif text == "]":
            out.append(")?+")
        elif text in ")|^$":
            out.append(text)
        elif text == "<":
            out.append("(?P<cue>")
        elif text == ">":
            out.append(")")
        else:
            out.append(rf"(?:{regex.escape(text).replace(chr(92) + '|', '|')})/[^ ] ")
    try:
        return regex.compile("".join(out))
    except regex.error as error:
        raise LexiconError(path, rule, f"pattern: {error}") from error


def _rule(entry: dict[str, Any], path: str) -> Rule:
    name = entry.get("id", "a rule without an id")
    try:
        pattern = entry.get("pattern")
        rule = Rule(
            id=name,
            says=entry["says"],
            sections=frozenset(map(Section, entry.get("sections", ["body", "label", "list", "caption", "headline"]))),
            triggers=frozenset(entry.get("triggers", ())),
            pattern=_compiled(pattern, path, name) if pattern else None,
            content=entry.get("content", "marked" if pattern else "page"),
            mode=Mode(entry.get("mode", "speech")),
            act=entry.get("act", "state"),
            evidence=float(entry.get("evidence", 2.0)),
            examples=tuple(entry["examples"]),
            counter_examples=tuple(entry["counter_examples"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise LexiconError(path, name, f"{type(error).__name__}: {error}") from error
    if rule.content not in CONTENTS:
        raise LexiconError(path, name, f"content must be one of {', '.join(CONTENTS)}")
    if not rule.examples or not rule.counter_examples:
        raise LexiconError(path, name, "needs examples and counter_examples")
    return rule


@cache
def rules(language: str) -> Sequence[Rule]:
    """Language -> its closed forms, in the order in which they are tried.

    Raises LexiconError, naming file and rule, where an entry is not as it must be.
    """
    path = f"{language}/rules.toml"
    found = tuple(_rule(entry, path) for entry in read_toml(path)["rules"])
    names = [rule.id for rule in found]
    for name in names:
        if names.count(name) > 1:
            raise LexiconError(path, name, "stands twice")
    return found
