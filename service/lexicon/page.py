"""How a page is laid out and punctuated in a language: the words that the document stage reads it by."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar

from service.lexicon.files import LexiconError, read_toml


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words that are written with a full stop."""

    titles: frozenset[str]  # with a capital, a name follows: never the end of a sentence
    inner: frozenset[str]  # never the end of a sentence
    before_number: frozenset[str]  # with a full stop only where a number follows
    general: frozenset[str]  # may end a sentence or not
    places: frozenset[str]  # the same, with a capital: places and months


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Words that tell where a sentence ends."""

    starters: frozenset[str]  # capitalised after an abbreviation, they begin a sentence
    exclaimed: frozenset[str]  # names that are written with an exclamation mark
    clause_verbs: frozenset[str]  # after `"…?" Name`, they make the rest a clause of the same sentence


@dataclass(frozen=True, slots=True)
class QuotationWords:
    """Words that tell an apostrophe from a mark, and a name from a statement."""

    clitics: frozenset[str]  # words that begin with an apostrophe, without it
    namers: frozenset[str]  # right before a quotation: what follows is a name
    title_small: frozenset[str]  # small words inside a title


@dataclass(frozen=True, slots=True)
class LabelWords:
    """Words that open label lines and speakers' turns."""

    source: frozenset[str]
    details: frozenset[str]
    quote: frozenset[str]
    background: frozenset[str]
    update: frozenset[str]
    other: frozenset[str]
    name_links: frozenset[str]  # "from" in "Quote from Lanskoy:"
    turns: frozenset[str]  # roles that take turns: "host"
    no_turns: frozenset[str]  # capitals and a colon, yet nobody's turn: "WATCH:"


@dataclass(frozen=True, slots=True)
class RelatedWords:
    """Words of navigation and adverts."""

    openers: frozenset[str]
    menu: frozenset[str]  # alone on their line, or before a colon or a bar
    invitations: frozenset[str]  # "follow", which needs one of `places` in its line
    places: frozenset[str]
    headings: frozenset[str]  # alone on their line they head a list of other things


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """Words of pictures' captions."""

    openers: frozenset[str]
    pictures: frozenset[str]
    credits: frozenset[str]  # "by" in "Photo by"
    agencies: frozenset[str]


@dataclass(frozen=True, slots=True)
class CreditWords:
    """Words that say who supplied or owns the copy."""

    openers: frozenset[str]
    unstopped: frozenset[str]  # openers of lines without a full stop
    phrases: frozenset[str]
    reported_from: frozenset[str]
    ends: frozenset[str]  # alone on a line, the end of the copy


@dataclass(frozen=True, slots=True)
class BylineWords:
    """Words of bylines and date lines."""

    openers: frozenset[str]
    by: frozenset[str]  # those of the openers that say who wrote it
    words: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    clock: frozenset[str]
    crawled: frozenset[str]  # what a crawler wrote before the date in front of the first line


@dataclass(frozen=True, slots=True)
class NoteWords:
    """Phrases that open a note of the page about itself."""

    editor_note: frozenset[str]
    correction: frozenset[str]
    clarification: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """All words of one language that the document stage reads a page by; lower case, straight apostrophes.

    There is one for a language, so it is compared by identity: what stages derive from it is cached under it.
    """

    abbreviations: Abbreviations
    sentences: SentenceWords
    quotations: QuotationWords
    labels: LabelWords
    related: RelatedWords
    captions: CaptionWords
    credits: CreditWords
    bylines: BylineWords
    notes: NoteWords


_Table = TypeVar("_Table")


def _words(path: str, entry: str, value: object) -> frozenset[str]:
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
    return frozenset(value)


def _table(path: str, raw: dict[str, Any], name: str, kind: type[_Table]) -> _Table:
    table = raw.get(name)
    if not isinstance(table, dict):
        raise LexiconError(path, name, "table is missing")
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    for entry in sorted(set(names) ^ set(table)):
        raise LexiconError(path, f"{name}.{entry}", "is missing" if entry in names else "is not known")
    return kind(**{entry: _words(path, f"{name}.{entry}", table[entry]) for entry in names})


def parse_page(path: str, raw: dict[str, Any]) -> Page:
    """Path of a data file, for messages, and the tables it holds -> the words.

    Raises LexiconError where a table or entry is missing, unknown, or no list of lower-case words.
    """
    for name in sorted(set(raw) - {field.name for field in fields(Page)}):
        raise LexiconError(path, name, "is not known")
    return Page(
        abbreviations=_table(path, raw, "abbreviations", Abbreviations),
        sentences=_table(path, raw, "sentences", SentenceWords),
        quotations=_table(path, raw, "quotations", QuotationWords),
        labels=_table(path, raw, "labels", LabelWords),
        related=_table(path, raw, "related", RelatedWords),
        captions=_table(path, raw, "captions", CaptionWords),
        credits=_table(path, raw, "credits", CreditWords),
        bylines=_table(path, raw, "bylines", BylineWords),
        notes=_table(path, raw, "notes", NoteWords),
    )


@cache
def page(language: str) -> Page:
    """BCP 47 tag of a language, e.g. "en" or "en-GB" -> the words its pages are read by.

    Only the primary subtag counts. Raises LexiconError where the language has no data, or its data are bad.
    """
    primary = language.lower().split("-")[0]
    if not (primary.isascii() and primary.isalpha()):
        raise LexiconError("", repr(language), "is no language tag")
    return _page(primary)


@cache
def _page(primary: str) -> Page:
    path = f"{primary}/page.toml"
    return parse_page(path, read_toml(path))
