"""Attributions judged against gold -> the scale that turns log-odds into the chance of being right (Platt 1999).

    python -m training.calibration DATA

fits the scale of the neural tagger, on the training articles that the encoder's training held out; DATA is the folder with
polnear-train.jsonl. The scale of the rules is fitted by training.linear, which has its own held-out articles.
"""

from __future__ import annotations

import argparse
import json
import math
import pathlib
import random
from collections.abc import Sequence
from typing import Any

import numpy
from scipy import optimize

from service.document import read
from service.extraction import NEURAL, attributions
from service.lexicon import weights as weights_module
from service.lexicon.weights import Weights, weights
from service.scoring import scale_features
from training.agreement import right

HELD_OUT = 60  # articles that the encoder's training does not see
_STRENGTH = 2.0  # of the L2 penalty; rules seen a few times only stay near the common scale


def fit(articles: Sequence[dict[str, Any]], learned: Weights, language: str, tagger: str) -> dict[str, float]:
    """Gold articles that the weights have not seen, and the weights -> the scale: a weight for each feature of scoring."""
    rows, truth = [], []
    for article in articles:
        text = article["text"]
        for found in attributions(read(text, language), learned, math.inf, tagger)[0]:
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


def held_out(articles: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Training articles -> those that the encoder's training leaves out, the same at every call."""
    names = set(random.Random(0).sample(sorted(article["id"] for article in articles), HELD_OUT))
    return [article for article in articles if article["id"] in names]


def write(language: str, tagger: str, scale: dict[str, float]) -> None:
    """A tagger's scale -> its entry in the language's file of scales."""
    path = pathlib.Path(weights_module.__file__).parent / language / "confidence.json"
    scales = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**scales, tagger: scale}, indent=1, sort_keys=True) + "\n", "utf-8")


def main() -> None:
    """Command line -> the scale of the neural tagger."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    lines = (parser.parse_args().data / "polnear-train.jsonl").read_text("utf-8").rstrip("\n").split("\n")
    write("en", NEURAL, fit(held_out([json.loads(line) for line in lines]), weights("en"), "en", NEURAL))


if __name__ == "__main__":
    main()
