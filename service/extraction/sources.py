"""A cue, its content and the noun phrases around it -> which of them names who said it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from service.extraction.words import Phrase, Words
from service.lexicon.cues import CueForm, cue_lexicon
from service.lexicon.outlets import outlets

_BEFORE, _AFTER = 8, 4  # noun phrases looked at on each side; gold sources beyond are under 1 %


def source_candidates(words: Words, token: int, taken: list[tuple[int, int]]) -> list[Phrase]:
    """A cue, and the ranges that its content takes -> the noun phrases of the sentence that may be its source, in text order."""
    first, last = words.sentence(token)
    here = words.phrase_at[token]
    found: list[Phrase] = []
    for direction in (range(here - 1, -1, -1), range(here, len(words.phrases))):
        limit = _BEFORE if direction.step < 0 else _AFTER
        kept = 0
        for index in direction:
            phrase = words.phrases[index]
            if phrase.first < first or phrase.first >= last or kept == limit:
                break
            if phrase.first <= token < phrase.last:
                # Names and verbs of one class run together: "Hale notes" is a name and its cue.
                phrase = Phrase(phrase.first, token) if phrase.first < token else Phrase(token + 1, phrase.last)
                if phrase.first == phrase.last:
                    continue
            if any(phrase.first < end and start < phrase.last for start, end in taken):
                continue
            kept += 1
            found.append(phrase)
    return sorted(found, key=lambda phrase: phrase.first)


def ranks(token: int, candidates: Sequence[Phrase | None]) -> list[int]:
    """A cue and its candidates in text order -> how many others stand between; negative before the cue, 0 for None."""
    before = sum(1 for phrase in candidates if phrase and phrase.first < token)
    found, seen = [], 0
    for phrase in candidates:
        found.append(0 if phrase is None else seen - before)
        seen += phrase is not None
    return found


def source_features(
    words: Words, token: int, form: CueForm, layout: str, phrase: Phrase | None, rank: int, taken: list[tuple[int, int]]
) -> list[str]:
    """A cue and a noun phrase (None: no source at all) -> the features that tell whether it is the source.

    `rank` counts the candidates between the two, from 0; it is negative before the cue.
    """
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    first, last = words.sentence(token)
    kind = form.kind + form.inflection
    if phrase is None:
        before = lower[token - 1] if token > first else "^"
        return [
            "none",
            "none+k=" + kind,
            "none+w=" + lower[token],
            "none+layout=" + layout,
            "none+b=" + before,
            "none+L=" + (classes[max(first, token - 2) : token] or "^"),
            "none+r=" + (classes[token + 1] if token + 1 < last else "$"),
            "none+lk=" + layout + kind,
        ]
    head = lower[phrase.last - 1]
    head_class = classes[phrase.last - 1]  # "A" where a short form in brackets ends it
    what = (
        head
        if head_class in "pwd"
        else head_class + ("'" if classes[phrase.first] in "sK" and phrase.last - phrase.first == 1 else "")
    )
    if phrase.last <= token:
        gap = classes[phrase.last : token]
        side = "<"
    else:
        gap = classes[token + 1 : phrase.first]
        side = ">"
    far = gap if len(gap) < 6 else gap[:2] + "~" + gap[-2:]
    before = classes[phrase.first - 1] if phrase.first > first else "^"
    before_word = lower[phrase.first - 1] if phrase.first > first else "^"
    after = classes[phrase.last] if phrase.last < len(classes) else "$"
    between = any(phrase.last <= start < token or token < start < phrase.first for start, _ in taken)
    order = f"{side}{max(-5, min(5, rank))}"
    marks = "".join(c for c in gap if c in ",;:.q-(V")[:4]
    inside = "Q" if quoted[phrase.first] >= 0 and quoted[phrase.first] != quoted[token] else "-"
    return [
        "rank=" + order,
        "rank+layout=" + order + layout,
        "far=" + side + far,
        "far+layout=" + side + far + layout,
        "far+k=" + side + far + kind,
        "what=" + what,
        "what+side=" + what + side + layout,
        "what+k=" + what + kind,
        "head=" + head,
        "head+side=" + head + side,
        "b=" + before,
        "b+side=" + before + side + form.inflection,
        "bw=" + before_word + side,
        "a=" + side + after,
        "a+far=" + side + after + far[:2],
        "marks=" + side + marks + layout,
        "marks+k=" + side + marks + kind,
        f"between={between}{side}{layout}",
        "inside=" + inside,
        "first=" + ("^" if phrase.first == first else "-") + order,
        "first+k=" + ("^" if phrase.first == first else "-") + kind,
        "size=" + str(min(4, phrase.last - phrase.first)) + what,
        "w+far=" + lower[token] + side + far,
        "det=" + lower[phrase.first] + side,
        "subject=" + str(head in words.grammar.subjects) + order + form.inflection,
    ]


# What may follow a noun phrase and still be part of it: phrases joined by prepositions, then an apposition between commas.
_TAIL = regex.compile(
    r"(?:i(?:[ds]?[JnDGRNPK]*[NPnK]A*+))*+(?:,[ds]?[JnDGRNPK]*[NPnK]A*+(?:i[ds]?[JnDGRNPK]*[NPnK]A*+)*+(?=[,.q]|$))?+"
)


def whole(words: Words, token: int, phrase: Phrase | None, taken: list[tuple[int, int]]) -> Phrase | None:
    """A cue and the noun phrase chosen for it -> the phrase with what belongs to it: "the envoy" -> "the envoy to Chad".

    Before the cue that is all that stands between the two, as long as it is of that form; after the cue, what follows as far as
    the next mark, without the content's words.
    """
    if phrase is None or words.classes[phrase.last - 1] in "pwd":
        return phrase
    _, last = words.sentence(token)
    limit = min([last, *(start for start, _ in taken if start >= phrase.last)])
    if phrase.last <= token:
        limit = min(limit, token)
    end = with_tail(words, phrase, limit).last
    if phrase.last <= token and words.classes[end:token].strip("RmVD,"):
        end = phrase.last
    return Phrase(phrase.first, end)


def with_tail(words: Words, phrase: Phrase, limit: int) -> Phrase:
    """A noun phrase -> the same with the prepositional phrases and the apposition after it, as far as `limit`."""
    match = _TAIL.match(words.classes, phrase.last, limit)
    end = match.end() if match else phrase.last
    loose = (i for i in range(phrase.last, end) if words.lower[i] in words.grammar.loose)
    return Phrase(phrase.first, next(loose, end))


def is_outlet(words: Words, source: Phrase | None) -> bool:
    """A source -> whether it is a news outlet's, by a name of the lexicon or by a word such as "newspaper"."""
    if source is None:
        return False
    if not cue_lexicon(words.document.language).outlet_words.isdisjoint(words.lower[source.first : source.last]):
        return True
    tokens = words.document.tokens
    return bool(outlets().mentions(words.document.text[tokens[source.first].start : tokens[source.last - 1].end]))
