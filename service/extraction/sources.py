"""A cue, its content and the noun phrases around it -> which of them names who said it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from service.extraction.contents import WORDY
from service.extraction.templates import Values, templates
from service.extraction.words import Phrase, Range, Words, drawn_pronoun
from service.lexicon.cues import CueForm, cue_lexicon
from service.lexicon.outlets import outlets
from service.lexicon.people import people
from service.lexicon.ways import ways

_HELPERS = 4  # auxiliaries and adverbs between a noun phrase and its verb, at most
_BEFORE, _AFTER = 8, 2  # noun phrases looked at on each side; gold sources beyond are under 1 %
_KNOWS = re.compile("[NPd][JDVR][it]")  # classes of "people familiar with": what follows is no source, but what one knows
_ORDERS = {rank: str(max(-5, min(5, rank))) for rank in range(-_BEFORE - 1, _BEFORE + _AFTER + 2)}

# Of the classes between a cue and a noun phrase, what leaves only the marks and finite verbs.
_UNMARKED = {ord(letter): None for letter in (WORDY | frozenset(")x")) - {"V"}}


def source_candidates(words: Words, token: int, taken: list[tuple[int, int]]) -> list[Phrase]:
    """A cue, and the ranges that its content takes -> the noun phrases of the sentence that may be its source, in text order."""
    first, last = words.sentence(token)
    phrases, here = words.phrases, words.phrase_at(token)
    quoted, quotations = words.document.quoted, words.document.quotations
    lower, knowing = words.lower, people(words.document.language).withheld.knowing
    found: list[Phrase] = []
    for beside, limit in ((range(here - 1, -1, -1), _BEFORE), (range(here, len(phrases)), _AFTER)):
        kept = 0
        for index in beside:
            phrase = phrases[index]
            begin, stop = phrase
            if begin < first or begin >= last or kept == limit:
                break
            if quoted[begin] >= 0 and quoted[begin] != quoted[token] and not quotations[quoted[begin]].scare:
                continue  # whoever a quotation tells of does not speak outside of it
            if is_age(words, phrase):
                continue
            if begin <= token < stop:
                # Names and verbs of one class run together: "Hale notes" is a name and its cue.
                phrase = begin, stop = Phrase(begin, token) if begin < token else Phrase(token + 1, stop)
                if begin == stop:
                    continue
            for start, end in taken:
                if begin < end and start < stop:
                    break
            else:
                if begin < 3 or lower[begin - 2] not in knowing or not _KNOWS.match(words.classes, begin - 3, begin):
                    kept += 1
                    found.append(_nominal(words, phrase, token))
    found.sort()
    verb = words.verb_from(token)
    for number, phrase in enumerate(found):
        if phrase.last == verb and lower[phrase.first - 1] in words.grammar.openers:
            return found[number:]  # "Mirna reported that Lind had warned"
    return found


def is_age(words: Words, phrase: Phrase) -> bool:
    """Whether a noun phrase is a number between commas, somebody's age: "Short, 43, added"."""
    return phrase.last - phrase.first == 1 and words.classes[phrase.first - 1 : phrase.last + 1] == ",n,"


def _nominal(words: Words, phrase: Phrase, token: int) -> Phrase:
    """A noun phrase that ends in a name -> the same with an adjective that stands there for a noun: "Norvia's military"."""
    last = phrase.last
    adjective = words.classes[last - 1] in "KP" and words.classes.startswith("J", last) and last < token
    if not adjective or words.lower[last] in words.grammar.timely:
        return phrase
    return Phrase(phrase.first, last + 1) if last + 1 == token or words.classes[last + 1] in "RmVD" else phrase


SOURCE = templates(
    "kind inflection form",
    "layout order side far after far2 what head before before_word marks between first size determiner joint tie",
    """
    rank={order}
    far={far}
    far+k={far}{kind}
    what={what}
    what+side={what}{side}{layout}
    head={head}
    head+side={head}{side}
    b={before}
    b+side={before}{side}{inflection}
    bw={before_word}{side}
    a+far={side}{after}{far2}
    marks={marks}{layout}
    marks+k={marks}{kind}
    between={between}{side}{layout}
    first={first}{order}
    size={size}{what}
    det={determiner}{side}
    joint+order={joint}{order}
    joint+a={joint}{side}{after}
    joint+first={joint}{first}{far2}
    tie+joint={tie}{joint}{side}
    tie+k={tie}{kind}{side}
    """,
)
NO_SOURCE = templates(
    "kind inflection form",
    "before left right",
    """
    none
    none+k={kind}
    none+w={form}
    none+b={before}
    none+L={left}
    none+r={right}
    """,
)


def cue_values(words: Words, token: int, form: CueForm) -> tuple[str, ...]:
    """A cue -> the values of what it tells by itself of its source."""
    return form.kind + form.inflection, form.inflection, words.lower[token]


def no_source_values(words: Words, token: int) -> Values:
    """A cue's place -> the values of what tells whether it has no source at all."""
    classes, lower = words.classes, words.lower
    first, last = words.sentence(token)
    before = lower[token - 1] if token > first else "^"
    left = classes[max(first, token - 2) : token] or "^"
    right = classes[token + 1] if token + 1 < last else "$"
    return before, left, right


def source_values(words: Words, token: int, layout: str, candidates: Sequence[Phrase], taken: Sequence[Range]) -> list[Values]:
    """A cue and noun phrases in text order -> for each the values of what tells whether it is the source.

    `taken`: the ranges of the content.
    """
    classes, lower = words.classes, words.lower
    first, _ = words.sentence(token)
    joint = _joint(words, token, first)
    lexicon = cue_lexicon(words.document.language)
    starts = [start for start, _ in taken]
    rank = -bisect_left(candidates, (token,))  # how many others stand between; negative before the cue
    found: list[Values] = []
    for begin, end in candidates:
        head = lower[end - 1]
        pronoun = drawn_pronoun(head, lexicon) if "'" in head else None
        head, head_class = (pronoun, "p") if pronoun else (head, classes[end - 1])  # "A" where a short form in brackets ends it
        what = head if head_class in "pwd" else head_class + ("'" if classes[begin] in "sK" and end - begin == 1 else "")
        side, gap = ("<", classes[end:token]) if end <= token else (">", classes[token + 1 : begin])
        far = gap if len(gap) < 6 else gap[:2] + "~" + gap[-2:]
        nearer, farther = (end, token) if end <= token else (token + 1, begin)
        between = "False"
        for start in starts:
            if nearer <= start < farther:
                between = "True"
        found.append(
            (
                layout,
                side + _ORDERS[rank],
                side,
                side + far,
                classes[end] if end < len(classes) else "$",
                far[:2],
                what,
                head,
                classes[begin - 1] if begin > first else "^",
                lower[begin - 1] if begin > first else "^",
                side + gap.translate(_UNMARKED)[:4],
                between,
                "^" if begin == first else "-",
                "4" if end - begin > 3 else str(end - begin),
                lower[begin],
                joint,
                _tie(words, token, begin, end),
            )
        )
        rank += 1
    return found


def _tie(words: Words, token: int, begin: int, end: int) -> str:
    """A cue and a noun phrase -> the kind of the other cue that the phrase stands beside, if it does: "Lind said, adding that".

    "<" marks a verb behind the phrase, ">" one before it.
    """
    after = words.verb_behind(end, min(len(words.classes), end + _HELPERS))
    for at, side in ((after, "<"), (begin - 1, ">")):
        form = words.forms.get(at)
        if form is not None and at != token and form.part == "verb" and words.classes[at] in "VDG":
            return side + form.kind
    return "-"


def _joint(words: Words, token: int, first: int) -> str:
    """A cue and the first token of its sentence -> the class of what stands before the cue and its own adverbs and auxiliaries.

    A conjunction joins it to another verb of the same subject: "Lind met Berg in May and has since said".
    """
    at = words.verb_from(token) - 1
    return words.classes[at] if at >= first else "^"


_NOUNS = "[ds]?[JnDGRNPK]*[NPnK]A*+"  # classes of a noun phrase
# What may follow a noun phrase and still be part of it: phrases joined by prepositions or participles, "counsel to the inquiry",
# "papers seen by the Courier", then an apposition between commas, or a relative clause and a name, "the ranger who found her, Ola
# Verin,".
_TAIL = re.compile(
    rf"(?:t(?=[dsP]){_NOUNS})?+(?:[DV]?i{_NOUNS})*+(?:,{_NOUNS}(?:i{_NOUNS})*+(?=[,.q]|$)|w\w{{1,10}},P++(?=[,.q]|$))?+"
)
_KNOWN = re.compile(rf"[it](?:s?G(?![JNP])|{_NOUNS})(?:i{_NOUNS})*+")  # what follows "familiar" or "close": "with his thinking"


def whole(words: Words, token: int, phrase: Phrase | None, taken: list[tuple[int, int]]) -> Phrase | None:
    """A cue and the noun phrase chosen for it -> the phrase with what belongs to it: "the envoy" -> "the envoy to Chad".

    Before the cue that is all that stands between the two, as long as it is of that form; after the cue, what follows as far as
    the next mark, without the content's words.
    """
    if phrase is None:
        return None
    knowing = people(words.document.language).withheld.knowing  # "those close to the mayor"
    if words.classes[phrase.last - 1] in "pwdVm" and knowing.isdisjoint(words.lower[phrase.last : phrase.last + 1]):
        return phrase
    phrase = Phrase(begin_of_seen(words, phrase.first), phrase.last)
    _, last = words.sentence(token)
    limit = min([last, *(start for start, _ in taken if start >= phrase.last)])
    if phrase.last <= token:
        limit = min(limit, token)
    end = with_second(words, phrase, limit).last
    if phrase.last <= token and words.classes[end:token].strip("RmVD,"):
        end = phrase.last
    return Phrase(phrase.first, end)


def begin_of_seen(words: Words, first: int) -> int:
    """Where a source begins -> where the noun phrase begins of which it tells who has seen it: "papers seen by Elm and Mirna"."""
    agent, before = first, words.phrase_at(first) - 1
    if before > 0 and words.classes.startswith("c", first - 1) and words.phrases[before].last == first - 1:
        agent, before = words.phrases[before].first, before - 1
    if before < 0 or words.lower[agent - 1] not in words.grammar.agents or words.classes[agent - 2] != "D":
        return first
    seen = words.phrases[before]
    return seen.first if seen.last == agent - 2 else first


def with_second(words: Words, phrase: Phrase, limit: int) -> Phrase:
    """A noun phrase -> the same with what belongs to it and a second one, as far as `limit`: "Lind and Berg"."""
    end = with_tail(words, phrase, limit).last
    second = words.phrase_from(end) if end < limit and words.classes[end] == "c" else None
    if second is not None and second.first == end + 1 < limit:
        second = Phrase(second.first, min(second.last, limit))  # "the BBC show" is a noun phrase by its classes
        if words.classes[second.last - 1] in "NP":
            end = with_tail(words, second, limit).last
    return Phrase(phrase.first, end)


def with_tail(words: Words, phrase: Phrase, limit: int) -> Phrase:
    """A noun phrase -> the same with the prepositional phrases and the apposition after it, as far as `limit`."""
    match = _TAIL.match(words.classes, phrase.last, limit)
    end = match.end() if match else phrase.last
    knowing = people(words.document.language).withheld.knowing
    if end < limit and words.lower[end] in knowing and (match := _KNOWN.match(words.classes, end + 1, limit)):
        end = match.end()  # "people familiar with the talks"
    for at in range(phrase.last, end):
        done = words.classes[at - 1 : at + 1]
        if done in ("Di", "Vi") and words.lower[at] in words.grammar.agents and _is_participle(words, at - 1):
            continue  # "papers seen by the Courier"
        if (
            done == "Vi"
            or words.lower[at] in words.grammar.loose
            or words.lower[at] in words.grammar.openers
            or _is_medium(words, at)
        ):
            return Phrase(phrase.first, at - (done in ("Di", "Vi")))
    return Phrase(phrase.first, end)


def _is_medium(words: Words, token: int) -> bool:
    """A preposition -> whether it tells on which occasion something was said, not by whom: "said the club in a statement"."""
    known = ways(words.document.language)
    if words.lower[token] not in known.beside.by_means or words.lower[token] in known.beside.sender:
        return False
    noun = words.phrase_from(token + 1)
    if noun is None or noun.first != token + 1:
        return False
    kinds = (known.media.get(" ".join(words.lower[at : noun.last])) for at in (noun.last - 2, noun.last - 1))
    return not known.beside.said_in.isdisjoint(kinds)


def _is_participle(words: Words, token: int) -> bool:
    """A verb before "by" -> whether it tells of the noun before it: "seen", and not "leads"."""
    if words.classes[token] == "D":
        return True
    known, word = people(words.document.language), words.lower[token]
    return token not in words.forms and (word in known.grammar.participles or word.endswith(known.endings.participle))


def is_outlet(words: Words, source: Phrase | None) -> bool:
    """A source -> whether it is a news outlet's, by a name of the lexicon or by a word such as "newspaper"."""
    if source is None:
        return False
    if not cue_lexicon(words.document.language).outlet_words.isdisjoint(words.lower[source.first : source.last]):
        return True
    return bool(outlets().mentions(_written(words, source)))


def is_outlet_itself(words: Words, source: Phrase | None) -> bool:
    """A source -> whether it is a news outlet, and neither its poll nor its article: its name or such a word ends it."""
    if source is None:
        return False
    lexicon = cue_lexicon(words.document.language)
    last = words.lower[source.last - 1]
    if last in lexicon.outlet_words:
        return last not in lexicon.outlet_pieces
    written = _written(words, source)
    return any(mention.span.end == len(written) for mention in outlets().mentions(written))


def _written(words: Words, source: Phrase) -> str:
    tokens = words.document.tokens
    return words.document.text[tokens[source.first].start : tokens[source.last - 1].end]
