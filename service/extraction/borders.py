"""A cue and the places where its content may begin or end -> the values of what tells whether it does.

What stands around the place, what kind of cue it is, and how quotation marks lie; the weights of the templates are learned.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from service.extraction.contents import WORDY, following
from service.extraction.templates import Values, templates
from service.extraction.words import Words
from service.lexicon.cues import CueForm

_VERB = re.compile("[VmBt]")

LAYOUT = templates(
    "family kind inflection word",
    "mark side place tail right right1 after gap rest room behind quote verb verbs ahead shut",
    """
    bias
    k={kind}
    w={word}
    place={place}
    right={right}
    r1={right1}
    after={after}
    after+k={after}{family}
    w+after={word} {after}
    place+right={side}{right1}
    k+place={family}{side}{right1}
    gap+right={gap}{right1}
    rest={rest}
    rest+mark={rest}{mark}{right1}
    room={room}{mark}
    room+rest={room} {rest}{mark}
    next={behind}{right1}
    verbs={verbs}{mark}
    verbs+right={verb}{mark}{right}
    verbs+k={verbs}{kind}
    verbs+w={verb}{word}
    verbs+gap={verb}{tail}{right1}
    next+q={behind}{quote}{right1}
    ahead={ahead}
    ahead+k={ahead}{family}
    shut={shut}
    shut+k={shut}{kind}
    shut+right={shut}{right1}
    """,
)
START = templates(
    "family kind inflection form",
    "off word before around gap between opens passed",
    """
    off={off}
    off+k={off}{family}
    w={word}
    b={before}
    b+w={before} {word}
    c={around}
    gap={gap}
    form+b={form} {before}
    form+w={form} {word}
    opens={opens}{off}
    opens+gap={opens}{between}
    passed={passed}{opens}
    """,
)
END = templates(
    "family kind inflection form",
    "close ahead ahead2 shape1 shape2 shape23 border leaving length commas later first verb coordinated pending",
    """
    a={ahead}
    aa={ahead} {ahead2}
    a+c={ahead}{shape23}
    b={border}
    leaving={leaving}{close}
    leaving+shape={leaving}{shape2}
    len={length}{close}
    commas={commas}{close}
    later={later}{shape1}
    first+shape={first}{shape1}
    coordinated={coordinated}{close}
    verb+len={verb}{length}
    form+a={form}{ahead}
    pending={pending}{close}
    pending+k={pending}{family}
    """,
)
END_BEFORE = templates(
    "family kind inflection form",
    "gap off mark closes shape before border marks",
    """
    gap+k={gap}{family}
    off={off}
    mark={mark}
    mark+closes={mark}{closes}
    closes+k={closes}{family}
    shape={shape}
    b={before}
    c={border}
    marks={marks}
    form+mark={form}{mark}{off}
    """,
)
START_BEFORE = templates(
    "family kind inflection form",
    "place opens before word around length",
    """
    place={place}
    opens+b={opens}{before}
    place+k={place}{family}
    b={before}
    w={word}
    bw={before} {word}
    c={around}
    len={length}{place}
    len+opens={length}{opens}
    """,
)


class _Buckets(dict[int, str]):
    """Lengths -> the names of their buckets; those above the last bucket are all alike."""

    def __missing__(self, length: int) -> str:
        return "30" if length > 0 else str(length)


_BUCKET = _Buckets(enumerate(("0", "1", "2", "3", "4", "4", *["6"] * 4, *["10"] * 8, *["18"] * 12)))


def cue_values(words: Words, token: int, form: CueForm) -> tuple[str, ...]:
    """A cue -> the values of what it tells by itself of where its content lies."""
    return form.kind, form.kind + form.inflection, form.inflection, words.lower[token]


def layout_values(words: Words, token: int) -> Values:
    """A cue's place -> the values of what tells on which side of it the content lies."""
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    first, last = words.sentence(token)
    left = token - 1
    while left >= first and token - left < 12 and classes[left] not in ",.;:-q":
        left -= 1
    gap = classes[left + 1 : token] if token - left < 8 else "long"
    mark = classes[left] if left >= first else "^"
    quote_left = mark == "q" or (left - 1 >= first and classes[left - 1] == "q") or (left >= first and quoted[left] >= 0)
    right = classes[token + 1 : min(last, token + 3)] or "$"
    verb = "V" if _VERB.search(classes, token + 1, last) else "-"
    lone = "V" if _VERB.search(classes, first, max(first, left)) else "-"
    quote = "Q" if quote_left else ""
    tail = gap[-3:]
    return (
        mark,
        mark + quote,
        mark + quote + tail,
        tail + mark,
        right,
        right[0],
        lower[token + 1] if token + 1 < last else "$",
        gap,
        _BUCKET[last - token],
        _BUCKET[left - first + 1],
        following(words, last),
        quote,
        verb,
        verb + lone,
        f"{'q' in classes[token + 1 : last]}{quote_left}",
        _shut(classes, first, token),
    )


def _shut(classes: str, first: int, token: int) -> str:
    """First token of a sentence and a cue -> how the last quotation before the cue ends, and what stands between the two.

    The mark that ends it, the class of the word behind it, and whether a verb comes before the cue: "…,” Lind, 61, said".
    """
    close = classes.rfind("q", first, token)
    if close <= first:
        return "-"
    return classes[close - 1] + classes[close + 1] + ("V" if "V" in classes[close + 1 : token] else "")


def start_values(words: Words, token: int, starts: Iterable[int]) -> list[Values]:
    """A cue and tokens after it, in text order -> for each the values of what tells whether the content begins there."""
    classes, lower, quoted, size = words.classes, words.lower, words.document.quoted, len(words.classes)
    openers = words.grammar.openers
    found: list[Values] = []
    passed, behind = "False", token + 1  # whether a word that opens a clause stands before, as far as looked
    for at in starts:
        between = classes[token + 1 : at] if at - token < 6 else "far"
        opens = "-" if quoted[at] < 0 else "q" if quoted[at - 1] == quoted[at] else "Q"
        if not openers.isdisjoint(lower[behind:at]):
            passed = "True"
        behind = at
        around = classes[at - 1 : at + 2] if at + 1 < size else classes[at - 1 :] + "$"
        off = _BUCKET[at - token - 1]
        found.append((off, lower[at], lower[at - 1], around, between + classes[at], between, opens, passed))
    return found


def end_values(words: Words, start: int, ends: Iterable[int]) -> list[Values]:
    """Where a cue's content begins and where it may end -> for each end the values of what tells whether it does."""
    classes, lower, coordinators = words.classes, words.lower, words.grammar.coordinators
    _, last = words.sentence(start)
    opening = lower[start]
    last_report, verb = words.last_report(start), _VERB.search(classes, start, last)
    first_verb = verb.start() if verb else len(classes)
    places, kinds = _pending(words, start, last)
    counted, commas = start, 0
    found: list[Values] = []
    for end in ends:
        rest = last - end
        close = "past" if rest < 0 else "in" if rest > 2 or not WORDY.isdisjoint(classes[end:last]) else "end"
        ahead = lower[end] if rest > 0 else "$"
        shape = classes[end : end + 3 if rest > 3 else last]
        commas += classes.count(",", counted, end)
        counted = end
        joined = words.forms.get(end + 1) or words.forms.get(end + 2) if ahead in coordinators else None
        has_verb = first_verb < end or (end > last and _VERB.search(classes, last, end) is not None)
        found.append(
            (
                close,
                ahead,
                lower[end + 1] if rest > 1 else "$",
                shape[:1],
                shape[:2],
                shape[1:3],
                classes[end - 1] + shape[:1],
                _leaving(words, start, end),
                _BUCKET[end - start],
                _BUCKET[commas],
                "True" if last_report >= end else "False",
                opening,
                "V" if has_verb else "-",
                ahead + joined.kind + joined.inflection if joined else "-",
                kinds[bisect_left(places, end)],
            )
        )
    return found


def _pending(words: Words, start: int, last: int) -> tuple[list[int], str]:
    """Range of tokens -> where in it a quotation opens or a verb may attribute, and which of both, "q" or "c", then "-"."""
    classes, document = words.classes, words.document
    found = [(at, "c") for at, form in words.cues_within(start, last) if form.part == "verb" and classes[at] in "VDG"]
    at = classes.find("q", start, last - 1)
    while at >= 0:
        index = document.quoted[at + 1]
        if index >= 0 and document.quotations[index].first == at + 1:
            found.append((at, "q"))
        at = classes.find("q", at + 1, last - 1)
    found.sort()
    return [at for at, _ in found], "".join([kind for _, kind in found]) + "-"


def _leaving(words: Words, start: int, end: int) -> str:
    """Where a content begins and ends -> how its end lies to the quotation that it begins in, or else ends in."""
    quoted = words.document.quoted
    inside, within, after = quoted[start], quoted[end - 1], quoted[end] if end < len(quoted) else None
    if inside >= 0:
        return "same" if after == inside else "left" if within == inside else "beyond"
    if within >= 0:
        return "within" if after == within else "closing"
    return "-"


def end_before_values(words: Words, token: int, ends: Iterable[int]) -> list[Values]:
    """A cue and places before it -> for each the values of what tells whether the content ends there."""
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    right = classes[token + 1] if token + 1 < len(classes) else "$"
    found: list[Values] = []
    for end in ends:
        gap = classes[end:token] if token - end < 9 else "far"
        closes = "-" if quoted[end - 1] < 0 else "q" if quoted[end] == quoted[end - 1] else "Q"
        mark = classes[end] if end < token else "|"
        marks = "".join([c for c in gap if c in ",;:.q-("])[:5] + closes
        off, border = _BUCKET[token - end], classes[end - 1] + mark
        found.append(
            (gap, off, mark, closes, mark + gap[:3] + right, lower[end - 1], border, marks),
        )
    return found


def start_before_values(words: Words, starts: Iterable[int], end: int) -> list[Values]:
    """Where the content before a cue ends and may begin -> for each start the values of what tells whether it does."""
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    first, _ = words.sentence(end - 1)
    inside = quoted[end - 1]
    opening = next((at for at in range(first, end) if classes[at] in WORDY), end)
    found: list[Values] = []
    for start in starts:
        place = "past" if start < first else "first" if start <= opening else "in"
        opens = "-"
        if inside >= 0:
            opens = "o" if quoted[start] != inside else "Q" if quoted[start - 1] != inside else "q"
        before = lower[start - 1] if start > first else "^"
        around = classes[start - 1 if start > first else first : start + 2]
        found.append((place, opens, before, lower[start], around, _BUCKET[end - start]))
    return found
