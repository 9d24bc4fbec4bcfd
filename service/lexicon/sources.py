"""Words that tell what kind of source a speaker is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.lexicon.files import LexiconError, read_toml
from service.model import SourceType


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words of one language that tell a speaker's source type."""

    bodies: Mapping[str, SourceType]  # noun for a body -> the type of all who belong to it
    roles: Mapping[str, SourceType]  # noun for a person -> the type, where no body tells
    ends: frozenset[str]  # the last words of all entries
    weak: Mapping[str, SourceType]  # noun for a body or person of many kinds -> the likeliest, where nothing else tells


@cache
def source_words(language: str) -> SourceWords:
    """Language -> its words for kinds of sources. Raises LexiconError, naming file and entry, where the file is bad."""
    path = f"{language}/sources.toml"
    table = read_toml(path)
    tables = {part: _typed(path, table, part) for part in ("bodies", "roles", "weak")}
    return SourceWords(**tables, ends=frozenset(entry.rsplit(" ", 1)[-1] for part in tables.values() for entry in part))


def _typed(path: str, table: Mapping[str, Any], part: str) -> Mapping[str, SourceType]:
    found: dict[str, SourceType] = {}
    for name, words in table.get(part, {}).items():
        if name not in set(SourceType):
            raise LexiconError(path, f"{part}.{name}", "is no source type")
        for word in words:
            if word != word.lower() or word in found:
                raise LexiconError(path, f"{part}.{name}", f"{word!r} is not in lower case or stands twice")
            found[word] = SourceType(name)
    if not found:
        raise LexiconError(path, part, "a table of words is wanted")
    return found
