"""Scare quotes: marks around a name or a word, which are nobody's statement by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from service.lexicon.page import Page
from service.model import Token, TokenKind

_SHORT = 3  # words; a quotation of no more, without punctuation of its own, needs a cue to be a statement
_TITLE = 9  # words; titles of works and broadcasts have no more
_OWN = frozenset(",.?!…;:—–-")


def _is_named(tokens: Sequence[Token], first: int, page: Page) -> bool:
    """Index of a quotation's first token -> whether the words before its mark say that a name follows."""
    before = [token.lower for token in tokens[max(0, first - 3) : max(0, first - 1)]]
    return bool(before) and (before[-1] in page.quotations.namers or " ".join(before) in page.quotations.namers)


def is_scare(tokens: Sequence[Token], first: int, last: int, page: Page) -> bool:
    """Range of the tokens inside a quotation -> whether it is too short or too much like a title to be a statement by itself.

    Up to three words without punctuation of their own (a comma or full stop that the clause around them put inside the marks is
    not their own); a title, with every word of weight capitalised and punctuation only at its end; what is said to be a name.
    """
    if last - first > _TITLE + 2:
        return False
    inside = tokens[first:last]
    words = [token for token in inside if token.kind is TokenKind.WORD or token.kind is TokenKind.NUMBER]
    if not words or _is_named(tokens, first, page):
        return True
    own = [token.text for token in inside if token.kind is TokenKind.MARK and token.text[0] in _OWN]
    borrowed = own in ([","], ["."]) and inside[-1].text == own[0]
    if len(words) <= _SHORT and (not own or (borrowed and words[0].text[0].islower())):
        return True
    if not 2 <= len(words) <= _TITLE or len(inside) - len(words) > bool(own):
        return False
    small = page.quotations.title_small
    return words[0].text[0].isupper() and all(not word.text[0].islower() or word.lower in small for word in words)
