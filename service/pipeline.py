"""The order of the stages: text in, attributed statements out."""

from __future__ import annotations

import gc
import time
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from service.document import read
from service.extraction import NEURAL, extract, taggers
from service.lexicon.cues import cue_lexicon
from service.lexicon.encoder import FOLDER as ENCODER
from service.lexicon.encoder import encoder
from service.lexicon.files import digest
from service.lexicon.outlet_tables import FOLDER as PRESS
from service.lexicon.outlets import outlets
from service.lexicon.page import page
from service.lexicon.people import people
from service.lexicon.rules import rules
from service.lexicon.sources import source_words
from service.lexicon.ways import ways
from service.lexicon.weights import scale, weights
from service.model import Attribution, Document, Kind, Mode, Provenance, Report, Section, Span, Statement, TokenKind
from service.resolution import resolve
from service.scoring import confidence
from service.version import VERSION

__all__ = ["ANSWERED", "DEFAULT_BUDGET", "LANGUAGES", "Options", "attribute", "engine", "load", "ready", "taggers"]

ANSWERED = frozenset({Section.HEADLINE, Section.BODY, Section.CAPTION, Section.LABEL, Section.LIST})
LANGUAGES = ("en",)

# Long enough for a book at the slowest rate seen, short enough that a worker is not held by one request.
DEFAULT_BUDGET = 10.0  # seconds on the wall clock

_LINE_END = regex.compile(r"\r\n|\n|\r")
_WORDS = frozenset({TokenKind.WORD, TokenKind.NUMBER})


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller asks for; the defaults are the contract's."""

    language: str | None = None  # BCP 47; None: take the only one there is
    title: str | None = None  # the headline, where the caller knows it
    publisher: str | None = None  # whose article this is
    min_confidence: float = 0.0  # inclusive
    modes: frozenset[Mode] = frozenset({Mode.SPEECH, Mode.WRITING})
    sections: frozenset[Section] = ANSWERED
    budget: float = DEFAULT_BUDGET  # seconds on the wall clock
    tagger: str | None = None  # "rules" or "neural"; None: the most accurate that can run here


def attribute(text: str, options: Options | None = None) -> Report:
    """Text of an article -> its attributed statements, in order of their first character.

    Offsets count code points of `text`. An article without statements gives an empty tuple. When the time budget of the options
    runs out, what was read by then is answered and `incomplete` is true. No text raises.
    """
    options = options or Options()
    deadline = time.monotonic() + options.budget
    document = read(text, options.language or LANGUAGES[0], options.title, deadline)
    tagger = options.tagger or taggers()[0]
    attributions, complete = extract(document, deadline, tagger)
    provenances = resolve(document, attributions, options.publisher, deadline)
    complete = complete and document.whole and None not in provenances
    starts = [token.start for token in document.tokens]
    lines = [end.end() for end in _LINE_END.finditer(text)]
    found = sorted(
        (
            (_statement(document, starts, attribution, provenance, lines, tagger), index)
            for index, (attribution, provenance) in enumerate(zip(attributions, provenances, strict=True))
            if provenance is not None and _asked(attribution, options)
        ),
        key=lambda each: (each[0].contents[0], each[0].cue or each[0].contents[0]),
    )
    kept = [each for each in found if each[0].confidence >= options.min_confidence]
    warnings = () if complete else (("time_budget", "The time budget ran out; the end of the article was not read."),)
    publisher = outlets().named(options.publisher) if options.publisher else None
    return Report(document, tagger, _numbered(kept, provenances), not complete, warnings, publisher)


def _asked(attribution: Attribution, options: Options) -> bool:
    mode = attribution.cue.mode if attribution.cue else Mode.SPEECH
    return mode in options.modes and attribution.section in options.sections


def _statement(
    document: Document, starts: list[int], attribution: Attribution, provenance: Provenance, lines: list[int], tagger: str
) -> Statement:
    cue = attribution.cue
    certainty, reasons = confidence(attribution, provenance, document.language, tagger)
    return Statement(
        id="",
        kind=_kind(document, starts, attribution.contents),
        mode=cue.mode if cue else Mode.SPEECH,
        act=cue.act if cue else "state",
        section=attribution.section,
        line=bisect_right(lines, attribution.contents[0].start) + 1,
        contents=attribution.contents,
        cue=cue.span if cue else None,
        source=attribution.source,
        speaker=provenance.speaker,
        outlet=provenance.outlet,
        outlet_at=provenance.outlet_at,
        chain=provenance.chain,
        medium=provenance.medium,
        same_as=None,
        confidence=certainty,
        reasons=reasons,
    )


def _numbered(kept: Sequence[tuple[Statement, int]], provenances: Sequence[Provenance | None]) -> tuple[Statement, ...]:
    """Statements in order, each with the index of its attribution -> the same with their ids."""
    ids = {index: f"s{number}" for number, (_, index) in enumerate(kept, 1)}
    twins = {index: provenance.same_as for index in ids if (provenance := provenances[index]) is not None}
    same = {index: ids.get(other) for index, other in twins.items() if other is not None}
    return tuple([replace(statement, id=ids[index], same_as=same.get(index)) for statement, index in kept])


def _kind(document: Document, starts: list[int], contents: tuple[Span, ...]) -> Kind:
    """Contents -> direct where every word stands in quotation marks, indirect where none does, else mixed."""
    quoted = unquoted = False
    for span in contents:
        for index in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            if document.tokens[index].kind in _WORDS:
                quoted |= document.quoted[index] >= 0
                unquoted |= document.quoted[index] < 0
    if quoted and unquoted:
        return Kind.MIXED
    return Kind.DIRECT if quoted else Kind.INDIRECT


@cache
def engine(tagger: str) -> Mapping[str, str]:
    """A tagger -> the versions of what decides its answers: the service, and all data behind it."""
    language = LANGUAGES[0]
    folders = [language, PRESS, *([f"{language}/{ENCODER}"] if tagger == NEURAL else [])]
    return {"version": VERSION, "tagger": tagger, "lexicon": digest(folders)}


def load(tagger: str) -> None:
    """A tagger -> nothing; its data files are read and checked, so that processes forked afterwards share them in memory.

    Raises LexiconError for a bad file. The encoder's sessions are not made here: one made before a fork hangs when it is closed.
    """
    language = LANGUAGES[0]
    rules(language)
    scale(language, tagger)
    engine(tagger)
    for words in (weights, cue_lexicon, page, people, ways, source_words):
        words(language)
    outlets()
    if tagger == NEURAL:
        encoder(language)
    extract(read("", language), time.monotonic())
    # All of it stays. The collector need not go through it again, nor, after a fork, write to memory that is shared.
    gc.freeze()


def ready(tagger: str) -> bool:
    """A tagger -> whether it gets a sentence with a known answer right."""
    text = "“The bridge will open in May,” Reuters quoted Mayor Ada Lind as saying."
    for statement in attribute(text, Options(tagger=tagger)).statements:
        if statement.speaker and statement.outlet and statement.source:
            return statement.speaker.name == "Ada Lind" and statement.outlet.name == "Reuters" and statement.confidence > 0
    return False
