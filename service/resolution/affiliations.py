"""Affiliations: what kind of source a speaker is, by the words of their name and description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.model import SourceType, Span, SpeakerType, TokenKind
from service.resolution.page.figures import Figure
from service.resolution.page.names import Name
from service.resolution.page.register import Register
from service.resolution.page.text import Text

_BY_TYPE = {SpeakerType.DOCUMENT: SourceType.DOCUMENT, SpeakerType.OUTLET: SourceType.MEDIA}
_SOURCES = 4  # places where a speaker speaks that are looked at
_PHRASE = 3  # words of the longest entry of the lexicon
_DEPTH = 2  # bodies known by the bodies that describe them; deeper is no description


class Affiliations:
    """The kinds of source of one page's figures, each decided once."""

    def __init__(
        self, text: Text, register: Register, name_at: Mapping[int, Name], sources: Mapping[Figure, Sequence[Span]]
    ) -> None:
        """`sources`: the words that name each speaker where they speak."""
        self._text = text
        self._sources = sources
        self._register = register
        self._name_at = name_at
        self._types: dict[Figure, SourceType] = {}

    def of(self, figure: Figure, depth: int = 0) -> SourceType:
        """A figure -> its kind as a source: by the body that it is or belongs to, else by its role; OTHER where no word tells."""
        if figure not in self._types:
            self._types[figure] = SourceType.OTHER  # whoever comes back here by a circle learns nothing
            self._types[figure] = self._decided(figure, depth)
        return self._types[figure]

    def _decided(self, figure: Figure, depth: int) -> SourceType:
        known = _BY_TYPE.get(figure.type)
        if known is not None:
            return known
        if figure.parts:
            kinds = {self.of(part, depth) for part in figure.parts}
            return kinds.pop() if len(kinds) == 1 else SourceType.OTHER
        if " ".join(figure.words) in self._text.people.countries:
            return SourceType.GOVERNMENT
        words = self._text.sources
        spans = [*([figure.description] if figure.description else []), figure.span, *self._sources.get(figure, ())[:_SOURCES]]
        parts = dict.fromkeys(part for span in spans for part in self._parts(span))
        told = {part: _entries(self._text.words[part[0] : part[1]], self._text) for part in parts}
        roles = _entries(sorted(figure.roles), self._text)
        for table in (words.bodies, words.roles, words.weak):
            for part, entries in told.items():
                found = _first(table, entries) or (self._named_in(figure, part, depth) if table is words.bodies else None)
                if found is not None:
                    return found
            if (found := _first(table, roles)) is not None:
                return found
        return SourceType.WITNESS if self._with_age(figure) else SourceType.OTHER

    def _parts(self, span: Span) -> list[tuple[int, int]]:
        """A name or description -> its ranges between prepositions: of "the head of the city police" the first is "the head"."""
        first, last = self._text.within(span)
        words, prepositions = self._text.words, self._text.people.grammar.prepositions
        stops = [at for at in range(first, last) if words[at] in prepositions]
        return list(zip([first, *(at + 1 for at in stops)], [*stops, last], strict=True))

    def _named_in(self, figure: Figure, part: tuple[int, int], depth: int) -> SourceType | None:
        """The kind of a body that a description names, or of whoever's voice it is: "the IAEA chief", "Lind's spokesman"."""
        if depth >= _DEPTH:
            return None
        for at in range(part[1] - 1, part[0] - 1, -1):
            name = self._name_at.get(at)
            if name is None:
                continue
            body = self._register.named(name.words, name.titles, name.first, self._text.tokens[name.core].text)
            if body is None or body is figure or (body.type is SpeakerType.PERSON and not self._speaks_for(part)):
                continue
            if body.type is SpeakerType.OUTLET and not self._works_for(part):
                continue
            kind = self.of(body, depth + 1)
            if kind is not SourceType.OTHER:
                return kind
        return None

    def _speaks_for(self, part: tuple[int, int]) -> bool:
        """Whether someone is described as the voice of another: "the mayor's spokesman"."""
        return not self._text.people.roles.voices.isdisjoint(self._text.words[part[0] : part[1]])

    def _works_for(self, part: tuple[int, int]) -> bool:
        """Whether someone is described as an outlet's own: "the Courier's reporter"."""
        return not self._text.ways.forms.staff.isdisjoint(self._text.words[part[0] : part[1]])

    def _with_age(self, figure: Figure) -> bool:
        """Whether a person is introduced by an age alone, as papers do with those who hold no office: "Ada Lind, 67, of Elm"."""
        tokens = self._text.tokens
        end = self._text.within(figure.span)[1]
        return (
            figure.type is SpeakerType.PERSON
            and end + 1 < len(tokens)
            and tokens[end].text == ","
            and tokens[end + 1].kind is TokenKind.NUMBER
            and tokens[end + 1].text.isdecimal()
            and len(tokens[end + 1].text) == 2
        )


def _entries(words: Sequence[str], text: Text) -> list[str]:
    """Words -> the phrases among them that may be entries of the lexicon, from the last word on, the longer ones first."""
    ends, singulars = text.sources.ends, text.people.singulars
    found: list[str] = []
    for end in range(len(words), 0, -1):
        last = words[end - 1]
        singular = singulars.get(last, last)
        if singular not in ends and last not in ends:
            continue
        for length in range(min(_PHRASE, end), 0, -1):
            before = words[end - length : end - 1]
            found += (" ".join((*before, singular)), " ".join((*before, last)))
    return found


def _first(table: Mapping[str, SourceType], entries: Sequence[str]) -> SourceType | None:
    """The kind that the first of some phrases to be in a table tells; None where none is."""
    return next((table[entry] for entry in entries if entry in table), None)
