"""Nesting: how quotations stand to their tokens, within one another, and across paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from service.document.quotations import Quoted
from service.document.scare import is_scare
from service.lexicon.page import Page
from service.model import Quotation, Section, Span, Token

_ASIDE = frozenset({Section.RELATED, Section.CAPTION, Section.BYLINE, Section.CREDIT})  # they may interrupt a quotation


def _carried(
    stretches: Sequence[Sequence[Quoted]], begins: Sequence[int], kinds: Sequence[Section]
) -> tuple[dict[int, int], list[int]]:
    """Quotations by paragraph, where the text of each begins, the sections -> which carries on which, each paragraph's first.

    Quotations are numbered through. By custom a quotation over several paragraphs opens anew in each and closes only
    in the last one.
    """
    carries: dict[int, int] = {}
    firsts: list[int] = []
    number = 0
    left_open = -1
    for stretch, begin, kind in zip(stretches, begins, kinds, strict=True):
        firsts.append(number)
        if kind not in _ASIDE:
            if left_open >= 0 and stretch and stretch[0].start == begin:
                carries[number] = left_open
            left_open = -1
            end = begin
            for order, quoted in enumerate(stretch):
                if quoted.start >= end and not quoted.closed:
                    left_open = number + order
                end = max(end, quoted.end)
        number += len(stretch)
    return carries, firsts


def nested(
    stretches: Sequence[Sequence[Quoted]],
    begins: Sequence[int],
    kinds: Sequence[Section],
    tokens: Sequence[Token],
    starts: Sequence[int],
    page: Page,
) -> list[Quotation]:
    """Quotations by paragraph, where the text of each begins, its section; all tokens and where each starts -> the quotations.

    They stand in order, an outer one before those inside it.
    """
    carries, firsts = _carried(stretches, begins, kinds)
    result: list[Quotation] = []
    for base, stretch in zip(firsts, stretches, strict=True):
        outer: list[int] = []
        for number, quoted in enumerate(stretch, base):
            while outer and result[outer[-1]].span.end <= quoted.start:
                outer.pop()
            first = bisect_left(starts, quoted.inner_start)
            last = max(first, bisect_left(starts, quoted.inner_end))
            result.append(
                Quotation(
                    Span(quoted.start, quoted.end),
                    Span(quoted.inner_start, quoted.inner_end),
                    first,
                    last,
                    quoted.closed,
                    carries.get(number),
                    outer[-1] if outer else None,
                    is_scare(tokens, first, last, page),
                )
            )
            outer.append(number)
    return result
