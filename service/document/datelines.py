"""Datelines: place, date and agency at the head of a report, which belong to no sentence of it."""

from __future__ import annotations

import regex

from service.model import Span

_REACH = 160  # code points; the longest dateline read has about 90
_CAPITALS = r"(?:\p{Lu}[\p{Lu}.'’-]*|\d+(?!\S))"
_DATE = r"(?:[,.]\s(?:\p{Lu}\p{L}*\.?\s\d{1,2}|\d{1,2}\s\p{Lu}\p{L}*\.?)(?:,?\s\d{4})?)"
_REGION = r"(?:,\s\p{Lu}[\p{L}.]*(?:\s\p{Lu}[\p{L}.]*)?)"
_WIRE = r"\((?P<wire>\p{Lu}[^()\r\n]{1,60}|\p{Ll}{2,6}(?:[-/]\p{L}{2,6})?)\)"
_DATED_WIRE = r"\((?P<wire>\p{Lu}[^()\r\n]*?\d[^()\r\n]{0,30})\)"
_START = r"(?=[\"“‘'(]*[\p{Lu}\p{Lo}\d])"
_DASH = rf"(?:--|[—–-])\s+{_START}"
_PLACE = rf"{_CAPITALS}(?:[\s/]{_CAPITALS}){{0,4}}"
_PATTERNS = (
    # LISBON, May 2 (Reuters) — · NASHUA, N.H. - · MOSCOW. June 10 (Interfax) -
    regex.compile(rf"{_PLACE}(?P<more>{_REGION}?{_DATE}?)\s?(?:{_WIRE}\s?)?{_DASH}"),
    # MOSCOW, June 10. /TASS/. The
    regex.compile(rf"{_PLACE}{_REGION}?{_DATE}?\.?\s/(?P<wire>\p{{Lu}}[\w\s]{{1,30}})/[.:]?\s*(?:[—–-]+\s+)?{_START}"),
    # MOSCOW (Interfax - 21st May, 2024) The
    regex.compile(rf"{_PLACE}\s{_DATED_WIRE}\s{_START}"),
    # New Delhi [India], June 10 (ANI): The · New Delhi, Jun 10 (PTI) The
    regex.compile(
        rf"\p{{Lu}}[\w.'’-]*(?:[\s/]\p{{Lu}}[\w.'’-]*){{0,3}}(?:\s?\[[^\]\r\n]{{2,30}}\])?{_REGION}?{_DATE}\s{_WIRE}:?\s+{_START}"
    ),
    # Kyiv (AP) – · Dec 29 (Reuters) - · Goma (DR Congo) (AFP) –
    regex.compile(
        rf"\p{{Lu}}[\w.'’-]*(?:[\s,/]+[\p{{Lu}}\d][\w.'’-]*){{0,7}}?(?:\s\(\p{{Lu}}[^()\r\n]{{1,30}}\))?\s?{_WIRE}\s?{_DASH}"
    ),
    # (AP) –
    regex.compile(rf"{_WIRE}\s?{_DASH}"),
    # ELMSTAD, Norvia--(BUSINESS WIRE)--The · ELMSTAD, Norvia, May 2, 2025 /PRNewswire/ -- The
    regex.compile(rf"{_PLACE}{_REGION}?{_DATE}?\s?--\((?P<wire>[^()\r\n]{{2,40}})\)--\s?{_START}"),
    regex.compile(rf"{_PLACE}{_REGION}?{_DATE}?\s/(?P<wire>\p{{Lu}}[\w ]{{1,30}})/\s?(?:--|[—–-])\s?{_START}"),
    # ISLAMABAD: The
    regex.compile(rf"{_CAPITALS}(?:[\s/]{_CAPITALS}){{0,2}}{_REGION}?:\s+{_START}"),
)


def dateline(text: str, paragraph: Span, first: bool) -> tuple[int, Span | None]:
    """A paragraph of the body, and whether it is the first -> where its text begins, and the agency that its dateline names.

    "NEW YORK, Nov. 19 (UPI) — The …" begins at "The". A paragraph other than the first opens with a dateline only where that is
    in capitals, with a region, a date or an agency. Without a dateline the text begins at the paragraph's start.
    """
    if not first and text[paragraph.start + 1 : paragraph.start + 2].islower():
        return paragraph.start, None  # as most open; a place in capitals does not
    end = min(paragraph.end, paragraph.start + _REACH)
    for pattern in _PATTERNS if first else _PATTERNS[:1]:
        match = pattern.match(text, paragraph.start, end)
        if not match or match.end() >= paragraph.end:
            continue
        wire = match.groupdict().get("wire")
        if not first and not wire and not match["more"]:
            continue
        return match.end(), Span(*match.span("wire")) if wire else None
    return paragraph.start, None
