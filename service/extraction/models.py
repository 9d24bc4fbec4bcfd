"""Learned weights -> the linear models of extraction, ready to score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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
    layout: Callable[..., Callable[..., complex]]  # how far the first and the second of LAYOUTS go before the third
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
        LAYOUT.model(_against(*(tables["layout." + layout] for layout in LAYOUTS))),
        START.model(tables["start"]),
        END.model(tables["end"]),
        END_BEFORE.model(tables["before_end"]),
        START_BEFORE.model(tables["before_start"]),
        SOURCE.model(tables["source"]),
        NO_SOURCE.model(tables["source"]),
    )


def _against(first: Any, second: Any, third: Any) -> Any:
    """Weights of three rivals, nested alike, 0 where one has none -> how far the first and the second go before the third.

    Only these differences count, and the parts of a complex number are found by one look-up and added by one addition.
    """
    nested = [weights for weights in (first, second, third) if isinstance(weights, Mapping)]
    if not nested:
        return complex(first - third, second - third)
    keys = dict.fromkeys(key for weights in nested for key in weights)
    return {key: _against(*(weights.get(key, 0.0) if weights else 0.0 for weights in (first, second, third))) for key in keys}
