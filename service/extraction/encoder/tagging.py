"""Words -> pairings by a fine-tuned encoder: windows of word pieces, the best path of roles, the best links.

The encoder gives every unit thirteen role scores and a vector. Spans are the best well-formed path of roles (Viterbi); a scorer
over pairs of span vectors, biaffine in them (after Dozat and Manning 2017), lets each content choose its cue or none, and each
cue its source or none.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy
import onnxruntime

from service.extraction.encoder.links import Choice, Integers, choices, running_counts
from service.extraction.encoder.reading import OPENERS, Pieces, Units, Window, WordPieces, pieces, units_of, windows
from service.extraction.encoder.roles import (
    CONTENT,
    CUE,
    ROLE_LABELS,
    SOURCE,
    Floats,
    RoleSpan,
    best_spans,
    certainty,
    lean,
    second_look,
)
from service.extraction.pairing import ENCODER, Pairing
from service.extraction.sources import begin_of_seen
from service.extraction.words import Phrase, Range, Words
from service.lexicon.encoder import EncoderData, encoder
from service.model import Mode, Span

WINDOW = 254  # pieces beside the two marks of the ends
OVERLAP = 48  # pieces that a window repeats of the one before where it begins within a paragraph
WIDTH = 384  # of a unit's vector, MiniLM's
CLIP = 8.0  # log-odds; beyond it a decision is as good as sure
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
# Cues that the lexicon does not know are mostly stances: "went out of its way to", "has no patience with".
_UNKNOWN = Mode.THOUGHT


@dataclass(frozen=True, slots=True)
class Found:
    """What the encoder sees as one attribution: spans of the text, and the log-odds that content and source are right."""

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    evidence: float


@dataclass(frozen=True, slots=True)
class Settings:
    """Decisions tuned on held-out training articles; all in log-odds."""

    source_bias: float  # added to the role's scores in the best path: more recall, less precision
    cue_bias: float
    content_bias: float
    reserve: float  # lean of the second look towards roles; 0: no second look
    reserve_source: float  # what a reserve must be better by to be taken
    reserve_cue: float
    reserve_content: float
    null_content: float  # added to "this content has no cue"
    null_source: float  # added to "this cue has no source"
    cueless: float  # how sure the borders of a quotation without a cue must be for it to count


def tag(words: Words, deadline: float) -> tuple[list[Pairing], bool]:
    """Words -> the encoder's pairings in text order, and whether the deadline was kept.

    `deadline` is on time.monotonic's clock, in seconds; what lies behind the window in which it passed has no pairings.
    """
    tagger = _tagger(words.document.language)
    units = units_of(words.document.text)
    if not units.words:
        return [], True
    scores, vectors, complete = tagger.read(units, deadline)
    found = (_pairing(words, one) for one in tagger.assemble(units, scores, vectors))
    return [pairing for pairing in found if pairing], complete


def _pairing(words: Words, found: Found) -> Pairing | None:
    """Spans of the text -> the pairing of the tokens that they touch, or None where a content has no word."""
    contents = tuple(piece for piece in (_touched(words, span) for span in found.contents) if piece)
    cue = _touched(words, found.cue) if found.cue else None
    contents = _of_one_statement(words, contents, cue) if cue else contents
    if not contents or words.says_nothing(contents):
        return None
    cue = _with_particle(words, cue, contents) if cue else None
    source = one_phrase(words, _touched(words, found.source), cue) if found.source else None
    forms = [words.forms[token] for token in range(*cue) if token in words.forms] if cue else []
    # "can be heard saying" is speech, though to hear is thought.
    form = min(forms, key=lambda form: (form.part != "verb", form.mode is _UNKNOWN), default=None)
    return Pairing(
        cue=cue,
        lemma=form.lemma if form else words.lower[cue[0]] if cue else "",
        mode=form.mode if form else Mode.SPEECH if cue is None or _quoted(words, contents[0]) else _UNKNOWN,
        act=form.act if form else "state",
        contents=contents,
        source=Phrase(*source) if source else None,
        rule=ENCODER,
        cue_odds=found.evidence,
        content_odds=0.0,
        source_odds=0.0,
        follows=cue is None and source is None,
    )


def _with_particle(words: Words, cue: Range, contents: tuple[Range, ...]) -> Range:
    """A cue -> the same with its verb, where it is that verb's particle alone, and with the particle of its last verb."""
    first, last = cue
    if first - 1 in words.forms and words.cue_until(first - 1, contents) == last:
        first = words.verb_from(first - 1)
    elif last - 1 in words.forms:
        last = max(last, words.cue_until(last - 1, contents))
    return first, last


def _of_one_statement(words: Words, contents: tuple[Range, ...], cue: Range) -> tuple[Range, ...]:
    """Contents and their cue -> the same without whole sentences before it that no quotation marks enclose, if more is left."""
    first, _ = words.sentence(cue[0])
    own = tuple(piece for piece in contents if piece[1] > first or words.document.quoted[piece[0]] >= 0)
    return own if any(piece[1] > first for piece in own) else contents


def _quoted(words: Words, piece: Range) -> bool:
    """Whether a piece of content is a whole quotation: that is spoken, by whatever verb, "he sounded cautious: ‘…’"."""
    index = words.document.quoted[piece[0]]
    if index < 0 or words.document.quotations[index].scare:
        return False
    last = words.trimmed(piece[0], words.document.quotations[index].last)
    return last is not None and last[1] <= piece[1] and words.document.quotations[index].first >= piece[0] - 1


def _touched(words: Words, span: Span) -> Range | None:
    first, last = words.within(span)
    if first > 0 and words.document.tokens[first - 1].end > span.start:
        first -= 1
    return words.trimmed(first, last) or ((first, last) if first < last else None)


def one_phrase(words: Words, source: Range | None, cue: Range | None) -> Range | None:
    """A source -> its part in the cue's sentence, where it runs over the end of one, and behind a bracket that only closes in it.

    "the north pier. Lind" is Lind, "LEAD) Norvia" Norvia, and "Prosecuting, Lind" Lind as well. In
    "papers seen by the Courier show" the Courier is only a part of what shows.
    """
    if source is None:
        return None
    first, last = source
    if cue is not None and words.document.sentence_of[first] != words.document.sentence_of[last - 1]:
        begin, end = words.sentence(cue[0])
        if max(first, begin) < min(last, end):
            first, last = max(first, begin), min(last, end)
    if words.classes[first] == "G" and last - first > 2 and words.lower[first + 1] == ",":
        first += 2
    depth = 0
    for token in range(first, last):
        depth += (words.lower[token] in _OPEN) - (words.lower[token] in _CLOSE)
        if depth < 0 and token + 1 < last:
            first, depth = token + 1, 0
    if cue is not None and cue[0] == last:
        first = begin_of_seen(words, first)
    return words.trimmed(first, last)


@cache
def _tagger(language: str) -> Tagger:
    return Tagger(encoder(language))


class Tagger:
    """The encoder's sessions, made once and used for every text; one thread, so that a worker may fork after they are made."""

    def __init__(self, data: EncoderData) -> None:
        self._session = _session(data.tagger)
        self._content_links = SessionScorer(data.content_links)
        self._source_links = SessionScorer(data.source_links)
        self._vocabulary = WordPieces(data.vocabulary)
        self._settings = Settings(**data.settings)
        self._evidence = data.evidence

    def read(self, units: Units, deadline: float) -> tuple[Floats, Floats, bool]:
        """Units -> role log-probabilities, a vector per unit, and whether the deadline was kept; unread units have no role."""
        told = pieces(units.words, units.gaps, self._vocabulary)
        scores = numpy.zeros((len(units), len(ROLE_LABELS)), numpy.float32)
        scores[:, 1:] = -30.0
        vectors: Floats = numpy.zeros((len(units), WIDTH), numpy.float32)
        complete = True
        for window in windows([len(ids) for ids in told.ids], units.gaps, WINDOW, OVERLAP):
            if time.monotonic() > deadline:
                complete = False
                break
            inputs, firsts = window_inputs(told, window, self._vocabulary)
            roles, hidden = self._session.run(("roles", "hidden"), inputs)
            mine = firsts[window.mine_start - window.start : window.mine_end - window.start]
            scores[window.mine_start : window.mine_end] = roles[0, mine]
            vectors[window.mine_start : window.mine_end] = hidden[0, mine]
        scores -= numpy.logaddexp.reduce(scores, axis=1, keepdims=True)
        return scores, vectors, complete

    def assemble(self, units: Units, scores: Floats, vectors: Floats) -> list[Found]:
        """Units with their scores and vectors -> attributions: the best spans, then each content's cue and each cue's source.

        A second look leans towards roles and adds reserve spans where the best path saw none; a reserve counts only where a link
        wants it.
        """
        settings = self._settings
        leaning = scores + lean(settings.source_bias, settings.cue_bias, settings.content_bias)
        found = best_spans(leaning.tolist())
        reserves = second_look(leaning, found, settings.reserve) if settings.reserve else []
        held_back = (settings.reserve_source, settings.reserve_cue, settings.reserve_content)
        every = sorted([*((s, 0.0) for s in found), *((s, held_back[s.role]) for s in reserves)], key=lambda row: row[0].start)
        sources, cues, contents = ([s for s, _ in every if s.role == role] for role in range(3))
        penalties = [[penalty for s, penalty in every if s.role == role] for role in range(3)]
        breaks, stops = running_counts(units.words, units.gaps)
        to_cue = choices(contents, cues, penalties[CUE], vectors, self._content_links, breaks, stops, settings.null_content)
        to_source = choices(cues, sources, penalties[SOURCE], vectors, self._source_links, breaks, stops, settings.null_source)
        alone = {i for i, s in enumerate(contents) if quotation(units, s) and certainty(scores, s) > settings.cueless}
        made = []
        for key, members in _groups(to_cue, penalties[CUE], penalties[CONTENT], alone).items():
            cue = cues[key] if key >= 0 else None
            chosen = to_source[key] if key >= 0 else Choice(None, 0.0)
            source = sources[chosen.head] if chosen.head is not None else None
            signals = (
                certainty(scores, cue) if cue else 0.0,
                certainty(scores, source) if source else 0.0,
                chosen.margin,
                min(certainty(scores, contents[i]) for i in members),
                min(to_cue[i].margin for i in members),
            )
            made.append(
                Found(
                    _span(units, source) if source else None,
                    _span(units, cue) if cue else None,
                    tuple(_span(units, contents[i]) for i in members),
                    self._odds(signals, cue is not None, source is not None),
                )
            )
        return sorted(made, key=lambda one: one.contents[0])

    def _odds(self, signals: Sequence[float], has_cue: bool, has_source: bool) -> float:
        """Log-odds of borders and links, and which parts there are -> the log-odds that content and source are right."""
        values = (*(max(-CLIP, min(CLIP, signal)) for signal in signals), float(has_cue), float(has_source), 1.0)
        return sum(weight * value for weight, value in zip(self._evidence, values, strict=True))


class SessionScorer:
    """A link scorer from an onnx file."""

    def __init__(self, model: bytes) -> None:
        self._session = _session(model)

    def __call__(self, dependents: Floats, heads: Floats, pairs: Integers, features: Integers) -> tuple[Floats, Floats]:
        """Vectors and pairs -> scores, as LinkScorer says."""
        inputs = {
            "dependents": dependents,
            "heads": heads,
            "dependent_of": pairs[:, 0],
            "head_of": pairs[:, 1],
            "features": features,
        }
        scores, none = self._session.run(("scores", "none"), inputs)
        return scores, none


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def window_inputs(told: Pieces, window: Window, vocabulary: WordPieces) -> tuple[dict[str, Integers], Integers]:
    """A window's units -> the encoder's inputs (one row), and where each unit's first piece stands in them."""
    ids = told.ids[window.start : window.end]
    row = numpy.fromiter(chain((vocabulary.cls,), chain.from_iterable(ids), (vocabulary.sep,)), numpy.int64)
    counts = numpy.fromiter(map(len, ids), numpy.int64, len(ids))
    inputs = {"ids": row[None]}
    for name, codes in (("case", told.case), ("quote", told.quote), ("layout", told.layout)):
        inputs[name] = numpy.zeros((1, len(row)), numpy.int64)  # the marks of the ends have the first code of each
        inputs[name][0, 1:-1] = numpy.repeat(numpy.asarray(codes[window.start : window.end], numpy.int64), counts)
    return inputs, numpy.cumsum(counts) - counts + 1


def quotation(units: Units, span: RoleSpan) -> bool:
    """Whether a span begins at or right after a quotation mark; only then may it do without a cue."""
    return units.words[span.start] in OPENERS or (span.start > 0 and units.words[span.start - 1] in OPENERS)


def _groups(
    to_cue: Sequence[Choice], cue_penalties: Sequence[float], content_penalties: Sequence[float], alone: set[int]
) -> dict[int, list[int]]:
    """Each content's choice -> contents by cue (a negative key: a content without one, of those that may stand alone).

    A reserve content is taken only by a cue of the best path that has no other content, and if it is surer than its penalty."""
    groups: dict[int, list[int]] = {}
    waiting: list[tuple[float, int, int]] = []
    for i, choice in enumerate(to_cue):
        if content_penalties[i]:
            if choice.head is not None and not cue_penalties[choice.head]:
                waiting.append((choice.margin - content_penalties[i], choice.head, i))
        elif choice.head is not None:
            groups.setdefault(choice.head, []).append(i)
        elif i in alone:
            groups[-1 - i] = [i]
    for surplus, head, i in sorted(waiting, reverse=True):
        if surplus > 0 and head not in groups:
            groups[head] = [i]
    return groups


def _span(units: Units, span: RoleSpan) -> Span:
    return Span(units.starts[span.start], units.ends[span.end - 1])
