"""Sentences of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from service.lexicon.page import Page
from service.model import Token, TokenKind

_ENDS = frozenset(".?!…。！？।؟‽")
_TIGHT = frozenset("。！？")  # no space follows them
_CLOSING = frozenset(")]}")
_CLAUSE = 8  # words within which a verb of saying makes `"…?" Name said` one sentence


def _continues(tokens: Sequence[Token], index: int, last: int, page: Page) -> bool:
    """Index of a word after `…?"` -> whether it begins a clause that ascribes the question, as in `"Why?" Okafor asked.`"""
    if tokens[index].lower in page.sentences.starters:
        return False
    for token in tokens[index : min(last, index + _CLAUSE)]:
        if token.kind is TokenKind.QUOTE or token.text[0] in _ENDS:
            return False
        if token.lower in page.sentences.clause_verbs:
            return True
    return False


def _first_word(tokens: Sequence[Token], index: int, last: int) -> int:
    """Index of a token -> index of the word or number that it leads to over at most three marks, or -1."""
    for at in range(index, min(last, index + 4)):
        if tokens[at].kind is TokenKind.WORD or tokens[at].kind is TokenKind.NUMBER:
            return at
    return -1


def _begins(tokens: Sequence[Token], stop: int, after: int, last: int, quoted: bool, page: Page) -> bool:
    """Index of a token that may end a sentence, and of the first after its closing marks -> whether a sentence begins there."""
    end = tokens[stop]
    following = tokens[after]
    word_at = _first_word(tokens, after, last)
    if word_at < 0:
        return following.text[0] not in ",;:)-–—"
    word = tokens[word_at]
    head = word.text.lstrip("'’@#$€£")[:1]
    if end.kind is TokenKind.WORD:  # an abbreviation
        lower = end.lower[:-1]
        if lower in page.abbreviations.inner or (lower in page.abbreviations.titles and not quoted):
            return False
        if lower in page.abbreviations.before_number:
            return False
        if following.kind is TokenKind.QUOTE:
            return head.isupper() and not quoted
        return word_at == after and head.isupper() and word.lower in page.sentences.starters
    if following.kind is TokenKind.QUOTE and not quoted:
        return True
    if following.text in {",", ";", ":", "-", "–", "—", "--"}:
        return False
    if head.islower():
        return False
    return not (quoted and end.text[0] != "." and _continues(tokens, word_at, last, page))


def sentences(
    tokens: Sequence[Token], first: int, last: int, closers: frozenset[int] | set[int], page: Page
) -> list[tuple[int, int]]:
    """Range of a paragraph's tokens, and where its closing marks start -> ranges of its sentences, leaving no token out.

    A sentence ends after its full stop and the marks and brackets that close after it. Inside a quotation it ends there, too; but
    a clause that ascribes a question ("…?" she asked) belongs to its sentence.
    """
    found: list[tuple[int, int]] = []
    begin = first
    index = first
    while index < last:
        token = tokens[index]
        if token.text[-1] not in _ENDS or token.kind is TokenKind.QUOTE:
            index += 1
            continue
        after = index + 1
        while after < last and tokens[after].text[0] in _ENDS and tokens[after].kind is TokenKind.MARK:
            after += 1
        stop = after - 1
        quoted = False
        while after < last and (tokens[after].start in closers or tokens[after].text[0] in _CLOSING):
            quoted = quoted or tokens[after].kind is TokenKind.QUOTE
            after += 1
        index = after
        if after >= last:
            break
        if tokens[after - 1].end == tokens[after].start and token.text[0] not in _TIGHT:
            glued = (
                stop > begin
                and token.text == "."
                and not quoted
                and tokens[stop - 1].text[-1:].islower()
                and len(tokens[stop - 1].text) > 1
                and tokens[after].text[:1].isupper()
                and len(tokens[after].text) > 1
            )
            if not glued and not quoted:
                continue
        if stop - begin == 1 and tokens[begin].kind is TokenKind.NUMBER and tokens[begin].text.isdigit():
            continue  # the number of a list's item
        if _begins(tokens, stop, after, last, quoted, page):
            found.append((begin, after))
            begin = after
    if begin < last:
        found.append((begin, last))
    return found
