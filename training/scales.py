"""Attributions judged against gold -> the scale that turns log-odds into the chance of being right (Platt 1999)."""

from __future__ import annotations

import json
import math
import pathlib
import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy
from scipy import optimize

from service.document import read
from service.extraction import attributions
from service.extraction.pairing import ENCODER, LEARNED
from service.lexicon import weights as weights_module
from service.lexicon.weights import Weights
from service.model import Attribution
from service.resolution import resolve
from service.scoring import scale_features
from training.agreement import right

HELD_OUT = 60  # articles that the encoder's training does not see
_STRENGTH = 2.0  # of the L2 penalty; closed forms seen a few times only stay near the common scale
_COMMON = frozenset({"rule=" + LEARNED, "rule=" + ENCODER})  # no closed form decided: what the scale is for, without more of it
_FREE = ("bias", "evidence", "length")  # weights without penalty: every attribution has these features

Judged = tuple[Weights, Sequence[dict[str, Any]]]  # weights, and gold articles that they have not seen


def judged(parts: Sequence[Judged], language: str, tagger: str) -> Iterator[tuple[dict[str, Any], Attribution, bool]]:
    """Weights with articles that they have not seen -> each article's attributions, and whether they are right.

    Those inside another's words are left out: gold gives a word to one attribution only, and cannot judge them. So are those that
    came through an outlet, but in articles of ours: PolNeAR names the outlet as their source, the service whoever spoke to it.
    """
    for learned, articles in parts:
        for article in articles:
            text = article["text"]
            document = read(text, language)
            all_found = attributions(document, learned, math.inf, tagger)[0]
            for found, behind in zip(all_found, resolve(document, all_found), strict=True):
                relayed = behind is not None and len(behind.chain) > 1 and not article.get("ours")
                if not relayed and not any(_inside(found, other) for other in all_found if other is not found):
                    yield article, found, any(right(text, gold, found.contents, found.source) for gold in article["attributions"])


def _inside(inner: Attribution, outer: Attribution) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.contents) for i in inner.contents)


def fit(parts: Sequence[Judged], language: str, tagger: str, ease: float = 0.0) -> dict[str, float]:
    """Weights with articles that they have not seen -> the scale: a weight for each feature of scoring.

    `ease` is by how much these articles are easier than articles at large, in log-odds.
    """
    rows, truth = [], []
    for _, found, agreed in judged(parts, language, tagger):
        rows.append(scale_features(found))
        truth.append(agreed)
    names = sorted({name for row in rows for name in row} - _COMMON)
    matrix = numpy.array([[row.get(name, 0.0) for name in names] for row in rows])
    signs = numpy.where(numpy.array(truth), 1.0, -1.0)
    free = numpy.array([name in _FREE for name in names])

    def loss(w: numpy.ndarray) -> float:
        return float(numpy.logaddexp(0, -signs * (matrix @ w)).sum() + _STRENGTH * (w[~free] @ w[~free]) / 2)

    best = optimize.minimize(loss, numpy.zeros(len(names)), method="L-BFGS-B")
    print(f"confidence: {len(rows)} attributions, {sum(truth)} right", flush=True)
    scale = {name: round(float(weight), 3) for name, weight in zip(names, best.x, strict=True)}
    return {**scale, "bias": round(scale["bias"] - ease, 3)}


def held_out(articles: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Training articles -> those that the encoder's training leaves out, the same at every call."""
    names = set(random.Random(0).sample(sorted(article["id"] for article in articles), HELD_OUT))
    return [article for article in articles if article["id"] in names]


def write(language: str, tagger: str, scale: dict[str, float]) -> None:
    """A tagger's scale -> its entry in the language's file of scales."""
    path = pathlib.Path(weights_module.__file__).parent / language / "confidence.json"
    scales = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**scales, tagger: scale}, indent=1, sort_keys=True) + "\n", "utf-8")
