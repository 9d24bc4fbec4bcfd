"""Articles -> windows with gold roles and links, as the encoder is shown them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.extraction.encoder.links import running_counts
from service.extraction.encoder.reading import WordPieces, pieces, windows
from service.extraction.encoder.roles import CONTENT, CUE, ROLE_LABELS, SOURCE, RoleSpan
from service.extraction.encoder.tagging import OVERLAP, WINDOW, window_inputs
from training.encoder.articles import Article, Span

BATCH_PIECES = 4096
_MASKED_UNITS = 0.06  # share of units whose pieces are hidden, so that the words around them are read too
_LEAST_FIRST = 60  # pieces of the shortest first window; its length is drawn, which shifts the borders of all others
TIES = ((CUE, SOURCE), (CONTENT, CUE))  # dependent and head of each kind of link: a cue has a source, a content has a cue
_LABEL = {label: i for i, label in enumerate(ROLE_LABELS)}
_ROLE_NAMES = ("source", "cue", "content")

SpansByRole = tuple[list[Span], list[Span], list[Span]]
Heads = tuple[dict[int, int | None], dict[int, int | None]]  # cue -> source, content -> cue; None: has none; absent: not seen


@dataclass(slots=True)
class Sample:
    """One window: what the encoder reads, where each unit's first piece stands, each unit's role, gold spans and their links."""

    ids: list[int]
    case: list[int]
    quote: list[int]
    layout: list[int]
    firsts: list[int]
    labels: list[int]
    spans: SpansByRole  # in units of the window, whole spans only
    heads: Heads
    breaks: list[int]
    stops: list[int]
    ours: bool


def labels_of(article: Article) -> list[int]:
    """An article -> the role label of each unit."""
    labels = [0] * len(article.words)
    for attribution in article.attributions:
        for role, spans in zip(_ROLE_NAMES, attribution.spans(), strict=True):
            begin, inside, end, single = (_LABEL[f"{part}-{role}"] for part in "BIES")
            for first, after in spans:
                labels[first:after] = [single] if after - first == 1 else [begin, *[inside] * (after - first - 2), end]
    return labels


def samples(article: Article, vocabulary: WordPieces, rng: random.Random) -> list[Sample]:
    """An article -> its windows, borders shifted and words masked by chance."""
    told = pieces(article.words, article.gaps, vocabulary)
    masked = [(vocabulary.mask,) * len(ids) if rng.random() < _MASKED_UNITS else ids for ids in told.ids]
    told = replace(told, ids=masked)
    labels = labels_of(article)
    breaks, stops = running_counts(article.words, article.gaps)
    found = []
    first_size = rng.randint(_LEAST_FIRST, WINDOW)
    for window in windows([len(ids) for ids in masked], article.gaps, WINDOW, OVERLAP, first_size):
        start, end = window.start, window.end
        inputs, firsts = window_inputs(told, window, vocabulary)
        spans, heads = window_links(article, start, end)
        found.append(
            Sample(
                **{name: row[0].tolist() for name, row in inputs.items()},
                firsts=firsts.tolist(),
                labels=labels[start:end],
                spans=spans,
                heads=heads,
                breaks=breaks[start:end],
                stops=[count - stops[start] for count in stops[start : end + 1]],
                ours=article.ours,
            )
        )
    return found


def window_links(article: Article, start: int, end: int) -> tuple[SpansByRole, Heads]:
    """Units [start, end) of an article -> gold spans by role in order, and the links among them."""
    head_of: tuple[dict[Span, Span | None], dict[Span, Span | None]] = ({}, {})
    inside: tuple[set[Span], set[Span], set[Span]] = (set(), set(), set())
    for attribution in article.attributions:
        source = attribution.source[0] if attribution.source else None
        head_of[0].update((cue, source) for cue in attribution.cue)
        cue = attribution.cue[0] if attribution.cue else None
        head_of[1].update((content, cue) for content in attribution.content)
        for role, spans in enumerate(attribution.spans()):
            inside[role].update(span for span in spans if span[0] >= start and span[1] <= end)
    sources, cues, contents = (sorted(spans) for spans in inside)
    number = [{span: i for i, span in enumerate(spans)} for spans in (sources, cues, contents)]
    heads: Heads = ({}, {})
    for kind, (dependent_role, head_role) in enumerate(TIES):
        for span, head in head_of[kind].items():
            if span in number[dependent_role] and (head is None or head in number[head_role]):
                heads[kind][number[dependent_role][span]] = None if head is None else number[head_role][head]
    return (_shifted(sources, start), _shifted(cues, start), _shifted(contents, start)), heads


def _shifted(spans: Sequence[Span], start: int) -> list[Span]:
    return [(first - start, after - start) for first, after in spans]


def as_predicted(sample: Sample, found: Sequence[RoleSpan]) -> tuple[SpansByRole, Heads]:
    """Gold links carried over to the spans the model found: a spurious dependent, or one whose head was missed, has none."""
    sources, cues, contents = ([(span.start, span.end) for span in found if span.role == role] for role in range(3))
    spans = (sources, cues, contents)
    match = [[_best_match(span, sample.spans[role]) for span in spans[role]] for role in range(3)]
    heads: Heads = ({}, {})
    for kind, (dependent_role, head_role) in enumerate(TIES):
        at = {gold: i for i, gold in enumerate(match[head_role]) if gold is not None}
        for i, gold in enumerate(match[dependent_role]):
            if gold is None:
                heads[kind][i] = None
            elif gold in sample.heads[kind]:
                head = sample.heads[kind][gold]
                heads[kind][i] = None if head is None else at.get(head)
    return spans, heads


def _best_match(span: Span, gold: Sequence[Span]) -> int | None:
    """A span -> the gold span that shares most units with it, None where none does."""
    shared = [min(span[1], end) - max(span[0], start) for start, end in gold]
    best = max(range(len(gold)), key=lambda i: (shared[i], i), default=None)
    return best if best is not None and shared[best] > 0 else None


def batches(data: Sequence[Sample], rng: random.Random) -> list[list[Sample]]:
    """Windows -> batches of like length and about BATCH_PIECES pieces, in chance order."""
    made: list[list[Sample]] = []
    current: list[Sample] = []
    for sample in sorted(data, key=lambda sample: len(sample.ids) + rng.random() * 16):
        if current and (len(current) + 1) * max(len(sample.ids), len(current[-1].ids)) > BATCH_PIECES:
            made.append(current)
            current = []
        current.append(sample)
    if current:
        made.append(current)
    rng.shuffle(made)
    return made
