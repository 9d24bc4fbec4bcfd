"""Texts made to break readers of text: nothing raises, and cost grows with their length alone."""

import time

import pytest

from benchmarks.families import HOSTILE, Family, articles, news
from service.model import Mode, Report, Section
from service.pipeline import Options, attribute, load
from tests.invariants import check_document, check_report

EVERYTHING = Options(tagger="rules", modes=frozenset(Mode), sections=frozenset(Section), budget=600.0)
SHORT, LONG = 1_500, 6_000  # code points


def read(text: str) -> tuple[Report, float]:
    """Text -> what the pipeline makes of it, and the less CPU time of two readings, in seconds."""
    times = []
    for _ in range(2):
        start = time.process_time()
        report = attribute(text, EVERYTHING)
        times.append(time.process_time() - start)
    return report, min(times)


@pytest.fixture(scope="module")
def plain() -> float:
    """CPU seconds of plain news of the longer length."""
    load("rules")
    text = news(articles(None), LONG)
    read(text)
    return read(text)[1]


@pytest.mark.parametrize("family", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_whole_at_a_cost_that_grows_with_its_length(family: Family, plain: float) -> None:
    report, cost = read(family(LONG))
    check_document(report.document)
    check_report(report)
    assert not report.incomplete
    # Linear is 4, quadratic 16. No family takes 5 times plain news in the benchmark; the rest is for a busy machine.
    assert cost < 10 * max(read(family(SHORT))[1], plain / 16)
    assert cost < 10 * plain
