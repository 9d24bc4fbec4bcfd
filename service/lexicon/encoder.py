"""The encoder's files: language -> what the neural tagger is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from service.lexicon.files import LexiconError, read_bytes, read_json

FOLDER = "encoder"  # below the language's
_SIGNALS = 8  # five log-odds, whether there is a cue, whether there is a source, the constant


@dataclass(frozen=True, slots=True)
class EncoderData:
    """A fine-tuned encoder: three ONNX graphs, its word pieces, and what was tuned on held-out articles."""

    tagger: bytes  # word pieces and reading features -> role scores and a vector of each
    content_links: bytes  # pairs of spans -> how well a content belongs to a cue
    source_links: bytes  # the same of a cue and a source
    vocabulary: tuple[str, ...]  # a word piece for each id
    settings: Mapping[str, float]
    evidence: Sequence[float]  # weights of the log-odds behind an attribution, the constant last
    version: str


@cache
def encoder(language: str) -> EncoderData:
    """Language -> its encoder.

    Raises LexiconError, naming the file, where one of its files is missing or bad.
    """
    folder = f"{language}/{FOLDER}"
    tuned = read_json(f"{folder}/settings.json")
    if len(tuned.get("evidence", ())) != _SIGNALS:
        raise LexiconError(f"{folder}/settings.json", "evidence", f"{_SIGNALS} weights are wanted")
    graphs = [read_bytes(f"{folder}/{name}.onnx") for name in ("tagger", "content_links", "source_links")]
    vocabulary = tuple(read_bytes(f"{folder}/vocabulary.txt").decode("utf-8").split("\n"))
    version = hashlib.sha256(b"".join(graphs)).hexdigest()[:12]
    return EncoderData(graphs[0], graphs[1], graphs[2], vocabulary, tuned["settings"], tuned["evidence"], version)
