"""The names and words with which articles are varied."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "names.toml"


@dataclass(frozen=True, slots=True)
class Names:
    """What names.toml holds, under its own keys; names to draw from keep their order, since draws are seeded."""

    first_names: tuple[str, ...]
    surnames: tuple[str, ...]
    places: tuple[str, ...]
    outlets: tuple[str, ...]
    bodies: tuple[str, ...]
    known_outlets: frozenset[str]  # beside `outlets`
    pronouns: frozenset[str]
    no_clause: frozenset[str]


@cache
def names() -> Names:
    """Nothing -> the names of names.toml; raises TypeError where a key is missing or unknown."""
    table: dict[str, list[str]] = tomllib.loads(_FILE.read_text("utf-8"))
    drawn = ("first_names", "surnames", "places", "outlets", "bodies")
    return Names(**{key: tuple(row) if key in drawn else frozenset(row) for key, row in table.items()})  # type: ignore[arg-type]
