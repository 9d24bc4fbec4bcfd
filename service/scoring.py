"""Attribution and provenance -> how sure we are that content and source are right, and why."""

from __future__ import annotations

import math

from service.lexicon.weights import scale
from service.model import Attribution, Provenance, Reason


def scale_features(attribution: Attribution) -> dict[str, float]:
    """Attribution -> what the chance of its being right is read from, by name; training fits the weights of the same names."""
    features = {"bias": 1.0, "evidence": max(-8.0, min(8.0, attribution.evidence)), "rule=" + attribution.reasons[0].rule: 1.0}
    for reason in attribution.reasons[1:]:  # signs, and parts of the evidence, some of which tell more than others
        features[reason.rule if reason.weight else "sign=" + reason.rule] = max(-8.0, reason.weight) or 1.0
    # Long contents are found more surely than short ones; the logarithm keeps a speech from weighing more than a sentence.
    features["length"] = math.log(max(1, sum([span.end - span.start for span in attribution.contents])))
    if attribution.source is None:
        features["no source"] = 1.0
    if attribution.cue is not None:
        features["mode=" + attribution.cue.mode] = 1.0
    features[f"pieces={min(3, len(attribution.contents))}"] = 1.0
    features["section=" + attribution.section] = 1.0
    return features


def confidence(attribution: Attribution, provenance: Provenance, language: str, tagger: str) -> tuple[float, tuple[Reason, ...]]:
    """What extraction, by a tagger, and resolution found -> the chance that content and source are right, and the reasons.

    The chance lies between 0 and 1, rounded to 3 decimals: Platt scaling (Platt 1999) of extraction's log-odds. The reasons are
    those of the stages, in their order, then how the chance was made of them.
    """
    model = scale(language, tagger)
    odds = sum([model.get(name, 0.0) * value for name, value in scale_features(attribution).items()])
    chance = round(1 / (1 + math.exp(-odds)), 3)
    scaled = Reason("scoring", "scaled", "log-odds scaled to a chance on articles held out from training", round(odds, 3))
    return chance, (*attribution.reasons, *provenance.reasons, scaled)
