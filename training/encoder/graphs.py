"""Weights -> the ONNX graphs that the service runs, built node by node: the fused operators onnxruntime is quickest with.

The encoder's weights have 8 bits, with a scale for each column of a matrix and each row of the word embeddings. Activations have
8 bits, too, where they meet them, with a scale for each layer from training.encoder.ranges. The link scorers are small and stay
real numbers, stored in 16 bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from service.extraction.encoder.links import LINK_WIDTH
from service.extraction.encoder.roles import Floats
from training.encoder.network import HEAD, RECTIFIED

State = Mapping[str, Floats]  # weights by their names in training.encoder.network

_EPSILON = 1e-12
_TOP = 127  # largest of 8 bits with a sign
_STEPS = 255  # of 8 bits without
_SMALLEST = 1e-8  # of a scale: a column of zeros has one, too
_OPSET, _IR = 17, 9  # what onnxruntime 1.18 reads
_MICROSOFT = "com.microsoft"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the inputs of a linear layer reach."""

    smaller: Floats  # by how much each channel is divided before it is quantised; 1 for most
    low: float  # of the channels then, at most 0
    high: float


Reaches = Mapping[str, Reach]  # by the layer's name in training.encoder.network


class _Graph:
    """Nodes and constants as they are added; each adder returns the name of what it made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, array: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(numpy.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def norm(self, x: str, state: State, source: str, name: str) -> str:
        parts = [self.constant(f"{source}.{part}", state[f"{source}.{part}"]) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *parts], name, epsilon=_EPSILON, axis=-1)

    def quantised(self, x: str, reach: Reach, name: str) -> list[str]:
        """x in 8 bits, its scale and its zero."""
        if (reach.smaller != 1).any():
            x = self.node("Mul", [x, self.constant(f"{name}.smaller", 1 / reach.smaller)], f"{name}.even")
        scale = max(reach.high - reach.low, _SMALLEST) / _STEPS
        parts = [
            self.constant(f"{name}.step", numpy.array(scale, numpy.float32)),
            self.constant(f"{name}.from", numpy.array(round(-reach.low / scale), numpy.uint8)),
        ]
        return [self.node("QuantizeLinear", [x, *parts], f"{name}.bytes"), *parts]

    def linear(self, x: list[str], reach: Reach, weight: Floats, bias: Floats, name: str) -> str:
        """x @ weight + bias; x as quantised with that reach, weight is [in, out]."""
        weight = weight * reach.smaller[:, None]
        scale = numpy.maximum(numpy.abs(weight).max(0), _SMALLEST) / _TOP
        inputs = [
            x[0],
            self.constant(f"{name}.weight", numpy.rint(weight / scale).astype(numpy.int8)),
            x[1],
            self.constant(f"{name}.scale", scale.astype(numpy.float32)),
            x[2],
            "",
            self.constant(f"{name}.bias", bias),
        ]
        return self.node("MatMulIntegerToFloat", inputs, name, _MICROSOFT)

    def embedding(self, ids: str, table: Floats, name: str) -> str:
        """The rows of a table in 8 bits."""
        scale = numpy.maximum(numpy.abs(table).max(1, keepdims=True), _SMALLEST) / _TOP
        rows = self.constant(f"{name}.table", numpy.rint(table / scale).astype(numpy.int8))
        scales = self.constant(f"{name}.scale", scale.astype(numpy.float32))
        picked = self.node("Cast", [self.node("Gather", [rows, ids], f"{name}.rows")], f"{name}.cast", to=TensorProto.FLOAT)
        return self.node("Mul", [picked, self.node("Gather", [scales, ids], f"{name}.scales")], name)


def tagger_graph(state: State, reaches: Reaches) -> bytes:
    """Weights and reaches -> the encoder.

    ids, case, quote, layout [1, pieces] -> roles [1, pieces, labels], hidden [1, pieces, width].
    """
    g = _Graph()
    inputs = ("ids", "case", "quote", "layout")
    x = g.embedding("ids", state["encoder.words.weight"], "words")
    length = g.node("Shape", ["ids"], "shape", start=1, end=2)
    zero = g.constant("zero", numpy.zeros(1, numpy.int64))
    places = g.node("Slice", [g.constant("positions.table", state["encoder.positions.weight"]), zero, length], "positions")
    for extra in inputs[1:]:
        found = g.node("Gather", [g.constant(f"{extra}.table", state[f"encoder.{extra}.weight"]), extra], f"{extra}.rows")
        x = g.node("Add", [x, found], f"with.{extra}")
    x = g.norm(g.node("Add", [x, places], "with.positions"), state, "encoder.norm", "embedded")
    for i in range(sum(name.endswith(".qkv.weight") for name in state)):
        x = _layer(g, state, reaches, f"encoder.layers.{i}.", x, i)
    hidden = g.node("Identity", [x], "hidden")
    roles = g.node("MatMul", [hidden, g.constant("roles.weight", state["roles.weight"].T)], "roles.product")
    g.node("Add", [roles, g.constant("roles.bias", state["roles.bias"])], "roles")
    row = ["one", "pieces"]
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, row) for name in inputs]
    made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [*row, None]) for name in ("roles", "hidden")]
    return _serialised(helper.make_graph(g.nodes, "tagger", given, made, g.constants), _MICROSOFT)


def _layer(g: _Graph, state: State, reaches: Reaches, name: str, x: str, i: int) -> str:
    def linear(x: str, place: str) -> str:
        reach = reaches[name + place]
        weight, bias = state[f"{name}{place}.weight"].T, state[f"{name}{place}.bias"]
        return g.linear(g.quantised(x, reach, f"{i}.{place}"), reach, weight, bias, f"{i}.{place}")

    # Three products from the same bytes: one product that is split afterwards copies its rows once more.
    reach, weight, bias = reaches[f"{name}qkv"], state[f"{name}qkv.weight"].T, state[f"{name}qkv.bias"]
    told = g.quantised(x, reach, f"{i}.qkv")
    thirds = zip("qkv", numpy.split(weight, 3, 1), numpy.split(bias, 3), strict=True)
    parts = [g.linear(told, reach, part, offset, f"{i}.{letter}") for letter, part, offset in thirds]
    heads = weight.shape[1] // (3 * HEAD)
    attended = g.node("MultiHeadAttention", parts, f"{i}.attended", _MICROSOFT, num_heads=heads)
    # Add and LayerNormalization are vectorised; the fused SkipLayerNormalization took eight times as long (onnxruntime 1.31).
    x = g.norm(g.node("Add", [x, linear(attended, "join")], f"{i}.sum"), state, f"{name}attention_norm", f"{i}.x")
    up = linear(x, "up")
    if f"encoder.{RECTIFIED}" not in state:  # rectified units need no node: reaches from 0 quantise what is below to 0
        up = g.node("Gelu", [up], f"{i}.gelu", _MICROSOFT)
    return g.norm(g.node("Add", [x, linear(up, "down")], f"{i}.sum.out"), state, f"{name}norm", f"{i}.out")


def links_graph(state: State, kind: str) -> bytes:
    """Weights and "content_links" or "source_links" -> that scorer.

    dependents, heads [spans, 2 x width], dependent_of, head_of [pairs], features [pairs, kinds] -> scores [pairs],
    none [dependents].
    """
    g = _Graph()

    def half(name: str) -> str:
        value = g.constant(f"{name}.half", state[f"{kind}.{name}"].T.astype(numpy.float16))
        return g.node("Cast", [value], name, to=TensorProto.FLOAT)

    for side, parts in (("dependent", ["a", "q"]), ("head", ["b", "k"])):
        both = g.node("Gemm", [f"{side}s", half(f"{side}.weight"), half(f"{side}.bias")], f"{side}.all")
        sizes = g.constant(f"{side}.sizes", numpy.array([LINK_WIDTH] * len(parts), numpy.int64))
        g.nodes.append(helper.make_node("Split", [both, sizes], parts, name=f"{side}.split", axis=-1))
    table = g.constant("features.table", state[f"{kind}.features.weight"])
    one = g.constant("axis.one", numpy.array([1], numpy.int64))
    told = g.node("ReduceSum", [g.node("Gather", [table, "features"], "features.rows"), one], "features.sum", keepdims=0)
    picked = {p: g.node("Gather", [p, "dependent_of" if p in "aq" else "head_of"], f"{p}.picked") for p in "aqbk"}
    both = g.node("Add", [picked["a"], picked["b"]], "both")
    hidden = g.node("Relu", [g.node("Add", [both, told], "before")], "hidden")
    added = g.node("Gemm", [hidden, half("out.weight"), half("out.bias")], "added")
    product = g.node("ReduceSum", [g.node("Mul", [picked["q"], picked["k"]], "product"), one], "similarity", keepdims=1)
    width = g.constant("width", numpy.array(LINK_WIDTH**0.5, numpy.float32))
    flat = g.constant("flat", numpy.array([-1], numpy.int64))
    total = g.node("Add", [added, g.node("Div", [product, width], "scaled")], "total")
    g.node("Reshape", [total, flat], "scores")
    alone = g.node("Gemm", [g.node("Relu", ["a"], "a.positive"), half("null.weight"), half("null.bias")], "alone")
    g.node("Reshape", [alone, flat], "none")
    number, real = TensorProto.INT64, TensorProto.FLOAT
    given = [helper.make_tensor_value_info(f"{side}s", real, [f"{side}s", None]) for side in ("dependent", "head")]
    given += [helper.make_tensor_value_info(name, number, ["pairs"]) for name in ("dependent_of", "head_of")]
    given.append(helper.make_tensor_value_info("features", number, ["pairs", None]))
    made = [
        helper.make_tensor_value_info("scores", real, ["pairs"]),
        helper.make_tensor_value_info("none", real, ["dependents"]),
    ]
    return _serialised(helper.make_graph(g.nodes, kind, given, made, g.constants))


def _serialised(graph: onnx.GraphProto, *domains: str) -> bytes:
    opsets = [helper.make_opsetid("", _OPSET), *(helper.make_opsetid(domain, 1) for domain in domains)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR, producer_name="training")
    onnx.checker.check_model(model)
    raw: bytes = model.SerializeToString(deterministic=True)
    return raw
