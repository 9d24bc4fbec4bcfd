"""Words -> pairings in running text: the cues that hold, each with its content and its source, no two over the same words.

Cues that a closed form fixes come first, then cues from the surest down; one that stands inside the content of a surer one is no
attribution of its own, since the words are then that speaker's.
"""

from __future__ import annotations

import math
import time
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

import regex

from service.extraction import borders, contents, cues, sources
from service.extraction.forms import Form
from service.extraction.models import Models
from service.extraction.words import Phrase, Range, Words
from service.lexicon.cues import CueForm, cue_lexicon
from service.model import Mode

# Log-odds above which a cue word is taken for a cue; chosen for the best F1 of who said what on held-out training articles.
CUE_THRESHOLD = -0.8

# Log-odds of what a form of the page decides, before the confidence is calibrated: right in more than nine cases of ten.
_CERTAIN = 2.5

# Tokens over which a content can reach another's: beyond, looking for it would cost more than it is worth.
_FAR = 4000

# Cues between two looks at the clock: some milliseconds of work.
_EVERY = 64

# Cues that are tried in each stretch of a sentence, the surest first. No sentence that anyone wrote has as many: a list of one
# phrase over and over does, and each would have that list's places for its content.
_CROWD = 16
_STRETCH = 200  # tokens

# Log-odds above which a cue inside what an outlet reports makes the statement its own source's: thirteen chances in fourteen.
_SURE = 2.6

LEARNED = "learned"  # stands for a rule's id where no closed form decided
ENCODER = "encoder"  # likewise where the encoder did
PASSED_ON = "passed-on"  # the rule of a statement that an outlet only passes on
_CLAUSE = regex.compile("[Vm][^,:;]*$")  # classes of what is not only a phrase, up to its end
_GOES_ON = regex.compile(",q?R?[Vm]")  # classes of a comma behind a relative clause, and of the verb that goes on
_ASIDE = regex.compile("[ds]?[JnDGRNPK]*[NPK],[^,.]{1,30},q?")  # classes of a noun phrase and an aside about it
_PREDICATE = regex.compile("[VmBD]")
_SUBJECT = regex.compile("[^VmDBq,;:]+[Vm]?")  # classes of a subject, and of an auxiliary behind it
_BEHIND_SUBJECT = regex.compile("R*[VmBD]")  # classes of the verb behind an aside
_INTERPOSED = 20  # tokens of "according to the port's spokesman, Ola Verin", at most
_DROPPED = 2  # marks the outlet's own cue


class Pairing(NamedTuple):
    """A cue with its content and source, as token indices; a tuple, since it is made in a quarter of the time."""

    cue: Range | None
    lemma: str
    mode: Mode
    act: str
    contents: tuple[Range, ...]
    source: Phrase | None
    rule: str  # the closed form that decided, or LEARNED or ENCODER
    cue_odds: float  # log-odds that the words attribute
    content_odds: float  # log of the joint share of the layout and of the borders chosen
    source_odds: float  # log of the share of the source chosen
    follows: bool = False  # its speaker is the one of the pairing before it
    signs: tuple[str, ...] = ()  # what speaks for or against it beside the odds: the confidence weighs them, nothing else does


def certain(
    cue: Range | None, lemma: str, contents: Sequence[Range], source: Phrase | None, rule: str, follows: bool = False
) -> Pairing:
    """What a form of the page found -> its pairing."""
    return Pairing(cue, lemma, Mode.SPEECH, "state", tuple(contents), source, rule, _CERTAIN, 0.0, 0.0, follows)


Cued = Callable[[int, int], Sequence[Pairing]]  # first token of a range, and the one after it -> pairings whose cue begins there


def by_cue(pairings: Sequence[Pairing]) -> Cued:
    """Pairings -> what tells those whose cue begins in a range of tokens, in order of their cues."""
    cued = sorted(((pairing.cue[0], pairing) for pairing in pairings if pairing.cue), key=itemgetter(0))
    starts = [start for start, _ in cued]
    return lambda first, last: [pairing for _, pairing in cued[bisect_left(starts, first) : bisect_left(starts, last)]]


def _best(scores: list[float]) -> tuple[int, float]:
    """Scores of the candidates -> index of the best and the log of its share."""
    if len(scores) == 1:
        return 0, 0.0
    top = max(scores)
    return scores.index(top), -math.log(sum([math.exp(score - top) for score in scores]))


def pair(words: Words, learned: Models, fixed: Mapping[int, Form], deadline: float) -> tuple[list[Pairing], bool]:
    """Words, learned models and closed forms -> pairings in order of their cues, and whether the deadline was kept.

    `fixed` holds the forms by the word that triggered them; `deadline` is on time.monotonic's clock, in seconds.
    """
    judged = []
    for number, (token, form) in enumerate(words.cues):
        if number % _EVERY == _EVERY - 1 and time.monotonic() > deadline:
            return [], False
        rule = fixed.get(token)
        if rule and rule.rule.content == "veto":
            continue
        odds = rule.rule.evidence if rule else learned.cue(*cues.cue_values(words, token, form))(*cues.place_values(words, token))
        if rule or odds > CUE_THRESHOLD:
            judged.append((rule is None, -odds, token, form))
    known = cue_lexicon(words.document.language).forms
    for token, closed in fixed.items():
        if closed.rule.like and token not in words.forms:
            judged.append((False, -closed.rule.evidence, token, known[closed.rule.like]))
    sure = [token for _, odds, token, form in judged if -odds > _SURE and form.part == "verb" and form.mode is not Mode.THOUGHT]
    passed_on = bytearray(len(words.lower))  # 1 in what an outlet only passes on
    for _, _, token, _ in judged:
        rule = fixed.get(token)
        first, last = _reported(words, rule) if rule else (0, 0)
        if rule and bisect_left(sure, first) < bisect_left(sure, last) and sources.is_outlet(words, rule.source):
            passed_on[first:last] = b"\x01" * (last - first)
            passed_on[token] = _DROPPED
    judged.sort(key=lambda entry: entry[:3])
    taken = bytearray(len(words.lower))  # 1 where a content, the cue or the source of a surer pairing stands
    tried: dict[Range, int] = {}
    kept: list[Pairing] = []
    for number, (_, odds, token, form) in enumerate(judged):
        if number % _EVERY == _EVERY - 1 and time.monotonic() > deadline:
            return _in_order(kept), False
        if taken[token] or passed_on[token] == _DROPPED:
            continue
        stretch = words.document.sentence_of[token], token // _STRETCH
        before = tried.get(stretch, 0)
        if before == _CROWD:
            continue
        tried[stretch] = before + 1
        found = read_cue(words, learned, token, form, -odds, fixed.get(token), taken)
        if found is None:
            continue
        if passed_on[token]:
            pieces = tuple(_passed_part(words, piece, passed_on) for piece in found.contents)
            found = found._replace(rule=PASSED_ON, contents=pieces)
        named = [(found.source.first, found.source.last)] if found.source else []
        for first, last in (*found.contents, *named, found.cue or (token, token + 1)):
            taken[first:last] = b"\x01" * (last - first)
        whole = fixed.get(token)
        if whole and (whole.content or whole.via):
            # A form's other verbs are part of it: "Onet wrote, quoting Belsat, which cited …", "Lind said, according to Mirna".
            begins = [whole.cue[0], *(named.first for named in (whole.source, whole.via) if named)]
            begin = min([*begins, *([whole.content[1]] if whole.content else [])])
            end = min(whole.end, found.contents[-1][1]) if whole.content and whole.content[0] > token else whole.end
            taken[begin:end] = b"\x01" * (end - begin)
        kept.append(found)
    return _in_order(kept), True


def _reported(words: Words, form: Form) -> Range:
    """A closed form -> the words that it attributes, as far as the form tells; an empty range where it does not."""
    if form.content or form.rule.content != "before":
        return form.content or (0, 0)
    return words.sentence(form.cue[0])[0], min(form.cue[0], form.source.first if form.source else form.cue[0])


def _passed_part(words: Words, piece: Range, passed_on: bytearray) -> Range:
    """A piece of content, and 1 in what an outlet passes on -> the piece up to where that ends.

    "Lind said the ferry was “old”, Mirna reported": behind what is passed on stands who does.
    """
    end = passed_on.find(0, *piece)
    return words.trimmed(piece[0], end) or piece if end > piece[0] else piece


def _in_order(pairings: list[Pairing]) -> list[Pairing]:
    return sorted(pairings, key=lambda pairing: pairing.cue or pairing.contents[0])


def read_cue(
    words: Words, learned: Models, token: int, form: CueForm, odds: float, rule: Form | None, taken: bytearray
) -> Pairing | None:
    """A cue word, its log-odds, the closed form that it triggers, 1 where words are taken -> its pairing, if it has a content."""
    pieces, layout, share = _pieces(words, learned, token, form, rule, taken)
    if not pieces or words.says_nothing(pieces) or any(taken.find(1, first, last) >= 0 for first, last in pieces):
        return None
    cue = rule.cue if rule else (words.verb_from(token), words.cue_until(token, pieces))
    name = rule.rule.id if rule else LEARNED
    mode = rule.rule.mode or form.mode if rule else form.mode
    act = rule.rule.act or form.act if rule else form.act
    if rule and (rule.source or rule.content):  # a form that marks what is said, and no source, has none
        return Pairing(cue, form.lemma, mode, act, tuple(pieces), rule.source, name, odds, share, 0.0)
    candidates = sources.source_candidates(words, token, pieces)
    own = sources.cue_values(words, token, form)
    nobody, somebody = learned.no_source(*own), learned.source(*own)
    named = sources.source_values(words, token, layout, candidates, pieces)
    best, source_share = _best([nobody(*sources.no_source_values(words, token)), *[somebody(*values) for values in named]])
    source = sources.whole(words, token, candidates[best - 1], pieces) if best else None
    return Pairing(cue, form.lemma, mode, act, tuple(pieces), source, name, odds, share, source_share)


def _pieces(
    words: Words, learned: Models, token: int, form: CueForm, rule: Form | None, taken: bytearray
) -> tuple[list[Range], str, float]:
    """A cue -> the pieces of its content, their layout, and the log of the share that both have among the candidates."""
    anchor, share = token, 0.0
    if rule and rule.content:
        piece = words.trimmed(*rule.content)
        limit = _next_statement(words, token, piece[0]) if piece and piece[0] > token else None
        if piece and limit is not None:
            piece = words.trimmed(piece[0], min(piece[1], limit))
        if piece and words.leaves_quotation(token, piece[1]):
            return [], "after", share
        piece = piece and words.with_quotation(*piece)
        return ([piece] if piece else []), "before" if rule.content[0] < token else "after", share
    if rule and rule.rule.content == "previous":
        return _previous(words, token), "before", share
    if rule:
        anchor, layout = _fixed_layout(words, rule)
    else:
        ahead = learned.layout(*borders.cue_values(words, token, form))(*borders.layout_values(words, token))
        choice, share = _best([ahead.real, ahead.imag, 0.0])
        layout = "both" if form.part == "opener" and _is_interposed(words, token) else contents.LAYOUTS[choice]
        subject = contents.inverted(words, token)
        if subject is not None:
            layout = "both" if layout != "before" and words.classes.startswith(",c", subject.last) else "before"
    found = []
    if layout in ("before", "both"):
        start = min([token, *(named.first for named in (rule.via, rule.source) if named)]) if rule else token
        found.append(_before(words, learned, start, form, taken, nearest=rule is not None and rule.rule.content == "before"))
    if layout in ("after", "both"):
        # What goes on after "…," she said is a quotation again.
        quoted = bool(found) and found[0][0] is not None and words.document.quoted[found[0][0][1] - 1] >= 0
        after = _after(words, learned, anchor, form, taken, quoted)
        if found and not quoted and after[0] is not None and words.opens(after[0][0]):
            found.pop()  # "Asked about the ferry, she said: “It is old”"
        found.append(after)
    return [piece for piece, _ in found if piece], layout, share + sum(more for _, more in found)


def _is_interposed(words: Words, token: int) -> bool:
    """Whether "according to" and its source stand between a subject and its verb: "The bank, according to Lind, will close"."""
    classes = words.classes
    first, last = words.sentence(token)
    if not first < token - 1 or classes[token - 1] != "," or not _SUBJECT.fullmatch(classes, first, token - 1):
        return False
    close = classes.find(",", token, min(last, token + _INTERPOSED))
    return close >= 0 and _BEHIND_SUBJECT.match(classes, close + 1, last) is not None


def _fixed_layout(words: Words, rule: Form) -> tuple[int, str]:
    """A closed form -> the last of its words, and the side of the content.

    It is "after" them where a clause follows, or a quotation behind a colon, else "before".
    """
    last = max(rule.end, rule.cue[1])
    start, stop = words.sentence(rule.cue[0])
    rest = words.classes[last:stop].strip(",.:q")
    first = min([rule.cue[0], *(named.first for named in (rule.via, rule.source) if named)])
    quoted = "q" in words.classes[max(start, first - 2) : first]
    announced = contents.following(words, stop) == ":"
    after = rule.rule.content != "before" and not quoted and (announced or not set("VmB").isdisjoint(rest))
    return last - 1, "after" if after else "before"


def _previous(words: Words, token: int) -> list[Range]:
    """A cue whose content is "this" -> the sentence before its own, or the last of the paragraph before, if nobody says that."""
    index = words.document.sentence_of[token] - 1
    if index < 0 or index in words.reports:
        return []
    sentence = words.document.sentences[index]
    piece = words.trimmed(sentence.first, sentence.last)
    return [piece] if piece else []


def _after(
    words: Words, learned: Models, token: int, form: CueForm, taken: bytearray, quoted: bool
) -> tuple[Range | None, float]:
    _, last = words.sentence(token)  # a quotation behind the sentence may be another cue's already
    starts = [
        start
        for start in contents.starts_after(words, token)
        if not (start >= last and taken[start]) and (not quoted or _goes_on(words, token, start))
    ]
    if not starts:
        return None, 0.0
    own = borders.cue_values(words, token, form)
    best, share = 0, 0.0
    if len(starts) > 1:  # one alone needs no weighing
        score = learned.start(*own)
        best, share = _best([score(*values) for values in borders.start_values(words, token, starts)])
    start = _behind_hearer(words, token, form, _clause_before(words, token, form, starts[best]))
    barrier = taken.find(1, start, start + _FAR)
    ends = [end for end in contents.ends_after(words, start) if barrier < 0 or end <= barrier]
    if not ends:
        return None, 0.0
    for limit in (_next_statement(words, token, start), _clause_end(words, token, start)):
        if limit is not None:
            ends = [end for end in ends if end <= limit] or ends
    aside = _aside_end(words, form, start)
    if aside is not None:
        ends = [end for end in ends if end > aside] or ends
    # A clause has a verb, "that promise" has none.
    if words.lower[start] in words.grammar.openers and not words.classes.startswith("N", start + 1):
        ends = [end for end in ends if _PREDICATE.search(words.classes, start, end)] or ends
    quotation = words.opens(start)
    if quotation:
        ends = [end for end in ends if end >= quotation[1]] or ends
    if len(ends) == 1:
        return (start, ends[0]), share
    score = learned.end(*own)
    best, more = _best([score(*values) for values in borders.end_values(words, start, ends)])
    return (start, ends[best]), share + more


def _next_statement(words: Words, token: int, start: int) -> int | None:
    """A cue and where its content begins -> the conjunction or semicolon that joins another statement to its own, if one does.

    "Lind said that the ferry was old and warned that …", "half said “no” and a third said “…”".
    """
    classes, lower, quoted = words.classes, words.lower, words.document.quoted
    for at, form in words.cues_within(start + 1, words.sentence(token)[1] - 1):
        if form.part != "verb" or classes[at] != "V" or quoted[at] != quoted[token]:
            continue
        begin = words.verb_from(at)
        number = words.phrase_at(begin) - 1
        if number >= 0 and words.phrases[number].last == begin:
            begin = words.phrases[number].first
        if begin - 1 <= start or classes[begin - 1] not in "c;":
            continue
        ahead = classes[at + 1 : at + 3]
        parted = classes[begin - 1] == ";" and form.kind == "report"
        if parted or lower[at + 1] in words.grammar.openers or ahead[0] == "q" or ahead in (",q", ":q"):
            return begin - 1
    return None


def _clause_end(words: Words, token: int, start: int) -> int | None:
    """A cue and where its content begins -> the comma that ends the relative clause that both stand in, if one does.

    "Lind, who said that the ferry was old, resigned": behind the comma her own clause goes on.
    """
    classes, verb = words.classes, words.verb_from(token)
    if verb < 2 or classes[verb - 2 : verb] != ",w":
        return None
    match = _GOES_ON.search(classes, start, words.sentence(token)[1])
    return match.start() if match else None


def _behind_hearer(words: Words, token: int, form: CueForm, start: int) -> int:
    """A cue and where its content seems to begin -> where it begins: behind whom it is told, "told Lind the ferry had sunk"."""
    classes, number = words.classes, words.phrase_at(start)
    if start != token + 1 or form.lemma not in words.grammar.telling or words.document.quoted[start] >= 0:
        return start
    beside = words.phrases[number : number + 2]
    if len(beside) < 2 or beside[0] != (start, beside[1].first) or classes[start] == "w":
        return start
    _, subject = beside
    return subject.first if classes[subject.last : subject.last + 1] in ("V", "m") else start


def _aside_end(words: Words, form: CueForm, start: int) -> int | None:
    """A cue's form and where its content begins -> the end of an aside about its first words, if it goes on behind it.

    "Lind said the ferry, which is old, had sunk", "Lind accused Berg, the owner, of sinking it".
    """
    match = _ASIDE.match(words.classes, start + (words.lower[start] in words.grammar.openers))
    if match is None or match.end() == len(words.classes):
        return None
    goes_on = form.kind == "report" and _BEHIND_SUBJECT.match(words.classes, match.end())
    return match.end() if goes_on or words.lower[match.end()] in words.grammar.completing else None


def _clause_before(words: Words, token: int, form: CueForm, start: int) -> int:
    """A cue and where its content seems to begin -> where it begins: with the clause that a quotation only ends.

    "Lind said that the talks had been “long and useful”": the words between the cue and the marks are said, too.
    """
    index = words.document.quoted[start]
    if index < 0 or words.document.quotations[index].first != start:
        return start
    if form.part != "verb" or form.mode is not Mode.SPEECH or start >= words.sentence(token)[1]:
        return start
    before = words.classes[token + 1 : start - 1]  # without the opening mark
    if not _CLAUSE.search(before) or before[-1:] in (",", ":", "-"):
        return start
    that = next((at for at in range(token + 1, start - 1) if words.lower[at] in words.grammar.openers), None)
    if that is not None:
        return that
    subject, number = token + 1, words.phrase_at(token + 1)
    for lead in words.phrases[number : number + 2]:  # whom it is told, and of whom
        if lead.first != subject:
            break
        if words.classes[lead.last : lead.last + 1] in ("V", "m"):
            return subject
        subject = lead.last
    return start


def _goes_on(words: Words, token: int, start: int) -> bool:
    """A cue behind a quotation -> whether another one goes on from `start`: behind a mark, and without a cue of its own."""
    mark = start - 2
    if words.opens(start) is None or not words.parted(start):
        return False
    return mark - 1 == token or words.classes[mark] not in ",:" or mark - 1 not in words.forms


def _before(
    words: Words, learned: Models, token: int, form: CueForm, taken: bytearray, nearest: bool
) -> tuple[Range | None, float]:
    ends = contents.ends_before(words, token)[: 1 if nearest else None]
    if not ends:
        return None, 0.0
    own = borders.cue_values(words, token, form)
    end, share = ends[0], 0.0
    if len(ends) > 1:
        score = learned.end_before(*own)
        best, share = _best([score(*values) for values in borders.end_before_values(words, token, ends)])
        end = ends[best]
    barrier = taken.rfind(1, max(0, end - _FAR), end)
    starts = [start for start in contents.starts_before(words, end) if start > barrier]
    if not starts:
        return None, 0.0
    index = words.document.quoted[end - 1]
    quotation = words.document.quotations[index] if index >= 0 else None
    colon = quotation.first - 2 if quotation and quotation.inside is None else -1
    if colon > 0 and words.classes[colon] == ":":
        starts = [start for start in starts if start > colon] or starts
    if quotation and quotation.first - 1 > words.sentence(end - 1)[0] and words.classes[quotation.first - 2] in contents.WORDY:
        # "They are less likely to be “overrun by crowds,” Lind said": the words before the marks are said, too.
        starts = [start for start in starts if start < quotation.first] or starts
    score = learned.start_before(*own)
    best, more = _best([score(*values) for values in borders.start_before_values(words, starts, end)])
    return (starts[best], end), share + more
