"""Sentences of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence, Set

from service.lexicon.page import Page
from service.model import Token, TokenKind

_ENDS = frozenset(".?!…。！？।؟‽")
_TIGHT = frozenset("。！？")  # no space follows them
_BRACKETS = frozenset(")]}")
_BEFORE_LETTER = "'’@#$€£"
_CLAUSE = 8  # words within which a verb of saying makes `"…?" Name said` one sentence


def _continues(tokens: Sequence[Token], index: int, last: int, stopped: bool, page: Page) -> bool:
    """Index of a word after `…?"` -> whether it begins a clause that ascribes the question, as in `"Why?" Okafor asked.`

    After a full stop, which seldom stands there, only names may follow the verb: `"We will." Okafor told Radio Elm.`
    """
    if tokens[index].lower in page.sentences.starters:
        return False
    said = False
    for token in tokens[index : min(last, index + _CLAUSE)]:
        if token.kind is TokenKind.QUOTE or token.text[0] in _ENDS:
            return said and token.text[0] in _ENDS
        if said and not token.text[0].isupper():
            return False
        if token.lower in page.sentences.clause_verbs:
            if not stopped:
                return True
            said = True
    return said and last <= index + _CLAUSE


def _first_word(tokens: Sequence[Token], index: int, last: int) -> int:
    """Index of a token -> index of the word or number that it leads to over at most three marks, or -1."""
    for at in range(index, min(last, index + 4)):
        if tokens[at].kind is TokenKind.WORD or tokens[at].kind is TokenKind.NUMBER:
            return at
    return -1


def _is_nickname(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Index of a mark after an initial -> whether it opens a nickname: `C.L. "Butch" Otter`."""
    return any(token.kind is TokenKind.QUOTE for token in tokens[index + 1 : min(last, index + 4)])


def _begins(tokens: Sequence[Token], stop: int, after: int, last: int, quoted: bool, page: Page) -> bool:
    """Index of a token that may end a sentence, and of the first after its closing marks -> whether a sentence begins there."""
    end = tokens[stop]
    following = tokens[after]
    word_at = _first_word(tokens, after, last)
    if word_at < 0:
        return following.text[0] not in ",;:)-–—"
    word = tokens[word_at]
    head = word.text.lstrip(_BEFORE_LETTER)[:1]
    starter = word.lower.split("'", 1)[0] in page.sentences.starters
    if end.kind is TokenKind.WORD:  # an abbreviation
        lower = end.lower[:-1]
        if lower in page.abbreviations.inner or (lower in page.abbreviations.titles and not quoted):
            return False
        if lower in page.abbreviations.before_number:
            return False
        if following.kind is TokenKind.QUOTE:
            return head.isupper() and not quoted and not _is_nickname(tokens, after, last)
        return word_at == after and head.isupper() and starter
    if following.kind is TokenKind.QUOTE and not quoted:
        return True
    if following.text in {",", ";", ":", "-", "–", "—", "--"}:
        return False
    if head.islower() or (tokens[stop - 1].lower in page.sentences.exclaimed and not starter):
        return False
    return not (quoted and _continues(tokens, word_at, last, end.text[0] == ".", page))


def _is_opening(tokens: Sequence[Token], begin: int, stop: int) -> bool:
    """Where a sentence began, and a token that may end it -> whether there is only the number of a list's item, or `"...`."""
    opening = tokens[begin]
    return stop == begin or opening.kind is TokenKind.QUOTE or opening.text.isdigit()


def _closes(token: Token, openers: Set[int]) -> bool:
    return token.text[0] in _BRACKETS or (token.kind is TokenKind.QUOTE and token.start not in openers)


def _closing(tokens: Sequence[Token], stop: int, last: int, openers: Set[int]) -> tuple[int, int, bool]:
    """A token that may end a sentence -> the last of its kind, the first after its closing marks, whether a quotation closes."""
    after = stop + 1
    while after < last and tokens[after].text[0] in _ENDS:
        after += 1
    stop = after - 1
    quoted = False
    while after < last and _closes(tokens[after], openers):
        quoted = quoted or tokens[after].kind is TokenKind.QUOTE
        after += 1
    return stop, after, quoted


def _is_glued(tokens: Sequence[Token], begin: int, stop: int, after: int) -> bool:
    """A full stop that the next word follows without space -> whether it ends a sentence all the same: "was over.The mayor"."""
    if stop == begin or tokens[stop].text != ".":
        return False
    left, right = tokens[stop - 1].text, tokens[after].text
    return len(left) > 1 and left.islower() and len(right) > 1 and right[0].isupper()


def sentences(
    tokens: Sequence[Token], ranges: Sequence[tuple[int, int]], openers: Set[int], page: Page
) -> list[list[tuple[int, int]]]:
    """Tokens, the range of each paragraph among them, the places of opening marks -> ranges of each paragraph's sentences.

    No token of a range is left out. A sentence ends after its full stop and the marks and brackets that close after it. Inside a
    quotation it ends there, too; but a clause that ascribes a question ("…?" she asked) belongs to its sentence.
    """
    stops = [index for index, token in enumerate(tokens) if token.text[-1] in _ENDS]
    at = 0
    result: list[list[tuple[int, int]]] = []
    for first, last in ranges:
        found: list[tuple[int, int]] = []
        begin = after = first
        while at < len(stops) and stops[at] < last:
            at += 1
            if stops[at - 1] < after:
                continue
            stop, after, quoted = _closing(tokens, stops[at - 1], last, openers)
            if after >= last:
                break
            if stop - begin < 2 and _is_opening(tokens, begin, stop):
                continue
            if (
                tokens[after - 1].end == tokens[after].start
                and not quoted
                and tokens[stop].text[0] not in _TIGHT
                and not _is_glued(tokens, begin, stop, after)
            ):
                continue
            if _begins(tokens, stop, after, last, quoted, page):
                found.append((begin, after))
                begin = after
        if begin < last:
            found.append((begin, last))
        result.append(found)
    return result
