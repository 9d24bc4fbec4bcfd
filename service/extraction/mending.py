"""What the encoder saw -> the same without what the page itself rules out as a content or a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.extraction import sources
from service.extraction.announcing import closed
from service.extraction.pairing import Pairing
from service.extraction.words import Phrase, Range, Words

_NAME = 6  # tokens of a name with the age behind it: "Short, 43"
_TO_WHOM = re.compile("q?G[^,]*[it]d?")  # classes of "Speaking to", before whom somebody spoke to
_SIGN_OFF = 2  # tokens of the agency's name behind an article's last sentence: "… in Elm. EFE"


def mended(words: Words, seen: Pairing, others: Sequence[Pairing]) -> Pairing:
    """What the encoder saw, and the linear models' pairings -> the same, its contents and its source mended.

    A content outside of quotation marks ends with its paragraph, before the agency that signs it. A quotation of another one is
    none of it where a clause of its own says who speaks. And "today" is no source, nor is an age behind a name, and no source
    goes on into a quotation: “Lind ‘flatly’ denied it”.
    """
    first, *further = seen.contents
    kept = [first]
    for piece in further:
        apart = _apart(words, kept[-1], piece)
        if apart and seen.cue is not None and words.paragraph(seen.cue[0]) == words.paragraph(piece[0]):
            kept = [piece]  # the quotation above, whoever speaks it, is none of the cue's
        elif not apart and not _anothers(words, first, piece):
            kept.append(piece)
    contents = tuple(_ended(words, piece) for piece in kept)
    source = seen.source
    if source is not None and not words.classes[source.first : source.last].strip("T"):
        same = (other.source for other in others if other.cue and seen.cue and other.cue[1] == seen.cue[1])
        source = next(same, None)
    if source is not None and sources.is_age(words, source):
        named = words.trimmed(words.sentence(source.first)[0], source.first)
        source = Phrase(named[0], source.last) if named and source.last - named[0] <= _NAME else None
    if source is not None and seen.cue is not None and _is_asked(words, seen.cue, source):
        source = _asker(words, seen.cue)
    source = source and _without_marks(words, _behind_clause(words, seen.cue, source))
    same_words = contents == seen.contents and source is seen.source
    return seen if same_words else seen._replace(contents=contents, source=source)


def _is_asked(words: Words, cue: Range, source: Phrase) -> bool:
    """Whether a participle tells what its source was asked: "Asked if it sails, Lind said", "Lind, asked by crews why"."""
    first, last = cue
    form, classes = words.forms.get(first), words.classes
    if form is None or form.kind != "ask" or classes[first] not in "VD":
        return False
    opens = words.sentence(first)[0] == first and last <= source.first and "," in classes[last : source.first]
    return opens or (source.last == first - 1 and classes[first - 1] == "," and _asker(words, cue) is not None)


def _asker(words: Words, cue: Range) -> Phrase | None:
    """Who asks by a participle: "asked by crews why it sank"; None where it does not tell."""
    first, last = cue
    behind = next(
        (at for at, word in enumerate(words.lower[first + 1 : last + 1], first + 2) if word in words.grammar.agents), -1
    )
    asker = words.phrase_from(behind) if behind >= 0 else None
    return asker if asker is not None and asker.first == behind else None


def _behind_clause(words: Words, cue: Range | None, source: Phrase) -> Phrase:
    """A source before its cue -> the same without the end of a clause before it: "Speaking to Mirna, a clerk, Ada Lind, said"."""
    first, _ = words.sentence(source.first)
    comma = words.classes.find(",", source.first, source.last)
    if comma < 0 or cue is None or cue[0] < source.last or not _TO_WHOM.fullmatch(words.classes, first, source.first):
        return source
    return Phrase(comma + 1, source.last)


def _without_marks(words: Words, source: Phrase) -> Phrase:
    """A source -> the same as far as a quotation that it ends in, but begins before."""
    index = words.document.quoted[source.last - 1]
    quotation = words.document.quotations[index] if index >= 0 else None
    if quotation is None or quotation.first <= source.first + 1 or quotation.last <= source.last - 1:
        return source
    found = words.trimmed(source.first, quotation.first - 1)
    return Phrase(*found) if found else source


def _ended(words: Words, piece: Range) -> Range:
    """A content -> the same, where it has no quotation marks no longer than its paragraph, and without an agency behind it."""
    first, last = piece
    document = words.document
    if document.quoted[first] >= 0 or document.quoted[last - 1] >= 0:
        return piece
    index = words.paragraph(first)
    if index < 0:
        return piece
    end = document.paragraphs[index].tokens[1]
    last = min(last, end)
    sign = last
    while sign > first and last == end and last - sign < _SIGN_OFF and document.tokens[sign - 1].text.isupper():
        sign -= 1
    if sign < last and words.classes[sign - 1] == ".":
        last = sign
    return words.trimmed(first, last) or piece


def _anothers(words: Words, first: Range, piece: Range) -> bool:
    """Whether a content's later piece is a quotation of another paragraph, with a clause of its own that says who speaks."""
    index = words.document.quoted[piece[0]]
    if index < 0 or words.paragraph(piece[0]) == words.paragraph(first[0]):
        return False
    quotation = words.document.quotations[index]
    return quotation.continues is None and closed(words, quotation, piece) is not None


def _apart(words: Words, before: Range, piece: Range) -> bool:
    """Whether a quotation of another paragraph is apart: what is before it is no quotation, or not of the paragraph before.

    Likewise where its own paragraph begins with other words: “Come.” / Lind laughed. “Ask the crew,” she said.
    """
    index = words.document.quoted[piece[0]]
    here, there = words.paragraph(piece[0]), words.paragraph(before[1] - 1)
    if index < 0 or min(here, there) < 0 or here == there or words.document.quotations[index].continues is not None:
        return False
    opens = words.document.sentences[words.document.paragraphs[here].sentences[0]].first
    return here - there > 1 or words.document.quoted[before[1] - 1] < 0 or words.document.quotations[index].first - opens > 1
