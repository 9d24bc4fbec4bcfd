"""Checkpoints -> the encoder as the service loads it, and its files."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from service.extraction.encoder.tagging import WINDOW
from service.lexicon.encoder import EncoderData
from training.encoder.graphs import Reaches, State, links_graph, tagger_graph

_MARKS = 2  # of the window's ends, beside its pieces


def averaged(checkpoints: Sequence[Path]) -> State:
    """Checkpoints of one run -> the mean of their weights (Izmailov et al. 2018)."""
    states = [torch.load(file, weights_only=True) for file in checkpoints]
    return {name: torch.stack([state[name].float() for state in states]).mean(0).numpy() for name in states[0]}


def kept_pieces(vocabulary: Sequence[str]) -> list[int]:
    """Word pieces -> those that a page in Latin letters needs: no reserved ones, no letters of other scripts."""
    return [i for i, piece in enumerate(vocabulary) if piece and not piece.startswith("[unused") and _latin(piece)]


def _latin(piece: str) -> bool:
    return all(unicodedata.name(character, "").startswith("LATIN") for character in piece if character.isalpha())


def encoder_data(
    state: State, reaches: Reaches, vocabulary: Sequence[str], settings: Mapping[str, float], evidence: Sequence[float]
) -> EncoderData:
    """Weights, how far activations reach, all word pieces and what is tuned -> the encoder.

    Quantised, without the pieces and positions it never needs.
    """
    kept = kept_pieces(vocabulary)
    state = {
        **state,
        "encoder.words.weight": state["encoder.words.weight"][kept],
        "encoder.positions.weight": state["encoder.positions.weight"][: WINDOW + _MARKS],
    }
    graphs = (tagger_graph(state, reaches), links_graph(state, "content_links"), links_graph(state, "source_links"))
    version = hashlib.sha256(b"".join(graphs)).hexdigest()[:12]
    return EncoderData(*graphs, tuple(vocabulary[i] for i in kept), settings, evidence, version)


def write(data: EncoderData, folder: Path) -> None:
    """An encoder -> its files in a folder, as service.lexicon.encoder reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, graph in (
        ("tagger", data.tagger),
        ("content_links", data.content_links),
        ("source_links", data.source_links),
    ):
        (folder / f"{name}.onnx").write_bytes(graph)
    (folder / "vocabulary.txt").write_bytes("\n".join(data.vocabulary).encode())
    tuned = {"settings": dict(data.settings), "evidence": list(data.evidence)}
    (folder / "settings.json").write_text(json.dumps(tuned, indent=1) + "\n", "utf-8")
