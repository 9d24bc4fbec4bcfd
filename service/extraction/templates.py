"""Templates of features: what a linear model looks at, written once for training, which wants names, and for reading.

A template is a name with atoms in braces, "b+w={before} {word}". A candidate is given as the values of the atoms, those of its
cue apart from those of its place; a template of which a value is None does not hold.

Look-ups take most of the time of the rules, the more where the memory that they touch is not at hand. So a model is bound to a
cue first: what that decides alone is summed, and its own tables are looked out. Making one of those that are asked by the same
values would save look-ups, and take more time than it saves on articles not read before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import itemgetter
from string import Formatter
from typing import Any

Values = tuple[str | None, ...]
Score = Callable[..., float]  # values of the atoms of a place, in their order -> the sum of the weights of what holds
Model = Callable[..., Score]  # values of the atoms of a cue, in their order -> what scores its candidates

_Asked = tuple[str, ...]  # atoms of a place that a table is asked by
_Table = Mapping[str | tuple[str, ...], float]  # by the value of the one atom, or the values of several
_Tables = Mapping[tuple[str, ...], _Table]  # by the values of a cue's atoms
_Choice = Callable[[tuple[str, ...]], tuple[str, ...]]  # values of all atoms of a cue -> those that a template has

_EMPTY: _Table = {}


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
        asked: list[_Asked] = []  # by what each of the following is asked
        owned: list[tuple[_Choice, _Tables]] = []  # what each cue has of its own
        always: list[tuple[_Choice, _Tables]] = []  # what a cue decides alone
        for line in self.lines:
            atoms = _atoms(line)
            place = tuple(atom for atom in atoms if atom in self.place)
            own = _choice([self.cue.index(atom) for atom in atoms if atom in self.cue])
            tables = _parted(weights.get(line, {} if atoms else 0.0), [atom in self.cue for atom in atoms])
            if not place:
                always.append((own, tables))
            elif len(place) == len(atoms):
                shared[place] = _sum(shared.get(place, {}), tables.get((), {}))
            else:
                asked.append(place)
                owned.append((own, tables))
        summing = _summing(self.place, [*shared, *asked])

        @cache  # a kB each, for the few thousand forms of a lexicon
        def bound(*cue: str) -> Score:
            alone = sum([weight for own, tables in always for weight in tables.get(own(cue), _EMPTY).values()])
            return summing(alone, [*shared.values(), *[tables.get(own(cue), _EMPTY) for own, tables in owned]])

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


def _choice(numbers: Sequence[int]) -> _Choice:
    """Numbers of values -> what chooses these of all, as a tuple also where it is one or none."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    first = sum(numbers)
    return itemgetter(slice(first, first + len(numbers)))


def _sum(first: _Table, second: _Table) -> _Table:
    """Two tables -> one with the sums of their weights; where only one has any it is that one, not a copy."""
    if not first or not second:
        return first or second
    total = dict(first)
    for key, weight in second.items():
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
