"""Sections: which part of the page each paragraph is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache

from service.document.bylines import is_author, is_byline
from service.document.captions import is_caption
from service.document.credits import is_credit
from service.document.phrases import alternatives
from service.lexicon.page import Page
from service.model import Label, Section, Span

_BULLET = re.compile(r"[•‣◦▪●·►■*–-]\s+|\(?\d{1,2}[.)]\s+(?=\D)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_TERMINAL = frozenset(".?!…:;。！？।")
_CLOSING = "\"'”’»“‘)]}"
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.?!][\"'”’)\]]*\s+[\"'“‘(\[]?[^\W\d_]")

HEADLINE_WORDS = 25  # a headline in the corpora read has at most this many words
_HEADLINE_SENTENCE_WORDS = 16  # and at most this many where it ends with a full stop, like a sentence of the body
_TAIL_WORDS = 12  # a line without a full stop after the body is another article's headline up to this length
_LONG_WORDS = 25  # a line of this length is prose even without a full stop
_MENU_WORDS = 3  # before the headline, lines up to this length are menus
_HEAD_LINES = 12  # a headline that is printed twice stands twice within so many lines
_ADVERT_WORDS = 18  # an advert is not longer; a paragraph of the body that opens alike mostly is


class Shape(Enum):
    """What a line looks like by itself."""

    PROSE = "prose"
    SHORT = "short"  # no full stop: a headline, a subheading, a menu
    ASKING = "asking"  # short, and ends with "?" or "!": prose or a headline
    LABEL = "label"
    LIST = "list"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    RELATED = "related"
    HEADING = "heading"  # of a list of other things
    CLOCK = "clock"  # alone: the time of a news item
    RULE = "rule"  # no letter or digit


_FIXED = {
    Shape.LABEL: Section.LABEL,
    Shape.LIST: Section.LIST,
    Shape.CAPTION: Section.CAPTION,
    Shape.CREDIT: Section.CREDIT,
    Shape.BYLINE: Section.BYLINE,
    Shape.RELATED: Section.RELATED,
    Shape.HEADING: Section.RELATED,
    Shape.CLOCK: Section.RELATED,
    Shape.RULE: Section.RELATED,
}
_AFTER_BODY = frozenset(
    {Shape.SHORT, Shape.ASKING, Shape.RELATED, Shape.HEADING, Shape.CLOCK, Shape.RULE, Shape.BYLINE, Shape.CREDIT, Shape.CAPTION}
)
_GUIDES = frozenset({Shape.RELATED, Shape.HEADING, Shape.CLOCK, Shape.CREDIT, Shape.RULE})


@cache
def _related(page: Page) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = page.related
    return (
        re.compile(rf"[\W_]{{0,3}}(?:{alternatives(words.openers)})"),
        re.compile(rf"(?:{alternatives(words.invitations)})"),
        re.compile(rf"\b(?:{alternatives(words.places)})"),
    )


def _is_related(lower: str, words: int, terminal: bool, page: Page) -> bool:
    """A line in lower case -> whether it is navigation or an advert by itself."""
    opener, invitation, place = _related(page)
    if words > _ADVERT_WORDS:
        return False
    match = opener.match(lower)
    if match:
        rest = lower[match.end() : match.end() + 1]
        return not terminal or rest in ":|.!" or words <= _ADVERT_WORDS // 2 or place.search(lower) is not None
    return invitation.match(lower) is not None and place.search(lower) is not None


def _shape(text: str, span: Span, labelled: bool, page: Page) -> Shape:
    """A paragraph -> what it looks like by itself."""
    line = text[span.start : span.end]
    words = line.count(" ") + 1
    end = line.rstrip(_CLOSING)[-1:]
    if labelled:
        return Shape.LABEL
    if words <= _ADVERT_WORDS:
        if _CLOCK.fullmatch(line):
            return Shape.CLOCK
        if not any(map(str.isalnum, line)):
            return Shape.RULE
        lower = line.lower().replace("’", "'")
        if lower.rstrip(" :|»") in page.related.headings:
            return Shape.HEADING
        if is_credit(lower, words, page):
            return Shape.CREDIT
        if is_byline(line, words, page):
            return Shape.BYLINE
        if _is_related(lower, words, end in {".", "…"}, page):
            return Shape.RELATED
    if _BULLET.match(line):
        return Shape.LIST
    if is_caption(line, words, page):
        return Shape.CAPTION
    if end in {"?", "!"} and words <= _ADVERT_WORDS:
        return Shape.ASKING
    return Shape.PROSE if end in _TERMINAL or words >= _LONG_WORDS else Shape.SHORT


def _key(line: str) -> str:
    """A line -> what two prints of the same headline share."""
    return " ".join(line.casefold().replace("’", "'").replace("‘", "'").split()).rstrip(".")


def _could_be_headline(line: str, shape: Shape, rest: int) -> bool:
    """A line at the head of the page, and how many follow -> whether it may be the headline."""
    words = line.count(" ") + 1
    if rest == 0 or words > HEADLINE_WORDS or _SENTENCE_END.search(line):
        return False
    if shape in {Shape.SHORT, Shape.ASKING} or line[-1] == ";":
        return True
    capitals = sum(word[:1].isupper() for word in line.split())
    return words <= _HEADLINE_SENTENCE_WORDS or capitals > 0.7 * words


def _find_headline(lines: Sequence[str], shapes: Sequence[Shape], title: str | None) -> int:
    """Lines and their shapes -> index of the headline, or -1."""
    if title:
        wanted = _key(title)
        for index, line in enumerate(lines):
            if _key(line) == wanted:
                return index
    repeated = Counter(_key(line) for line, shape in zip(lines[:_HEAD_LINES], shapes, strict=False) if shape is Shape.SHORT)
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if line.count(" ") >= _MENU_WORDS and repeated[_key(line)] > 1:
            return index
    best = -1
    for index, shape in enumerate(shapes):
        if shape in {
            Shape.BYLINE,
            Shape.RELATED,
            Shape.HEADING,
            Shape.CLOCK,
            Shape.RULE,
            Shape.CAPTION,
            Shape.CREDIT,
            Shape.LIST,
        }:
            continue
        if shape is Shape.LABEL or not _could_be_headline(lines[index], shape, len(lines) - index - 1):
            break
        if lines[index].count(" ") >= _MENU_WORDS:
            return index
        if shape is not Shape.SHORT:
            break
        if best < 0 or len(lines[index]) > len(lines[best]):
            best = index
    return best


def _body_start(shapes: Sequence[Shape], headline: int) -> int:
    """Index of the first paragraph of the body."""
    for index in range(headline + 1, len(shapes)):
        if shapes[index] in {Shape.PROSE, Shape.ASKING, Shape.LABEL}:
            return index
    return len(shapes)


def _tail_start(shapes: Sequence[Shape], body: int) -> int:
    """Index after the last paragraph of the body: from there on stand credits, adverts and other headlines."""
    at = len(shapes)
    heading = next((index for index, shape in enumerate(shapes) if shape is Shape.HEADING and index >= body), at)
    while at > body and (shapes[at - 1] in _AFTER_BODY or (shapes[at - 1] is Shape.LIST and at - 1 > heading)):
        at -= 1
    return at


def _mark_tail(lines: Sequence[str], shapes: Sequence[Shape], tail: int, result: list[Section]) -> None:
    """Paragraphs after the body -> their sections."""
    guided = False
    for index in range(tail, len(shapes)):
        shape = shapes[index]
        guided = guided or shape in _GUIDES
        if shape is Shape.LIST:
            result[index] = Section.RELATED
        elif shape is Shape.ASKING:
            result[index] = Section.RELATED if guided else Section.BODY
        elif shape is Shape.SHORT:
            short = lines[index].count(" ") < _TAIL_WORDS
            result[index] = Section.RELATED if guided or short else Section.BODY


def _mark_middle(shapes: Sequence[Shape], body: int, tail: int, result: list[Section]) -> None:
    """Headlines of other articles that stand within the body, after a heading or a clock -> related."""
    governed = 0
    for index in range(body, tail):
        shape = shapes[index]
        if shape is Shape.HEADING:
            governed = len(shapes)
        elif shape is Shape.CLOCK:
            governed = max(governed, 1)
        elif shape in {Shape.SHORT, Shape.ASKING} and governed:
            result[index] = Section.RELATED
            governed -= 1
        elif shape in {Shape.PROSE, Shape.LABEL}:
            governed = 0


def _mark_head(
    lines: Sequence[str], shapes: Sequence[Shape], headline: int, body: int, page: Page, result: list[Section]
) -> None:
    """Paragraphs before the body -> their sections."""
    if headline < 0:
        return
    key = _key(lines[headline])
    for index in range(body):
        if index < headline:
            if shapes[index] is Shape.SHORT:
                result[index] = Section.RELATED
        elif _key(lines[index]) == key:
            result[index] = Section.HEADLINE
        elif shapes[index] is Shape.SHORT:
            beside = result[index - 1] is Section.BYLINE or (index + 1 < len(shapes) and shapes[index + 1] is Shape.BYLINE)
            if is_author(lines[index], beside, page):
                result[index] = Section.BYLINE
    if (
        lines[headline].endswith(";")
        and headline + 1 < len(lines)
        and _could_be_headline(lines[headline + 1], shapes[headline + 1], 1)
    ):
        result[headline + 1] = Section.HEADLINE


def sections(text: str, paragraphs: Sequence[Span], labels: Mapping[int, Label], title: str | None, page: Page) -> list[Section]:
    """Paragraphs of a page, the labels that some open with, its title if known -> the section of each paragraph.

    In doubt a paragraph is body: one wrongly left out costs its statements.
    """
    lines = [text[span.start : span.end] for span in paragraphs]
    shapes = [_shape(text, span, index in labels, page) for index, span in enumerate(paragraphs)]
    result = [_FIXED.get(shape, Section.BODY) for shape in shapes]
    headline = _find_headline(lines, shapes, title)
    body = _body_start(shapes, headline)
    tail = _tail_start(shapes, body)
    _mark_head(lines, shapes, headline, body, page, result)
    _mark_middle(shapes, body, tail, result)
    _mark_tail(lines, shapes, tail, result)
    return result
