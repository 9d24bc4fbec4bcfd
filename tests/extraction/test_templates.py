"""What a model looks at: the names that training counts and the weights that reading sums must be of the same features."""

import pytest

from service.extraction import borders, cues, sources
from service.extraction.models import models
from service.extraction.templates import Templates, templates
from service.lexicon.weights import weights

LOOKS = templates("word", "before quoted", "bias\n w={word}\n b+w={before} {word}\n quoted{quoted}\n quoted+w={quoted}{word}")
WEIGHTS = {
    "bias": 0.5,
    "w={word}": {"said": 1.0},
    "b+w={before} {word}": {"she": {"said": 2.0}},
    "quoted{quoted}": {"": 4.0},
    "quoted+w={quoted}{word}": {"": {"said": 8.0}},
}


@pytest.mark.parametrize(
    ("values", "names", "total"),
    [
        (("said", "she", ""), ["bias", "w=said", "b+w=she said", "quoted", "quoted+w=said"], 15.5),
        (("said", "she", None), ["bias", "w=said", "b+w=she said"], 3.5),
        (("said", "he", None), ["bias", "w=said", "b+w=he said"], 1.5),
        (("sold", "he", ""), ["bias", "w=sold", "b+w=he sold", "quoted", "quoted+w=sold"], 4.5),
    ],
)
def test_what_holds_is_named_and_summed(values: tuple[str, *tuple[str | None, ...]], names: list[str], total: float) -> None:
    word, *place = values
    assert [name for name, _, _ in LOOKS.features([word], place)] == names
    assert LOOKS.model(WEIGHTS)(word)(*place) == total


def test_what_training_never_saw_adds_nothing() -> None:
    assert LOOKS.model({})("said")("she", "") == 0.0


@pytest.mark.parametrize(
    ("model", "looks"),
    [
        ("cue", [cues.CUE]),
        ("layout.after", [borders.LAYOUT]),
        ("layout.before", [borders.LAYOUT]),
        ("layout.both", [borders.LAYOUT]),
        ("start", [borders.START]),
        ("end", [borders.END]),
        ("before_end", [borders.END_BEFORE]),
        ("before_start", [borders.START_BEFORE]),
        ("source", [sources.SOURCE, sources.NO_SOURCE]),
    ],
)
def test_every_weight_of_the_lexicon_is_of_a_template_that_is_read(model: str, looks: list[Templates]) -> None:
    assert set(weights("en").models[model]) <= {line for each in looks for line in each.lines}
    assert models(weights("en")) is models(weights("en"))
