"""Closed forms: language -> the patterns that decide an attribution for certain, and the examples that prove them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.lexicon.files import LexiconError, read_toml
from service.lexicon.patterns import Code, Pattern, compiled
from service.lexicon.people import people
from service.model import Mode, Section

CONTENTS = ("marked", "borders", "before", "clause", "previous", "veto", "page")


@dataclass(frozen=True, slots=True)
class Rule:
    """One closed form."""

    id: str
    says: str  # one sentence of what it is
    sections: frozenset[Section]
    triggers: frozenset[str]  # words over which the cue must stand; names of lists stand for their words
    before: re.Pattern[str] | None  # what the classes of the words before the cue must match
    near: frozenset[str]  # words of which one must stand near the cue, where it is not empty; like `before` a quick test
    pattern: Pattern | None  # None: the form is one of the page's, found by code under the same id
    # "marked" by the pattern; its "borders" learned; learned on the side "before" the cue; the "clause" of the sentence's other
    # cue; the "previous" sentence; "veto": none, the word is no cue here; "page": found by code.
    content: str
    like: str | None  # the cue word that its trigger, which is none by itself, is read as
    mode: Mode | None  # None: the cue word's own
    act: str | None  # likewise
    evidence: float  # log-odds that what it finds is right, counted on training articles and rounded
    by_outlet: bool  # holds only where who passes the words on is a news outlet
    by: frozenset[str]  # words of which its source holds one; empty: any source
    yields: bool  # gives way to the encoder where both read the same words
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The closed forms of one language."""

    every: tuple[Rule, ...]  # in the order in which they are tried
    triggered: Mapping[str, tuple[Rule, ...]]  # word -> those with a pattern that it triggers, in that order
    code: Code  # in which a sentence is written for their patterns


def _rule(entry: dict[str, Any], lists: Mapping[str, Sequence[str]], code: Code, path: str) -> Rule:
    name = entry.get("id", "a rule without an id")
    try:
        pattern = entry.get("pattern")
        rule = Rule(
            id=name,
            says=entry["says"],
            sections=frozenset(map(Section, entry.get("sections", ["body", "label", "list", "caption", "headline"]))),
            triggers=frozenset(
                each for word in entry.get("triggers", ()) for each in (lists[word] if word.isupper() else (word,))
            ),
            before=re.compile(entry["before"]) if "before" in entry else None,
            near=frozenset(entry.get("near", ())),
            pattern=compiled(pattern, lists, code) if pattern else None,
            content=entry.get("content", "marked" if pattern else "page"),
            like=entry.get("like"),
            mode=Mode(entry["mode"]) if "mode" in entry else None,
            act=entry.get("act"),
            evidence=float(entry.get("evidence", 2.0)),
            by_outlet=bool(entry.get("by_outlet", False)),
            by=frozenset(entry.get("by", ())),
            yields=bool(entry.get("yields", False)),
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


def parse_rules(table: Mapping[str, Any], path: str) -> Rules:
    """Table of a rules file and its path -> its rules.

    Raises LexiconError, naming file and rule, where an entry is not as it must be.
    """
    lists, code = table["words"], Code()
    found = tuple(_rule(entry, lists, code, path) for entry in table["rules"])
    names = [rule.id for rule in found]
    for name in names:
        if names.count(name) > 1:
            raise LexiconError(path, name, "stands twice")
    triggered: dict[str, tuple[Rule, ...]] = {}
    for rule in found:
        for word in sorted(rule.triggers) if rule.pattern else ():
            triggered[word] = (*triggered.get(word, ()), rule)
    return Rules(found, triggered, code)


@cache
def rules(language: str) -> Rules:
    """Language -> its closed forms.

    Raises LexiconError as `parse_rules` does.
    """
    path = f"{language}/rules.toml"
    table = read_toml(path)
    knowing = sorted(people(language).withheld.knowing)
    return parse_rules({**table, "words": {**table["words"], "knowing": knowing}}, path)
