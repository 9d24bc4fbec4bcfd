"""Marked-up examples -> plain text and spans: `<s>source</s> <c>said</c> <w>what</w>`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)([scw])>")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*|[:–—-]")


@dataclass(frozen=True)
class Example:
    text: str
    sources: list[str]
    cues: list[str]
    contents: list[str]
    cue_starts: list[int]


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def parse(marked: str) -> Example:
    found: dict[str, list[tuple[int, int]]] = {"s": [], "c": [], "w": []}
    plain, at, opened = "", 0, 0
    for tag in _TAG.finditer(marked):
        plain += marked[at : tag.start()]
        at = tag.end()
        if tag[1]:
            found[tag[2]].append((opened, len(plain)))
        else:
            opened = len(plain)
    plain += marked[at:]
    texts = {tag: [plain[start:end] for start, end in spans] for tag, spans in found.items()}
    return Example(plain, texts["s"], texts["c"], texts["w"], [start for start, _ in found["c"]])
