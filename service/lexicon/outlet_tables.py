"""The plain tables of outlets, `press/*.tsv`, read into entries and checked.

One line an outlet, sorted by id, ten fields parted by tabs: id, name, domain, country (ISO 3166-1 alpha-2), language (ISO 639),
kind, Wikidata id, parent (an id), "state" where a government runs it, and the aliases, parted by "; ". All but id, name and kind
may be empty. Nothing reads "state" yet; public-service broadcasters are not meant. A line that begins with "#" is a comment. How
an alias is written says how it is recognised:

- `New York Times`  so, an article before it is no part of the name;
- `The Independent` with or without the article, which belongs to the name where it is written with a capital;
- `the Guardian`    only with its article, "the" or "The";
- `=The Hill`       only letter for letter (at the head of a sentence "The" proves nothing: ambiguous there);
- `?Time`           ambiguous: also a common word, a place, a person, or something else that is no outlet; shared with an outlet
                    that has it without the mark, it is that one's unless the text names this one too;
- `*The Times`      of the outlets that share this alias the one meant where nothing else in the text tells;
- `-Today`          far too common to stand alone: only right after the name of its house ("NBC's Today"), never without a parent;
- `Time (magazine)` with the words in brackets beside it, before or after, which are no part of the name.

The name is an alias of its own; to mark it, it stands among the aliases once more, with its mark or with a small "the".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from service.lexicon.files import LexiconError
from service.model import Outlet

KINDS = frozenset({"agency", "newspaper", "magazine", "broadcaster", "site", "programme", "channel", "platform"})
FOLDER = "press"

MARKS = "?*=-"
_ALIAS = rf"[{MARKS}]*(?:[^\t;()?*= -][^\t;()]*(?: \([^\t;()]+\))?|\([^\t;()]+\) [^\t;()]+)"
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_FIELDS = {  # what each field holds, in order; one pattern over the whole line is what keeps loading quick
    "id": _ID,
    "name": r"[^\t]+",
    "domain": r"(?:(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})?",
    "country": r"(?:[A-Z]{2})?",
    "language": r"(?:[a-z]{2,3})?",
    "kind": "|".join(sorted(KINDS)),
    "Wikidata id": r"(?:Q[1-9][0-9]*)?",
    "parent": rf"(?:{_ID})?",
    "state": "(?:state)?",
    "aliases": rf"(?:{_ALIAS}(?:; {_ALIAS})*)?",
}
_LINE = re.compile("\t".join(f"({form})" for form in _FIELDS.values()))


class Entry(NamedTuple):
    """One outlet, or one platform, as the tables have it; a tuple, since thousands are made when a process starts."""

    id: str
    name: str
    domain: str | None
    country: str | None  # ISO 3166-1 alpha-2
    language: str | None  # ISO 639, the main one
    kind: str
    wikidata: str | None
    parent: str | None  # id of the outlet or house that it belongs to
    spellings: tuple[str, ...]  # the name and the aliases with the marks of the tables

    @property
    def aliases(self) -> tuple[str, ...]:
        """The ways of naming it besides its name, without the marks of the tables."""
        return tuple(alias for alias in map(bare, self.spellings) if alias != self.name)

    def outlet(self) -> Outlet:
        """-> the outlet as answers carry it."""
        return Outlet(self.name, self.id, self.domain, self.country, self.wikidata)


def bare(spelling: str) -> str:
    """An alias as the tables write it -> the same without its marks and brackets."""
    words = spelling.lstrip(MARKS)
    return words.replace("(", "").replace(")", "") if "(" in words else words


def read_tables() -> tuple[dict[str, Entry], tuple[str, ...]]:
    """-> entries by id, and the names that are no outlets though they hold one's alias.

    Raises LexiconError, naming table and entry, for what is malformed, given twice or refers to nothing.
    """
    entries: dict[str, Entry] = {}
    decoys: list[str] = []
    tables = sorted((path for path in files(__package__).joinpath(FOLDER).iterdir()), key=lambda path: path.name)
    raw = {f"{FOLDER}/{path.name}": path.read_bytes() for path in tables}
    for table, data in raw.items():
        if table.endswith(".tsv"):
            for entry in entries_of(table, data):
                if entry.id in entries:
                    raise LexiconError(table, entry.id, "an id must not be given twice")
                entries[entry.id] = entry
        elif table.endswith(".txt"):
            decoys += _lines(table, data)
    for entry in entries.values():
        if entry.parent is not None and entry.parent not in entries:
            raise LexiconError(FOLDER, entry.id, f"its parent {entry.parent!r} is no entry")
    return entries, tuple(decoys)


def _lines(table: str, data: bytes) -> list[str]:
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise LexiconError(table, "file", str(error)) from error
    return [line for line in lines if line and line[0] != "#"]


def entries_of(table: str, data: bytes) -> Iterator[Entry]:
    """Name and bytes of a table -> its entries, in order. Raises LexiconError, naming table and entry, for a malformed line."""
    for line in _lines(table, data):
        fields = _LINE.fullmatch(line)
        if fields is None:
            raise LexiconError(table, line.split("\t")[0], _fault(line))
        yield _entry(*fields.groups())


def _fault(line: str) -> str:
    """A line that does not fit -> what is wrong with it."""
    fields = line.split("\t")
    if len(fields) != len(_FIELDS):
        return f"{len(_FIELDS)} fields expected, {len(fields)} found"
    wrong = (
        f"{name} {field!r} is malformed"
        for (name, form), field in zip(_FIELDS.items(), fields, strict=True)
        if not re.fullmatch(form, field)
    )
    return next(wrong, "malformed")


def _entry(
    id_: str, name: str, domain: str, country: str, language: str, kind: str, wikidata: str, parent: str, _: str, aliases: str
) -> Entry:
    given = tuple(aliases.split("; ")) if aliases else ()
    either = f"the{name[3:]}" if name.startswith("The ") else name
    marked = either[3:] in aliases and any(bare(spelling) in (name, either) for spelling in given)
    return Entry(
        id_,
        name,
        domain or None,
        country or None,
        language or None,
        kind,
        wikidata or None,
        parent or None,
        given if marked else (name, *given),
    )
