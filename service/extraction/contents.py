"""A cue in its sentence -> what it attributes: where the content lies, where it begins and where it ends.

Content lies after the cue, before it, or on both sides of it; each border is chosen among a few candidates by a learned linear
model.
Borders are word tokens: quotation marks and other marks at the edges are dealt with when spans are made.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from service.extraction.words import Words
from service.lexicon.cues import CueForm

LAYOUTS = ("after", "before", "both")

_REACH = 14  # tokens from a cue within which a content begins or, before it, ends; gold contents beyond are under 2 %
_FARTHEST = 40  # candidates looked at for an end; sentences with more are lists, whose end is the sentence's
_WORDY = frozenset("NPKTVBGDJRdpsictmwenA")
_VERB = regex.compile("[VmBt]")


def _bucket(n: int) -> str:
    return str(n) if n < 4 else "4" if n < 6 else "6" if n < 10 else "10" if n < 18 else "18" if n < 30 else "30"


def layout_features(words: Words, token: int, form: CueForm) -> list[str]:
    """A cue in its place -> the features that tell on which side of it the content lies."""
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    first, last = words.sentence(token)
    left = token - 1
    while left >= first and token - left < 12 and classes[left] not in ",.;:-q":
        left -= 1
    gap = classes[left + 1 : token] if token - left < 8 else "long"
    mark = classes[left] if left >= first else "^"
    quote_left = mark == "q" or (left - 1 >= first and classes[left - 1] == "q") or (left >= first and quoted[left] >= 0)
    right = classes[token + 1 : min(last, token + 3)] or "$"
    rest = last - token
    following = _following(words, last)
    after = lower[token + 1] if token + 1 < last else "$"
    ahead = "q" in classes[token + 1 : last]
    verbs = "V" if _VERB.search(classes, token + 1, last) else "-"
    lone = "V" if _VERB.search(classes, first, max(first, left)) else "-"
    kind = form.kind + form.inflection
    place = mark + ("Q" if quote_left else "") + gap[-3:]
    return [
        "bias",
        "k=" + kind,
        "w=" + lower[token],
        "place=" + place,
        "right=" + right,
        "r1=" + right[0],
        "after=" + after,
        "after+k=" + after + form.kind,
        "w+after=" + lower[token] + " " + after,
        "place+right=" + mark + ("Q" if quote_left else "") + right[0],
        "k+place=" + form.kind + mark + ("Q" if quote_left else "") + right[0],
        "gap+right=" + gap + right[0],
        "rest=" + _bucket(rest),
        "rest+mark=" + _bucket(rest) + mark + right[0],
        "room=" + _bucket(left - first + 1) + mark,
        "room+rest=" + _bucket(left - first + 1) + " " + _bucket(rest) + mark,
        "next=" + following + right[0],
        "verbs=" + verbs + lone + mark,
        "verbs+right=" + verbs + mark + right,
        "verbs+k=" + verbs + lone + form.kind + form.inflection,
        "verbs+w=" + verbs + lower[token],
        "verbs+gap=" + verbs + gap[-3:] + mark + right[0],
        "next+q=" + following + ("Q" if quote_left else "") + right[0],
        f"ahead={ahead}{quote_left}",
        f"ahead+k={ahead}{quote_left}{form.kind}",
    ]


def starts_after(words: Words, token: int) -> Iterator[int]:
    """A cue -> the tokens at which a content after it may begin, the nearest first."""
    classes = words.classes
    _, last = words.sentence(token)
    for i in range(token + 1, min(last, token + _REACH)):
        if classes[i] in _WORDY:
            yield i
    if _following(words, last) in ("q", "Q", ":"):
        opened = last
        while classes[opened] not in _WORDY:
            opened += 1
        yield opened


def _following(words: Words, last: int) -> str:
    """Index after a sentence -> what comes next: "q" a quotation without a cue behind it, "Q" one with a cue of its own,
    ":" one that the sentence announces, "p" a new paragraph's quotation, "w" other words, "$" nothing."""
    classes, document = words.classes, words.document
    opened = last
    while opened < len(classes) and opened - last < 3 and classes[opened] not in _WORDY:
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


def start_features(words: Words, token: int, form: CueForm, at: int) -> list[str]:
    """A cue and a token after it -> the features that tell whether the content begins there."""
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    gap = classes[token + 1 : at] if at - token < 6 else "far"
    word, before = lower[at], lower[at - 1]
    off = _bucket(at - token - 1)
    opens = "Q" if quoted[at] >= 0 and quoted[at - 1] != quoted[at] else "q" if quoted[at] >= 0 else "-"
    passed = not words.grammar.openers.isdisjoint(lower[token + 1 : at])
    nxt = classes[at + 1] if at + 1 < len(classes) else "$"
    return [
        "off=" + off,
        "off+k=" + off + form.kind,
        "w=" + word,
        "b=" + before,
        "b+w=" + before + " " + word,
        "c=" + classes[at - 1 : at + 1] + nxt,
        "gap=" + gap + classes[at],
        "gap+k=" + gap + form.kind + form.inflection,
        "form+gap=" + lower[token] + " " + gap,
        "form+b=" + lower[token] + " " + before,
        "form+w=" + lower[token] + " " + word,
        "opens=" + opens + off,
        "opens+k=" + opens + form.kind,
        "opens+gap=" + opens + gap,
        f"passed={passed}{opens}",
        "k+w=" + form.kind + " " + word + off,
    ]


def ends_after(words: Words, start: int) -> list[int]:
    """Start of a content -> the tokens after which it may end (indices after its last word), in order."""
    classes, lower, document = words.classes, words.lower, words.document
    _, last = words.sentence(start)
    stop = last
    while stop > start and classes[stop - 1] not in _WORDY:
        stop -= 1
    found = []
    for i in range(start + 1, stop):
        if (classes[i] not in _WORDY or lower[i] in words.grammar.breaks) and classes[i - 1] in _WORDY:
            found.append(i)
            if len(found) == _FARTHEST:
                break
    if stop > start:
        found.append(stop)
    quotation = document.quoted[start]
    if quotation >= 0 and document.quotations[quotation].last > last:
        whole = document.quotations[quotation].last
        while whole > stop and classes[whole - 1] not in _WORDY:
            whole -= 1
        if whole > stop:
            found.append(whole)
    return found


def end_features(words: Words, token: int, form: CueForm, start: int, end: int, later: bool) -> list[str]:
    """A cue, where its content begins and where it may end -> the features that tell whether it does.

    `later` says whether a further cue word of reporting stands between the end and the end of the sentence.
    """
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    _, last = words.sentence(start)
    size = len(classes)
    rest = last - end
    close = "past" if end > last else "end" if rest <= 2 and not any(c in _WORDY for c in classes[end:last]) else "in"
    ahead = lower[end] if end < last else "$"
    ahead2 = lower[end + 1] if end + 1 < last else "$"
    shape = classes[end : min(end + 3, last)]
    inside, leaving = quoted[start], "-"
    if inside >= 0:
        leaving = "same" if end < size and quoted[end] == inside else "left" if quoted[end - 1] == inside else "beyond"
    elif quoted[end - 1] >= 0:
        leaving = "closing" if end >= size or quoted[end] != quoted[end - 1] else "within"
    commas = _bucket(classes.count(",", start, end))
    length = _bucket(end - start)
    kind = form.kind
    first = lower[start]
    verb = "V" if _VERB.search(classes, start, end) else "-"
    joined = words.forms.get(end + 1) or words.forms.get(end + 2) if ahead in words.grammar.coordinators else None
    coordinated = ahead + joined.kind + joined.inflection if joined else "-"
    return [
        "close=" + close,
        "close+k=" + close + kind + form.inflection,
        "a=" + ahead,
        "aa=" + ahead + " " + ahead2,
        "a+c=" + ahead + shape[1:3],
        "shape=" + shape,
        "b=" + classes[end - 1] + shape[:1],
        "leaving=" + leaving + close,
        "leaving+shape=" + leaving + shape[:2],
        "len=" + length + close,
        "len+k=" + length + kind,
        "len+shape=" + length + shape[:1],
        "rest=" + _bucket(max(rest, 0)),
        "commas=" + commas + close,
        f"later={later}{shape[:1]}",
        f"later+a={later}{ahead}{close}",
        "first+close=" + first + close,
        "first+shape=" + first + shape[:1],
        "k+a=" + kind + ahead,
        "verb=" + verb + close + kind,
        "coordinated=" + coordinated + close,
        "coordinated+k=" + coordinated + form.inflection,
        "verb+form=" + verb + lower[token],
        "verb+len=" + verb + length,
        "form+a=" + lower[token] + ahead,
        "form+len=" + lower[token] + length,
    ]


def ends_before(words: Words, token: int) -> list[int]:
    """A cue -> the tokens after which a content before it may end, the nearest first."""
    classes = words.classes
    first, _ = words.sentence(token)
    found = []
    for i in range(token, max(first, token - 2 * _REACH), -1):
        if classes[i - 1] in _WORDY and (classes[i] not in _WORDY or i == token or token - i <= 6):
            found.append(i)
    if classes[first:token].strip("q,.-: ") == "" or not found:
        found += _quotation_before(words, first)
    return found


def _quotation_before(words: Words, first: int) -> list[int]:
    """First token of a sentence -> the end of the quotation that closes just before it, if one does."""
    classes = words.classes
    i = first
    while i > 0 and first - i < 3 and classes[i - 1] not in _WORDY:
        i -= 1
    return [i] if i > 0 and "q" in classes[i:first] and words.document.quoted[i - 1] >= 0 else []


def end_before_features(words: Words, token: int, form: CueForm, end: int) -> list[str]:
    """A cue and a place before it -> the features that tell whether the content ends there."""
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    gap = classes[end:token] if token - end < 9 else "far"
    off = _bucket(token - end)
    closes = "Q" if quoted[end - 1] >= 0 and (quoted[end] != quoted[end - 1]) else "q" if quoted[end - 1] >= 0 else "-"
    mark = classes[end] if end < token else "|"
    right = classes[token + 1] if token + 1 < len(classes) else "$"
    return [
        "gap=" + gap,
        "gap+k=" + gap + form.kind,
        "off=" + off,
        "mark=" + mark,
        "mark+closes=" + mark + closes,
        "mark+off=" + mark + off,
        "closes=" + closes + off,
        "closes+k=" + closes + form.kind,
        "shape=" + mark + gap[:3] + right,
        "b=" + lower[end - 1],
        "c=" + classes[end - 1] + mark,
        "marks=" + "".join(c for c in gap if c in ",;:.q-(")[:5] + closes,
        "form+mark=" + lower[token] + mark + off,
    ]


def starts_before(words: Words, end: int) -> list[int]:
    """End of a content that stands before its cue -> the tokens at which it may begin, the nearest first."""
    classes, lower, document = words.classes, words.lower, words.document
    first, _ = words.sentence(end - 1)
    quotation = document.quoted[end - 1]
    found = []
    for i in range(end - 1, first, -1):
        if classes[i] in _WORDY and (
            classes[i - 1] not in _WORDY or lower[i - 1] in words.grammar.breaks or lower[i] in words.grammar.breaks
        ):
            found.append(i)
            if len(found) == _FARTHEST:
                break
    i = first
    while i < end and classes[i] not in _WORDY:
        i += 1
    if i < end:
        found.append(i)
    if quotation >= 0 and document.quotations[quotation].first < first:
        opened = document.quotations[quotation].first
        while opened < first and classes[opened] not in _WORDY:
            opened += 1
        if opened < first:
            found.append(opened)
    return found


def start_before_features(words: Words, token: int, form: CueForm, start: int, end: int) -> list[str]:
    """A cue, where the content before it ends and where it may begin -> the features that tell whether it does."""
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    first, _ = words.sentence(end - 1)
    place = "past" if start < first else "first" if not any(c in _WORDY for c in classes[first:start]) else "in"
    inside = quoted[end - 1]
    opens = "-"
    if inside >= 0:
        opens = "Q" if quoted[start] == inside and quoted[start - 1] != inside else "q" if quoted[start] == inside else "o"
    before = lower[start - 1] if start > first else "^"
    length = _bucket(end - start)
    return [
        "place=" + place,
        "place+opens=" + place + opens,
        "opens+b=" + opens + before,
        "place+k=" + place + form.kind,
        "b=" + before,
        "w=" + lower[start],
        "bw=" + before + " " + lower[start],
        "c=" + classes[max(first, start - 1) : start + 2],
        "len=" + length + place,
        "len+opens=" + length + opens,
        "commas=" + _bucket(classes.count(",", start, end)) + place,
        "lead=" + _bucket(start - first) + place,
        "lead+w=" + _bucket(start - first) + before,
        "first=" + lower[first] + place,
    ]
