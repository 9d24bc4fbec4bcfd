"""Lists of words in data files, checked: where one is bad, the message names file and entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from service.lexicon.files import LexiconError

Sets = TypeVar("Sets")


def word_list(path: str, entry: str, value: object) -> tuple[str, ...]:
    """Path and entry of a data file, for messages, and what it holds there -> the words, in their order.

    Raises LexiconError where that is no list of words in lower case, with straight apostrophes, each given once; none is no list.
    """
    if not isinstance(value, list) or not value:
        raise LexiconError(path, entry, "must be a list of words with at least one entry")
    for word in value:
        if not isinstance(word, str) or not word.strip() or word != word.strip():
            raise LexiconError(path, entry, f"{word!r} is not a word without white space around it")
        if word != word.lower() or "’" in word:
            raise LexiconError(path, entry, f"{word!r} must be lower case, with straight apostrophes")
    if len(set(value)) != len(value):
        twice = sorted(word for word in set(value) if value.count(word) > 1)
        raise LexiconError(path, entry, f"stands twice: {', '.join(twice)}")
    return tuple(value)


def table(path: str, raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Path of a data file, for messages, what it holds, and the name of a table -> that table. Raises LexiconError for none."""
    found = raw.get(name)
    if not isinstance(found, dict):
        raise LexiconError(path, name, "table is missing")
    return found


def word_sets(path: str, raw: Mapping[str, Any], name: str, kind: type[Sets]) -> Sets:
    """Path of a data file, what it holds, the name of a table, a dataclass of sets of words -> one with the table's entries.

    Raises LexiconError where an entry is missing, is none of the class, or is no list of words.
    """
    lists = table(path, raw, name)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    for entry in sorted(set(names) ^ set(lists)):
        raise LexiconError(path, f"{name}.{entry}", "is missing" if entry in names else "is not known")
    return kind(**{entry: frozenset(word_list(path, f"{name}.{entry}", lists[entry])) for entry in names})
