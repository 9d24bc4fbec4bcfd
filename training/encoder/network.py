"""The network: a pretrained encoder told how a page looks, role scores for each unit, link scorers over spans.

Written out in plain torch, so that it trains quickly on a CPU in bfloat16 (no attention dropout) and exports to a small graph.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from service.extraction.encoder.links import FEATURES, LINK_WIDTH
from service.extraction.encoder.reading import CASES, LAYOUTS, QUOTES
from service.extraction.encoder.roles import ROLE_LABELS, Floats

HEAD = 32  # width of a head of attention, MiniLM's
RECTIFIED = "rectified"  # the encoder's buffer that is there where its inner units are rectified linear
NEARNESS = "encoder.nearness.weight"  # what each head adds to the attention between pieces by their distance: MPNet's alone
_WIDE_HEAD = 64  # width of a head, MPNet's
_EPSILON, _WIDE_EPSILON = 1e-12, 1e-5  # of normalisation, MiniLM's and MPNet's
_EXACT, _FARTHEST = 8, 128  # pieces: a smaller distance than the first has a place of its own, all from the second on share one


@dataclass(frozen=True, slots=True)
class LayerSize:
    """How many heads of attention and how many inner units a layer has."""

    heads: int
    inner: int


class Layer(nn.Module):
    """One transformer layer with post-normalisation, as in BERT; rectified linear inner units instead of GELU on demand."""

    def __init__(self, width: int, size: LayerSize, head: int, epsilon: float, dropout: float, rectified: bool) -> None:
        super().__init__()
        self.heads, self.head = size.heads, head
        self.activation = functional.relu if rectified else functional.gelu
        self.dropout = nn.Dropout(dropout)
        self.qkv = nn.Linear(width, 3 * head * size.heads)
        self.join = nn.Linear(head * size.heads, width)
        self.attention_norm = nn.LayerNorm(width, eps=epsilon)
        self.up = nn.Linear(width, size.inner)
        self.down = nn.Linear(size.inner, width)
        self.norm = nn.LayerNorm(width, eps=epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Vectors, and what to add to the attention given to each piece -> vectors."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, self.head).permute(2, 0, 3, 1, 4)
        scores = (q * self.head**-0.5) @ k.transpose(-1, -2)
        attended = (scores + mask).softmax(-1, dtype=scores.dtype) @ v
        x = self.attention_norm(x + self.dropout(self.join(attended.transpose(1, 2).reshape(b, n, -1))))
        made: Tensor = self.norm(x + self.dropout(self.down(self.activation(self.up(x)))))
        return made


class Encoder(nn.Module):
    """Piece ids and reading features -> a vector per piece, after each layer."""

    def __init__(self, weights: Mapping[str, Floats], dropout: float) -> None:
        super().__init__()
        pieces, w = weights["encoder.words.weight"].shape
        rectified, wide = f"encoder.{RECTIFIED}" in weights, NEARNESS in weights
        head, epsilon = _head(weights), _WIDE_EPSILON if wide else _EPSILON
        self.words = nn.Embedding(pieces, w)
        self.positions = nn.Embedding(weights["encoder.positions.weight"].shape[0], w)
        self.case = nn.Embedding(CASES, w)
        self.quote = nn.Embedding(QUOTES, w)
        self.layout = nn.Embedding(LAYOUTS, w)
        for extra in (self.case, self.quote, self.layout):
            nn.init.normal_(extra.weight, std=0.01)
        self.norm = nn.LayerNorm(w, eps=epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(w, size, head, epsilon, dropout, rectified) for size in sizes(weights))
        if rectified:
            self.register_buffer(RECTIFIED, torch.ones(1))  # so that checkpoints tell
        self.nearness = nn.Embedding(*weights[NEARNESS].shape) if wide else None

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, layout: Tensor, mask: Tensor) -> list[Tensor]:
        """Rows of pieces -> rows of vectors after each layer; the last are what the heads read."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.case(case) + self.quote(quote) + self.layout(layout)
        x = self.dropout(self.norm(x))
        if self.nearness is not None:
            mask = mask + self.nearness(_distances(ids.shape[1])).permute(2, 0, 1).to(mask.dtype)
        made: list[Tensor] = []
        for layer in self.layers:
            x = layer(x, mask)
            made.append(x)
        return made


def _distances(length: int) -> Tensor:
    """Number of pieces -> for each pair the place of their distance in the table, as in T5 (Raffel et al. 2020)."""
    place = torch.arange(length)
    apart = place[None, :] - place[:, None]
    far = apart.abs()
    spread = (far.clamp(min=1) / _EXACT).log() / math.log(_FARTHEST / _EXACT) * _EXACT
    near = torch.where(far < _EXACT, far, (_EXACT + spread.long()).clamp(max=2 * _EXACT - 1))
    return near + 2 * _EXACT * (apart > 0)


class LinkScorer(nn.Module):
    """Pairs of spans (dependent, head) -> log-odds-like scores; `null` scores that a dependent has no head.

    score = w . relu(A d + B h + features) + <Q d, K h>, a span being its first and last unit's vectors side by side.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dependent = nn.Linear(2 * width, 2 * LINK_WIDTH)
        self.head = nn.Linear(2 * width, 2 * LINK_WIDTH)
        self.features = nn.Embedding(FEATURES, LINK_WIDTH)
        nn.init.normal_(self.features.weight, std=0.1)
        self.out = nn.Linear(LINK_WIDTH, 1)
        self.null = nn.Linear(LINK_WIDTH, 1)

    def forward(self, dependents: Tensor, heads: Tensor, pairs: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of the spans, pairs of them, features of each pair -> score of each pair, of "none" for each dependent."""
        d, h = self.dependent(dependents), self.head(heads)
        a, q = d[:, :LINK_WIDTH], d[:, LINK_WIDTH:]
        b, k = h[:, :LINK_WIDTH], h[:, LINK_WIDTH:]
        i, j = pairs[:, 0], pairs[:, 1]
        hidden = functional.relu(a[i] + b[j] + self.features(features).sum(1))
        score = self.out(hidden).squeeze(-1) + (q[i] * k[j]).sum(-1) / LINK_WIDTH**0.5
        return score, self.null(functional.relu(a)).squeeze(-1)


class TaggerNetwork(nn.Module):
    """All that is trained: the encoder, the scores of roles, the scores of both kinds of links."""

    def __init__(self, weights: Mapping[str, Floats], dropout: float) -> None:
        super().__init__()
        self.encoder = Encoder(weights, dropout)
        width = self.encoder.words.embedding_dim
        self.roles = nn.Linear(width, len(ROLE_LABELS))
        self.content_links = LinkScorer(width)
        self.source_links = LinkScorer(width)


def network(weights: Mapping[str, Floats], dropout: float) -> TaggerNetwork:
    """Weights of a trained network, or of an encoder alone, share of dropout -> a network of their sizes with them.

    What has no weights yet begins with chance ones.
    """
    model = TaggerNetwork(weights, dropout)
    model.load_state_dict({**model.state_dict(), **{name: torch.from_numpy(weight) for name, weight in weights.items()}})
    return model


def sizes(weights: Mapping[str, Floats]) -> list[LayerSize]:
    """Weights of a network -> the size of each layer."""
    head = _head(weights)
    layers = sum(name.endswith(".qkv.bias") for name in weights)
    biases = [(weights[f"encoder.layers.{i}.qkv.bias"], weights[f"encoder.layers.{i}.up.bias"]) for i in range(layers)]
    return [LayerSize(qkv.shape[0] // (3 * head), up.shape[0]) for qkv, up in biases]


def _head(weights: Mapping[str, Floats]) -> int:
    """Weights of a network -> the width of a head of attention."""
    return _WIDE_HEAD if NEARNESS in weights else HEAD
