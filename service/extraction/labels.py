"""Words -> what label lines ("Source: …", "Quote: …") and speakers' turns ("LOKORIO: …") attribute.

The forms' ids stand in lexicon/<language>/rules.toml with their examples; "page" is their content there.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, takewhile

from service.extraction import sources
from service.extraction.forms import Form
from service.extraction.pairing import Cued, Pairing, certain
from service.extraction.words import Phrase, Range, Words
from service.model import Section

_NEARBY = 4  # paragraphs between a source line and the lede that it covers, at most
_SAYS = frozenset({"report", "write", "deny", "warn", "promise"})  # kinds of verbs whose clause is all that a lede tells
_ASIDE, _VERBAL = frozenset(",;w"), frozenset("VBGt")  # classes of words: "an official, who saw it", "Mayor to resign"
_MOST = 50  # paragraphs of one quotation, at most


def labelled(words: Words, fixed: Mapping[int, Form], cued: Cued, spare: Cued) -> list[Pairing]:
    """Words, closed forms by their triggers, pairings of running text by their cues -> what labels attribute, in text order.

    `spare`: the linear models' pairings, which count for a lede of which the others tell nothing.
    """
    found = []
    for index, paragraph in enumerate(words.document.paragraphs):
        label = paragraph.label
        if label is None:
            continue
        cue = words.within(label.span)
        name = Phrase(*words.within(label.name)) if label.name else None
        inside = words.trimmed(cue[1], paragraph.tokens[1])
        if label.role == "source" and inside and index == 0 and _is_clause(words, inside):
            found.append(certain((cue[1] - 1, cue[1]), ":", [inside], Phrase(cue[0], cue[1] - 1), "headline-colon"))
        elif label.role == "source" and inside:
            found += _source_line(words, index, cue, inside, fixed, cued, spare)
        elif label.role == "quote":
            pieces = _quoted(words, index, inside)
            if pieces:
                found.append(certain((cue[0], name.first) if name else cue, "quote:", pieces, name, "label-quote", name is None))
        elif label.role == "turn" and inside and name:
            found.append(certain((cue[1] - 1, cue[1]), ":", [inside], name, "turn"))
    return found


def _is_clause(words: Words, inside: Range) -> bool:
    """Whether what stands behind "Sources:" at the head of a page tells what happens, and not who they are: it is a headline."""
    classes = words.classes[inside[0] : inside[1]]
    return _ASIDE.isdisjoint(classes) and not _VERBAL.isdisjoint(classes)


def _source_line(
    words: Words, index: int, cue: Range, inside: Range, fixed: Mapping[int, Form], cued: Cued, spare: Cued
) -> list[Pairing]:
    """A paragraph "Source: …" -> the lede, attributed to whom the line names as the origin.

    A lede that says by itself who speaks, "Rudko has said that …", is attributed already.
    """
    lede = _lede(words, index)
    if lede is None:
        return []
    told = next((pairing.contents[0] for pairing in cued(*lede) if _closes(words, lede, pairing)), None)
    for token in range(*inside):
        form = fixed.get(token)
        if form and form.rule.content == "clause":
            return [certain(form.cue, words.lower[form.cue[0]], [told or lede], form.source, "label-source")]
    if any(_tells_all(words, lede, pairing) for pairing in cued(*lede)):
        return []
    if (told_so := next((pairing for pairing in spare(*lede) if _tells_all(words, lede, pairing)), None)) is not None:
        return [told_so]
    origins = [(words.phrase_from(first), last) for first, last in _items(words, inside)]
    named = [(origin, last) for origin, last in origins if origin is not None and origin.first < last]
    if not named:
        return []
    # "Source: Politiken; Rudko at a briefing": she said it, and the paper had it from her.
    origin, last = next((item for item in named if not sources.is_outlet(words, item[0])), named[0])
    return [certain(cue, "source:", [told or lede], sources.with_tail(words, origin, last), "label-source")]


def _tells_all(words: Words, lede: Range, pairing: Pairing) -> bool:
    """Whether a pairing is all of a lede: its speaker opens it, or closes it with the cue, and is not an outlet."""
    source = pairing.source
    if source is None or not _says(words, pairing):
        return False
    whole = (source.first, pairing.contents[-1][1]) == lede or _closes(words, lede, pairing)
    return whole and not sources.is_outlet(words, source)


def _closes(words: Words, lede: Range, pairing: Pairing) -> bool:
    """Whether a pairing's speaker and cue close a lede, of which it has the rest for content: "…, Rudko said on Monday"."""
    source, cue = pairing.source, pairing.cue
    if source is None or cue is None or not _says(words, pairing):
        return False
    (first, last), *others = pairing.contents
    return not others and first == lede[0] and last <= min(source.first, cue[0])


def _says(words: Words, pairing: Pairing) -> bool:
    """Whether a verb of saying is a pairing's cue."""
    return any(token in words.forms and words.forms[token].kind in _SAYS for token in range(*(pairing.cue or (0, 0))))


def _items(words: Words, inside: Range) -> list[Range]:
    """Words of a source line -> the same at its semicolons apart."""
    marks = [at for at in range(*inside) if words.classes[at] == ";"]
    return list(zip([inside[0], *(mark + 1 for mark in marks)], [*marks, inside[1]], strict=True))


def _lede(words: Words, index: int) -> Range | None:
    """Index of a source line -> the words of the first of the body paragraphs right before it, else of the one after."""
    paragraphs = words.document.paragraphs

    def told(other: int) -> bool:
        return paragraphs[other].section is Section.BODY and paragraphs[other].sentences[0] < paragraphs[other].sentences[1]

    before = next((other for other in range(index - 1, max(-1, index - 1 - _NEARBY), -1) if told(other)), None)
    while before is not None and before > max(0, index - _NEARBY) and told(before - 1):
        before -= 1
    following = range(index + 1, min(len(paragraphs), index + _NEARBY))
    unlabelled = takewhile(lambda other: paragraphs[other].label is None, following)  # "Details: …" tells what is behind it
    after = next((other for other in unlabelled if told(other)), None)
    lede = after if before is None else before
    if lede is None:
        return None
    return words.trimmed(words.document.sentences[paragraphs[lede].sentences[0]].first, paragraphs[lede].tokens[1])


def _quoted(words: Words, index: int, inside: Range | None) -> list[Range]:
    """A paragraph "Quote: …" -> the quotation after the label, as far as it goes on, or all words where it has no marks."""
    paragraphs = words.document.paragraphs
    if inside is None:
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        inside = words.trimmed(*following.tokens) if following and not following.label else None
        if inside is None:
            return []
    pieces: list[Range] = []
    for quotation in islice(words.quotations_from(inside[0]), _MOST):
        if quotation.first >= inside[1] and (quotation.continues is None or not pieces):
            break
        piece = words.trimmed(quotation.first, quotation.last) if quotation.inside is None else None
        pieces += [piece] if piece else []
    return pieces or [inside]
