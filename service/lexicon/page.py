"""How a page is laid out and punctuated in a language: the words that the document stage reads it by."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from service.lexicon.files import LexiconError, read_toml
from service.lexicon.lists import word_sets


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


def parse_page(path: str, raw: dict[str, Any]) -> Page:
    """Path of a data file, for messages, and the tables it holds -> the words.

    Raises LexiconError where a table or entry is missing, unknown, or no list of lower-case words.
    """
    for name in sorted(set(raw) - {field.name for field in fields(Page)}):
        raise LexiconError(path, name, "is not known")
    return Page(
        abbreviations=word_sets(path, raw, "abbreviations", Abbreviations),
        sentences=word_sets(path, raw, "sentences", SentenceWords),
        quotations=word_sets(path, raw, "quotations", QuotationWords),
        labels=word_sets(path, raw, "labels", LabelWords),
        related=word_sets(path, raw, "related", RelatedWords),
        captions=word_sets(path, raw, "captions", CaptionWords),
        credits=word_sets(path, raw, "credits", CreditWords),
        bylines=word_sets(path, raw, "bylines", BylineWords),
        notes=word_sets(path, raw, "notes", NoteWords),
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
