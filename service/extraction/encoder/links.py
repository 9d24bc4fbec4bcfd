"""Which cue a content belongs to, and which source a cue: candidates, their features, and the choice among their scores."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy
from numpy.typing import NDArray

from service.extraction.encoder.reading import BREAK
from service.extraction.encoder.roles import Floats, RoleSpan

LINK_WIDTH = 128
GAP_BUCKETS = 9
# Where the codes of each feature begin: signed gap; then between the two: paragraph breaks, sentence stops, heads, dependents.
FEATURE_STARTS = (0, 2 * GAP_BUCKETS, 2 * GAP_BUCKETS + 3, 2 * GAP_BUCKETS + 6, 2 * GAP_BUCKETS + 10)
FEATURES = 2 * GAP_BUCKETS + 13
NEAREST = 4  # candidates on each side: links reach no further in the gold, and cost stays linear
STOPS = frozenset(".!?")
SURE = 10.0  # log-odds of a choice without alternatives

Integers = NDArray[numpy.int64]


def gap_bucket(gap: int) -> int:
    """Units between two spans -> their bucket: 0, 1, 2, then doubling."""
    return gap if gap < 3 else min(GAP_BUCKETS - 1, (gap - 1).bit_length() + 1)


def running_counts(words: Sequence[str], gaps: Sequence[int]) -> tuple[list[int], list[int]]:
    """Units -> breaks[i]: paragraph breaks before units 0..i; stops[i]: sentence stops among the units before i."""
    breaks, stops, n, m = [], [0], 0, 0
    for word, gap in zip(words, gaps, strict=True):
        n += gap == BREAK
        m += word in STOPS
        breaks.append(n)
        stops.append(m)
    return breaks, stops


def link_candidates(
    dependents: Sequence[tuple[int, int]], heads: Sequence[tuple[int, int]], breaks: Sequence[int], stops: Sequence[int]
) -> tuple[list[tuple[int, int]], list[tuple[int, ...]]]:
    """Spans in order, running counts of paragraph breaks and sentence stops -> pairs (dependent, head), features of each pair.

    Each dependent gets the NEAREST heads before and after it."""
    pairs: list[tuple[int, int]] = []
    features: list[tuple[int, ...]] = []
    head_starts = [start for start, _ in heads]
    dependent_starts = [start for start, _ in dependents]
    zero, one, two, three, four = FEATURE_STARTS
    for i, (start, end) in enumerate(dependents):
        middle = bisect.bisect_left(head_starts, start)
        for j in range(max(0, middle - NEAREST), min(len(heads), middle + NEAREST)):
            head_start, head_end = heads[j]
            before = head_start < start
            left, right = (head_end, start) if before else (end, head_start)
            right = max(left, right)
            rivals = middle - 1 - j if before else j - middle
            crossed = abs(bisect.bisect_left(dependent_starts, head_start) - (i if before else i + 1))
            pairs.append((i, j))
            features.append(
                (
                    zero + gap_bucket(right - left) + (0 if before else GAP_BUCKETS),
                    one + min(2, breaks[min(right, len(breaks) - 1)] - breaks[min(left - 1, len(breaks) - 1)]),
                    two + min(2, stops[right] - stops[left]),
                    three + min(3, rivals),
                    four + min(2, crossed),
                )
            )
    return pairs, features


class LinkScorer(Protocol):
    """Span vectors (first and last unit side by side), pairs, features -> score of each pair, of "none" for each dependent."""

    def __call__(self, dependents: Floats, heads: Floats, pairs: Integers, features: Integers) -> tuple[Floats, Floats]:
        """Vectors and pairs -> scores, as the class says."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """A dependent's head (None: none of them) and the margin of that choice in log-odds."""

    head: int | None
    margin: float


def choose(count: int, pairs: Sequence[tuple[int, int]], scores: Floats, none: Floats, bias: float) -> list[Choice]:
    """Scores of the candidates -> each dependent's choice; the margin is the log-odds of the choice against all others."""
    options: list[list[tuple[float, int | None]]] = [[(float(none[i]) + bias, None)] for i in range(count)]
    for (i, j), score in zip(pairs, scores.tolist(), strict=True):
        options[i].append((score, j))
    choices = []
    for row in options:
        score, head = max(row, key=lambda option: option[0])
        others = [s for s, j in row if j != head]
        choices.append(Choice(head, score - float(numpy.logaddexp.reduce(others)) if others else SURE))
    return choices


def choices(
    dependents: Sequence[RoleSpan],
    heads: Sequence[RoleSpan],
    penalties: Sequence[float],
    vectors: Floats,
    scorer: LinkScorer,
    breaks: Sequence[int],
    stops: Sequence[int],
    bias: float,
) -> list[Choice]:
    """Dependents and heads in text order, penalty of each head, vectors of all units -> the choice of each dependent."""
    if not dependents:
        return []
    found, told = link_candidates([(s.start, s.end) for s in dependents], [(s.start, s.end) for s in heads], breaks, stops)
    pairs = numpy.asarray(found, numpy.int64).reshape(-1, 2)
    features = numpy.asarray(told, numpy.int64).reshape(-1, len(FEATURE_STARTS))
    scores, none = scorer(span_vectors(dependents, vectors), span_vectors(heads, vectors), pairs, features)
    scores = scores - numpy.asarray(penalties, numpy.float32)[pairs[:, 1]]
    return choose(len(dependents), found, scores, none, bias)


def span_vectors(spans: Sequence[RoleSpan], vectors: Floats) -> Floats:
    """Spans -> the vectors of first and last unit side by side."""
    first = vectors[numpy.asarray([s.start for s in spans], numpy.int64)]
    last = vectors[numpy.asarray([s.end - 1 for s in spans], numpy.int64)]
    joined: Floats = numpy.concatenate([first, last], axis=1)
    return joined
