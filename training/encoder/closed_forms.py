"""An attribution of an article -> the same in a closed form, which the training articles hardly have: headline, label, relay.

Each form is a row of pieces; put into the article as a paragraph of its own it is one more attribution to learn from.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.extraction.encoder.reading import BREAK, NO_GAP, SPACE
from training.encoder.articles import Article, GoldAttribution, Span
from training.encoder.names import names

_LONGEST_SOURCE = 6  # units; headlines name their sources shortly
_CONTENT = range(4, 29)  # units
_QUOTING = frozenset('“”"‘') | {"''"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a form with the gap before each; their role, or "" for words around the attribution."""

    role: str
    words: list[str]
    gaps: list[int]

    def titled(self) -> Piece:
        """Nothing -> the piece with a capital at its first word."""
        return Piece(self.role, [_capital(self.words[0]), *self.words[1:]], self.gaps)


Form = Callable[[Piece, Piece, random.Random], list[Piece]]  # source and content -> the paragraph


def add_closed_form(article: Article, rng: random.Random) -> Article:
    """An article -> the same with one of its short attributions again as a closed form; itself where none is fit."""
    short = [a for a in article.attributions if _is_short(article, a)]
    if not short:
        return article
    chosen = rng.choice(short)
    source, content = (
        _named(_piece(article, "source", chosen.source[0]), rng),
        _clause(_piece(article, "content", chosen.content[0])),
    )
    if content is None:
        return article
    after = next((i for i in range(chosen.content[0][1], len(article.gaps)) if article.gaps[i] == BREAK), len(article.gaps))
    form = rng.random()
    if form < 0.4:
        return insert(article, 0, headline(source, content, rng))
    if form < 0.65 and not _QUOTING.intersection(content.words):
        return insert(article, after, label(source, content, rng))
    return insert(article, after if rng.random() < 0.5 else 0, relay(source, content, rng))


def _is_short(article: Article, attribution: GoldAttribution) -> bool:
    if len(attribution.source) != 1 or len(attribution.content) != 1:
        return False
    (source_start, source_end), (start, end) = attribution.source[0], attribution.content[0]
    if source_end - source_start > _LONGEST_SOURCE or end - start not in _CONTENT:
        return False
    return BREAK not in article.gaps[start + 1 : end]


def _piece(article: Article, role: str, span: Span) -> Piece:
    start, end = span
    return Piece(role, article.words[start:end], [SPACE, *article.gaps[start + 1 : end]])


def _named(source: Piece, rng: random.Random) -> Piece:
    """A source -> itself, or a name in place of a pronoun."""
    known = names()
    if source.words[0].lower() in known.pronouns:
        return Piece(source.role, [rng.choice(known.surnames + known.outlets)], [SPACE])
    return source


def _clause(content: Piece) -> Piece | None:
    """A content -> the clause it is, without "that" and final stop; None where it is no clause."""
    words, gaps = content.words, content.gaps
    if words[0].lower() == "that":
        words, gaps = words[1:], [SPACE, *gaps[2:]]
    if words[-1] in (".", ","):
        words, gaps = words[:-1], gaps[:-1]
    elif words[-2] in (".", ",") and not words[-1].isalnum():
        words, gaps = [*words[:-2], words[-1]], [*gaps[:-2], NO_GAP]
    return None if len(words) < 5 or words[0].lower() in names().no_clause else Piece(content.role, words, gaps)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _plain(*words: str) -> Piece:
    return Piece("", list(words), [SPACE] * len(words))


def _cue(*words: str) -> Piece:
    return Piece("cue", list(words), [SPACE] * len(words))


def _mark(mark: str, role: str = "") -> Piece:
    return Piece(role, [mark], [NO_GAP])


def headline(source: Piece, content: Piece, rng: random.Random) -> list[Piece]:
    """Source and content -> "Source: content", "Content – source", "Content, source says"."""
    content, source = content.titled(), source.titled()
    if rng.random() < 0.3:
        content = Piece(content.role, [_capital(word) for word in content.words], content.gaps)
    form = rng.random()
    if form < 0.35:
        return [source, _mark(":", "cue"), content]
    if form < 0.75:
        return [content, _cue(rng.choice("–—--")), source]
    verb = _cue(rng.choice(("says", "say", "reports", "warns", "claims")))
    return [content, _mark(","), *((verb, source) if rng.random() < 0.4 else (source, verb))]


def label(source: Piece, content: Piece, rng: random.Random) -> list[Piece]:
    """Source and content -> "Quote: “content.”", "Quote from source: “content.”", "Source: “content.”"."""
    opening, closing = rng.choice((("“", "”"), ('"', '"')))
    content = content.titled()
    quoted = [_plain(opening), Piece(content.role, content.words, [NO_GAP, *content.gaps[1:]]), _mark("."), _mark(closing)]
    form = rng.random()
    if form < 0.35:
        return [Piece("cue", ["Quote", ":"], [SPACE, NO_GAP]), *quoted]
    if form < 0.75:
        return [_cue("Quote", rng.choice(("from", "of", "by"))), source, _mark(":"), *quoted]
    return [source, _mark(":", "cue"), *quoted]


def relay(source: Piece, content: Piece, rng: random.Random) -> list[Piece]:
    """Source and content -> one outlet passing them on, in the manner of news agencies: the source is the origin."""
    known = names()
    outlet = rng.choice(
        (
            ["the", "newspaper"],
            ["the", "agency"],
            [rng.choice(known.outlets)],
            [rng.choice(known.outlets)],
            ["The", rng.choice(known.places), "Times"],
        )
    )
    citing = _cue(*rng.choice((["citing"], ["citing"], ["quoting"], ["with", "reference", "to"], ["referring", "to"])))
    reported = rng.choice(("reported", "reports", "said", "wrote", "writes", "reported on Monday", "has learned")).split()
    shown, first, comma, stop = _plain(*outlet).titled(), content.titled(), _mark(","), _mark(".")
    form = rng.random()
    if form < 0.25:
        return [first, comma, _plain(*outlet, *reported), comma, citing, source, stop]
    if form < 0.45:
        cue, saying = _cue(rng.choice(("quoted", "cited"))), rng.choice(("saying", "telling", "stating"))
        return [shown, cue, source, _plain("as", saying), content, stop]
    if form < 0.6:
        return [_plain("According", "to", *outlet), comma, citing, source, comma, content, stop]
    if form < 0.75:
        return [first, stop, Piece("", ["Source", ":"], [BREAK, NO_GAP]), shown, comma, citing, source]
    if form < 0.87:
        return [first, stop, Piece("cue", ["Source", ":"], [BREAK, NO_GAP]), source]
    verb = _cue(rng.choice(("reported", "announced", "stated", "confirmed", "disclosed")))
    if rng.random() < 0.6:
        return [first, stop, _plain("This", "was"), verb, _plain("by"), source, stop]
    return [first, stop, source.titled(), verb, _plain("this"), stop]


def insert(article: Article, at: int, form: Sequence[Piece]) -> Article:
    """A paragraph of pieces put before unit `at`, as one more attribution; which units are names is not kept."""
    words: list[str] = []
    gaps: list[int] = []
    spans: dict[str, tuple[Span, ...]] = {"source": (), "cue": (), "content": ()}
    for piece in form:
        if piece.role:
            spans[piece.role] = ((at + len(words), at + len(words) + len(piece.words)),)
        words += piece.words
        gaps += piece.gaps
    gaps[0] = BREAK
    size = len(words)

    def moved(found: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((start + size, end + size) if start >= at else (start, end) for start, end in found)

    kept = [GoldAttribution(*(moved(spans) for spans in a.spans())) for a in article.attributions]
    return Article(
        article.id,
        article.words[:at] + words + article.words[at:],
        article.gaps[:at] + gaps + article.gaps[at:],
        [*kept, GoldAttribution(**spans)],
    )
