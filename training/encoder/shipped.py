"""The encoder in the lexicon -> the weights it was made from, as near as 8 bits keep them: to start from and to learn from.

The way back of training.encoder.graphs. What was dropped, word pieces of other scripts and positions behind a window's end, is
MiniLM's again.
"""

from __future__ import annotations

import numpy
import onnx
from onnx import numpy_helper

from service.extraction.encoder.roles import Floats
from service.lexicon.encoder import EncoderData
from training.encoder.graphs import State
from training.encoder.network import RECTIFIED
from training.encoder.pretrained import minilm, vocabulary

# A linear layer -> its products in the graph.
_PARTS = {"join": ("join",), "up": ("up",), "down": ("down",), "qkv": ("q", "k", "v")}
_NORMS = ("attention_norm", "norm")
_LINKS = ("content_links", "source_links")


def weights_of(data: EncoderData) -> State:
    """An encoder -> its weights under the network's names."""
    held, kinds = _constants(data.tagger)
    made = {f"encoder.{extra}.weight": held[f"{extra}.table"] for extra in ("case", "quote", "layout")}
    made.update({f"encoder.norm.{end}": held[f"encoder.norm.{end}"] for end in ("weight", "bias")})
    for i in range(sum(name.endswith(".join.bias") for name in held)):
        layer = f"encoder.layers.{i}."
        for place, products in _PARTS.items():
            parts = [held[f"{i}.{part}.weight"] * held[f"{i}.{part}.scale"] for part in products]
            evened = held.get(f"{i}.{place}.smaller", numpy.ones(1, numpy.float32))
            made[f"{layer}{place}.weight"] = numpy.concatenate(parts, 1).T * evened
            made[f"{layer}{place}.bias"] = numpy.concatenate([held[f"{i}.{part}.bias"] for part in products])
        made.update({f"{layer}{norm}.{end}": held[f"{layer}{norm}.{end}"] for norm in _NORMS for end in ("weight", "bias")})
    if "Gelu" not in kinds:
        made[f"encoder.{RECTIFIED}"] = numpy.ones(1, numpy.float32)
    made["roles.weight"], made["roles.bias"] = held["roles.weight"].T, held["roles.bias"]
    for kind in _LINKS:
        own, _ = _constants(getattr(data, kind))
        made[f"{kind}.features.weight"] = own["features.table"]
        halves = {name.removesuffix(".half"): value for name, value in own.items() if name.endswith(".half")}
        made.update({f"{kind}.{name}": value.astype(numpy.float32).T for name, value in halves.items()})
    return {name: numpy.array(value, numpy.float32) for name, value in {**made, **_dropped(data, held)}.items()}


def _constants(graph: bytes) -> tuple[dict[str, Floats], set[str]]:
    """A graph -> its constants by name, and the kinds of its nodes."""
    read = onnx.load_from_string(graph).graph
    return {one.name: numpy_helper.to_array(one) for one in read.initializer}, {node.op_type for node in read.node}


def _dropped(data: EncoderData, held: dict[str, Floats]) -> State:
    """An encoder and its constants -> both tables that it has a part of, whole."""
    whole = minilm()
    words, positions = whole["encoder.words.weight"].copy(), whole["encoder.positions.weight"].copy()
    place = {piece: i for i, piece in enumerate(vocabulary())}
    words[[place[piece] for piece in data.vocabulary]] = held["words.table"] * held["words.scale"]
    positions[: len(held["positions.table"])] = held["positions.table"]
    return {"encoder.words.weight": words, "encoder.positions.weight": positions}
