"""Quotations that no cue has -> their pairings: those that a colon announces, a clause closes or a name signs.

“Lind went further: ‘We will sell’”; “‘We will sell,’ Lind retaliated”; “‘We will sell.’ – Ada Lind”. The forms' ids stand in
lexicon/<language>/rules.toml with their examples; "page" is their content there.
"""

from __future__ import annotations

import regex

from service.extraction import sources
from service.extraction.pairing import Pairing, certain
from service.extraction.words import Phrase, Range, Words
from service.model import Quotation

_SUBJECT_OF = regex.compile(r"(?:,[^,]{1,24}+,)?+[Rm]*+[VDB]")  # classes behind a subject: an aside, adverbs, its verb
_SMALL = 3  # letters; no longer words of a title are written small
_SIGNATURE = 14  # tokens; a longer line behind a dash is prose
_VERBAL = frozenset("VmB")


def colon_before(words: Words, quotation: Quotation) -> int | None:
    """A quotation -> the colon right before its opening mark, also at the end of the paragraph before; None for none."""
    colon = quotation.first - 2
    return colon if colon >= 0 and words.classes[colon] == ":" and words.document.sentence_of[colon] >= 0 else None


def announced(words: Words, colon: int, piece: Range, speaks: Phrase | None) -> Pairing | None:
    """A colon, the words of the quotation behind it, and who speaks in its sentence besides -> the quotation's pairing.

    The last one of whom the clause before the colon tells something is the source, or whoever is all that stands before it.
    """
    first = words.sentence(colon)[0]
    source = _subject(words, first, colon) or speaks or _named(words, first, colon)
    return certain((colon, colon + 1), ":", [piece], source, "announced-quotation") if source else None


def _subject(words: Words, first: int, last: int) -> Phrase | None:
    """Range of tokens -> the last noun phrase in it that a finite verb follows, with what is told of its bearer."""
    for number in range(words.phrase_at(last) - 1, words.phrase_at(first) - 1, -1):
        phrase = words.phrases[number]
        if words.classes[phrase.last - 1] not in "wd" and _SUBJECT_OF.match(words.classes, phrase.last, last):
            return sources.with_tail(words, _head(words, number), last)
    return None


def _head(words: Words, number: int) -> Phrase:
    """Number of a noun phrase -> the one that it is told of: for "Elm" in "the mayor of Elm" that is the mayor."""
    phrase = words.phrases[number]
    while number > 0 and words.classes[phrase.first - 1] == "i" and words.phrases[number - 1].last == phrase.first - 1:
        number -= 1
        phrase = words.phrases[number]
    return phrase


def closed(words: Words, quotation: Quotation, piece: Range) -> Pairing | None:
    """A quotation and its words -> its pairing with the noun phrase and the verb behind its comma, whatever verb that is.

    A comma within the closing mark parts a quotation from the clause that ascribes it.
    """
    begin = quotation.last + 1
    if not quotation.closed or begin >= len(words.lower) or words.classes[quotation.last - 1] != "," or _is_title(words, piece):
        return None
    phrase = words.phrase_from(begin)
    if phrase is None or phrase.first > begin + 1:
        return None
    verb = begin if phrase.first > begin else phrase.last
    while verb < len(words.lower) and words.classes[verb] == "R":
        verb += 1
    kind = words.classes[verb : verb + 1]
    # "the official ironized." is a clause; "the film directed by …" is none
    ends = words.classes[phrase.first] == "d" and words.classes[verb + 1 : verb + 2] in (".", ",")
    acts = kind == "V" or (kind == "D" and (words.classes[phrase.last - 1] in "Pp" or ends))
    if not acts or words.lower[verb] in words.grammar.auxiliaries:
        return None
    return certain((verb, verb + 1), words.lower[verb], [piece], phrase, "quote-then-clause")


def _is_title(words: Words, piece: Range) -> bool:
    """Whether a quotation inside a sentence is a name in capitals: "on “Morning and Tide,” Verin announced"."""
    if words.sentence(piece[0])[0] >= piece[0] - 1:
        return False
    written = (token.text for token in words.document.tokens[piece[0] : piece[1]])
    return all(text[0].isupper() or not text[0].isalpha() for text in written if len(text) > _SMALL)


def behind(words: Words, quotation: Quotation, piece: Range) -> Pairing | None:
    """A quotation that closes its paragraph, and its words -> its pairing with the person whom the sentence before it tells of.

    “Berg grinned. ‘I would be lying if I said no.’” None where that sentence has a quotation of its own.
    """
    document, classes = words.document, words.classes
    here = document.sentence_of[quotation.first]
    if here < 1 or not words.opens_sentence(quotation):
        return None
    sentence = document.sentences[here - 1]
    if sentence.paragraph != document.sentences[here].paragraph or "q" in classes[sentence.first : quotation.first - 1]:
        return None
    subjects = [
        sources.with_tail(words, _head(words, number), sentence.last)
        for number in range(words.phrase_at(sentence.first), words.phrase_at(sentence.last))
        if _SUBJECT_OF.match(classes, words.phrases[number].last, sentence.last)
    ]
    named = (phrase for phrase in subjects if "P" in classes[phrase.first : phrase.last])
    person = (phrase for phrase in subjects if words.lower[phrase.first] in words.grammar.persons)
    source = next(named, None) or next(person, None)
    return certain(None, "", [piece], source, "quotation-behind") if source is not None else None


def signed(words: Words, piece: Range) -> Pairing | None:
    """The words of a quotation that opens its paragraph -> its pairing with the name behind a dash, there or on the next line."""
    classes, document = words.classes, words.document
    index = words.paragraph(piece[0])
    last = document.paragraphs[index].tokens[1]
    dash = piece[1]
    while dash < last and classes[dash] in "q.,":
        dash += 1
    if dash == last and index + 1 < len(document.paragraphs):
        last = document.paragraphs[index + 1].tokens[1]
    source = _named(words, dash + 1, last) if dash < last and classes[dash] == "-" else None
    return certain((dash, dash + 1), "–", [piece], source, "signed-quotation") if source else None


def _named(words: Words, first: int, last: int) -> Phrase | None:
    """Range of tokens -> the name that it holds, with what is told of its bearer, where it holds nothing else."""
    name = words.trimmed(first, last)
    if name is None or name[1] - name[0] > _SIGNATURE or not _VERBAL.isdisjoint(words.classes[name[0] : name[1]]):
        return None
    phrase = words.phrase_from(name[0])
    if phrase is None or phrase.first != name[0] or "P" not in words.classes[phrase.first : phrase.last] or words.is_label(name):
        return None
    return sources.with_tail(words, phrase, name[1])
