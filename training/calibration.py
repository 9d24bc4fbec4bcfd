"""Attributions judged against gold -> the scale that turns log-odds into the chance of being right (Platt 1999)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy
import regex
from scipy import optimize

from service.document import read
from service.extraction import attributions
from service.lexicon.weights import Weights
from service.model import Span
from service.scoring import scale_features

_WORD = regex.compile(r"\w+(?:[’'.\-]\w+)*")
_STRENGTH = 2.0  # of the L2 penalty; rules seen a few times only stay near the common scale


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    return {match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end)}


def right(text: str, gold: dict[str, Any], contents: Sequence[Span], source: Span | None) -> bool:
    """A gold attribution and a found one -> whether content and source agree, by half of the words or more."""
    wanted = _words(text, [Span(*piece) for piece in gold["content"]])
    found = _words(text, contents)
    if not wanted or 2 * len(wanted & found) < 0.5 * (len(wanted) + len(found)):
        return False
    named = _words(text, [Span(*piece) for piece in gold["source"]])
    given = _words(text, [source] if source else [])
    return not named or (bool(given) and len(named & given) >= 0.5 * min(len(named), len(given)))


def fit(articles: Sequence[dict[str, Any]], learned: Weights, language: str) -> dict[str, float]:
    """Gold articles that the weights have not seen, and the weights -> the scale: a weight for each feature of scoring."""
    rows, truth = [], []
    for article in articles:
        text = article["text"]
        for found in attributions(read(text, language), learned, math.inf)[0]:
            rows.append(scale_features(found))
            truth.append(any(right(text, gold, found.contents, found.source) for gold in article["attributions"]))
    names = sorted({name for row in rows for name in row})
    matrix = numpy.array([[row.get(name, 0.0) for name in names] for row in rows])
    signs = numpy.where(numpy.array(truth), 1.0, -1.0)
    free = numpy.array([name in ("bias", "evidence") for name in names])

    def loss(w: numpy.ndarray) -> float:
        return float(numpy.logaddexp(0, -signs * (matrix @ w)).sum() + _STRENGTH * (w[~free] @ w[~free]) / 2)

    best = optimize.minimize(loss, numpy.zeros(len(names)), method="L-BFGS-B")
    print(f"confidence: {len(rows)} attributions, {sum(truth)} right", flush=True)
    return {name: round(float(weight), 3) for name, weight in zip(names, best.x, strict=True)}
