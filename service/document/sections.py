"""Sections: which part of the page each paragraph is."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from service.document.bylines import is_author
from service.document.datelines import dateline
from service.document.shapes import Shape, has_menu_words, shape, word_count
from service.lexicon.page import Page
from service.model import Label, Section, Span

_SENTENCE_END = re.compile(r"([^\W\d_]{3,})[.?!][\"'”’)\]]*\s+[\"'“‘(\[]?[^\W\d_]")
_HEADLINE_WORDS = 25  # a headline has at most this many words
_HEADLINE_SENTENCE_WORDS = 16  # and at most this many where it ends with a full stop, like a sentence of the body
_MENU_WORDS = 4  # a line of the head with fewer is a menu, unless nothing else can be the headline
_TITLE_PART = 20  # code points of the title that a line must have to be the headline, where the title goes on
_TITLE_CASE = 0.7  # share of capitalised words that makes a headline of a sentence
_OTHER_HEADLINE_WORDS = 22  # headlines of other articles have at most this many words
_TAIL_WORDS = 12  # and after the body, where nothing else announces them, this many
_EVERY = 1024  # lines between two looks at the clock: some milliseconds of work

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
_PROSE = frozenset({Shape.PROSE, Shape.ASKING, Shape.LABEL})
_ANNOUNCES = frozenset({Shape.RELATED, Shape.HEADING, Shape.CLOCK, Shape.CREDIT, Shape.RULE})
_AFTER_BODY = _ANNOUNCES | {Shape.SHORT, Shape.ASKING, Shape.BYLINE, Shape.CAPTION}


def _key(line: str) -> str:
    """A line -> what two prints of the same headline share."""
    return " ".join(line.casefold().replace("’", "'").replace("‘", "'").split()).rstrip(".")


def _is_title(key: str, title: str) -> bool:
    """Keys of a line and of the title -> whether they are one; behind its headline a title may name the site."""
    return key == title or (len(key) >= _TITLE_PART and title.startswith(key))


def _has_two_sentences(line: str, page: Page) -> bool:
    """A line -> whether a sentence ends within it, other than after an abbreviation."""
    words = page.abbreviations
    return any(
        match[1].lower() not in words.titles and match[1].lower() not in words.places and match[1].lower() not in words.general
        for match in _SENTENCE_END.finditer(line)
    )


def _could_be_headline(line: str, looks: Shape, page: Page) -> bool:
    """A line at the head of the page -> whether it may be the headline: a report's first sentence behind a dateline is none."""
    words = word_count(line)
    if looks in _PROSE and dateline(line, Span(0, len(line)), first=True)[0] > 0:
        return False
    if words > _HEADLINE_WORDS or _has_two_sentences(line, page):
        return False
    if looks in {Shape.SHORT, Shape.ASKING} or line[-1] == ";":
        return True
    capitals = sum(word[:1].isupper() for word in line.split())
    return words <= _HEADLINE_SENTENCE_WORDS or capitals > _TITLE_CASE * words


def _find_headline(lines: Sequence[str], shapes: Sequence[Shape], title: str | None, page: Page) -> int:
    """Lines and their shapes -> index of the headline, or -1: the title, a line that comes twice, the first that may be one."""
    if title:
        wanted = _key(title)
        for index, line in enumerate(lines):
            if len(line) < 2 * len(title) + 8 and _is_title(_key(line), wanted):
                return index
    head = range(next((index for index, looks in enumerate(shapes) if looks in _PROSE), len(lines)))
    times = Counter(_key(lines[index]) for index in head if shapes[index] is Shape.SHORT)
    best = -1
    for index in head:
        if shapes[index] is Shape.SHORT and word_count(lines[index]) >= _MENU_WORDS and times[_key(lines[index])] > 1:
            return index
    for index in range(len(lines) - 1):  # the only or last line is no headline
        looks = shapes[index]
        if looks not in _PROSE and looks is not Shape.SHORT:
            continue
        if looks is Shape.LABEL or not _could_be_headline(lines[index], looks, page):
            break
        if word_count(lines[index]) >= _MENU_WORDS and not has_menu_words(lines[index], page):
            return index
        if looks is not Shape.SHORT:
            break
        if best < 0 or len(lines[index]) > len(lines[best]):
            best = index
    return best


def _tail_start(shapes: Sequence[Shape], body: int) -> int:
    """Index after the last paragraph of the body: from there on stand credits, adverts and other headlines."""
    at = len(shapes)
    heading = next((index for index, looks in enumerate(shapes) if looks is Shape.HEADING and index >= body), at)
    while at > body and (shapes[at - 1] in _AFTER_BODY or (shapes[at - 1] is Shape.LIST and at - 1 > heading)):
        at -= 1
    return at


def _mark_head(
    lines: Sequence[str], shapes: Sequence[Shape], headline: int, body: int, page: Page, result: list[Section]
) -> None:
    """Paragraphs before the body -> their sections."""
    for index in range(body):
        if shapes[index] is not Shape.SHORT:
            continue
        if index < headline:
            result[index] = Section.RELATED
        else:
            after = index + 1 < len(shapes) and shapes[index + 1] is Shape.BYLINE
            if is_author(lines[index], after or (index > 0 and result[index - 1] is Section.BYLINE), page):
                result[index] = Section.BYLINE
    following = headline + 1
    if lines[headline][-1] == ";" and following < len(lines) and _could_be_headline(lines[following], shapes[following], page):
        result[following] = Section.HEADLINE


def _mark_headlines(lines: Sequence[str], headline: int, tail: int, result: list[Section]) -> None:
    """The headline, and where the page prints it again before its end."""
    key = _key(lines[headline])
    for index in range(max(tail, headline + 1)):
        if abs(len(lines[index]) - len(lines[headline])) < 4 and _key(lines[index]) == key:
            result[index] = Section.HEADLINE


def _mark_middle(lines: Sequence[str], shapes: Sequence[Shape], body: int, tail: int, result: list[Section]) -> None:
    """Headlines of other articles that stand within the body, after a heading or a clock -> related.

    Where clocks stand over prose, the page is a live report and they announce nothing else.
    """
    after_clock = Counter(shapes[index + 1] for index in range(body, len(shapes) - 1) if shapes[index] is Shape.CLOCK)
    live = after_clock[Shape.PROSE] > after_clock[Shape.SHORT]
    governed = 0
    for index in range(body, tail):
        looks = shapes[index]
        if looks is Shape.HEADING:
            governed = len(shapes)
        elif looks is Shape.CLOCK:
            governed = max(governed, 0 if live else 1)
        elif looks in {Shape.SHORT, Shape.ASKING} and governed and word_count(lines[index]) <= _OTHER_HEADLINE_WORDS:
            result[index] = Section.RELATED
            governed -= 1
        elif looks in {Shape.PROSE, Shape.LABEL}:
            governed = 0


def _mark_tail(lines: Sequence[str], shapes: Sequence[Shape], tail: int, result: list[Section]) -> None:
    """Paragraphs after the body -> their sections."""
    announced = False
    for index in range(tail, len(shapes)):
        looks = shapes[index]
        announced = announced or looks in _ANNOUNCES
        words = word_count(lines[index])
        if (
            looks is Shape.LIST
            or (looks is Shape.ASKING and announced)
            or (looks is Shape.SHORT and words <= (_OTHER_HEADLINE_WORDS if announced else _TAIL_WORDS))
        ):
            result[index] = Section.RELATED


def _shapes(lines: Sequence[str], labels: Mapping[int, Label], page: Page, deadline: float) -> list[Shape] | None:
    """Lines and the labels that open some -> the shape of each; None where the deadline passed."""
    known: dict[str, Shape] = {}  # a page of very many lines has the same ones again and again
    found = []
    for index, line in enumerate(lines):
        if index % _EVERY == _EVERY - 1 and time.monotonic() > deadline:
            return None
        looks = Shape.LABEL if index in labels else known.get(line)
        if looks is None:
            looks = known[line] = shape(line, page)
        found.append(looks)
    return found


def sections(
    text: str, paragraphs: Sequence[Span], labels: Mapping[int, Label], title: str | None, page: Page, deadline: float
) -> list[Section]:
    """Paragraphs of a page, the labels that some open with, its title if known -> the section of each paragraph.

    `deadline` is on time.monotonic's clock, in seconds; where it passes, no paragraph has a section.

    Each line's own shape is weighed by its place: before, within or after the body. In doubt a paragraph is body: one wrongly
    left out costs its statements, one wrongly kept seldom has any.
    """
    lines = [text[span.start : span.end] for span in paragraphs]
    shapes = _shapes(lines, labels, page, deadline)
    if shapes is None:
        return []
    result = [_FIXED.get(looks, Section.BODY) for looks in shapes]
    headline = _find_headline(lines, shapes, title, page)
    body = next((index for index in range(headline + 1, len(shapes)) if shapes[index] in _PROSE), len(shapes))
    tail = _tail_start(shapes, body)
    if headline >= 0:
        _mark_head(lines, shapes, headline, body, page, result)
    _mark_middle(lines, shapes, body, tail, result)
    _mark_tail(lines, shapes, tail, result)
    if headline >= 0:
        _mark_headlines(lines, headline, tail, result)
    return result
