"""A cue in its sentence -> the places where its content may begin and end.

Content lies after the cue, before it, or on both sides of it. Borders are word tokens: quotation marks and other marks at the
edges are dealt with when spans are made. Which of the places it is, is decided by what borders.py tells of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from service.extraction.words import Phrase, Words
from service.lexicon.outlets import outlets
from service.model import Span

LAYOUTS = ("after", "before", "both")
WORDY = frozenset("NPKTVBGDJRdpsictmwenA")  # classes of words, as against marks

_CLAUSE = re.compile("(?!w)[^q]*[Vm][^q]*")  # classes of a clause, but of no relative one

_REACH = 14  # tokens from a cue within which a content begins or, before it, ends; gold contents beyond are under 2 %
_CLOSE = 9  # tokens from a cue beyond which a content begins behind a mark only
_FARTHEST = 24  # candidates looked at for an end; sentences with more are lists, whose end is the sentence's


def _behind(classes: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Classes of words, and for each the classes of the words behind it -> the pairs, two characters each."""
    return frozenset(first + second for firsts, seconds in classes.items() for first in firsts for second in seconds)


# Classes of two words between which no border lies, since they belong together: fewer places to weigh, and of those that would
# be chosen less than two in a thousand fall away. The second of these begins no content behind a cue: it stands in a noun phrase
# or behind a participle, a conjunction or an auxiliary, is the verb behind its subject, or goes on with a verb or an adverb.
_WITHIN = _behind(
    {
        "dJsKncmweD": WORDY,
        "N": "VmcNPKDBT",
        "P": "VmcNPKGDBTA",
        "p": "VmcNPKRDBG",
        "V": "RDJtNGVPsBwcKmT",
        "B": "RDGVBtcn",
        "R": "JVNDBGnPcm",
        "G": "JRDc",
        "T": "NcV",
        "t": "B",
        "i": "mc",
    }
)
# No content begins before its cue with the second of these: an infinitive, a preposition or conjunction behind what it goes on.
_JOINED = _behind({"NPJVDBRGpn": "ict", "t": "BNVPspJRnGi", "c": "BGDmt", "w": "VmB", "i": "GRDtc", ",": "cDtBm"})
# No content ends between these: before "to", before a preposition that a verb asks for, between an article and a quotation.
_ASKED_FOR = _behind({"NPJVDRBGinTscw": "t", "VDGncw": "i", "VRind": "w", "dctwmK": "q", "Gd": "c", "iV": "G"})


def starts_after(words: Words, token: int) -> list[int]:
    """A cue -> the tokens at which a content after it may begin, the nearest first.

    What opens a clause or a quotation right behind the cue leaves no other.
    """
    classes = words.classes
    _, last = words.sentence(token)
    behind, form = words.lower[token + 1] if token + 1 < last else "", words.forms.get(token)
    if behind in words.grammar.openers or (behind in words.grammar.subordinate and form is not None and form.kind == "report"):
        return [token + 1]
    told = _outlet_told(words, token)
    if told is not None:
        return [told]
    far = token + _CLOSE
    subject = inverted(words, token)
    first = subject.last if subject else token + 1
    found = [
        i
        for i in range(first, min(last, token + _REACH))
        if classes[i] in WORDY
        and (i == token + 1 or (classes[i - 1 : i + 1] not in _WITHIN and (i <= far or classes[i - 1] not in WORDY)))
        and (classes[i - 2 : i] != "Kq" or words.opens(i) is not None)  # "told ABC's “Morning Joe”"
    ]
    if found and words.opens(found[0]):
        return found[:1]
    if following(words, last) in ("q", "Q", ":"):
        opened = next((i for i in range(last, len(classes)) if classes[i] in WORDY), None)
        if opened is not None:  # marks may be all that follows
            found.append(opened)
    return found


def _outlet_told(words: Words, token: int) -> int | None:
    """A cue -> where the subject begins that runs together with the outlet it is told: "told Al Jazeera soldiers had fired"."""
    form, subject = words.forms.get(token), words.phrase_from(token + 1)
    if form is None or form.lemma not in words.grammar.telling or subject is None or subject.first != token + 1:
        return None
    if subject.last - subject.first < 2 or words.classes[subject.last : subject.last + 1] not in ("V", "m"):
        return None
    begin = words.starts[subject.first]
    named = outlets().mentions(words.document.text[begin : words.document.tokens[subject.last - 1].end])
    if not named:
        return None
    first, last = words.within(Span(begin + named[0].span.start, begin + named[0].span.end))
    alone = first == subject.first + (words.classes[subject.first] == "d") and words.classes[last - 1] != "K"
    return last if alone and last < subject.last else None


def inverted(words: Words, token: int) -> Phrase | None:
    """A cue -> the subject that follows it, with a comma, where a clause and a comma stand before: "It sank, said Lind, and"."""
    classes = words.classes
    if token < 1 or classes[token - 1 : token + 1] != ",V":
        return None
    subject = words.phrase_from(token + 1)
    if subject is None or subject.first != token + 1 or not classes.startswith(",", subject.last):
        return None
    first, _ = words.sentence(token)
    begin = max(first, classes.rfind(",", first, token - 1) + 1)
    return subject if _CLAUSE.match(classes, begin, token - 1) else None


def following(words: Words, last: int) -> str:
    """Index after a sentence -> what comes next: "q" a quotation without a cue behind it, "Q" one with a cue of its own,
    ":" one that the sentence announces, "p" a new paragraph's quotation, "w" other words, "$" nothing."""
    classes, document = words.classes, words.document
    opened = last
    while opened < len(classes) and opened - last < 3 and classes[opened] not in WORDY:
        opened += 1
    if opened >= len(classes):
        return "$"
    index = document.quoted[opened]
    if index < 0 or "q" not in classes[last:opened]:
        return "w"
    if classes[last - 1] == ":" or classes[last - 2 : last] == ":q":
        return ":"
    if words.paragraph(last - 1) != words.paragraph(opened):
        return "p"
    end = document.quotations[index].last
    behind = classes[end : end + 9]
    clause = behind.split(".", 1)[0] if classes[end - 1] != "." or behind[1:2] == "p" else ""
    return "Q" if any(end <= token < end + len(clause) for token in words.cue_tokens(end)) else "q"


def ends_after(words: Words, start: int) -> list[int]:
    """Start of a content -> the tokens after which it may end (indices after its last word), in order."""
    classes, lower = words.classes, words.lower
    _, last = words.sentence(start)
    stop = last
    while stop > start and classes[stop - 1] not in WORDY:
        stop -= 1
    grammar = words.grammar
    found = []
    first = start + 1
    if lower[start] in grammar.openers:  # "that", and "that if it rains, …": the clause is still to come
        aside = classes.find(",", start, stop) if start + 1 < stop and lower[start + 1] in grammar.breaks else -1
        first = max(start + 2, aside + 1)
    elif lower[start] in grammar.subordinate and words.document.quoted[start] < 0:  # the reported clause comes behind its comma
        first = max(first, classes.find(",", start, stop) + 1)
    for i in range(first, stop):
        if (
            (classes[i] not in WORDY or lower[i] in grammar.breaks)
            and classes[i - 1] in WORDY
            and classes[i - 1 : i + 1] not in _ASKED_FOR
        ):
            found.append(i)
            if len(found) == _FARTHEST:
                break
    if stop > start:
        found.append(stop)
    quotation = words.outer_quotation(start)
    if quotation is None and stop > 0:  # "said that the ship was “late. The next one is not”"
        quotation = words.outer_quotation(stop - 1)
    if quotation is not None and quotation.last > last:
        whole = quotation.last
        while whole > stop and classes[whole - 1] not in WORDY:
            whole -= 1
        if whole > stop:
            found.append(whole)
    return found


def ends_before(words: Words, token: int) -> list[int]:
    """A cue -> the tokens after which a content before it may end, the nearest first."""
    classes = words.classes
    first, _ = words.sentence(token)
    found = []
    for i in range(token, max(first, token - 2 * _REACH), -1):
        if classes[i - 1] in WORDY and (classes[i] not in WORDY or i == token or token - i <= 6):
            found.append(i)
    if classes[first:token].strip("q,.-: ") == "" or not found:
        found += _quotation_before(words, first)
    return found


def _quotation_before(words: Words, first: int) -> list[int]:
    """First token of a sentence -> the end of the quotation that closes just before it, if one does."""
    classes = words.classes
    i = first
    while i > 0 and first - i < 3 and classes[i - 1] not in WORDY:
        i -= 1
    return [i] if i > 0 and "q" in classes[i:first] and words.document.quoted[i - 1] >= 0 else []


def starts_before(words: Words, end: int) -> list[int]:
    """End of a content that stands before its cue -> the tokens at which it may begin, the nearest first."""
    classes, lower = words.classes, words.lower
    first, _ = words.sentence(end - 1)
    quotation = words.outer_quotation(end - 1)
    found = []
    for i in range(end - 1, first, -1):
        if (
            classes[i] in WORDY
            and (classes[i - 1] not in WORDY or lower[i - 1] in words.grammar.breaks or lower[i] in words.grammar.breaks)
            and classes[i - 1 : i + 1] not in _JOINED
        ):
            found.append(i)
            if len(found) == _FARTHEST:
                break
    i = first
    while i < end and classes[i] not in WORDY:
        i += 1
    if i < end:
        found.append(i)
    if quotation is not None and quotation.first < first:
        opened = quotation.first
        while opened < first and classes[opened] not in WORDY:
            opened += 1
        if opened < first:
            found.append(opened)
    return found
