"""Learned weights -> the linear models of extraction, ready to score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from service.extraction.borders import END, END_BEFORE, LAYOUT, START, START_BEFORE
from service.extraction.contents import LAYOUTS
from service.extraction.cues import CUE
from service.extraction.sources import NO_SOURCE, SOURCE
from service.extraction.templates import Score
from service.lexicon.weights import Weights


@dataclass(frozen=True, slots=True)
class Models:
    """What each decision is scored by; the values of a candidate come from the module of the templates' name."""

    cue: Score
    layouts: tuple[Score, ...]  # in the order of LAYOUTS
    start: Score
    end: Score
    end_before: Score
    start_before: Score
    source: Score
    no_source: Score


@lru_cache(maxsize=4)  # languages; training fits several sets of weights, and needs one at a time
def models(weights: Weights) -> Models:
    """Weights -> the models."""
    tables = weights.models
    return Models(
        CUE.score(tables["cue"]),
        tuple(LAYOUT.score(tables["layout." + layout]) for layout in LAYOUTS),
        START.score(tables["start"]),
        END.score(tables["end"]),
        END_BEFORE.score(tables["before_end"]),
        START_BEFORE.score(tables["before_start"]),
        SOURCE.score(tables["source"]),
        NO_SOURCE.score(tables["source"]),
    )
