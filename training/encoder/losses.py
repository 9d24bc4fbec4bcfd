"""Batches of windows -> how wrong the network is about roles and links."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

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
_TAUGHT_OURS = 0.3  # of the losses on articles of ours, that teachers decide at most: the gold there is news to them
_SCORERS = ("source_links", "content_links")  # of each kind of links, in the order of TIES


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
    model: TaggerNetwork,
    batch: Sequence[Sample],
    dropout: float,
    on_found: bool,
    rng: random.Random,
    teachers: Sequence[TaggerNetwork] = (),
    taught: float = 0.0,
    alike: bool = False,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """A batch -> losses of roles, sources, contents and likeness; `on_found`: links on found spans in part of the windows.

    With teachers, the mean of their chances is to be met as well as the gold (distillation, after Hinton et al. 2015), which
    decide the share `taught` of the losses, less on articles of ours; and if `alike`, the first one's vectors after each layer
    (after Jiao et al. 2020, TinyBERT): that is likeness, else 0.
    """
    inputs, positions, labels, offsets = tensors(batch)
    layers = _vectors(model, inputs, positions)
    vectors = functional.dropout(layers[-1], dropout)
    logits = model.roles(vectors)
    table = logits.detach().log_softmax(-1).tolist() if on_found else []
    targets: list[tuple[SpansByRole, Heads]] = []
    for sample, offset in zip(batch, offsets, strict=True):
        if on_found and rng.random() < _AS_PREDICTED:
            targets.append(as_predicted(sample, best_spans(table[offset : offset + len(sample.firsts)])))
        else:
            targets.append((sample.spans, sample.heads))
    with torch.no_grad():
        readings = [(teacher, _vectors(teacher, inputs, positions)) for teacher in teachers]
        roles = [teacher.roles(seen[-1]) for teacher, seen in readings]
    shares = [min(taught, _TAUGHT_OURS) if sample.ours else taught for sample in batch]
    made = [_towards(logits, labels, roles, _each(shares, [len(sample.firsts) for sample in batch]))]
    for kind, scorer in enumerate(_SCORERS):
        asked = _questions(batch, targets, offsets, kind)
        if not asked.pairs or all(target == _NOT_JUDGED for target in asked.right):
            made.append(vectors.sum() * 0)
            continue
        with torch.no_grad():
            tables = [_answers(asked, seen[-1], getattr(teacher, scorer)) for teacher, seen in readings]
        of_each = _each(shares, [len(spans[TIES[kind][0]]) for spans, _ in targets])
        made.append(_towards(_answers(asked, vectors, getattr(model, scorer)), torch.tensor(asked.right), tables, of_each))
    return made[0], made[1], made[2], _likeness(layers, readings[0][1]) if alike else vectors.sum() * 0


def _vectors(model: TaggerNetwork, inputs: dict[str, Tensor], positions: Tensor) -> list[Tensor]:
    """Inputs, and where each unit begins in them -> the units' vectors after each layer."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        layers = model.encoder(**inputs)
    return [hidden.reshape(-1, hidden.shape[-1])[positions].float() for hidden in layers]


def _likeness(layers: Sequence[Tensor], wanted: Sequence[Tensor]) -> Tensor:
    """Vectors after each layer, and a teacher's -> the squared distance as a share of the teacher's squares, the layers' mean."""
    shares = [(mine - its).square().mean() / its.square().mean() for mine, its in zip(layers, wanted, strict=True)]
    return torch.stack(shares).mean()


def _each(values: Sequence[float], counts: Sequence[int]) -> Tensor:
    """A value for each window, and how many choices it has -> the value of each choice."""
    return torch.tensor(values).repeat_interleave(torch.tensor(counts))


def _towards(logits: Tensor, gold: Tensor, teachers: Sequence[Tensor], taught: Tensor) -> Tensor:
    """Scores of choices, the right ones, the teachers' scores of the same choices, and their share in each -> cross-entropy."""
    if not teachers:
        return functional.cross_entropy(logits, gold, ignore_index=_NOT_JUDGED)
    chances = torch.stack([scores.softmax(-1) for scores in teachers]).mean(0)
    own = functional.cross_entropy(logits, gold, ignore_index=_NOT_JUDGED, reduction="none")
    theirs = functional.cross_entropy(logits, chances, reduction="none")
    judged = (gold != _NOT_JUDGED).float()
    return ((1 - taught) * own).sum() / judged.sum().clamp(min=1) + (taught * theirs).mean()


@dataclass(frozen=True, slots=True)
class _Questions:
    """Which head each span of a batch has: candidates as pairs with their features, and the answers."""

    dependents: list[Span]  # as first and last unit
    heads: list[Span]
    pairs: list[Span]
    features: list[tuple[int, ...]]
    slots: list[tuple[int, int]]  # of each pair: row of the dependent, column of the candidate; column 0 is "none"
    right: list[int]  # column of each dependent's head, or _NOT_JUDGED


def _questions(
    batch: Sequence[Sample], targets: Sequence[tuple[SpansByRole, Heads]], offsets: Sequence[int], kind: int
) -> _Questions:
    """Spans and heads of each window -> the choices that a kind of links has in the batch."""
    dependent_role, head_role = TIES[kind]
    asked = _Questions([], [], [], [], [], [])
    for sample, (spans, ties), offset in zip(batch, targets, offsets, strict=True):
        first_dependent, first_head = len(asked.dependents), len(asked.heads)
        counts = [0] * len(spans[dependent_role])
        wanted = [0 if ties[kind].get(i, -1) is None else _NOT_JUDGED for i in range(len(counts))]
        candidates, told = link_candidates(spans[dependent_role], spans[head_role], sample.breaks, sample.stops)
        for i, j in candidates:
            counts[i] += 1
            asked.slots.append((i + first_dependent, counts[i]))
            asked.pairs.append((i + first_dependent, j + first_head))
            if ties[kind].get(i, -1) == j:
                wanted[i] = counts[i]
        asked.features.extend(told)
        asked.dependents.extend((start + offset, end - 1 + offset) for start, end in spans[dependent_role])
        asked.heads.extend((start + offset, end - 1 + offset) for start, end in spans[head_role])
        asked.right.extend(wanted)
    return asked


def _answers(asked: _Questions, vectors: Tensor, scorer: LinkScorer) -> Tensor:
    """Choices of links, vectors of all units -> the score of each candidate, "none" first, one row a dependent."""
    scores, none = scorer(
        _sides(vectors, asked.dependents), _sides(vectors, asked.heads), torch.tensor(asked.pairs), torch.tensor(asked.features)
    )
    where = torch.tensor(asked.slots)
    table = torch.full((len(asked.dependents), 2 * NEAREST + 1), _NEVER).index_put((where[:, 0], where[:, 1]), scores.float())
    return torch.cat([none.float()[:, None], table[:, 1:]], 1)


def _sides(vectors: Tensor, spans: Sequence[Span]) -> Tensor:
    """Spans as first and last unit -> the vectors of both side by side."""
    index = torch.tensor(spans)
    return torch.cat([vectors[index[:, 0]], vectors[index[:, 1]]], 1)
