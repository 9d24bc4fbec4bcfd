"""Weights and articles -> how far activations reach where they meet 8-bit weights: what the scales of the graph are made of.

Scales that are fixed beforehand cost next to nothing when the graph runs, and a unit's scores do not depend on what else its
window holds. Two things keep them fine enough: channels that reach much further than the rest are made smaller, and the weights
that meet them larger by as much (after Xiao et al. 2023, SmoothQuant); and the outermost thousandth is cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy
import torch
from torch import Tensor, nn

from service.extraction.encoder.reading import WordPieces, pieces, windows
from service.extraction.encoder.roles import Floats
from service.extraction.encoder.tagging import OVERLAP, WINDOW, window_inputs
from training.encoder.articles import Article
from training.encoder.graphs import Reach, Reaches, State
from training.encoder.network import network

ARTICLES = 60  # that are read; their windows, some 300, hold every channel's habits
_SMOOTHED = ("qkv", "up")  # layers whose inputs have such channels; those of the other two have none that a cut would harm
_FAR = 2.0  # times the median reach of the channels: what reaches further is brought down to it
_KEPT = 0.999  # share of the extremes of windows and channels that the scale takes in; with all of them it is coarser


def reaches(state: State, articles: Sequence[Article], vocabulary: WordPieces) -> Reaches:
    """Weights, training articles and all word pieces -> by linear layer how far its inputs reach in the first ARTICLES."""
    model = network(state, 0.0).eval()
    seen: dict[str, list[tuple[Floats, Floats]]] = {}
    for name, module in model.encoder.layers.named_modules():
        if isinstance(module, nn.Linear):
            module.register_forward_pre_hook(partial(_look, seen.setdefault(f"encoder.layers.{name}", [])))
    with torch.no_grad():
        for article in articles[:ARTICLES]:
            told = pieces(article.words, article.gaps, vocabulary)
            for window in windows([len(ids) for ids in told.ids], article.gaps, WINDOW, OVERLAP):
                inputs, _ = window_inputs(told, window, vocabulary)
                model.encoder(**{name: torch.from_numpy(row) for name, row in inputs.items()}, mask=torch.zeros(1))
    return {name: _reach(name, *map(numpy.stack, zip(*extremes, strict=True))) for name, extremes in seen.items()}


def _look(into: list[tuple[Floats, Floats]], module: nn.Module, inputs: tuple[Tensor]) -> None:
    rows = inputs[0].flatten(0, -2)
    into.append((rows.amin(0).numpy(), rows.amax(0).numpy()))


def _reach(name: str, lows: Floats, highs: Floats) -> Reach:
    """Lowest and highest of each window and channel -> the layer's reach."""
    smaller: Floats = numpy.ones(lows.shape[1], numpy.float32)
    if name.endswith(_SMOOTHED):
        far = numpy.maximum(highs, -lows).max(0)
        smaller = numpy.maximum(far / (_FAR * numpy.median(far)), 1).astype(numpy.float32)
    low, high = numpy.quantile(lows / smaller, 1 - _KEPT), numpy.quantile(highs / smaller, _KEPT)
    return Reach(smaller, min(0.0, float(low)), max(0.0, float(high)))
