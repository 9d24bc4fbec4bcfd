"""Weights -> the ONNX graphs that the service runs, built node by node: the fused operators onnxruntime is quickest with.

The encoder's weights have 8 bits, with a scale for each column of a matrix and each row of the word embeddings; activations are
quantised as they come. The link scorers are small and stay real numbers, stored in 16 bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from service.extraction.encoder.links import LINK_WIDTH
from service.extraction.encoder.roles import Floats

State = Mapping[str, Floats]  # weights by their names in training.encoder.network

_HEADS = 12  # of attention, MiniLM-L6's
_EPSILON = 1e-12
_TOP = 127  # largest of 8 bits
_SMALLEST = 1e-8  # of a scale: a column of zeros has one, too
_OPSET, _IR = 17, 9  # what onnxruntime 1.18 reads
_MICROSOFT = "com.microsoft"


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

    def split(self, x: str, names: list[str], width: int, name: str) -> None:
        sizes = self.constant(f"{name}.sizes", numpy.array([width] * len(names), numpy.int64))
        self.nodes.append(helper.make_node("Split", [x, sizes], names, name=f"{name}.split", axis=-1))

    def norm(self, x: str, state: State, source: str, name: str) -> str:
        parts = [self.constant(f"{source}.{part}", state[f"{source}.{part}"]) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *parts], name, epsilon=_EPSILON, axis=-1)

    def linear(self, x: str, weight: Floats, bias: Floats | None, name: str) -> str:
        """x @ weight + bias in 8 bits; weight is [in, out]."""
        scale = numpy.maximum(numpy.abs(weight).max(0), _SMALLEST) / _TOP
        # The operator has one scale for all rows it is given; bringing each row to a largest value of 1 gives each its own.
        largest = self.node("ReduceMax", [self.node("Abs", [x], f"{name}.abs")], f"{name}.largest", axes=[-1], keepdims=1)
        inputs = [
            self.node("Div", [x, largest], f"{name}.unit"),
            self.constant(f"{name}.weight", numpy.clip(numpy.rint(weight / scale), -_TOP, _TOP).astype(numpy.int8)),
            self.constant(f"{name}.scale", scale.astype(numpy.float32)),
            self.constant(f"{name}.zero", numpy.zeros(len(scale), numpy.int8)),
        ]
        product = self.node("DynamicQuantizeMatMul", inputs, f"{name}.product", _MICROSOFT)
        made = self.node("Mul", [product, largest], name if bias is None else f"{name}.scaled")
        return made if bias is None else self.node("Add", [made, self.constant(f"{name}.bias", bias)], name)

    def embedding(self, ids: str, table: Floats, name: str) -> str:
        """The rows of a table in 8 bits."""
        scale = numpy.maximum(numpy.abs(table).max(1, keepdims=True), _SMALLEST) / _TOP
        rows = self.constant(f"{name}.table", numpy.rint(table / scale).astype(numpy.int8))
        scales = self.constant(f"{name}.scale", scale.astype(numpy.float32))
        picked = self.node("Cast", [self.node("Gather", [rows, ids], f"{name}.rows")], f"{name}.cast", to=TensorProto.FLOAT)
        return self.node("Mul", [picked, self.node("Gather", [scales, ids], f"{name}.scales")], name)


def tagger_graph(state: State) -> bytes:
    """Weights -> the encoder: ids, case, quote, layout [1, pieces] -> roles [1, pieces, labels], hidden [1, pieces, width]."""
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
        x = _layer(g, state, f"encoder.layers.{i}.", x, i)
    hidden = g.node("Identity", [x], "hidden")
    roles = g.node("MatMul", [hidden, g.constant("roles.weight", state["roles.weight"].T)], "roles.product")
    g.node("Add", [roles, g.constant("roles.bias", state["roles.bias"])], "roles")
    row = ["one", "pieces"]
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, row) for name in inputs]
    made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [*row, None]) for name in ("roles", "hidden")]
    return _serialised(helper.make_graph(g.nodes, "tagger", given, made, g.constants), _MICROSOFT)


def _layer(g: _Graph, state: State, name: str, x: str, i: int) -> str:
    weight, bias = state[f"{name}qkv.weight"].T, state[f"{name}qkv.bias"]
    parts = [f"{i}.{part}" for part in "qkv"]
    g.split(g.linear(x, weight, bias, f"{i}.qkv"), parts, weight.shape[0], str(i))
    attended = g.node("MultiHeadAttention", parts, f"{i}.attended", _MICROSOFT, num_heads=_HEADS)
    out = g.linear(attended, state[f"{name}join.weight"].T, state[f"{name}join.bias"], f"{i}.join")
    # Add and LayerNormalization are vectorised; the fused SkipLayerNormalization took eight times as long (onnxruntime 1.31).
    x = g.norm(g.node("Add", [x, out], f"{i}.sum"), state, f"{name}attention_norm", f"{i}.x")
    up = g.linear(x, state[f"{name}up.weight"].T, None, f"{i}.up")
    up = g.node("BiasGelu", [up, g.constant(f"{i}.up.bias", state[f"{name}up.bias"])], f"{i}.gelu", _MICROSOFT)
    down = g.linear(up, state[f"{name}down.weight"].T, state[f"{name}down.bias"], f"{i}.down")
    return g.norm(g.node("Add", [x, down], f"{i}.sum.out"), state, f"{name}norm", f"{i}.out")


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
        g.split(both, parts, LINK_WIDTH, side)
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
