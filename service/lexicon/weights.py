"""Learned weights: language -> the tables that the small models of extraction and scoring read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.lexicon.files import LexiconError, read_json

_MODELS = ("cue", "layout.after", "layout.before", "layout.both", "start", "end", "before_start", "before_end", "source")


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The learned tables of one language. There is one set for a language, so it is compared by identity."""

    classes: Mapping[str, str]  # lower-cased word -> the class it has most often
    # Name of a model -> its templates (service/extraction/templates.py), each with its weights nested by the values of its atoms.
    models: Mapping[str, Mapping[str, Any]]
    version: str


@cache
def weights(language: str) -> Weights:
    """Language -> its learned tables.

    Raises LexiconError where the file lacks one of them.
    """
    path = f"{language}/weights.json.gz"
    data = read_json(path)
    for model in _MODELS:
        if model not in data.get("models", {}):
            raise LexiconError(path, model, "is missing; build it with the training command")
    return Weights(data["classes"], data["models"], data["version"])


@cache
def scale(language: str, tagger: str) -> Mapping[str, float]:
    """Language and the name of a tagger -> the weights that turn its log-odds into a chance, by feature of the scoring stage.

    Raises LexiconError where the file has none for the tagger.
    """
    path = f"{language}/confidence.json"
    scales: Mapping[str, Mapping[str, float]] = read_json(path)
    if tagger not in scales:
        raise LexiconError(path, tagger, "is missing; build it with the training command")
    return scales[tagger]
