"""Pairings -> the same with what they left over: quotations without a cue of their own, and lists after a colon."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from service.extraction.announcing import announced, behind, closed, colon_before, signed
from service.extraction.pairing import Pairing, certain
from service.extraction.words import Phrase, Range, Words
from service.model import Quotation, Section

_SHORTEST = 3  # words; a quotation that is shorter and has no cue is a term, not a statement
_BACK = 4  # sentences between a quotation without a cue and the statement that it goes on with
_MOST_ITEMS = 100  # of one list
_BETWEEN = re.compile("q[^q,.;:]{1,12},q")  # classes of a clause that parts a quotation's halves, with their marks
_SPOKEN = frozenset({Section.BODY, Section.LABEL, Section.LIST})


def with_lists(words: Words, pairings: Sequence[Pairing]) -> list[Pairing]:
    """Pairings of running text -> the same; one whose sentence ends in a colon before a list has the list's items for content."""
    document = words.document
    out = []
    for pairing in pairings:
        items: list[Range] = []
        index = words.paragraph(pairing.cue[0]) if pairing.cue else -1
        if index >= 0 and words.lower[document.paragraphs[index].tokens[1] - 1] == ":":
            for paragraph in islice(document.paragraphs, index + 1, index + 1 + _MOST_ITEMS):
                item = words.trimmed(*paragraph.tokens) if paragraph.section is Section.LIST else None
                if item is None:
                    break
                items.append(item)
        out.append(pairing._replace(contents=tuple(items), rule="list") if items else pairing)
    return out


def with_quotations(words: Words, pairings: Sequence[Pairing]) -> list[Pairing]:
    """Pairings -> the same, and the quotations left over: joined to the statement they are a piece of, or standing on their own.

    A quotation is a piece where the next paragraph's carries it on, where only the cue's clause split it from the one before, or
    where a colon stands between it and the statement's other words. One that fills its paragraph has the speaker of the statement
    before it. Likewise one that came with neither cue nor source: it is a piece, or a form's that names its speaker, before it
    stands alone.
    """
    document = words.document
    taken = bytearray(len(words.lower))
    out = [_by_form(words, pairing) for pairing in pairings if not _is_part(words, pairing)]
    told = {document.sentence_of[pairing.cue[0]]: number for number, pairing in enumerate(out) if pairing.cue}
    owner: dict[int, int] = {}  # quotation -> the pairing in whose content it lies
    for number, pairing in enumerate(out):
        for first, last in pairing.contents:
            taken[first:last] = b"\x01" * (last - first)
            if document.quoted[first] >= 0:
                owner[document.quoted[first]] = number
            elif document.quoted[last - 1] >= 0:
                owner[document.quoted[last - 1]] = number
    for index, quotation in enumerate(document.quotations):
        piece = words.trimmed(quotation.first, quotation.last)
        if quotation.inside is not None or piece is None or taken.find(1, *piece) >= 0:
            continue
        short = quotation.scare or piece[1] - piece[0] < _SHORTEST
        if short and not _is_half(words, index) and not _is_sentence(words, quotation):
            continue
        colon = colon_before(words, quotation)
        teller = told.get(document.sentence_of[colon]) if colon is not None else None
        joined = _owner(words, index, owner, out, piece)
        if joined is not None and colon is not None and joined != teller and quotation.continues is None:
            joined = None
        if joined is None and colon is not None and teller is not None and _ends_at(words, out[teller], colon):
            joined = teller
        if joined is None and colon is None:
            joined = _resumed(words, index, owner, told, out)
        if joined is not None:
            out[joined] = out[joined]._replace(contents=tuple(sorted((*out[joined].contents, piece))))
            owner[index] = joined
        elif (found := _alone(words, quotation, piece, colon, None if teller is None else out[teller].source)) is not None:
            out.append(found)
            owner[index] = len(out) - 1
    return out


def _bare(words: Words, pairing: Pairing) -> int | None:
    """A pairing -> the index of the quotation that it is, where it has neither cue nor source; None for any other."""
    index = words.document.quoted[pairing.contents[0][0]]
    return index if index >= 0 and not pairing.cue and not pairing.source and len(pairing.contents) == 1 else None


def _is_part(words: Words, pairing: Pairing) -> bool:
    """Whether a pairing without cue or source is one paragraph of a quotation that goes on over several."""
    index = _bare(words, pairing)
    return index is not None and (words.document.quotations[index].continues is not None or _goes_on(words, index))


def _goes_on(words: Words, index: int) -> bool:
    """Whether the next quotation, in the next paragraph, carries a quotation on."""
    quotations = words.document.quotations
    return index + 1 < len(quotations) and quotations[index + 1].continues == index


def _by_form(words: Words, pairing: Pairing) -> Pairing:
    """A pairing -> the same or, of a quotation without cue or source, that of the form which names who speaks it, if one does."""
    index = _bare(words, pairing)
    if index is None:
        return pairing
    quotation = words.document.quotations[index]
    piece = words.trimmed(quotation.first, quotation.last)
    if piece is None or quotation.inside is not None:
        return pairing
    found = _alone(words, quotation, piece, colon_before(words, quotation), None)
    return found if found is not None and found.source is not None else pairing


def _is_half(words: Words, index: int) -> bool:
    """Whether a clause between commas parts a quotation from the one before it: “The ship,” Lind said, “was late.”"""
    quotations = words.document.quotations
    before = words.outermost(index - 1)
    if before < 0 or words.classes[quotations[before].last - 1] != ",":
        return False
    return _BETWEEN.fullmatch(words.classes, quotations[before].last, quotations[index].first) is not None


def _is_sentence(words: Words, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence by itself, however short: “…,” Lind said. “It’s true.”"""
    return words.opens_sentence(quotation) and not quotation.scare and words.classes[quotation.last - 1] == "."


def _ends_at(words: Words, pairing: Pairing, colon: int) -> bool:
    """Whether one of a pairing's contents ends right before a colon."""
    return any(last <= colon and words.trimmed(last, colon) is None for _, last in pairing.contents)


def _alone(words: Words, quotation: Quotation, piece: Range, colon: int | None, speaks: Phrase | None) -> Pairing | None:
    """A quotation that is no piece of another's statement, the colon before it, who speaks before that -> its own pairing."""
    index = words.paragraph(piece[0])
    if index < 0 or words.document.paragraphs[index].section not in _SPOKEN:
        return None
    found = announced(words, colon, piece, speaks) if colon is not None else closed(words, quotation, piece)
    if found is not None:
        return found
    if not _opens_paragraph(words, index, piece):
        return behind(words, quotation, piece) if colon is None and _ends_paragraph(words, index, piece) else None
    found = signed(words, piece)
    if found is None and _ends_paragraph(words, index, piece):
        return certain(None, "", [piece], None, "quotation-continued", True)
    return found


def _owner(words: Words, index: int, owner: Mapping[int, int], pairings: Sequence[Pairing], piece: Range) -> int | None:
    """A quotation that no pairing has -> the pairing that it is a piece of, if it is one."""
    carried = words.document.quotations[index].continues
    if carried is not None and carried in owner:
        return owner[carried]
    before = _split(words, index, owner, pairings, piece)
    return owner.get(index + 1) if before is None and _goes_on(words, index) else before


def _resumed(
    words: Words, index: int, owner: Mapping[int, int], told: Mapping[int, int], pairings: Sequence[Pairing]
) -> int | None:
    """A quotation that opens a sentence -> the last statement before it in its paragraph, of one sentence's the quoted one."""
    document = words.document
    if not words.opens_sentence(document.quotations[index]):
        return None
    here = document.sentence_of[document.quotations[index].first]
    first = document.paragraphs[document.sentences[here].paragraph].sentences[0]
    last = next((at for at in range(here - 1, max(first, here - _BACK) - 1, -1) if at in told), None)
    if last is None:
        return None
    quoted = owner.get(words.outermost(index - 1))
    cue = pairings[quoted].cue if quoted is not None else None
    number = quoted if cue is not None and document.sentence_of[cue[0]] == last else told[last]
    return number if number is not None and any(document.quoted[at] >= 0 for at, _ in pairings[number].contents) else None


def _split(words: Words, index: int, owner: Mapping[int, int], pairings: Sequence[Pairing], piece: Range) -> int | None:
    """A quotation that no pairing has -> the pairing of the one before it, where only that pairing's clause parts the two."""
    quotations = words.document.quotations
    last = words.outermost(index - 1)
    before = owner.get(last)
    if before is None or words.paragraph(piece[0]) != words.paragraph(quotations[last].first):
        return None
    split, end = pairings[before], quotations[last].last
    between = words.classes[end : piece[0]]
    if between.count(".") > 1:
        return None
    cued = split.cue is not None and end <= split.cue[0] < piece[0] and words.parted(piece[0])
    return before if cued or not between.strip("q.,-") else None


def _opens_paragraph(words: Words, index: int, piece: Range) -> bool:
    """Whether a quotation's words are the first of its paragraph."""
    lead = words.classes[words.document.paragraphs[index].tokens[0] : piece[0]]
    return len(lead) < 4 and not lead.strip("q-.")


def _ends_paragraph(words: Words, index: int, piece: Range) -> bool:
    """Whether a quotation's words are the last of its paragraph."""
    rest = words.classes[piece[1] : min(words.document.paragraphs[index].tokens[1], piece[1] + 5)]
    return len(rest) < 5 and not rest.strip("q.,-")
