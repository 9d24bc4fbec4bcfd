"""Closed forms: language -> the patterns that decide an attribution for certain, and the examples that prove them.

A pattern is matched against a sentence written as one string, `word/class ` for each token (the classes are those of
service/extraction/words.py):

    said|says     one of these words            /GV        any word of one of these classes
    {source}      a noun phrase, named          {via} {np} a noun phrase
    {content}     any run of words              {clause}   a run with a verb, not opened by a subordinator: the content too
    {SAY}         a word of that list of the file's [words]
    ...           up to 12 words, no quote mark [ , ]      may be absent
    <cited>       the cue                       ( a | b )  alternatives of several words
    ^ $           the sentence's first word, and its end with the marks there
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from service.lexicon.files import LexiconError, read_toml
from service.model import Mode, Section

_NOUN_PHRASE = r"(?:(?:[^ ]+/[ds] )?(?:[^ ]+/[JnDGRNPKT] )*[^ ]+/[NPnK] (?:[^ ]+/A )*+|[^ ]+/[pwd] )"
_JOINED = r"(?:(?:of|for|in|at|from|to|with|and|close|familiar|briefed|aware)/[^ ] )"
_PHRASE = (
    rf"{_NOUN_PHRASE}(?:{_JOINED}+{_NOUN_PHRASE})*+(?:,/, {_NOUN_PHRASE}(?:{_JOINED}+{_NOUN_PHRASE})*+(?=,/, |[^ ]+/[.q] |$))?+"
)
_PIECES = regex.compile(r"\s+|\{(\w+)\}|\.\.\.|/([\w,.;:-]+)|[\[\]()|<>^$]|[^\s{}\[\]()<>|]+(?:\|[^\s{}\[\]()<>|]+)*")

CONTENTS = ("marked", "borders", "before", "clause", "previous", "veto", "page")


@dataclass(frozen=True, slots=True)
class Rule:
    """One closed form."""

    id: str
    says: str  # one sentence of what it is
    sections: frozenset[Section]
    triggers: frozenset[str]  # words over which the cue must stand; names of lists stand for their words
    before: regex.Pattern[str]  # what the classes of the words before the cue must match
    near: frozenset[str]  # words of which one must stand near the cue, where it is not empty; like `before` a quick test
    pattern: regex.Pattern[str] | None  # None: the form is one of the page's, found by code under the same id
    opens_with_cue: bool  # the pattern's first word is the cue's
    # "marked" by the pattern; its "borders" learned; learned on the side "before" the cue; the "clause" of the sentence's other
    # cue; the "previous" sentence; "veto": none, the word is no cue here; "page": found by code.
    content: str
    mode: Mode | None  # None: the cue word's own
    act: str | None  # likewise
    evidence: float  # log-odds that what it finds is right, counted on training articles and rounded
    yields: bool  # gives way to the encoder where both read the same words
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def _compiled(pattern: str, lists: Mapping[str, str], path: str, rule: str) -> regex.Pattern[str]:
    out = []
    for piece in _PIECES.finditer(pattern):
        text, name, classes = piece[0], piece[1], piece[2]
        if text.isspace():
            continue
        if name == "source":
            out.append(f"(?P<source>(?![^ ]+/[wd] [^ ]+/[VmD] ){_PHRASE})")
        elif name == "via":
            out.append(f"(?P<via>{_PHRASE})")
        elif name == "np":
            out.append(_PHRASE)
        elif name == "content":
            out.append(r"(?P<content>(?:[^ ]+ )+?)")
        elif name == "clause":
            out.append(rf"(?P<content>(?!(?:{lists['subordinators']})/)(?:[^ ]+ )+?[^ ]+/[Vm] (?:[^ ]+ )*?)")
        elif name in lists:
            out.append(f"(?:{lists[name]})/[^ ] ")
        elif name:
            raise LexiconError(path, rule, f"unknown part {{{name}}}")
        elif classes:
            out.append(rf"[^ ]+/[{regex.escape(classes)}] ")
        elif text == "...":
            out.append(r"(?:[^ ]+/[^q] ){0,12}?")
        elif text in "[(":
            out.append("(?:")
        elif text == "]":
            out.append(")?")
        elif text in ")|":
            out.append(text)
        elif text == "^":
            out.append("^(?:[^ ]+/[q(-] )*+")
        elif text == "$":
            out.append("(?:[^ ]+/[.q,(] )*+$")
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


def _rule(entry: dict[str, Any], lists: Mapping[str, str], path: str) -> Rule:
    name = entry.get("id", "a rule without an id")
    try:
        pattern = entry.get("pattern")
        rule = Rule(
            id=name,
            says=entry["says"],
            sections=frozenset(map(Section, entry.get("sections", ["body", "label", "list", "caption", "headline"]))),
            triggers=frozenset(word for name in entry.get("triggers", ()) for word in lists.get(name, name).split("|")),
            before=regex.compile(entry.get("before", "")),
            near=frozenset(entry.get("near", ())),
            pattern=_compiled(pattern, lists, path, name) if pattern else None,
            opens_with_cue=(pattern or "").startswith("<"),
            content=entry.get("content", "marked" if pattern else "page"),
            mode=Mode(entry["mode"]) if "mode" in entry else None,
            act=entry.get("act"),
            evidence=float(entry.get("evidence", 2.0)),
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


def parse_rules(table: Mapping[str, Any], path: str) -> tuple[Rule, ...]:
    """Table of a rules file and its path -> its rules, in their order.

    Raises LexiconError, naming file and rule, where an entry is not as it must be.
    """
    lists = {name: "|".join(map(regex.escape, words)) for name, words in table["words"].items()}
    found = tuple(_rule(entry, lists, path) for entry in table["rules"])
    names = [rule.id for rule in found]
    for name in names:
        if names.count(name) > 1:
            raise LexiconError(path, name, "stands twice")
    return found


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """Language -> its closed forms, in the order in which they are tried.

    Raises LexiconError as `parse_rules` does.
    """
    path = f"{language}/rules.toml"
    return parse_rules(read_toml(path), path)
