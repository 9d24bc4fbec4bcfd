"""News outlets: their names found in a text, and looked up by name.

Names are found in one pass: a dictionary on the first word of each alias is probed only at words that can begin one (a capital, a
digit, a letter beyond ASCII), and the longest alias that stands there with its borders wins. What is decided afterwards, over the
mentions alone, is which of several outlets a shared alias ("the Post") means in this text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from service.lexicon.outlet_tables import MARKS, Entry, bare, read_tables
from service.model import Outlet, Span

_WORD = re.compile(r"\w+")
_DOT = re.compile(r"\.(?<=[0-9A-Za-z]\.)(?=[0-9A-Za-z])")
_LABELS = re.compile(r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*")
_LABEL_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-"
_LONGEST_LABEL = 63  # characters, RFC 1035
_ARTICLES = ("the ", "The ", "THE ")
_PARENT_GAPS = frozenset(  # "CNN's New Day", "CNN New Day", "CBS' ''60 Minutes''"
    possessive + quote for possessive in ("'s ", "’s ", "' ", "’ ", " ") for quote in ("", '"', "“", "'", "‘", "''")
)

# Characters of a name that are written in several ways, with the one that the tables use; each one code point, so offsets hold.
_VARIANTS = (("\n", " "), ("\r", " "), ("\t", " "), ("\xa0", " "), ("\u202f", " "), ("’", "'"), ("‘", "'"), ("\u2011", "-"))


class _Article(IntEnum):
    """What an alias asks of the article before it."""

    APART = 0  # may be there, is no part of the name
    OPTIONAL = 1  # part of the name where it has its capital
    NEEDED = 2  # in either case
    EXACT = 3  # with its capital


@dataclass(frozen=True, slots=True)
class OutletMention:
    """A place that names an outlet or a platform."""

    span: Span
    outlet: Outlet
    kind: str  # "agency", "newspaper", "magazine", "broadcaster", "site", "programme", "channel" or "platform"
    ambiguous: bool  # the words may as well mean something else, or another outlet of the same name


class _Form(NamedTuple):
    """One way of naming one outlet."""

    id: str
    article: _Article
    ambiguous: bool
    preferred: bool
    beside: bool = False  # only after the name of its house
    lead: int = 0  # characters that must stand before the name and are no part of it
    tail: int = 0  # the same after it


@dataclass(frozen=True, slots=True)
class _Find:
    """A place of the text and the forms that fit there, the likeliest first; none for a name that is no outlet's."""

    start: int
    end: int
    forms: tuple[_Form, ...]
    ambiguous: bool


@cache
def outlets() -> OutletLexicon:
    """-> the lexicon of outlets, read and checked once. Raises LexiconError for a bad table."""
    return OutletLexicon(*read_tables())


def _form(id_: str, spelling: str) -> tuple[str, _Form]:
    """An alias as the tables write it -> its words without the article, and what is asked of them."""
    unmarked, words = spelling.lstrip(MARKS), bare(spelling)
    marks = spelling[: len(spelling) - len(unmarked)]
    bracket = unmarked.find("(")
    lead = unmarked.index(")") if bracket == 0 else 0
    tail = len(words) - (bracket - 1) if bracket > 0 else 0
    article = _Article.APART
    if words.startswith(_ARTICLES[:2]):
        article = _Article.EXACT if "=" in marks else _Article.NEEDED if words[0] == "t" else _Article.OPTIONAL
        words = words[4:]
    return words, _Form(id_, article, "?" in marks or "-" in marks, "*" in marks, "-" in marks, lead, tail)


def _rank(form: _Form) -> tuple[bool, bool, bool]:
    """A form -> its place among those that share an alias: the preferred first, those that need more than the alias last."""
    return form.beside, not form.preferred, form.ambiguous


class OutletLexicon:
    """Every outlet known, with the ways it is named."""

    def __init__(self, entries: dict[str, Entry], decoys: Iterable[str], raw: bytes) -> None:
        self.version = hashlib.sha256(raw).hexdigest()[:12]
        self._entries = entries
        self._forms: dict[str, tuple[_Form, ...]] = {}
        self._domains: dict[str, str] = {}
        for entry in entries.values():
            self._register(entry)
        for decoy in decoys:
            self._forms[decoy] = ()
        self._first: dict[str, list[str]] = {}  # by the first word in capitals, the longest alias first
        for words in sorted(self._forms, key=len, reverse=True):
            self._first.setdefault(_first_word(words).upper(), []).append(words)
        self._candidate = re.compile(rf"\b(?:[A-Z0-9\x80-\U0010ffff]\w*|(?:{_small(self._forms)})\b)")

    def _register(self, entry: Entry) -> None:
        forms = self._forms
        for spelling in entry.spellings:
            if spelling[0] == "-" and entry.parent is None:
                continue
            words, form = _form(entry.id, spelling)
            if "." in words and words.islower():
                self._domains.setdefault(words, entry.id)
            elif words in forms:
                forms[words] = tuple(sorted((*forms[words], form), key=_rank))
            else:
                forms[words] = (form,)
        parent = self._entries.get(entry.parent or "")
        if entry.domain and (parent is None or parent.domain != entry.domain):  # a programme does not own its network's site
            self._domains[entry.domain] = entry.id

    def mentions(self, text: str) -> list[OutletMention]:
        """Text -> the outlets and platforms it names, in text order, none overlapping; of two names at one place the longer.

        An article is in the span only where it is part of the name and has its capital ("The New York Times"); a possessive 's is
        not. An alias that several outlets share means the one that the text names beyond doubt elsewhere, else the best known.
        """
        finds = self._finds(text)
        sure = {find.forms[0].id for find in finds if len({form.id for form in find.forms}) == 1 and not find.ambiguous}
        strangers = {text[find.start : find.end].rsplit(" ", 1)[-1] for find in finds if not find.forms}
        mentions: list[OutletMention] = []
        for find in finds:
            if not find.forms:
                continue
            alone = [form for form in find.forms if not form.beside]
            chosen = next((form for form in alone if form.id in sure), alone[0] if alone else None)
            ambiguous = find.ambiguous or text[find.start : find.end] in strangers
            if ambiguous and mentions and text[mentions[-1].span.end : find.start] in _PARENT_GAPS:
                house = self._house(mentions[-1].outlet.id)
                kin = next((form for form in find.forms if house and self._house(form.id) == house), None)
                chosen, ambiguous = (kin, False) if kin else (chosen, True)
            if chosen is None:
                continue
            entry = self._entries[chosen.id]
            mentions.append(OutletMention(Span(find.start, find.end), entry.outlet(), entry.kind, ambiguous))
        return mentions

    def _house(self, id_: str | None) -> str | None:
        """Id of an outlet -> id of the outermost house it belongs to."""
        for _ in range(8):  # no ownership in the tables is as deep; a circle there must not hang a request
            parent = self._entries[id_].parent if id_ else None
            if parent is None:
                break
            id_ = parent
        return id_

    def _finds(self, text: str) -> list[_Find]:
        flat = text
        for variant, plain in _VARIANTS:
            if variant in flat:
                flat = flat.replace(variant, plain)
        domains = list(self._domain_finds(flat))
        finds: list[_Find] = []
        end = 0
        for candidate in self._candidate.finditer(flat):
            start = candidate.start()
            if start < end:
                continue
            word = candidate.group()
            aliases = self._first.get(word.upper())
            if aliases is None or flat[start - 1 : start] in ("@", ".") or _joined(flat, start):
                continue
            loud = len(word) > 1 and word.isupper()
            for words in aliases:
                if (flat.startswith(words, start) or (loud and self._shouted(flat, start, words))) and _ends(
                    flat, start + len(words)
                ):
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

    def _shouted(self, flat: str, start: int, words: str) -> bool:
        """Whether an alias stands here in capitals, as headlines have it; one that is also a common word proves nothing there."""
        loud = words.upper()
        if len(loud) != len(words) or not flat.startswith(loud, start) or loud in self._forms:
            return False
        return not any(form.ambiguous or form.article > _Article.OPTIONAL for form in self._forms[words])

    def _fit(self, text: str, flat: str, start: int, words: str) -> _Find | None:
        """A place where the words of an alias stand -> the find, or None where the article before it forbids all its forms."""
        forms = self._forms[words]
        end = start + len(words)
        if not forms:
            return _Find(start, end, (), False)
        before = flat[max(start - 4, 0) : start]
        article = before if before in _ARTICLES and not flat[start - 5 : start - 4].isalnum() else ""
        fitting = tuple(
            form
            for form in forms
            if form.article <= _Article.OPTIONAL or (article and (form.article is _Article.NEEDED or article[0] == "T"))
        )
        if not fitting:
            return None
        ambiguous = fitting[0].ambiguous or any(form.id != fitting[0].id and not form.ambiguous for form in fitting)
        if article[:1] == "T" and fitting[0].article is not _Article.APART:
            start -= 4
            ambiguous = ambiguous or (fitting[0].article is _Article.EXACT and _opens_sentence(text, start))
        return _Find(start + fitting[0].lead, end - fitting[0].tail, fitting, ambiguous)

    def _domain_finds(self, flat: str) -> Iterator[_Find]:
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
                yield _Find(start, end, (_Form(id_, _Article.APART, False, False),), False)

    def _domain_owner(self, domain: str) -> str | None:
        """ "edition.cnn.com" -> "cnn"; None for a domain of no outlet."""
        labels = domain.rsplit(".", 5)  # no outlet has a deeper one
        for first in range(len(labels) - 1):
            id_ = self._domains.get(".".join(labels[first:]))
            if id_ is not None:
                return id_
        return None

    def named(self, name: str) -> Outlet | None:
        """Name, alias or domain in any case, with or without "The" -> the outlet, the best known of several; None if unknown."""
        wanted = name.strip().lower().removeprefix("the ")
        alike = (words for words in self._first.get(_first_word(wanted).upper(), ()) if words.lower() == wanted)
        forms = sorted((form for words in alike for form in self._forms[words]), key=_rank)
        id_ = forms[0].id if forms else self._domains.get(wanted)
        return self._entries[id_].outlet() if id_ is not None else None

    def search(self, q: str) -> list[Entry]:
        """Part of an id, name, alias or domain, in any case -> the entries that have it, by name; all of them for ""."""
        part = q.strip().lower()
        found = (
            entry
            for entry in self._entries.values()
            if any(part in field.lower() for field in (entry.id, entry.name, *entry.aliases, entry.domain or ""))
        )
        return sorted(found, key=lambda entry: (entry.name.lower(), entry.id))


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
