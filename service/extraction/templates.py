"""Templates of features: what a linear model looks at, written once for training, which wants names, and for reading.

A template is a name with atoms in braces, "b+w={before} {word}". A candidate is given as the values of the atoms; a template of
which a value is None does not hold. The weights of a template are nested by its values, in their order, so that a look-up makes
no new string: names for all features, and their hashes, would take most of the time of the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

Values = tuple[str | None, ...]
Score = Callable[..., float]  # values of the atoms, in their order -> the sum of the weights of what holds


@dataclass(frozen=True, slots=True)
class Templates:
    """What one model looks at."""

    atoms: tuple[str, ...]  # in the order in which a candidate's values come
    lines: tuple[str, ...]

    def features(self, values: Sequence[str | None]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """A candidate -> the features that hold: name, template, and the values that its weight is found by."""
        known = dict(zip(self.atoms, values, strict=True))
        for line in self.lines:
            path = tuple(value for atom in _atoms(line) if (value := known[atom]) is not None)
            if len(path) == len(_atoms(line)):
                yield line.format_map(known), line, path

    def score(self, weights: Mapping[str, Any]) -> Score:
        """Weights by template, nested by the values of its atoms -> the function that sums those that hold.

        A template or value that training never saw adds nothing. The sum is written out as one expression, in the order of the
        templates, as dataclasses write out their methods.
        """
        names: dict[str, object] = {"nothing": {}.get}
        terms = []
        for number, line in enumerate(self.lines):
            *outer, last = _atoms(line) or ("",)
            if not last:
                terms.append(repr(weights.get(line, 0.0)))
                continue
            names[f"t{number}"] = _nested(weights.get(line, {}), len(outer))
            terms.append(f"t{number}" + "".join(f"({atom}, nothing)" for atom in outer) + f"({last}, 0.0)")
        return eval(f"lambda {', '.join(self.atoms)}: {' + '.join(terms)}", names)  # type: ignore[no-any-return]


def templates(atoms: str, lines: str) -> Templates:
    """Atoms parted by spaces, and templates by line breaks -> the templates."""
    return Templates(tuple(atoms.split()), tuple(line.strip() for line in lines.strip().splitlines()))


def _atoms(line: str) -> tuple[str, ...]:
    return tuple(atom for _, atom, _, _ in Formatter().parse(line) if atom)


def _nested(table: Mapping[str, Any], depth: int) -> Callable[..., Any]:
    """Weights nested `depth` deep -> how the outermost is asked, and those inside it likewise."""
    if depth == 0:
        return table.get
    return {value: _nested(inner, depth - 1) for value, inner in table.items()}.get
