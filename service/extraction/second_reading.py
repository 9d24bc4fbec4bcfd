"""What the encoder saw and what the linear models made of the same words -> how far the two readings agree.

They err on different words, so that their agreement tells more of a statement's chance to be right than either one's odds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from service.extraction.pairing import Pairing
from service.extraction.words import Words

AGREED, CONTENT_AGREED, ALONE, UNKNOWN_CUE = "readings-agree", "readings-part-over-source", "read-once", "unknown-cue"

_HALF = 0.5  # of the words, as trained people are compared


def compared(words: Words, seen: Sequence[Pairing], others: Sequence[Pairing]) -> list[Pairing]:
    """Pairings of one tagger, and those of the other -> the first with the signs of how far the others agree.

    Contents agree where twice their common words are at least half of both, sources where the shorter shares half its words with
    the longer. No two of the others' contents hold the same word.
    """
    owner = [-1] * len(words.lower)
    for number, pairing in enumerate(others):
        for first, last in pairing.contents:
            owner[first:last] = [number] * (last - first)
    return [pairing._replace(signs=_signs(words, pairing, owner, others)) for pairing in seen]


def _signs(words: Words, pairing: Pairing, owner: Sequence[int], others: Sequence[Pairing]) -> tuple[str, ...]:
    known = pairing.cue is None or any(token in words.forms for token in range(*pairing.cue))
    return _agreement(pairing, owner, others), *(() if known else (UNKNOWN_CUE,))


def _agreement(pairing: Pairing, owner: Sequence[int], others: Sequence[Pairing]) -> str:
    shared = Counter(owner[token] for first, last in pairing.contents for token in range(first, last))
    shared.pop(-1, None)
    if not shared:
        return ALONE
    number, common = shared.most_common(1)[0]
    other = others[number]
    if 2 * common < _HALF * (_size(pairing) + _size(other)):
        return ALONE
    return AGREED if _same_source(pairing, other) else CONTENT_AGREED


def _size(pairing: Pairing) -> int:
    return sum(last - first for first, last in pairing.contents)


def _same_source(one: Pairing, other: Pairing) -> bool:
    if one.source is None or other.source is None:
        return one.source is other.source
    common = min(one.source.last, other.source.last) - max(one.source.first, other.source.first)
    shorter = min(one.source.last - one.source.first, other.source.last - other.source.first)
    return common > 0 and common >= _HALF * shorter
