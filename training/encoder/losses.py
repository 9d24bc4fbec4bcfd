"""Batches of windows -> how wrong the network is about roles and links."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from service.extraction.encoder.links import NEAREST, link_candidates
from service.extraction.encoder.roles import best_spans
from training.encoder.articles import Span
from training.encoder.network import LinkScorer, TaggerNetwork
from training.encoder.samples import TIES, Heads, Sample, SpansByRole, as_predicted

_AS_PREDICTED = 0.5  # share of windows whose links are learned over the spans the model finds instead of the gold ones
_NOT_JUDGED = -100  # cross_entropy's mark of a row that does not count
_NEVER = -1e4  # log-odds


def tensors(batch: Sequence[Sample]) -> tuple[dict[str, Tensor], Tensor, Tensor, list[int]]:
    """Batch -> encoder inputs, flat positions of the units' first pieces, their labels, and where each window's units begin."""
    n = max(len(sample.ids) for sample in batch)
    inputs = {name: torch.zeros(len(batch), n, dtype=torch.long) for name in ("ids", "case", "quote", "layout")}
    mask = torch.zeros(len(batch), 1, 1, n, dtype=torch.bfloat16)
    positions: list[int] = []
    labels: list[int] = []
    offsets: list[int] = []
    for i, sample in enumerate(batch):
        for name, rows in inputs.items():
            rows[i, : len(sample.ids)] = torch.tensor(getattr(sample, name))
        mask[i, :, :, len(sample.ids) :] = _NEVER
        offsets.append(len(positions))
        positions += [i * n + first for first in sample.firsts]
        labels += sample.labels
    return {**inputs, "mask": mask}, torch.tensor(positions), torch.tensor(labels), offsets


def batch_losses(
    model: TaggerNetwork, batch: Sequence[Sample], dropout: float, on_found: bool, rng: random.Random
) -> tuple[Tensor, Tensor, Tensor]:
    """A batch -> losses of roles, of sources and of contents; `on_found`: learn links on found spans in part of the windows."""
    inputs, positions, labels, offsets = tensors(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.encoder(**inputs)
    vectors = functional.dropout(hidden.reshape(-1, hidden.shape[-1])[positions].float(), dropout)
    logits = model.roles(vectors)
    table = logits.detach().log_softmax(-1).tolist() if on_found else []
    targets: list[tuple[SpansByRole, Heads]] = []
    for sample, offset in zip(batch, offsets, strict=True):
        if on_found and rng.random() < _AS_PREDICTED:
            targets.append(as_predicted(sample, best_spans(table[offset : offset + len(sample.firsts)])))
        else:
            targets.append((sample.spans, sample.heads))
    return (
        functional.cross_entropy(logits, labels),
        link_loss(batch, targets, offsets, vectors, model.source_links, 0),
        link_loss(batch, targets, offsets, vectors, model.content_links, 1),
    )


def link_loss(
    batch: Sequence[Sample],
    targets: Sequence[tuple[SpansByRole, Heads]],
    offsets: Sequence[int],
    vectors: Tensor,
    scorer: LinkScorer,
    kind: int,
) -> Tensor:
    """Spans and heads of each window, vectors of all units -> cross-entropy of each head among its candidates and none."""
    dependent_role, head_role = TIES[kind]
    dependents: list[Span] = []
    heads: list[Span] = []
    pairs: list[Span] = []
    features: list[tuple[int, ...]] = []
    slots: list[tuple[int, int]] = []  # row of the dependent, column of the candidate; column 0 is "none"
    right: list[int] = []
    for sample, (spans, ties), offset in zip(batch, targets, offsets, strict=True):
        first_dependent, first_head = len(dependents), len(heads)
        counts = [0] * len(spans[dependent_role])
        wanted = [0 if ties[kind].get(i, -1) is None else _NOT_JUDGED for i in range(len(counts))]
        candidates, told = link_candidates(spans[dependent_role], spans[head_role], sample.breaks, sample.stops)
        for i, j in candidates:
            counts[i] += 1
            slots.append((i + first_dependent, counts[i]))
            pairs.append((i + first_dependent, j + first_head))
            if ties[kind].get(i, -1) == j:
                wanted[i] = counts[i]
        features += told
        dependents += [(start + offset, end - 1 + offset) for start, end in spans[dependent_role]]
        heads += [(start + offset, end - 1 + offset) for start, end in spans[head_role]]
        right += wanted
    if not pairs or all(target == _NOT_JUDGED for target in right):
        return vectors.sum() * 0
    scores, none = scorer(_sides(vectors, dependents), _sides(vectors, heads), torch.tensor(pairs), torch.tensor(features))
    where = torch.tensor(slots)
    table = torch.full((len(dependents), 2 * NEAREST + 1), _NEVER).index_put((where[:, 0], where[:, 1]), scores.float())
    table = torch.cat([none.float()[:, None], table[:, 1:]], 1)
    return functional.cross_entropy(table, torch.tensor(right), ignore_index=_NOT_JUDGED)


def _sides(vectors: Tensor, spans: Sequence[Span]) -> Tensor:
    """Spans as first and last unit -> the vectors of both side by side."""
    index = torch.tensor(spans)
    return torch.cat([vectors[index[:, 0]], vectors[index[:, 1]]], 1)
