"""Marked-up articles -> a document and its attributions, as extraction would hand them over.

`<s1>source</s1> <c1>cue</c1> <w1>content</w1>`: one number an attribution, contents may be several and hold
others; `<w2+>` carries on the attribution before it in the list.
"""

from __future__ import annotations

import re
from collections import defaultdict

from service.document import read
from service.lexicon.cues import cue_lexicon
from service.model import Attribution, Cue, Document, Mode, Section, Span
from service.resolution import resolve

_TAG = re.compile(r"<(/?)([scw])(\d+)(\+?)>")


def parse(marked: str) -> tuple[Document, list[Attribution]]:
    """Marked-up article -> its document, and its attributions by number."""
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: {"s": [], "c": [], "w": []})
    opened: dict[tuple[str, str], int] = {}
    goes_on: set[int] = set()
    plain, at = "", 0
    for tag in _TAG.finditer(marked):
        plain += marked[at : tag.start()]
        at = tag.end()
        closing, kind, number, plus = tag.groups()
        if closing:
            spans[int(number)][kind].append(Span(opened.pop((kind, number)), len(plain)))
        else:
            opened[kind, number] = len(plain)
        if plus:
            goes_on.add(int(number))
    document = read(plain + marked[at:])
    numbers = sorted(spans)
    return document, [
        _attribution(document, spans[number], index - 1 if number in goes_on else None) for index, number in enumerate(numbers)
    ]


def _attribution(document: Document, spans: dict[str, list[Span]], continues: int | None) -> Attribution:
    cue = None
    if spans["c"]:
        whole = Span(spans["c"][0].start, spans["c"][-1].end)
        form = cue_lexicon("en").forms.get(whole.of(document.text).lower().split()[-1])
        cue = Cue(whole, whole.of(document.text).lower(), Mode.SPEECH, form.act if form else "state")
    start = spans["w"][0].start
    section = next((p.section for p in document.paragraphs if p.span.start <= start < p.span.end), Section.BODY)
    return Attribution(tuple(spans["w"]), cue, spans["s"][0] if spans["s"] else None, section, continues, 0.0, ())


def answers(marked: str, publisher: str | None = None) -> list[str]:
    """Marked-up article -> for each attribution its chain, "Vesna > a diplomat*", a star for anonymous, "nobody" for "
    "no speaker."""
    document, attributions = parse(marked)
    given = []
    for provenance in resolve(document, attributions, publisher):
        chain = " > ".join(link.name for link in provenance.chain)
        star = "*" if provenance.speaker and provenance.speaker.anonymous else ""
        given.append(chain + star if provenance.speaker else "nobody")
    return given
