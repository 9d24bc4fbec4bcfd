"""Learned weights -> the linear models of extraction, ready to score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from service.extraction.borders import END, END_BEFORE, LAYOUT, START, START_BEFORE
from service.extraction.contents import LAYOUTS
from service.extraction.cues import CUE
from service.extraction.sources import NO_SOURCE, SOURCE
from service.extraction.templates import Model
from service.lexicon.weights import Weights


@dataclass(frozen=True, slots=True)
class Models:
    """What each decision is scored by; the values of a cue and of a candidate come from the module of the templates' name."""

    cue: Model
    layouts: tuple[Model, ...]  # in the order of LAYOUTS
    start: Model
    end: Model
    end_before: Model
    start_before: Model
    source: Model
    no_source: Model


@lru_cache(maxsize=4)  # languages; training fits several sets of weights, and needs one at a time
def models(weights: Weights) -> Models:
    """Weights -> the models."""
    tables = weights.models
    return Models(
        CUE.model(tables["cue"]),
        tuple(LAYOUT.model(tables["layout." + layout]) for layout in LAYOUTS),
        START.model(tables["start"]),
        END.model(tables["end"]),
        END_BEFORE.model(tables["before_end"]),
        START_BEFORE.model(tables["before_start"]),
        SOURCE.model(tables["source"]),
        NO_SOURCE.model(tables["source"]),
    )
