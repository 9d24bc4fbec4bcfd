"""Templates of features: what a linear model looks at, written once for training, which wants names, and for reading.

A template is a name with atoms in braces, "b+w={before} {word}". A candidate is given as the values of the atoms, those of its
cue apart from those of its place; a template of which a value is None does not hold.

Look-ups take most of the time of the rules, the more where the memory that they touch is not at hand. So a model is bound to a
cue first: what that decides alone is summed, and a cue's own tables that are asked by the same values of the place become one.
What all cues share is not copied for each: on articles not read before, making the copies took more than they saved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from string import Formatter
from typing import Any

Values = tuple[str | None, ...]
Score = Callable[..., float]  # values of the atoms of a place, in their order -> the sum of the weights of what holds
Model = Callable[..., Score]  # values of the atoms of a cue, in their order -> what scores its candidates

_Asked = tuple[str, ...]  # atoms of a place that a table is asked by
_Table = Mapping[str | tuple[str, ...], float]  # by the value of the one atom, or the values of several
_Owned = tuple[tuple[int, ...], Mapping[tuple[str, ...], _Table]]  # numbers of a cue's atoms, and tables by their values

# Cues that a model stays bound to, each at some kB and microseconds: more than articles share, half of what a lexicon has.
_BOUND = 1 << 10


@dataclass(frozen=True, slots=True)
class Templates:
    """What one model looks at."""

    cue: tuple[str, ...]  # atoms whose values the candidates of a cue share
    place: tuple[str, ...]  # atoms of each candidate; both in the order in which their values come
    lines: tuple[str, ...]

    def features(self, cue: Sequence[str | None], place: Sequence[str | None]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Values of a cue and of a candidate -> what holds: name, template, and the values that its weight is found by."""
        known = dict(zip((*self.cue, *self.place), (*cue, *place), strict=True))
        for line in self.lines:
            path = tuple(value for atom in _atoms(line) if (value := known[atom]) is not None)
            if len(path) == len(_atoms(line)):
                yield line.format_map(known), line, path

    def model(self, weights: Mapping[str, Any]) -> Model:
        """Weights by template, nested by the values of its atoms -> the model that sums those that hold.

        A template or value that training never saw adds nothing.
        """
        shared: dict[_Asked, _Table] = {}  # what all cues share
        owned: dict[_Asked, list[_Owned]] = {}
        for line in self.lines:
            atoms = _atoms(line)
            asked = tuple(atom for atom in atoms if atom in self.place)
            own = tuple(self.cue.index(atom) for atom in atoms if atom in self.cue)
            tables = _parted(weights.get(line, {} if atoms else 0.0), [atom in self.cue for atom in atoms])
            if asked and not own:
                shared[asked] = _sum(shared.get(asked, {}), tables.get((), {}))
            else:
                owned.setdefault(asked, []).append((own, tables))
        always = owned.pop((), [])
        summing = _summing(self.place, [*shared, *owned])

        @lru_cache(maxsize=_BOUND)
        def bound(*cue: str) -> Score:
            alone = sum(weight for table in _own(always, cue) for weight in table.values())
            return summing(alone, [*shared.values(), *[_sum(*_own(rows, cue)) for rows in owned.values()]])

        return bound


def templates(cue: str, place: str, lines: str) -> Templates:
    """Atoms of a cue and of a place, parted by spaces, and templates by line breaks -> the templates."""
    return Templates(tuple(cue.split()), tuple(place.split()), tuple(line.strip() for line in lines.strip().splitlines()))


def _atoms(line: str) -> tuple[str, ...]:
    return tuple(atom for _, atom, _, _ in Formatter().parse(line) if atom)


def _parted(weights: Any, own: Sequence[bool]) -> Mapping[tuple[str, ...], _Table]:
    """A template's weights, nested, and which of its atoms are a cue's -> its tables by the values of those."""
    found: dict[tuple[str, ...], Any] = defaultdict(dict)

    def descend(nested: Any, cue: tuple[str, ...], place: tuple[str, ...]) -> None:
        depth = len(cue) + len(place)
        if depth + 1 < len(own):
            for value, inner in nested.items():
                descend(inner, (*cue, value) if own[depth] else cue, place if own[depth] else (*place, value))
        elif own[depth]:
            for value, weight in nested.items():
                found[(*cue, value)][place[0] if len(place) == 1 else place] = weight
        elif place:
            found[cue].update({(*place, value): weight for value, weight in nested.items()})
        else:
            found[cue] = nested  # as most are

    if own:
        descend(weights, (), ())
    else:
        found[()][()] = weights
    return found


def _own(rows: Sequence[_Owned], cue: Sequence[str]) -> list[_Table]:
    """Tables by the values of a cue -> those of this one."""
    return [tables.get(tuple([cue[number] for number in numbers]), {}) for numbers, tables in rows]


def _sum(*tables: _Table) -> _Table:
    """Tables -> one with the sums of their weights; where only one has any it is that one, not a copy."""
    filled = [table for table in tables if table]
    if len(filled) < 2:
        return filled[0] if filled else {}
    total = dict(filled[0])
    for table in filled[1:]:
        for key, weight in table.items():
            total[key] = total.get(key, 0.0) + weight
    return total


def _summing(place: Sequence[str], asked: Sequence[_Asked]) -> Callable[[float, Sequence[_Table]], Score]:
    """Atoms of a place, and those that each table is asked by -> what makes a score of what a cue decides alone and the tables.

    The score is one expression, written out as dataclasses write out their methods, whose look-ups and sum leave no step to the
    interpreter: it would take most of the time.
    """
    keys = ", ".join(f"({', '.join(atoms)})" for atoms in asked)
    line = f"lambda alone, tables: lambda {', '.join(place)}: sum(map(get, tables, ({keys},), nothing), alone)"
    made: Callable[[float, Sequence[_Table]], Score] = eval(line, {"get": dict.get, "nothing": repeat(0.0)})
    return made
