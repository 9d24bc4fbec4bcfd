"""Document -> attributions: what closed forms and learned models found, reconciled, as spans of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import accumulate

from service.extraction import sources
from service.extraction.continuations import with_lists, with_quotations
from service.extraction.forms import Form, forms
from service.extraction.headlines import TITLED, headlines
from service.extraction.inner import RULE as INNER
from service.extraction.inner import with_inner
from service.extraction.labels import labelled
from service.extraction.mending import mended
from service.extraction.models import models
from service.extraction.pairing import ENCODER, LEARNED, Pairing, by_cue, pair
from service.extraction.relays import with_origins
from service.extraction.second_reading import AGREED, ALONE, CONTENT_AGREED, UNKNOWN_CUE, compared
from service.extraction.taggers import NEURAL, RULES, encoder_tag
from service.extraction.words import Range, Words, read_words
from service.lexicon.rules import rules
from service.lexicon.weights import Weights, weights
from service.model import Attribution, Cue, Document, Mode, Reason, Section, Span

_NEAR = 40  # tokens between a form such as "citing X" and the cue of the report that it belongs to, at most
_DECIDED = {LEARNED: "decided by the linear models", ENCODER: "decided by the encoder"}
_BORDERS = "share of the content's borders among the candidates"
_SOURCE = "share of the source among the candidates"
_SIGNS = {
    AGREED: "the encoder and the linear models read the same content and source",
    CONTENT_AGREED: "the encoder and the linear models read the same content, but not the same source",
    ALONE: "only the encoder reads this content so",
    UNKNOWN_CUE: "the lexicon knows no word of the cue",
}
_VERB_NEAR = 3  # tokens behind an outlet's name among which its verb of reporting stands: "has since reported"
_ENDS_INSIDE = ".!?…"  # marks that belong to the words before them, quotation marks and commas do not


def extract(document: Document, deadline: float, tagger: str = RULES) -> tuple[tuple[Attribution, ...], bool]:
    """Document -> its attributions in order of their first content, and whether all of it was read.

    `deadline` is a time on time.monotonic's clock, in seconds; when it passes, what was found by then is returned with False.
    `tagger` is RULES or NEURAL, and must be among `taggers()`.
    """
    return attributions(document, weights(document.language), deadline, tagger)


def attributions(
    document: Document, learned: Weights, deadline: float, tagger: str = RULES
) -> tuple[tuple[Attribution, ...], bool]:
    """Document and learned weights -> the same as `extract`; training calls it with weights that are not in the lexicon yet."""
    words = read_words(document, learned.classes)
    fixed, unhurried = forms(words, rules(document.language), deadline)
    closed = {token: form for token, form in fixed.items() if form.rule.content != "clause"}
    linear = models(learned)
    running, complete = pair(words, linear, closed, deadline)
    spare = by_cue(running)
    if tagger == NEURAL:
        seen, read_whole = encoder_tag()(words, deadline)
        running, complete = _with_closed(words, compared(words, seen, running), running, closed), complete and read_whole
    running = with_origins(words, linear, _citing(words, _in_running_text(words, running), fixed))
    running = with_lists(words, running)
    cued = by_cue(running)
    page = [*labelled(words, fixed, cued, spare), *with_origins(words, linear, headlines(words, running))]
    whole = with_inner(words, with_quotations(words, _reconciled(words, page, running)))
    whole.sort(key=lambda pairing: (pairing.contents[0], pairing.cue or (0, 0)))
    told = _once(words, whole)
    before = accumulate((-1 if pairing.rule == INNER else number for number, pairing in enumerate(told)), max, initial=-1)
    return tuple(map(partial(_attribution, words), told, before)), complete and unhurried


def _in_running_text(words: Words, running: Sequence[Pairing]) -> list[Pairing]:
    """Pairings -> those that are not the page's to decide, and that somebody says.

    A line "Source: …" names who says the lede and says nothing itself; a colon or a dash attributes in a headline only where a
    speaker stands beside it: "Norvia: Ferry sinks" has none. What "no group" has claimed is no statement.
    """
    paragraphs = words.document.paragraphs

    def silent(pairing: Pairing) -> bool:
        cue, source = pairing.cue, pairing.source
        index = words.paragraph((cue or pairing.contents[0])[0])
        if index >= 0 and (label := paragraphs[index].label) is not None and label.role == "source":
            return True
        if (
            source is not None
            and words.lower[source.first] in words.grammar.nobody
            and "n" not in words.classes[source.first : source.last]
        ):
            return True
        marked = cue is None or not words.classes[cue[0] : cue[1]].strip(":-q")
        return index >= 0 and paragraphs[index].section in TITLED and marked and source is not None

    return [pairing for pairing in running if not silent(pairing)]


def _citing(words: Words, running: Sequence[Pairing], fixed: Mapping[int, Form]) -> list[Pairing]:
    """Pairings, and forms such as "citing X" -> the pairings; an outlet's beside such a form is X's statement."""
    at = [pairing.cue[0] if pairing.cue else pairing.contents[0][0] for pairing in running]
    out = list(running)
    dropped = set()
    is_outlet = cache(lambda number: sources.is_outlet(words, running[number].source))
    for token, form in fixed.items():
        if form.rule.content != "clause" or form.source is None:
            continue
        first, last = words.sentence(token)
        beside = range(bisect_left(at, max(first, token - _NEAR)), bisect_left(at, min(last, token + _NEAR)))
        own = [number for number in beside if _covers(running[number].cue, token)]
        others = [number for number in beside if number not in own and is_outlet(number)]
        if not others:
            for number in own:
                out[number] = out[number]._replace(contents=tuple(_reported(words, piece) for piece in out[number].contents))
            continue
        nearest = min(others, key=lambda number: abs(at[number] - token))
        kept = running[nearest]
        contents = tuple(piece for piece in (_before(words, piece, form) for piece in kept.contents) if piece)
        if contents:
            lemma, rule = words.lower[form.cue[0]], form.rule
            out[nearest] = kept._replace(
                cue=form.cue,
                lemma=lemma,
                mode=rule.mode or kept.mode,
                act=rule.act or kept.act,
                contents=contents,
                source=form.source,
                rule=rule.id,
                source_odds=0.0,
            )
            dropped.update(own)
    return [pairing for number, pairing in enumerate(out) if number not in dropped]


def _with_closed(words: Words, seen: Sequence[Pairing], running: Sequence[Pairing], closed: Mapping[int, Form]) -> list[Pairing]:
    """What the encoder saw, and what the rules tagger made of the same words -> what the encoder saw and closed forms decided.

    A closed form is the surer of the two, unless it is one that yields; what it vetoes is no cue.
    """
    vetoed = {token for token, form in closed.items() if form.rule.content == "veto"}
    yielding = {form.rule.id for form in closed.values() if form.rule.yields}
    seen = [pairing for pairing in seen if pairing.cue is None or vetoed.isdisjoint(range(*pairing.cue))]
    seen = [mended(words, pairing, running) for pairing in seen]
    strong = [pairing for pairing in running if pairing.rule != LEARNED and pairing.rule not in yielding]
    weak = [pairing for pairing in running if pairing.rule in yielding]
    return _reconciled(words, _reconciled(words, strong, seen), weak)


def _covers(piece: Range | None, token: int) -> bool:
    return piece is not None and piece[0] <= token < piece[1]


def _reported(words: Words, piece: Range) -> Range:
    """A piece of content -> what an outlet reports in it, where it begins with that: "Reuters said that the pier was shut"."""
    first, last = piece
    lead = words.phrase_from(first)
    if lead is None or lead.first != first or not sources.is_outlet(words, lead):
        return piece
    verbs = range(lead.last, min(last, lead.last + _VERB_NEAR))
    verb = next((at for at in verbs if at in words.forms and words.forms[at].kind == "report"), None)
    return (words.trimmed(verb + 1, last) or piece) if verb is not None else piece


def _before(words: Words, piece: Range, form: Form) -> Range | None:
    """A piece of content -> the piece without the form's words and what follows them, where they stand in it."""
    return words.trimmed(piece[0], form.cue[0]) if _covers(piece, form.cue[0]) else piece


def _reconciled(words: Words, surer: Sequence[Pairing], others: Sequence[Pairing]) -> list[Pairing]:
    """The surer pairings, and others of the same page -> both, without two readings of the same words.

    Of the others, one gives way whose cue or first piece overlaps a surer one's cue or content; where a later piece does, it
    keeps those in its cue's own sentence.
    """
    taken = bytearray(len(words.lower))
    for pairing in surer:
        for first, last in (*pairing.contents, pairing.cue or (0, 0)):
            taken[first:last] = b"\x01" * (last - first)
    kept = []
    for pairing in others:
        if pairing.cue is not None and taken.find(1, *pairing.cue) >= 0:
            continue
        free = tuple(piece for piece in pairing.contents if taken.find(1, *piece) < 0)
        if free == pairing.contents:
            kept.append(pairing)
        elif pairing.cue is not None and free[:1] == pairing.contents[:1]:
            first, last = words.sentence(pairing.cue[0])
            own = tuple(piece for piece in free if first <= piece[0] < last)
            kept += [pairing._replace(contents=own)] if own else []
    return [*surer, *kept]


def _attribution(words: Words, pairing: Pairing, before: int) -> Attribution:
    """A pairing, and the number of the one before it that stands in nobody else's words (-1 for none) -> its attribution."""
    document = words.document
    first = pairing.contents[0][0]
    paragraph = words.paragraph(first)
    cue = None
    if pairing.cue:
        # What an outlet "understands" or "has learned" it reports.
        reports = pairing.mode is Mode.THOUGHT and sources.is_outlet(words, pairing.source)
        cue = Cue(_span(words, pairing.cue), pairing.lemma, Mode.SPEECH if reports else pairing.mode, pairing.act)
    cue_odds = round(pairing.cue_odds, 3) or 0.0  # never -0.0
    certainty = pairing.cue_odds + pairing.content_odds + pairing.source_odds
    reasons = [Reason("extraction", pairing.rule, _DECIDED.get(pairing.rule, "decided by a closed form"), cue_odds)]
    for name, detail, odds in (("borders", _BORDERS, pairing.content_odds), ("source", _SOURCE, pairing.source_odds)):
        if share := round(odds, 3):
            reasons.append(Reason("extraction", name, detail, share))
    reasons += [Reason("extraction", sign, _SIGNS[sign], 0.0) for sign in pairing.signs]
    return Attribution(
        contents=tuple([_content(words, piece) for piece in pairing.contents]),
        cue=cue,
        source=_span(words, (pairing.source.first, pairing.source.last)) if pairing.source else None,
        section=document.paragraphs[paragraph].section if paragraph >= 0 else Section.BODY,
        continues=before if pairing.follows and before >= 0 else None,
        evidence=certainty,
        reasons=tuple(reasons),
    )


def _once(words: Words, pairings: Sequence[Pairing]) -> list[Pairing]:
    """Pairings in text order -> the same without what a repeated headline says again."""
    text, paragraphs = words.document.text, words.document.paragraphs
    told = set()
    kept = []
    for pairing in pairings:
        index = words.paragraph(pairing.contents[0][0])
        if index >= 0 and paragraphs[index].section is Section.HEADLINE:
            said = tuple(_span(words, piece).of(text) for piece in pairing.contents)
            if said in told:
                continue
            told.add(said)
        kept.append(pairing)
    return kept


def _span(words: Words, tokens: Range) -> Span:
    found = words.document.tokens
    return Span(found[tokens[0]].start, found[tokens[1] - 1].end)


def _content(words: Words, piece: Range) -> Span:
    """Words of a content -> its span, with the marks that belong to it.

    A sentence's last mark stays with a quotation that it closes; quotation marks are in where they stand round a part only.
    """
    document = words.document
    first, last = piece
    size = len(words.lower)
    starts_with, ends_with = document.quoted[first], document.quoted[last - 1]
    around = _around(words, piece)
    if starts_with not in (-1, around) and document.quotations[starts_with].first == first:
        first -= 1
    if last < size and words.lower[last] == ")" and around < 0 and "(" in words.lower[first:last]:
        last += 1
    if ends_with not in (-1, around):
        quotation = document.quotations[ends_with]
        if quotation.closed and quotation.last - last <= 1:
            last = min(size, quotation.last + 1)
    while around >= 0 and last < size and document.quoted[last] == around and words.lower[last][0] in _ENDS_INSIDE:
        last += 1
    return _span(words, (first, last))


def _around(words: Words, piece: Range) -> int:
    """Words of a content -> the innermost quotation that holds all of them, -1 where none does."""
    first, last = piece
    index: int | None = words.document.quoted[first]
    while index is not None and index >= 0 and words.document.quotations[index].last < last:
        index = words.document.quotations[index].inside
    return -1 if index is None else index
