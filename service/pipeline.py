"""The order of the stages: text in, attributed statements out."""

from __future__ import annotations

import gc
import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from service.document import read
from service.document.lines import line_numbers
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
from service.model import Attribution, Document, Kind, Mode, Provenance, Reason, Report, Section, Span, Statement, TokenKind
from service.resolution import resolve
from service.scoring import confidence
from service.version import VERSION

__all__ = ["ANSWERED", "DEFAULT_BUDGET", "LANGUAGES", "Options", "attribute", "engine", "load", "ready", "taggers"]

ANSWERED = frozenset({Section.HEADLINE, Section.BODY, Section.CAPTION, Section.LABEL, Section.LIST})
LANGUAGES = ("en",)

# Long enough for a book at the slowest rate seen, short enough that a worker is not held by one request.
DEFAULT_BUDGET = 10.0  # seconds on the wall clock

# New objects between two looks of the collector: more than a long article makes. All of them go without it, and to look at them
# costs the processor's caches.
_YOUNG = 100_000


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


class _Judged(NamedTuple):
    """An attribution that is asked for, with its number among all, who stands behind it, and how sure that is."""

    number: int
    attribution: Attribution
    provenance: Provenance
    confidence: float
    reasons: tuple[Reason, ...]


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
    found = [
        _Judged(number, attribution, provenance, *confidence(attribution, provenance, document.language, tagger))
        for number, (attribution, provenance) in enumerate(zip(attributions, provenances, strict=True))
        if provenance is not None and _asked(attribution, provenance, options)
    ]
    kept = sorted((each for each in found if each.confidence >= options.min_confidence), key=_place)
    warnings = () if complete else (("time_budget", "The time budget ran out; the end of the article was not read."),)
    publisher = outlets().named(options.publisher) if options.publisher else None
    return Report(document, tagger, _statements(document, kept), not complete, warnings, publisher)


def _asked(attribution: Attribution, provenance: Provenance, options: Options) -> bool:
    return _mode(attribution, provenance) in options.modes and attribution.section in options.sections


def _mode(attribution: Attribution, provenance: Provenance) -> Mode:
    """How a statement was made: as its cue tells; what a paper "says" is written."""
    mode = attribution.cue.mode if attribution.cue else Mode.SPEECH
    return Mode.WRITING if mode is Mode.SPEECH and provenance.written else mode


def _place(judged: _Judged) -> tuple[Span, Span]:
    """Where a statement stands among others: in the order of their first words, then of their cues."""
    attribution = judged.attribution
    return attribution.contents[0], attribution.cue.span if attribution.cue else attribution.contents[0]


def _statements(document: Document, kept: Sequence[_Judged]) -> tuple[Statement, ...]:
    """What is answered, in order -> the statements."""
    ids = {judged.number: f"s{place}" for place, judged in enumerate(kept, 1)}
    line = line_numbers(document.text)
    statements = []
    for number, attribution, provenance, certainty, reasons in kept:
        cue, twin = attribution.cue, provenance.same_as
        statements.append(
            Statement(
                id=ids[number],
                kind=_kind(document, attribution.contents),
                mode=_mode(attribution, provenance),
                act=cue.act if cue else "state",
                section=attribution.section,
                line=line(attribution.contents[0].start),
                contents=attribution.contents,
                cue=cue.span if cue else None,
                source=attribution.source,
                speaker=provenance.speaker,
                outlet=provenance.outlet,
                outlet_at=provenance.outlet_at,
                chain=provenance.chain,
                medium=provenance.medium,
                same_as=ids.get(twin) if twin is not None else None,
                confidence=certainty,
                reasons=reasons,
            )
        )
    return tuple(statements)


def _kind(document: Document, contents: tuple[Span, ...]) -> Kind:
    """Contents -> direct where every word stands in quotation marks, indirect where none does, else mixed."""
    starts, tokens, word, number = document.starts, document.tokens, TokenKind.WORD, TokenKind.NUMBER
    inside = outside = False
    for span in contents:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        quoted = document.quoted[first:last]
        if max(quoted, default=-1) < 0:  # as most
            outside = True
            continue
        if min(quoted) >= 0:
            inside = True
            continue
        for quotation, token in zip(quoted, tokens[first:last], strict=True):
            if token.kind is word or token.kind is number:
                inside, outside = inside or quotation >= 0, outside or quotation < 0
    if inside and outside:
        return Kind.MIXED
    return Kind.DIRECT if inside else Kind.INDIRECT


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
    gc.set_threshold(_YOUNG)


def ready(tagger: str) -> bool:
    """A tagger -> whether it gets a sentence with a known answer right."""
    text = "“The bridge will open in May,” Reuters quoted Mayor Ada Lind as saying."
    for statement in attribute(text, Options(tagger=tagger)).statements:
        if statement.speaker and statement.outlet and statement.source:
            return statement.speaker.name == "Ada Lind" and statement.outlet.name == "Reuters" and statement.confidence > 0
    return False
