"""Words and the pairings of running text -> what headlines attribute by a colon or a dash: "Kremlin: …", "… – Kremlin"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from service.extraction.pairing import Pairing, certain
from service.extraction.words import Phrase, Range, Words
from service.lexicon.cues import cue_lexicon
from service.lexicon.outlets import outlets
from service.model import Paragraph, Section

_LONGEST = 8  # words; the longest office that a headline names
_MOST_MARKS = 4  # colons and dashes of one headline that are looked at
TITLED = frozenset({Section.HEADLINE, Section.RELATED})


def headlines(words: Words, pairings: Sequence[Pairing]) -> list[Pairing]:
    """Words and the pairings of running text -> the pairings of headlines, in text order.

    A name counts as a speaker's where the article names it as a source too, or the lexicon knows it as an outlet or an office.
    """
    speakers = {
        words.lower[token]
        for pairing in pairings
        if pairing.source
        for token in range(pairing.source.first, pairing.source.last)
        if words.classes[token] == "P" and not _owned(words, token)
    }
    found = []
    for paragraph in words.document.paragraphs:
        if paragraph.section in TITLED and paragraph.sentences[0] < paragraph.sentences[1]:
            pairing = _headline(words, paragraph, speakers)
            found += [pairing] if pairing else []
    return found


def _headline(words: Words, paragraph: Paragraph, speakers: set[str]) -> Pairing | None:
    first, last = words.document.sentences[paragraph.sentences[0]].first, paragraph.tokens[1]
    marks = (i for i in range(first + 1, last - 1) if words.classes[i] in ":-" and words.document.quoted[i] < 0)
    for mark in islice(marks, _MOST_MARKS):
        left, right = words.trimmed(first, mark), words.trimmed(mark + 1, last)
        if left is None or right is None or not _apart(words, mark):
            continue
        if words.classes[mark] == ":":
            if right[1] - right[0] >= 2 and _names_speaker(words, left, speakers):
                return certain((mark, mark + 1), ":", [right], Phrase(*left), "headline-colon")
            if left[1] - left[0] >= 3 and _names_speaker(words, right, speakers):
                return certain((mark, mark + 1), ":", [left], Phrase(*right), "headline-colon-last")
        elif left[1] - left[0] >= 3 and _names_speaker(words, right, speakers):
            return certain((mark, mark + 1), "–", [left], Phrase(*right), "headline-dash")
    return None


def _owned(words: Words, token: int) -> bool:
    """Whether a name only tells which of somebody's it is: "Norvia" of "Greenpeace's Norvia office"."""
    return token > 0 and words.classes[token - 1] == "K" and words.classes[token + 1 : token + 2] == "N"


def _apart(words: Words, mark: int) -> bool:
    """A colon after a word, or a dash between spaces: what parts a headline, not a compound or a time."""
    tokens = words.document.tokens
    spaced = tokens[mark + 1].start > tokens[mark].end
    return spaced and (words.classes[mark] == ":" or tokens[mark].start > tokens[mark - 1].end)


def _names_speaker(words: Words, part: Range, speakers: set[str]) -> bool:
    """Part of a headline -> whether it names someone who speaks in the article, an outlet, or an office, and nothing else."""
    first, last = part
    if last - first > _LONGEST or set(words.classes[first:last]) & set("VBmwct.,"):
        return False
    head = words.lower[last - 1].removesuffix("'s")
    if head in cue_lexicon(words.document.language).headline_roles or head in speakers:
        return True
    tokens = words.document.tokens
    return outlets().named(words.document.text[tokens[first].start : tokens[last - 1].end]) is not None
