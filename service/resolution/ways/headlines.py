"""Headlines: which statement of the body a statement of the headline shortens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from service.model import Attribution, Section, Span
from service.resolution.page.outlets import outlet_key
from service.resolution.page.positions import Positions
from service.resolution.page.text import Text
from service.resolution.speakers.sources import Found
from service.resolution.ways.chains import Course

# Share of a headline's words that the body's statement must have: by its speaker, through its outlet, by anyone else.
_BY_SPEAKER, _BY_OUTLET, _BY_ANYONE = 0.25, 0.4, 0.6
_STEM = 5  # letters of a word that are compared: "closes" is "closing", "Norvia" is "Norvian"
_FEWEST = 2  # words that must be shared
_BODY = frozenset({Section.BODY, Section.LABEL, Section.LIST})
_FRAGMENT = 8  # letters of a quotation; fewer may stand in any other


def letters(written: str) -> str:
    """Words as written -> their letters and digits alone, in lower case."""
    return "".join([letter for letter in written.lower() if letter.isalnum()])


def shortened(text: Text, positions: Positions, found: Sequence[Found], courses: Sequence[Course]) -> dict[int, int]:
    """Attributions with their positions, who speaks them by which way -> index of a headline's -> that of the body's.

    A statement of the body is the same where it holds a quotation of the headline's, or shares enough of its words: fewer are
    asked for where the speaker or the outlet is the same. Of several the one that shares most counts, then the first. None is
    given for a headline that shortens nothing.
    """
    attributions, order = positions.attributions, positions.order
    headlines = [index for index in order if attributions[index].section is Section.HEADLINE]
    if not headlines:
        return {}
    body = {index: _stems(text, attributions[index]) for index in order if attributions[index].section in _BODY}
    same: dict[int, int] = {}
    for index in headlines:
        stems = _stems(text, attributions[index])
        quoting = _quoting(text, attributions, body, list(_fragments(text, attributions[index])))
        best = 0.0
        for other, theirs in body.items():
            shared = len(stems & theirs)
            share = shared / len(stems) if stems else 0.0
            enough = shared >= _FEWEST and share >= _wanted(found[index], found[other], courses[other])
            if (enough or other in quoting) and share + (other in quoting) > best:
                best, same[index] = share + (other in quoting), other
    return same


def _quoting(text: Text, attributions: Sequence[Attribution], body: Iterable[int], fragments: Sequence[str]) -> set[int]:
    """Quotations of a headline, as letters -> the statements of the body in whose sentences one of them stands."""
    if not fragments:
        return set()
    written = {
        other: "".join([letters(_sentence(text, span).of(text.document.text)) for span in attributions[other].contents])
        for other in body
    }
    return {other for other, theirs in written.items() if any(fragment in theirs for fragment in fragments)}


def _wanted(headline: Found, other: Found, course: Course) -> float:
    """Who speaks a headline, who the body's statement and by which way -> the share of words that proves them the same."""
    if headline.figure is not None and headline.figure is other.figure:
        return _BY_SPEAKER
    through = {outlet_key(outlet) for outlet in course.outlets}
    if headline.outlet is not None and outlet_key(headline.outlet.outlet) in through:
        return _BY_OUTLET
    return _BY_ANYONE


def _stems(text: Text, attribution: Attribution) -> frozenset[str]:
    """An attribution -> the beginnings of the words that it says, small ones left out."""
    openers = text.people.grammar.openers
    ranges = [text.within(span) for span in attribution.contents]
    return frozenset(
        [word[:_STEM] for first, last in ranges for word in text.words[first:last] if word not in openers and word[:1].isalnum()]
    )


def _sentence(text: Text, span: Span) -> Span:
    first, last = text.within(span)
    sentence = text.sentence(first) if first < last else None
    return Span(min(sentence.span.start, span.start), max(sentence.span.end, span.end)) if sentence else span


def _fragments(text: Text, attribution: Attribution) -> Iterator[str]:
    """An attribution -> the letters of each quotation in its words that is long enough to be known again."""
    for quotation in text.document.quotations:
        if any(span.overlaps(quotation.inner) for span in attribution.contents):
            written = letters(quotation.inner.of(text.document.text))
            if len(written) >= _FRAGMENT:
                yield written
