"""Where names of outlets stand in a text.

They are found in one pass: a dictionary on the first word of each alias is probed only at words that can begin one (a capital, a
digit, a letter beyond ASCII, one of a few in small letters), and the longest alias that stands there with its borders wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from service.lexicon.outlet_tables import MARKS, bare

_WORD = re.compile(r"\w+")
_DOT = re.compile(r"\.(?<=[0-9A-Za-z]\.)(?=[0-9A-Za-z])")
_LABELS = re.compile(r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*")
_LABEL_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-"
_LETTERS = r"\xc0-\u1fff\u2070-\U0010ffff"  # beyond ASCII, without the dashes and quotation marks there, which join words
_LONGEST_LABEL = 63  # characters, RFC 1035
_ASKING = frozenset(MARKS + "tT")  # first characters of spellings that may ask for an article or more
_ARTICLES = ("the ", "The ", "THE ")

# Characters of a name that are written in several ways, with the one that the tables use; each one code point, so offsets hold.
_VARIANTS = (("\n", " "), ("\r", " "), ("\t", " "), ("\xa0", " "), ("\u202f", " "), ("’", "'"), ("‘", "'"), ("\u2011", "-"))


class Article(IntEnum):
    """What an alias asks of the article before it."""

    APART = 0  # may be there, is no part of the name
    OPTIONAL = 1  # part of the name where it has its capital
    NEEDED = 2  # in either case
    EXACT = 3  # with its capital


class Form(NamedTuple):
    """One way of naming one outlet."""

    id: str
    article: Article
    ambiguous: bool
    preferred: bool
    beside: bool = False  # only after the name of its house
    lead: int = 0  # characters that must stand before the name and are no part of it
    tail: int = 0  # the same after it


@dataclass(frozen=True, slots=True)
class Find:
    """A place of the text and the forms that fit there, the likeliest first; none for a name that is no outlet's."""

    start: int
    end: int
    forms: tuple[Form, ...]
    ambiguous: bool


def form_of(id_: str, spelling: str) -> tuple[str, Form]:
    """An alias as the tables write it -> its words without the article, and what is asked of them."""
    if spelling[0] not in _ASKING and "(" not in spelling:  # as most are
        return spelling, Form(id_, Article.APART, False, False)
    unmarked, words = spelling.lstrip(MARKS), bare(spelling)
    marks = spelling[: len(spelling) - len(unmarked)]
    bracket = unmarked.find("(")
    lead = unmarked.index(")") if bracket == 0 else 0
    tail = len(words) - (bracket - 1) if bracket > 0 else 0
    article = Article.APART
    if words.startswith(_ARTICLES[:2]):
        article = Article.EXACT if "=" in marks else Article.NEEDED if words[0] == "t" else Article.OPTIONAL
        words = words[4:]
    return words, Form(id_, article, "?" in marks or "-" in marks, "*" in marks, "-" in marks, lead, tail)


def rank(form: Form) -> tuple[bool, bool, bool]:
    """A form -> its place among those that share an alias: the preferred first, those that need more than the alias last."""
    return form.beside, not form.preferred, form.ambiguous


class OutletNames:
    """Every name that the tables have, ready to be found."""

    def __init__(self, forms: dict[str, tuple[Form, ...]], domains: dict[str, str]) -> None:
        """The forms of each alias, without its article, none for a name that is no outlet's; and the outlet of each domain."""
        self._forms = forms
        self._domains = domains
        first: dict[str, list[str]] = {}
        for words in sorted(forms, key=len, reverse=True):
            first.setdefault(_first_word(words).upper(), []).append(words)
        self._first = {word: tuple(aliases) for word, aliases in first.items()}  # in capitals, the longest alias first
        self._candidate = re.compile(rf"\b(?:[A-Z0-9{_LETTERS}]\w*|(?:{_small(forms)})\b)")

    def finds(self, text: str) -> list[Find]:
        """Text -> the places where a name stands, in text order, none overlapping; of two names at one place the longer."""
        flat = text
        for variant, plain in _VARIANTS:
            if variant in flat:
                flat = flat.replace(variant, plain)
        domains = list(self._domain_finds(flat))
        finds: list[Find] = []
        end = 0
        for candidate in self._candidate.finditer(flat):
            start = candidate.start()
            if start < end:
                continue
            word = candidate.group()
            aliases = self._first.get(word.upper())
            if aliases is None or flat[start - 1 : start] in ("@", "."):
                continue
            loud = len(word) > 1 and word.isupper()
            if not loud and not flat.startswith(aliases, start):
                continue  # as most that begin with a common word
            if _joined(flat, start) and not (finds and finds[-1].end == start - 1):
                continue
            longest = len(text) if flat[start + len(word) + 1 : start + len(word) + 2].isupper() else len(word)
            for words in aliases:
                stands = flat.startswith(words, start) or (loud and len(words) <= longest and self._shouted(flat, start, words))
                if stands and (_ends(flat, start + len(words)) or self._paired(flat, start + len(words))):
                    find = self._fit(text, flat, start, words)
                    if find is not None:
                        finds.append(find)
                        end = find.end
                        break
        if domains:
            taken = {position for find in domains for position in range(find.start, find.end)}
            finds = [find for find in finds if find.start not in taken and find.end - 1 not in taken]
            finds = sorted(finds + domains, key=lambda find: find.start)
        return finds

    def _paired(self, flat: str, hyphen: int) -> bool:
        """Whether a hyphen parts this name from another: "a Washington Post-ABC News poll"."""
        word = _WORD.match(flat, hyphen + 1) if flat[hyphen : hyphen + 1] == "-" else None
        aliases = self._first.get(word.group().upper(), ()) if word else ()
        return any(
            flat.startswith(words, hyphen + 1) and self._forms[words] and not self._forms[words][0].ambiguous for words in aliases
        )

    def _shouted(self, flat: str, start: int, words: str) -> bool:
        """Whether an alias stands here in capitals, as headlines have it; one that is also a common word proves nothing there."""
        loud = words.upper()
        if len(loud) != len(words) or not flat.startswith(loud, start) or loud in self._forms:
            return False
        return not any(form.ambiguous or form.article > Article.OPTIONAL for form in self._forms[words])

    def _fit(self, text: str, flat: str, start: int, words: str) -> Find | None:
        """A place where the words of an alias stand -> the find, or None where the article before it forbids all its forms."""
        forms = self._forms[words]
        end = start + len(words)
        if not forms:
            return Find(start, end, (), False)
        before = flat[max(start - 4, 0) : start]
        article = before if before in _ARTICLES and not flat[start - 5 : start - 4].isalnum() else ""
        fitting = tuple(
            form
            for form in forms
            if form.article <= Article.OPTIONAL or (article and (form.article is Article.NEEDED or article[0] == "T"))
        )
        if not fitting:
            return None
        ambiguous = fitting[0].ambiguous or any(form.id != fitting[0].id and not form.ambiguous for form in fitting)
        if article[:1] == "T" and fitting[0].article is not Article.APART:
            start -= 4
            ambiguous = ambiguous or (fitting[0].article is Article.EXACT and _opens_sentence(text, start))
        return Find(start + fitting[0].lead, end - fitting[0].tail, fitting, ambiguous)

    def _domain_finds(self, flat: str) -> Iterator[Find]:
        end = 0
        for dot in _DOT.finditer(flat):
            if dot.start() < end:
                continue
            window = flat[max(dot.start() - _LONGEST_LABEL, 0) : dot.start()]
            start = dot.start() - len(window) + len(window.rstrip(_LABEL_CHARACTERS))
            rest = _LABELS.match(flat, dot.end())
            end = rest.end() if rest else dot.end()
            if flat[start - 1 : start] in ("@", "/") or flat[end : end + 1] == "/":
                continue  # an address or a handle, no name of a site
            id_ = self._domain_owner(flat[start:end].lower())
            if id_ is not None:
                yield Find(start, end, (Form(id_, Article.APART, False, False),), False)

    def _domain_owner(self, domain: str) -> str | None:
        """ "edition.cnn.com" -> "cnn"; None for a domain of no outlet."""
        labels = domain.rsplit(".", 5)  # no outlet has a deeper one
        for first in range(len(labels) - 1):
            id_ = self._domains.get(".".join(labels[first:]))
            if id_ is not None:
                return id_
        return None

    def known(self, name: str) -> str | None:
        """Name, alias or domain in any case, with or without "The" -> id of the outlet, the best known of several, or None."""
        wanted = name.strip().lower().removeprefix("the ")
        alike = (words for words in self._first.get(_first_word(wanted).upper(), ()) if words.lower() == wanted)
        forms = sorted((form for words in alike for form in self._forms[words]), key=rank)
        return forms[0].id if forms else self._domains.get(wanted)


def _first_word(words: str) -> str:
    first = _WORD.match(words)
    return first.group() if first else words


def _small(aliases: Iterable[str]) -> str:
    """Aliases -> a pattern for the first words of those that begin with a small letter, by letter: most words fail at once."""
    letters: dict[str, set[str]] = {}
    for words in aliases:
        if "a" <= words[0] <= "z":
            letters.setdefault(words[0], set()).add(_first_word(words)[1:])
    rests = (f"{letter}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for letter, rest in sorted(letters.items()))
    return "|".join(rests) or "(?!)"


def _joined(flat: str, start: int) -> bool:
    """Whether a hyphen ties the word that begins here to one before it: "ex-Reuters", "Anglo-BBC"."""
    return flat[start - 1 : start] == "-" and flat[start - 2 : start - 1].isalnum()


def _ends(flat: str, end: int) -> bool:
    """Whether a name may end here: not inside a word, a compound name ("Interfax-Kazakhstan") or a domain ("Sky.it")."""
    after = flat[end : end + 2]
    if not after or not (after[0].isalnum() or after[0] in "_-."):
        return True
    if after[0] == "-":
        return not (after[1:].isupper() or after[1:].isdigit())
    return after[0] == "." and not (after[1:].islower() or after[1:].isdigit())


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a line begins here, as far as the characters just before tell."""
    before = text[max(start - 3, 0) : start]
    return start == 0 or "\n" in before or "\r" in before or before.rstrip(" \"'“‘«(").endswith((".", "!", "?", "…"))
