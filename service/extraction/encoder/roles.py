"""Role scores per unit -> spans: the best well-formed path, and a second look that leans towards roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)
# O, then begin / inside / end / single of each role.
ROLE_LABELS = ["O", *(f"{part}-{role}" for role in ROLES for part in "BIES")]


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Units [start, end) with a role."""

    role: int
    start: int
    end: int


def best_spans(scores: Sequence[Sequence[float]]) -> list[RoleSpan]:
    """Role log-probabilities per unit -> the spans of the best well-formed path (begin, inside*, end; or single)."""
    low = float("-inf")
    out, inside = 0.0, [low, low, low]
    back_out: list[int] = []  # -1: from outside; else the role that ended here
    single: list[int] = []
    back_in: list[tuple[bool, bool, bool]] = []  # per role: begun here?
    for row in scores:
        alone, kind = row[0], -1
        for r in range(3):
            if row[4 + 4 * r] > alone:
                alone, kind = row[4 + 4 * r], r
        new_out, origin = out + alone, -1
        new_in, begun = [low, low, low], [False, False, False]
        for r in range(3):
            b = 1 + 4 * r
            closed = inside[r] + row[b + 2]
            if closed > new_out:
                new_out, origin = closed, r
            start, go = out + row[b], inside[r] + row[b + 1]
            new_in[r], begun[r] = (start, True) if start >= go else (go, False)
        back_out.append(origin)
        single.append(kind)
        back_in.append((begun[0], begun[1], begun[2]))
        out, inside = new_out, new_in
    found: list[RoleSpan] = []
    t = len(scores) - 1
    while t >= 0:
        role = back_out[t]
        if role < 0:
            if single[t] >= 0:
                found.append(RoleSpan(single[t], t, t + 1))
            t -= 1
            continue
        end = t + 1
        t -= 1
        while not back_in[t][role]:
            t -= 1
        found.append(RoleSpan(role, t, end))
        t -= 1
    found.reverse()
    return found


def lean(source: float, cue: float, content: float) -> Floats:
    """What to add to the role scores of a unit to lean towards roles."""
    return numpy.asarray([0.0] + [source] * 4 + [cue] * 4 + [content] * 4, numpy.float32)


def second_look(scores: Floats, found: Sequence[RoleSpan], amount: float) -> list[RoleSpan]:
    """The spans a path leaning towards roles adds where the best path found nothing."""
    leaning = scores + lean(amount, amount, amount)
    likely = leaning[:, 1:].max(1) > leaning[:, 0]  # a span has at least one such unit, or no span would be better
    added = []
    after = [*(span.start for span in found), len(scores)]
    for first, end in zip([0, *(span.end for span in found)], after, strict=True):
        if likely[first:end].any():
            stretch = best_spans(leaning[first:end].tolist())
            added += [RoleSpan(span.role, first + span.start, first + span.end) for span in stretch]
    return added


def certainty(scores: Floats, span: RoleSpan) -> float:
    """Log-odds of the less certain of a span's two borders."""
    base = 1 + 4 * span.role
    if span.end - span.start == 1:
        chance = float(numpy.exp(scores[span.start, base + 3]))
    else:
        chance = float(numpy.exp(min(scores[span.start, base], scores[span.end - 1, base + 2])))
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return float(numpy.log(chance / (1 - chance)))
