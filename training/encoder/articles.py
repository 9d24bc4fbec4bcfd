"""Gold articles -> the units that the encoder reads, with the spans of their attributions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.extraction.encoder.reading import units_of

Span = tuple[int, int]  # units [start, end)
Gold = dict[str, Any]  # an article of a gold file: id, text, attributions


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Spans of one attribution, in text order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    def spans(self) -> tuple[tuple[Span, ...], ...]:
        """Nothing -> the spans by role, in the order of service.extraction.encoder.roles.ROLES."""
        return self.source, self.cue, self.content


@dataclass(frozen=True, slots=True)
class Article:
    """An article in units: its words, the gap before each, its attributions, parts of names, and parts of speech."""

    id: str
    words: list[str]
    gaps: list[int]
    attributions: list[GoldAttribution]
    people: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()  # organisations, outlets among them
    classes: tuple[str, ...] = ()  # part of speech of each unit, after Penn; "" where a token is no single unit, () where unknown
    ours: bool = False  # written for this project


def gold_articles(path: Path) -> list[Gold]:
    """A file of one article a line -> its articles; raises OSError or ValueError where it is none."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def name_layer(path: Path) -> dict[str, list[Any]]:
    """The file of the articles' automatic layers -> by article the tokens: start, end, part of speech, class of entity."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: row["tokens"] for row in rows}


def article_of(gold: Gold, tokens: Sequence[Any] = ()) -> Article:
    """A gold article, and its tokens with their classes of entity -> the article in units; a span without a unit is dropped."""
    units = units_of(gold["text"])
    unit_at = {c: i for i, (start, end) in enumerate(zip(units.starts, units.ends, strict=True)) for c in range(start, end)}

    def in_units(spans: Sequence[Sequence[int]]) -> tuple[Span, ...]:
        touched = [[unit_at[c] for c in range(start, end) if c in unit_at] for start, end in spans]
        return tuple((hit[0], hit[-1] + 1) for hit in touched if hit)

    named: dict[str, set[int]] = {"PERSON": set(), "LOCATION": set(), "ORGANIZATION": set()}
    classes = [""] * len(units.words) if tokens else []
    for start, end, part_of_speech, entity in tokens:
        touched = {unit_at[c] for c in range(start, end) if c in unit_at}
        if entity in named:
            named[entity] |= touched
        if len(touched) == 1:
            classes[touched.pop()] = part_of_speech
    attributions = [GoldAttribution(*(in_units(a[role]) for role in ("source", "cue", "content"))) for a in gold["attributions"]]
    return Article(
        gold["id"],
        units.words,
        units.gaps,
        [a for a in attributions if any(a.spans())],
        people=frozenset(named["PERSON"]),
        places=frozenset(named["LOCATION"]),
        bodies=frozenset(named["ORGANIZATION"]),
        classes=tuple(classes),
        ours=gold.get("ours", False),
    )
