"""Figures: those who may speak on a page, and how well a name fits one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.lexicon.people import People
from service.model import Span, SpeakerType
from service.resolution.page.names import NameKind


@dataclass(slots=True, eq=False)
class Figure:
    """Someone or something that may speak. It is filled in while the page is read."""

    name: str
    span: Span  # where `name` stands
    words: tuple[str, ...]  # of the name, as lexicon keys; none for what is only described
    type: SpeakerType
    gender: str | None = None  # "m" or "f"
    many: bool = False
    roles: set[str] = field(default_factory=set)  # nouns for it, in the singular
    about: set[str] = field(default_factory=set)  # words that describe it, its own description's among them
    description: Span | None = None
    anonymous: bool = False
    named: bool = True  # by a proper name, not only described
    self_named: bool = False  # by a name told to whoever reports it, and by nobody else
    sure: bool = False  # its type is more than a guess
    seen: list[int] = field(default_factory=list)  # tokens where it is mentioned outside quotations, ascending
    parts: tuple[Figure, ...] = ()  # those that it stands for together
    places: int = 0  # mentions after "in", "at" and the like

    @property
    def may_be_person(self) -> bool:
        """Whether it is a person, or by what is known so far has the full name of one."""
        return self.type is SpeakerType.PERSON or (not self.sure and len(self.words) > 1)

    def last_before(self, index: int) -> int | None:
        """Index of a token -> the last mention before it."""
        at = bisect_left(self.seen, index)
        return self.seen[at - 1] if at else None


def surname(words: Sequence[str], lexicon: People) -> str:
    """Words of a name -> the one that stands for it alone: the last, suffixes and what a company is in law left out."""
    for word in reversed(words):
        if word not in lexicon.grammar.suffixes and word not in lexicon.bodies.legal:
            return word
    return words[-1]


def shortened(words: tuple[str, ...], full: tuple[str, ...], kind: NameKind, lexicon: People) -> bool:
    """Names of two words or more -> whether the first is short for the other: its end, without a middle name, with an initial."""
    if len(words) > len(full) or surname(words, lexicon) != surname(full, lexicon):
        return False
    if full[-len(words) :] == words or (words[1:] == full[1:] and len(words[0]) == 1 and full[0].startswith(words[0])):
        return True
    return kind is not NameKind.BODY and words[0] == full[0]


def opens_name(words: tuple[str, ...], full: tuple[str, ...], lexicon: People) -> bool:
    """Whether a body's name of two words or more is all of a longer one before its "of": "General Staff of the Armed Forces"."""
    return 1 < len(words) < len(full) and full[: len(words)] == words and full[len(words)] in lexicon.grammar.genitives


def closeness(words: tuple[str, ...], figure: Figure, lexicon: People) -> int:
    """Words, figure -> how well they name it: 4 its whole name, 3 its end or surname, 1 its beginning or middle, 0 not at all."""
    full = figure.words
    if words == full:
        return 4
    if len(words) >= len(full):
        return 0
    if full[-len(words) :] == words or (len(words) == 1 and surname(full, lexicon) == words[0]):
        return 3 if figure.type is SpeakerType.PERSON or not figure.sure or len(words) > 1 else 0
    if len(words) > 1 and words[0] == full[0] and words[-1] == surname(full, lexicon):
        return 3
    begins = full[: len(words)] == words and (
        lexicon.singular(surname(full, lexicon)) not in lexicon.bodies.heads or opens_name(words, full, lexicon)
    )
    if begins and figure.type is not SpeakerType.OTHER and not any(letter.isdigit() for letter in full[-1]):
        return int(figure.type is not SpeakerType.OUTLET)
    # "Lula" of "Luiz Inácio Lula da Silva"
    return int(len(words) == 1 and words[0] in full[1:-1] and figure.type is SpeakerType.PERSON and figure.sure)


def presence(figure: Figure, index: int) -> tuple[int, int, int]:
    """Figure, place -> its rank: those mentioned before it go first, then the more often mentioned, then the nearer."""
    at = bisect_left(figure.seen, index)
    if at:
        return 1, at, figure.seen[at - 1]
    return 0, len(figure.seen), -figure.seen[0] if figure.seen else -index


def one_edit(one: str, other: str) -> bool:
    """Two words -> whether they begin alike, and one letter more, less or other makes one of the other."""
    if abs(len(one) - len(other)) > 1 or one[:1] != other[:1] or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def together(figures: Sequence[Figure]) -> Figure:
    """Figures -> one that stands for them all, by all their names."""
    pair = Figure(" and ".join(figure.name for figure in figures), figures[0].span, (), figures[0].type, many=True)
    pair.parts = tuple(figures)
    pair.named = all(figure.named for figure in figures)
    pair.anonymous = all(figure.anonymous for figure in figures)
    return pair
