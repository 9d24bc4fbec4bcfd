"""A trained network -> a smaller one: the heads of attention and inner units that matter least are left out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial

import numpy
import torch
from torch import Tensor, nn

from service.extraction.encoder.roles import Floats
from training.encoder.graphs import State
from training.encoder.losses import batch_losses
from training.encoder.network import HEAD, RECTIFIED, TaggerNetwork, network, sizes
from training.encoder.samples import Sample

_BATCHES = 60  # that are read to see what matters: some 240,000 word pieces
_UNITS = 32  # inner units of a layer come in such groups, the width that processors multiply at once


def pruned(state: State, work: Sequence[Sequence[Sample]], heads: int | None, inner: int | None, rng: random.Random) -> State:
    """Weights, batches, and how many heads and inner units all layers together keep (None: all) -> weights of what is kept.

    Inner units are rectified linear ones from then on: the quickest there are once quantised. What matters is, to first order,
    how far the losses would move without it (Michel, Levy and Neubig 2019).
    """
    head_worth, unit_worth = _worth(network(state, 0.0).eval(), work[:_BATCHES], rng)
    made = dict(state)
    have = sizes(state)
    keep_heads = _kept(head_worth, heads or sum(size.heads for size in have))
    grouped = [_groups(worth) for worth in unit_worth]
    keep_groups = _kept(grouped, (inner or sum(size.inner for size in have)) // _UNITS)
    for i, (chosen, groups) in enumerate(zip(keep_heads, keep_groups, strict=True)):
        layer = f"encoder.layers.{i}."
        rows = numpy.concatenate([numpy.arange(head * HEAD, (head + 1) * HEAD) for head in chosen])
        thirds = numpy.concatenate([rows + third * have[i].heads * HEAD for third in range(3)])
        units = numpy.sort(numpy.argsort(-unit_worth[i], kind="stable")[: len(groups) * _UNITS])
        for place, index in (("qkv", thirds), ("up", units)):
            made[f"{layer}{place}.weight"] = state[f"{layer}{place}.weight"][index]
            made[f"{layer}{place}.bias"] = state[f"{layer}{place}.bias"][index]
        made[f"{layer}join.weight"] = state[f"{layer}join.weight"][:, rows]
        made[f"{layer}down.weight"] = state[f"{layer}down.weight"][:, units]
    made[f"encoder.{RECTIFIED}"] = numpy.ones(1, numpy.float32)
    return made


def _kept(worth: Sequence[Floats], count: int) -> list[list[int]]:
    """What each part of each layer is worth, and how many to keep -> those kept by layer, in order, of each at least one."""
    sure = {(i, int(row.argmax())) for i, row in enumerate(worth)}
    rest = sorted(
        ((float(value), i, part) for i, row in enumerate(worth) for part, value in enumerate(row) if (i, part) not in sure),
        key=lambda one: (-one[0], one[1:]),
    )
    kept = sure | {(i, part) for _, i, part in rest[: max(0, count - len(sure))]}
    return [sorted(part for layer, part in kept if layer == i) for i in range(len(worth))]


def _groups(worth: Floats) -> Floats:
    """What each unit of a layer is worth -> the same of groups of units, best first."""
    ordered: Floats = numpy.sort(worth)[::-1].reshape(-1, _UNITS).sum(1)
    return ordered


def _worth(model: TaggerNetwork, work: Sequence[Sequence[Sample]], rng: random.Random) -> tuple[list[Floats], list[Floats]]:
    """A network and batches -> by layer what each head and what each inner unit is worth."""
    seen: dict[tuple[int, str], Tensor] = {}

    def look(key: tuple[int, str], module: nn.Module, inputs: tuple[Tensor]) -> None:
        inputs[0].retain_grad()
        seen[key] = inputs[0]

    hooks: list[Callable[[], None]] = []
    for i, layer in enumerate(model.encoder.layers):
        for place in ("join", "down"):
            hooks.append(getattr(layer, place).register_forward_pre_hook(partial(look, (i, place))).remove)
    sums: dict[tuple[int, str], Tensor] = {}
    for batch in work:
        roles, sources, contents, _ = batch_losses(model, batch, 0.0, False, rng)
        (roles + sources + contents).backward()  # type: ignore[no-untyped-call]
        for key, activation in seen.items():
            assert activation.grad is not None
            moved = (activation * activation.grad).float().flatten(0, -2).sum(0)
            if key[1] == "join":
                moved = moved.view(-1, HEAD).sum(1)
            sums[key] = sums.get(key, torch.zeros(())) + moved.detach().abs()
        model.zero_grad()
    for remove in hooks:
        remove()
    layers = range(len(model.encoder.layers))
    return [sums[i, "join"].numpy() for i in layers], [sums[i, "down"].numpy() for i in layers]
