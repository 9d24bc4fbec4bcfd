"""The scale of the confidence, fitted on a few sentences. Needs what training/requirements.txt lists."""

import math

import pytest

from service.document import read
from service.extraction import RULES, attributions
from service.lexicon.weights import weights
from service.scoring import scale_features

scales = pytest.importorskip("training.scales", reason="training/requirements.txt is not installed", exc_type=ImportError)

RIGHT = "Ada Lind said that the pier would close in May. Tom Hale said that no one had asked the crews."
WRONG = "Ida Berg noted the time. Karl Odum called the ferry."


def gold(text: str, sources: list[str], contents: list[str]) -> dict[str, object]:
    def span(part: str) -> list[list[int]]:
        return [[text.index(part), text.index(part) + len(part)]]

    pairs = zip(sources, contents, strict=True)
    return {"id": text[:8], "text": text, "attributions": [{"source": span(s), "content": span(c)} for s, c in pairs]}


ARTICLES = [
    gold(RIGHT, ["Ada Lind", "Tom Hale"], ["that the pier would close in May", "that no one had asked the crews"]),
    gold(WRONG, [], []),
]


def chances(scale: dict[str, float], text: str) -> list[float]:
    found = attributions(read(text), weights("en"), math.inf, RULES)[0]
    odds = [sum(scale.get(name, 0.0) * value for name, value in scale_features(one).items()) for one in found]
    return [1 / (1 + math.exp(-each)) for each in odds]


def test_statements_like_the_right_ones_get_the_higher_chance() -> None:
    scale = scales.fit([(weights("en"), ARTICLES)], "en", RULES)
    assert min(chances(scale, RIGHT)) > 0.5
    assert all(chance < 0.5 for chance in chances(scale, WRONG))


def test_a_scale_from_easy_articles_is_lowered_by_their_ease() -> None:
    fair, eased = (scales.fit([(weights("en"), ARTICLES)], "en", RULES, ease) for ease in (0.0, 0.5))
    assert eased["bias"] == pytest.approx(fair["bias"] - 0.5)
    assert {name for name in fair if fair[name] != eased[name]} == {"bias"}


def test_held_out_articles_are_the_same_at_every_call_and_in_every_order() -> None:
    articles = [{"id": f"a{number}"} for number in range(100)]
    chosen = {article["id"] for article in scales.held_out(articles)}
    assert len(chosen) == scales.HELD_OUT
    assert chosen == {article["id"] for article in scales.held_out(articles[::-1])}
