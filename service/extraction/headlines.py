"""Words and the pairings of running text -> what headlines attribute by a colon or a dash: "Kremlin: …", "… – Kremlin"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from service.extraction.pairing import Pairing, certain
from service.extraction.words import Phrase, Range, Words
from service.lexicon.cues import cue_lexicon
from service.lexicon.outlets import outlets
from service.lexicon.people import people
from service.model import Paragraph, Section

_LONGEST = 8  # words; the longest office that a headline names
_FEW = 3  # words; with more, a noun phrase may be a clause whose verb is not known: "Lind heckles her supporters"
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
            if pairing:
                found.append(pairing)
    return found


def _headline(words: Words, paragraph: Paragraph, speakers: set[str]) -> Pairing | None:
    first, last = words.document.sentences[paragraph.sentences[0]].first, paragraph.tokens[1]
    marks = (i for i in range(first + 1, last - 1) if words.classes[i] in ":-" and words.document.quoted[i] < 0)
    for mark in islice(marks, _MOST_MARKS):
        left, right = words.trimmed(first, mark), words.trimmed(mark + 1, last)
        if left is None or right is None or not _apart(words, mark):
            continue
        found = _colon(words, mark, left, right, speakers) if words.classes[mark] == ":" else None
        if found is None and words.classes[mark] == "-" and left[1] - left[0] >= 3 and _names_speaker(words, right, speakers):
            found = certain((mark, mark + 1), "–", [left], Phrase(*right), "headline-dash")
        if found is not None:
            return found
    return None


def _colon(words: Words, mark: int, left: Range, right: Range, speakers: set[str]) -> Pairing | None:
    """A headline's colon, and the words to both sides of it -> what it attributes; None where no side names a speaker."""
    cue = (mark, mark + 1)
    speaks = _names_speaker(words, left, speakers) or (words.opens(right[0]) is not None and _names_person(words, left))
    if speaks and right[1] - right[0] >= 2 and not words.is_label(left):
        return certain(cue, ":", [_until_tail(words, right)], Phrase(*left), "headline-colon")
    if left[1] - left[0] >= 3 and (_names_speaker(words, right, speakers) or _names_state(words, left, right)):
        return certain(cue, ":", [left], Phrase(*right), "headline-colon-last")
    people_behind = words.phrase_from(right[0]) if words.opens(left[0]) == left else None
    if (
        people_behind
        and people_behind.first == right[0]
        and people_behind.last < right[1]
        and _names_person(words, people_behind)
    ):
        return certain(cue, ":", [left], people_behind, "headline-quotation")
    return None


def _until_tail(words: Words, part: Range) -> Range:
    """What a headline says after its colon -> the same without a further clause, and without an outlet behind a dash."""
    first, last = part
    for mark in range(first + 1, last):
        if words.document.quoted[mark] < 0:
            tail = words.trimmed(mark + 1, last) if last - mark <= _LONGEST else None
            dash = words.classes[mark] == "-" and _apart(words, mark) and tail is not None and _is_outlet(words, tail)
            if dash or words.classes[mark] == ";":
                return words.trimmed(first, mark) or part
    return part


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
    if _is_clause(words, part):
        return False
    head = words.lower[part[1] - 1].removesuffix("'s")
    return head in cue_lexicon(words.document.language).headline_roles or head in speakers or _is_outlet(words, part)


def _is_clause(words: Words, part: Range) -> bool:
    first, last = part
    return last - first > _LONGEST or bool(set(words.classes[first:last]) & set("VBmwct.,"))


def _is_outlet(words: Words, part: Range) -> bool:
    tokens = words.document.tokens
    return outlets().named(words.document.text[tokens[part[0]].start : tokens[part[1] - 1].end]) is not None


def _names_person(words: Words, part: Range) -> bool:
    """Part of a headline -> whether it is a noun phrase for people: "Chef's widow", who beside a quotation speaks it."""
    known = people(words.document.language)
    return part[1] - part[0] <= _FEW and not _is_clause(words, part) and known.is_person(known.singular(words.lower[part[1] - 1]))


def _names_state(words: Words, left: Range, right: Range) -> bool:
    """Parts of a headline -> whether the last is a state, or the capital that stands for its government, behind a clause."""
    state = " ".join(words.lower[right[0] : right[1]])
    return state in people(words.document.language).countries and "V" in words.classes[left[0] : left[1]]
