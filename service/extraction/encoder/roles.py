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
    # Outside, and inside of each role; the three are written out, since loops over them take twice the time.
    low = float("-inf")
    out, in0, in1, in2 = 0.0, low, low, low
    ends: list[int] = []  # the role that ends at a unit, as begun before it; -1: none
    single: list[int] = []  # the role that has a unit alone; -1: none
    begun: tuple[list[bool], list[bool], list[bool]] = ([], [], [])  # per role: inside it, whether it began here
    for alone, b0, i0, e0, s0, b1, i1, e1, s1, b2, i2, e2, s2 in scores:
        kind = -1
        if s0 > alone:
            alone, kind = s0, 0
        if s1 > alone:
            alone, kind = s1, 1
        if s2 > alone:
            alone, kind = s2, 2
        single.append(kind)
        best, ended = out + alone, -1
        if in0 + e0 > best:
            best, ended = in0 + e0, 0
        if in1 + e1 > best:
            best, ended = in1 + e1, 1
        if in2 + e2 > best:
            best, ended = in2 + e2, 2
        ends.append(ended)
        begins = out + b0 >= in0 + i0
        in0 = out + b0 if begins else in0 + i0
        begun[0].append(begins)
        begins = out + b1 >= in1 + i1
        in1 = out + b1 if begins else in1 + i1
        begun[1].append(begins)
        begins = out + b2 >= in2 + i2
        in2 = out + b2 if begins else in2 + i2
        begun[2].append(begins)
        out = best
    found: list[RoleSpan] = []
    t = len(scores) - 1
    while t >= 0:
        role = ends[t]
        if role < 0:
            if single[t] >= 0:
                found.append(RoleSpan(single[t], t, t + 1))
            t -= 1
            continue
        end = t + 1
        t -= 1
        while not begun[role][t]:
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
