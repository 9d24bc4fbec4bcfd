"""News outlets: found in a text, and looked up by name.

Where their names stand is found first; which of several outlets a shared name ("the Post") means is decided afterwards, over the
whole text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from service.lexicon.outlet_names import Find, Form, OutletNames, form_of, rank
from service.lexicon.outlet_tables import Entry, read_tables
from service.model import Outlet, Span

_PARENT_GAPS = frozenset(  # "CNN's New Day", "CNN New Day", "CBS' ''60 Minutes''"
    possessive + quote for possessive in ("'s ", "’s ", "' ", "’ ", " ") for quote in ("", '"', "“", "'", "‘", "''")
)


@dataclass(frozen=True, slots=True)
class OutletMention:
    """A place that names an outlet or a platform."""

    span: Span
    outlet: Outlet
    kind: str  # "agency", "newspaper", "magazine", "broadcaster", "site", "programme", "channel" or "platform"
    ambiguous: bool  # the words may as well mean something else, or another outlet of the same name


@cache
def outlets() -> OutletLexicon:
    """-> the lexicon of outlets, read and checked once. Raises LexiconError for a bad table."""
    return OutletLexicon(*read_tables())


class OutletLexicon:
    """Every outlet known, with the ways it is named."""

    def __init__(self, entries: dict[str, Entry], decoys: Iterable[str]) -> None:
        self._entries = entries
        forms, domains = _namings(entries)
        self._names = OutletNames(forms | dict.fromkeys(decoys, ()), domains)

    def mentions(self, text: str) -> list[OutletMention]:
        """Text -> the outlets and platforms it names, in text order, none overlapping; of two names at one place the longer.

        An article is in the span only where it is part of the name and has its capital ("The New York Times"); a possessive 's is
        not, nor is what only describes ("Time" of "Time magazine"). An alias that several outlets share means the one that it
        names beyond doubt elsewhere, of several the nearest before; else one of the country whose outlets it names most, or
        the best known.
        """
        finds = self._names.finds(text)
        sure = {find.forms[0].id for find in finds if len({form.id for form in find.forms}) == 1 and not find.ambiguous}
        countries = Counter(self._entries[id_].country for id_ in sure)
        strangers = {text[find.start : find.end].rsplit(" ", 1)[-1] for find in finds if not find.forms}
        mentions: list[OutletMention] = []
        seen: dict[str, int] = {}  # id of an outlet -> where it was named last
        for find in finds:
            chosen, ambiguous = self._meant(find, sure, seen, countries)
            ambiguous = ambiguous or text[find.start : find.end] in strangers
            if ambiguous and mentions and text[mentions[-1].span.end : find.start] in _PARENT_GAPS:
                house = self._house(mentions[-1].outlet.id)
                kin = next((form for form in find.forms if house and self._house(form.id) == house), None)
                chosen, ambiguous = (kin, False) if kin else (chosen, True)
            if chosen is None:
                continue
            seen[chosen.id] = find.start
            entry = self._entries[chosen.id]
            mentions.append(OutletMention(Span(find.start, find.end), entry.outlet(), entry.kind, ambiguous))
        return mentions

    def _meant(
        self, find: Find, sure: set[str], seen: dict[str, int], countries: Counter[str | None]
    ) -> tuple[Form | None, bool]:
        """A find, and what else the text names -> the form that is meant and whether that is doubtful; None for no outlet."""
        alone = [form for form in find.forms if not form.beside]
        if not alone:
            return None, True
        named = [form for form in alone if form.id in sure]
        if named:
            rivals = len({form.id for form in named}) > 1
            chosen = max(named, key=lambda form: seen.get(form.id, -1))
            return chosen, find.ambiguous and (rivals or chosen.ambiguous)
        if not find.ambiguous:
            return alone[0], False
        chosen = max(alone, key=lambda form: countries[self._entries[form.id].country])
        return chosen, True

    def _house(self, id_: str | None) -> str | None:
        """Id of an outlet -> id of the outermost house it belongs to."""
        for _ in range(8):  # no ownership in the tables is as deep; a circle there must not hang a request
            parent = self._entries[id_].parent if id_ else None
            if parent is None:
                break
            id_ = parent
        return id_

    def named(self, name: str) -> Outlet | None:
        """Name, alias or domain in any case, with or without "The" -> the outlet, the best known of several; None if unknown."""
        id_ = self._names.known(name)
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


def _namings(entries: dict[str, Entry]) -> tuple[dict[str, tuple[Form, ...]], dict[str, str]]:
    """Entries by id -> the forms of each alias, the likeliest first, and the outlet of each domain."""
    forms: dict[str, tuple[Form, ...]] = {}
    domains: dict[str, str] = {}
    for entry in entries.values():
        for spelling in entry.spellings:
            if spelling[0] == "-" and entry.parent is None:
                continue
            words, form = form_of(entry.id, spelling)
            if "." in words and words.islower():
                domains.setdefault(words, entry.id)
            elif words in forms:
                forms[words] = tuple(sorted((*forms[words], form), key=rank))
            else:
                forms[words] = (form,)
    for entry in sorted(
        entries.values(), key=lambda entry: entry.parent is not None
    ):  # a programme does not own its network's site
        if entry.domain:
            domains.setdefault(entry.domain, entry.id)
    return forms, domains
