"""The measurement runs from its one command and tells what its table promises."""

import json
import subprocess
import sys

import pytest
from conftest import ROOT


def speed(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def test_an_article_of_ones_own_is_measured_and_set_against_the_floor(tmp_path):
    articles, figures = tmp_path / "mine.jsonl", tmp_path / "figures.json"
    articles.write_text(json.dumps({"text": "“We sail in May,” Mayor Ada Lind said.\u2028Nobody else spoke."}) + "\n", "utf-8")
    done = speed(articles, "--engines", "floor", "rules", "--rounds", "1", "--json", figures)
    assert done.returncode == 0, done.stderr
    found = json.loads(figures.read_text("utf-8"))
    assert found["rules"]["statements"] == 1
    assert found["floor"]["statements"] is None
    assert found["rules"]["cpu"] > found["floor"]["cpu"] > [0]
    assert [row.split("`")[1] for row in done.stdout.splitlines() if row.startswith("| `")] == ["floor", "rules"]


def test_a_peer_without_its_environment_is_an_error_that_says_how_to_get_it():
    done = speed("--engines", "spacy")
    assert done.returncode == 2
    assert "make speed" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads the CPU time of threads where Linux tells it")
def test_what_http_adds_to_the_engine_is_told():
    command = [sys.executable, "-m", "benchmarks.overhead", "--rounds", "9"]  # a median that one hiccup does not turn
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    rows = [row.split("|")[1:6] for row in done.stdout.splitlines()[4:]]
    assert [name.strip() for _, name, *_ in rows] == ["CPU", "wall"] * 2
    # Overhead is the median of what each request took more; the medians of both sides may cross where the engine is nearly all.
    assert all(min(float(engine), float(whole), float(overhead)) > 0 for *_, engine, whole, overhead in rows)
    assert all(float(engine) < float(whole) for what, _, engine, whole, _ in rows if "empty" in what)
