"""Words -> pairings in running text: the cues that hold, each with its content and its source, no two over the same words.

Cues that a closed form fixes come first, then cues from the surest down; one that stands inside the content of a surer one is no
attribution of its own, since the words are then that speaker's.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.extraction import contents, cues, sources
from service.extraction.forms import Form
from service.extraction.words import Phrase, Range, Words
from service.lexicon.cues import CueForm
from service.lexicon.weights import Weights, total
from service.model import Mode

# Log-odds above which a cue word is taken for a cue; chosen for the best F1 of who said what on held-out training articles.
CUE_THRESHOLD = -0.8

# Log-odds of what a form of the page decides, before the confidence is calibrated: right in more than nine cases of ten.
_CERTAIN = 2.5

LEARNED = "learned"  # stands for a rule's id where no closed form decided


@dataclass(frozen=True, slots=True)
class Pairing:
    """A cue with its content and source, as token indices."""

    cue: Range | None
    lemma: str
    mode: Mode
    act: str
    contents: tuple[Range, ...]
    source: Phrase | None
    rule: str  # the closed form that decided, or LEARNED
    cue_odds: float  # log-odds that the words attribute
    content_odds: float  # log of the joint share of the layout and of the borders chosen
    source_odds: float  # log of the share of the source chosen
    follows: bool = False  # its speaker is the one of the pairing before it


def certain(
    cue: Range | None, lemma: str, contents: Sequence[Range], source: Phrase | None, rule: str, follows: bool = False
) -> Pairing:
    """What a form of the page found -> its pairing."""
    return Pairing(cue, lemma, Mode.SPEECH, "state", tuple(contents), source, rule, _CERTAIN, 0.0, 0.0, follows)


def _best(scores: list[float]) -> tuple[int, float]:
    """Scores of the candidates -> index of the best and the log of its share."""
    top = max(scores)
    return scores.index(top), -math.log(sum([math.exp(score - top) for score in scores]))


def pair(
    words: Words, weights: Weights, fixed: Mapping[int, Form], deadline: float, threshold: float = CUE_THRESHOLD
) -> tuple[list[Pairing], bool]:
    """Words, learned weights and closed forms -> pairings in order of their cues, and whether the deadline was kept.

    `fixed` holds the forms by the first word of their cue; `deadline` is on time.monotonic's clock, in seconds.
    """
    model = weights["cue"]
    judged = []
    for token, form in words.cues:
        rule = fixed.get(token)
        odds = rule.rule.evidence if rule else total(model, cues.cue_features(words, token, form))
        if odds > threshold:
            judged.append((rule is None, -odds, token, form))
    judged.sort(key=lambda entry: entry[:3])
    taken = bytearray(len(words.lower))  # 1 where a content or the cue of a surer pairing stands
    kept = []
    for number, (_, odds, token, form) in enumerate(judged):
        if number % 64 == 63 and time.monotonic() > deadline:
            return _in_order(kept), False
        if taken[token]:
            continue
        found = _pair(words, weights, token, form, -odds, fixed.get(token))
        if found is None or any(taken.find(1, first, last) >= 0 for first, last in found.contents):
            continue
        for first, last in (*found.contents, found.cue or (token, token + 1)):
            taken[first:last] = b"\x01" * (last - first)
        kept.append(found)
    return _in_order(kept), True


def _in_order(pairings: list[Pairing]) -> list[Pairing]:
    return sorted(pairings, key=lambda pairing: pairing.cue or pairing.contents[0])


def _pair(words: Words, weights: Weights, token: int, form: CueForm, odds: float, rule: Form | None) -> Pairing | None:
    anchor = token
    if rule:
        anchor, layout, share = *_fixed_layout(words, rule), 0.0
    else:
        features = contents.layout_features(words, token, form)
        choice, share = _best([total(weights["layout." + layout], features) for layout in contents.LAYOUTS])
        layout = contents.LAYOUTS[choice]
    pieces: list[Range] = []
    if layout in ("before", "both"):
        piece, more = _before(words, weights, rule.via.first if rule and rule.via and rule.via.first < token else token, form)
        share += more
        pieces += [piece] if piece else []
    if layout in ("after", "both"):
        piece, more = _after(words, weights, anchor, form)
        share += more
        pieces += [piece] if piece else []
    if not pieces:
        return None
    cue = rule.cue if rule else _cue_range(words, token, pieces)
    if rule and rule.source:
        return Pairing(cue, form.lemma, form.mode, form.act, tuple(pieces), rule.source, rule.rule.id, odds, share, 0.0)
    candidates: list[Phrase | None] = [None, *sources.source_candidates(words, token, pieces)]
    scores = [
        total(weights["source"], sources.source_features(words, token, form, layout, phrase, rank, pieces))
        for phrase, rank in zip(candidates, sources.ranks(token, candidates), strict=True)
    ]
    best, source_share = _best(scores)
    source = sources.whole(words, token, candidates[best], pieces)
    name = rule.rule.id if rule else LEARNED
    return Pairing(cue, form.lemma, form.mode, form.act, tuple(pieces), source, name, odds, share, source_share)


def _fixed_layout(words: Words, rule: Form) -> tuple[int, str]:
    """A closed form -> the last of its words, and on which side of them the content lies: after them where a clause follows, else before."""
    last = max(rule.end, rule.cue[1])
    _, stop = words.sentence(rule.cue[0])
    rest = words.classes[last:stop].strip(",.q")
    return last - 1, "after" if len(rest) > 2 and rest[0] in "wpidsNPJKnc" else "before"


def _cue_range(words: Words, token: int, pieces: list[Range]) -> Range:
    """A cue word -> the cue with its auxiliaries and adverbs before it, and its particle where the content begins right after that."""
    first, _ = words.sentence(token)
    start, end = token, token + 1
    while start > first and (words.lower[start - 1] in cues.AUXILIARY or words.classes[start - 1] in "Rm"):
        start -= 1
    if words.classes[end : end + 1] == "i" and any(piece[0] == end + 1 for piece in pieces):
        end += 1
    return start, end


def _after(words: Words, weights: Weights, token: int, form: CueForm) -> tuple[Range | None, float]:
    starts = list(contents.starts_after(words, token))
    if not starts:
        return None, 0.0
    model: Mapping[str, float] = weights["start"]
    best, share = _best([total(model, contents.start_features(words, token, form, at)) for at in starts])
    start = starts[best]
    ends = contents.ends_after(words, start)
    if not ends:
        return None, 0.0
    last_report = words.last_report(start)
    model = weights["end"]
    best, more = _best([total(model, contents.end_features(words, token, form, start, end, last_report >= end)) for end in ends])
    return (start, ends[best]), share + more


def _before(words: Words, weights: Weights, token: int, form: CueForm) -> tuple[Range | None, float]:
    ends = contents.ends_before(words, token)
    if not ends:
        return None, 0.0
    best, share = _best([total(weights["before_end"], contents.end_before_features(words, token, form, end)) for end in ends])
    end = ends[best]
    starts = contents.starts_before(words, end)
    if not starts:
        return None, 0.0
    model = weights["before_start"]
    best, more = _best([total(model, contents.start_before_features(words, token, form, start, end)) for start in starts])
    return (starts[best], end), share + more
