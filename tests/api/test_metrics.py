"""The figures for Prometheus: right over all workers, and without a word of what was read."""

import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT, wait

FERRY = "“Xylophones sail in May,” Reuters quoted Mayor Quillon as saying.\n"


@pytest.fixture(scope="module")
def counted(start):
    return start(WEB_CONCURRENCY="3", TAGGER="rules")


def figures(service):
    """The service -> its figures, by name and labels."""
    answer = service.get("/metrics")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {name: float(value) for name, value in re.findall(r"^([^#\s]\S*) (\S+)$", answer.text, re.MULTILINE)}


def grown(service, ask):
    """The service and what to do -> how much each figure grew."""
    before = figures(service)
    ask()
    return {name: value - before.get(name, 0.0) for name, value in figures(service).items()}


def test_requests_are_counted_over_all_workers(counted):
    def ask():
        for _ in range(30):
            counted.post(FERRY)

    more = grown(counted, ask)
    assert more['attribution_requests_total{method="POST",path="/v1/attributions",status="200"}'] == 30
    assert more['attribution_request_seconds_count{path="/v1/attributions"}'] == 30
    assert more["attribution_article_length_count"] == 30
    assert more["attribution_article_length_sum"] == 30 * len(FERRY)
    assert more["attribution_statements_sum"] == 30


def test_errors_are_counted_by_status(counted):
    more = grown(counted, lambda: (counted.get("/nowhere"), counted.post_json(), counted.ask("BREW", "/pot")))
    assert more['attribution_requests_total{method="GET",path="other",status="404"}'] == 1
    assert more['attribution_requests_total{method="POST",path="/v1/attributions",status="422"}'] == 1
    assert more['attribution_requests_total{method="other",path="other",status="404"}'] == 1


def test_articles_whose_time_ran_out_are_counted(start):
    hurried = start(WEB_CONCURRENCY="1", TIME_BUDGET_SECONDS="0.01", TAGGER="rules")
    more = grown(hurried, lambda: hurried.post(FERRY * 7_000))
    assert more["attribution_incomplete_total"] == 1


def test_articles_of_batches_are_counted_each(counted):
    body = "".join(json.dumps({"text": text}) + "\n" for text in (FERRY, 5, FERRY)).encode()
    more = grown(counted, lambda: counted.ask("POST", "/v1/attributions/batch", body, Content_Type="application/x-ndjson"))
    assert more["attribution_article_length_count"] == 2
    assert more['attribution_batch_articles_refused_total{status="422"}'] == 1


def test_only_the_request_for_the_figures_is_in_flight_in_the_end(counted):
    wait(lambda: figures(counted)["attribution_requests_in_flight"] == 1)


def test_no_word_of_an_article_is_in_the_figures(counted):
    counted.post(FERRY, "?title=Xylophones&publisher=Quillon")
    counted.get("/Xylophones?q=Quillon")
    counted.ask("XYLOPHONES", "/v1/info")
    text = counted.get("/metrics").text.lower()
    assert "xylophones" not in text
    assert "quillon" not in text


AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from service.api.metrics import begun
sys.setswitchinterval(1e-6)
barrier = Barrier(8)
def first():
    barrier.wait()
    begun()
with ThreadPoolExecutor(8) as threads:
    for done in [threads.submit(first) for _ in range(8)]:
        done.result()
"""


def test_the_first_requests_of_a_worker_may_come_at_once():
    subprocess.run([sys.executable, "-c", AT_ONCE], cwd=ROOT, check=True, timeout=60)
