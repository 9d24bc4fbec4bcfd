"""Credits: who took the picture, which agencies supplied copy, who wrote it; and the datelines that hold some of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from service.lexicon.page import Page
from service.model import Credit, Section, Span

_CAPTION_WORDS = 90
_CREDIT_WORDS = 14
_SIGN_OFF = re.compile(r"\([a-z]{1,5}(?:/[a-z]{1,5}){0,3}\)|\([A-Z]{2,6}\)|[-–—_#*]*\s?(?:end|ends)\s?[-–—_#*]*")
_TAIL_CREDIT = re.compile(r"\(([^()]{1,80})\)(?:\s?\([^()]{1,20}\))?\.?$")
_DATELINE = re.compile(
    r"(?P<place>(?:[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’-]*)(?:[ /](?:[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’-]*|DE|AL)){0,4}"
    r"(?:, [^\W\d_][\w.]*(?: [^\W\d_][\w.]*)?)?(?:, [^\W\d_][\w.]* \d{1,2}(?:, \d{4})?)?)"
    r"(?:\s?\((?P<wire>[^()\r\n]{2,60})\))?\s?(?P<dash>--|[—–:-])\s+"
)
_WIRE_DATELINE = re.compile(
    r"[^\W\d_][\w.'’-]*(?:[ ,]+[\w.'’-]+){0,6}\s?\((?P<wire>[^()\r\n]{2,60})\)\s?(?:(?:--|[—–:-])\s+|(?=[\"“]?[^\W\d_]))"
)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) + (r"\b" if word[-1].isalnum() else "") for word in sorted(words, key=len, reverse=True))


@cache
def _credit(page: Page) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"[\W_]{{0,2}}(?:{_alternatives(page.credits.openers)})"),
        re.compile(rf"\b(?:{_alternatives(page.credits.phrases)})"),
    )


@cache
def _caption(page: Page) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    pictures = _alternatives(page.captions.pictures)
    agencies = _alternatives(page.captions.agencies)
    return (
        re.compile(rf"(?:{_alternatives(page.captions.openers)})", re.IGNORECASE),
        re.compile(
            rf"(?:^|(?<=[.\s(]))(?:[^\W\d_]+ )?(?:{pictures})\s?(?::| by | credit | courtesy )[^.:]{{1,80}}\.?\)?$", re.IGNORECASE
        ),
        re.compile(rf"(?:{agencies}) [^\W\d_a-z]", re.IGNORECASE),
    )


def is_credit(lower: str, words: int, page: Page) -> bool:
    """A line in lower case, and how many words it has -> whether it says who supplied or owns the copy."""
    if words > _CREDIT_WORDS:
        return False
    opener, phrase = _credit(page)
    return (
        opener.match(lower) is not None
        or phrase.search(lower) is not None
        or _SIGN_OFF.fullmatch(lower) is not None
        or lower in page.credits.ends
        or (words <= 8 and any(f" {words_} " in lower for words_ in page.credits.reported_from) and lower.endswith("."))
    )


def is_caption(line: str, words: int, page: Page) -> bool:
    """A line, and how many words it has -> whether it describes or credits a picture."""
    if words > _CAPTION_WORDS:
        return False
    opener, credit, agency = _caption(page)
    if opener.match(line):
        return True
    tail = _TAIL_CREDIT.search(line, max(0, len(line) - 120))
    if tail and any(word in page.captions.pictures for word in tail[1].lower().replace("/", " ").replace(":", " ").split()):
        return True
    if credit.search(line, max(0, len(line) - 120)):
        return True
    match = agency.match(line)
    if not match or line[-1] in ".?!":
        return False
    return line[match.end() - 1 :].split(" ", 1)[0].lower() in page.sentences.starters


def dateline(text: str, paragraph: Span, first: bool) -> tuple[int, Span | None]:
    """A paragraph of the body, and whether it is the first -> where its text begins, and the agency that its dateline names.

    "NEW YORK, Nov. 19 (UPI) — The …" begins at "The". A place and a colon open only the first paragraph so. Where there is no
    dateline the text begins at the paragraph's start.
    """
    match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 160))
    if match and (match["dash"] != ":" or first) and match["place"] == match["place"].strip():
        return match.end(), Span(*match.span("wire")) if match["wire"] else None
    if first:
        match = _WIRE_DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 160))
        if match:
            return match.end(), Span(*match.span("wire"))
    return paragraph.start, None


def page_credits(
    text: str, paragraphs: Sequence[Span], sections: Sequence[Section], wires: Sequence[Span], page: Page
) -> list[Credit]:
    """Paragraphs, their sections and the agencies of datelines -> the credits of the page, in order."""
    found = [Credit("wire", span) for span in wires]
    for span, section in zip(paragraphs, sections, strict=True):
        if section is Section.BYLINE:
            found.append(Credit("byline", span))
        elif section is Section.CREDIT:
            found.append(Credit("wire", span))
        elif section is Section.CAPTION:
            line = text[span.start : span.end]
            skip = max(0, len(line) - 120)
            tail = _TAIL_CREDIT.search(line, skip)
            match = _caption(page)[1].search(line, skip)
            if tail:
                found.append(Credit("photo", Span(span.start + tail.start(1), span.start + tail.end(1))))
            elif match:
                found.append(Credit("photo", Span(span.start + match.start(), span.start + match.end())))
    found.sort(key=lambda credit: credit.span)
    return found
