"""Shapes: what a line of the page looks like by itself, before its place on the page is weighed."""

from __future__ import annotations

import re
from functools import cache

from service.document.bylines import is_byline
from service.document.captions import is_caption
from service.document.credits import is_credit
from service.document.phrases import alternatives
from service.lexicon.page import Page
from service.model import Word

_BULLET = re.compile(r"[•‣◦▪●·►■*–-]\s+|\(?\d{1,2}[.)]\s+(?=\D)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_TERMINAL = frozenset(".?!…:;。！？।")
_CLOSING = "\"'”’»“‘)]}"
_LONG_WORDS = 25  # a line of this length is prose even without a full stop
_SHORT_WORDS = 18  # navigation, credits, bylines and headlines that ask are no longer
_ADVERT_WORDS = 40  # an advert in sentences is no longer: "If you notice an error, select …"


class Shape(Word):
    """What a line looks like."""

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


def word_count(line: str) -> int:
    """A line -> about how many words it has; cheap, so words divided by something else than a space count as one."""
    return line.count(" ") + line.count("\u00a0") + 1


@cache
def _related(page: Page) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Page's words -> patterns of an advert's opening, of a menu's line, of an invitation, of a place that one names."""
    words = page.related
    return (
        re.compile(rf"[\W_]{{0,3}}(?:{alternatives(words.openers)})"),
        re.compile(rf"[\W_]{{0,3}}(?:{alternatives(words.menu)})\s?(?:[:|»>].*|[\W_]{{0,3}})", re.DOTALL),
        re.compile(rf"(?:{alternatives(words.invitations)})"),
        re.compile(rf"\b(?:{alternatives(words.places)})"),
    )


def _is_related(lower: str, words: int, page: Page) -> bool:
    """A line in lower case -> whether it is navigation or an advert by itself."""
    opener, menu, invitation, place = _related(page)
    if opener.match(lower):
        return True
    if words > _SHORT_WORDS:
        return False
    return menu.fullmatch(lower) is not None or (invitation.match(lower) is not None and place.search(lower) is not None)


def has_menu_words(line: str, page: Page) -> bool:
    """A line of the head of a page -> whether it ends with a word of a menu: "News Sport Donate"."""
    parts = line.lower().split()
    return any(" ".join(parts[-count:]) in page.related.menu for count in (1, 2, 3))


def shape(line: str, page: Page) -> Shape:
    """A line that no label opens -> what it looks like."""
    words = word_count(line)
    end = line.rstrip(_CLOSING)[-1:]
    if words <= _ADVERT_WORDS:
        lower = line.lower().replace("’", "'")
        if words <= _SHORT_WORDS:
            if _CLOCK.fullmatch(line):
                return Shape.CLOCK
            if not any(map(str.isalnum, line)):
                return Shape.RULE
            if lower.rstrip(" :|»") in page.related.headings:
                return Shape.HEADING
            if is_credit(lower, words, page):
                return Shape.CREDIT
            if is_byline(line, words, page):
                return Shape.BYLINE
        if _is_related(lower, words, page):
            return Shape.RELATED
    if _BULLET.match(line):
        return Shape.LIST
    if is_caption(line, words, page):
        return Shape.CAPTION
    if end in {"?", "!"} and words <= _SHORT_WORDS:
        return Shape.ASKING
    return Shape.PROSE if end in _TERMINAL or words >= _LONG_WORDS else Shape.SHORT
