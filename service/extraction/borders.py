"""A cue and a place where its content may begin or end -> the features that tell whether it does.

What stands around the place, what kind of cue it is, and how quotation marks lie; the weights of the features are learned.
"""

from __future__ import annotations

import regex

from service.extraction.contents import WORDY, following
from service.extraction.words import Words
from service.lexicon.cues import CueForm

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
    behind = following(words, last)
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
        "next=" + behind + right[0],
        "verbs=" + verbs + lone + mark,
        "verbs+right=" + verbs + mark + right,
        "verbs+k=" + verbs + lone + form.kind + form.inflection,
        "verbs+w=" + verbs + lower[token],
        "verbs+gap=" + verbs + gap[-3:] + mark + right[0],
        "next+q=" + behind + ("Q" if quote_left else "") + right[0],
        f"ahead={ahead}{quote_left}",
        f"ahead+k={ahead}{quote_left}{form.kind}",
    ]


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


def end_features(words: Words, token: int, form: CueForm, start: int, end: int, later: bool) -> list[str]:
    """A cue, where its content begins and where it may end -> the features that tell whether it does.

    `later` says whether a further cue word of reporting stands between the end and the end of the sentence.
    """
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    _, last = words.sentence(start)
    size = len(classes)
    rest = last - end
    close = "past" if end > last else "end" if rest <= 2 and not any(c in WORDY for c in classes[end:last]) else "in"
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


def start_before_features(words: Words, token: int, form: CueForm, start: int, end: int) -> list[str]:
    """A cue, where the content before it ends and where it may begin -> the features that tell whether it does."""
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    first, _ = words.sentence(end - 1)
    place = "past" if start < first else "first" if not any(c in WORDY for c in classes[first:start]) else "in"
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
