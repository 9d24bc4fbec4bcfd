"""Articles in, what HTTP adds to the engine out: the same articles read here and by a service with one worker, in turn.

    python -m benchmarks.overhead [ARTICLES.jsonl] [--tagger rules|neural] [--rounds N] [--few N]

The engine is what benchmarks.speed measures: the text in, the bytes of the JSON answer out, as over HTTP but without it. All else
counts as overhead: the connection, threads, headers, the line in the log. An empty text shows what of it does not depend on the
article. CPU is that of the service's worker; the clock also sees the client's own work and whatever else the machine does. Linux
only.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path

from benchmarks.clients import Service, serving
from benchmarks.families import articles
from benchmarks.speed.engines import OURS

_WARM = 20  # requests before those that count
_SETTLED = 0.001  # seconds; a worker that has answered still closes the connection


def worker_cpu(service: Service) -> float:
    """Service with one worker -> milliseconds of CPU that its threads have had."""
    (worker,) = service.workers()
    threads = Path(f"/proc/{worker}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


def asked(service: Service, text: str) -> None:
    """Service and article -> the answer was read."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    connection.request("POST", "/v1/attributions", json.dumps({"text": text}), {"Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    connection.close()
    if response.status != HTTPStatus.OK:
        raise SystemExit(f"status {response.status}")


def spent(work: Callable[[], object], cpu: Callable[[], float]) -> tuple[float, float]:
    """Work, and a clock of CPU time in milliseconds -> CPU and wall time of the work in milliseconds."""
    began, begun = cpu(), time.perf_counter()
    work()
    wall = 1000 * (time.perf_counter() - begun)
    time.sleep(_SETTLED)
    return cpu() - began, wall


def measure(service: Service, texts: Sequence[str], tagger: str, rounds: int) -> list[list[tuple[float, float]]]:
    """Service, articles, tagger and rounds -> CPU and wall time of the engine, and of the service."""
    here = OURS[tagger]()
    engine, whole = [], []
    for number in range(-_WARM, rounds * len(texts)):
        text = texts[number % len(texts)]
        alone = spent(partial(here.read, text, None), lambda: 1000 * time.process_time())
        served = spent(partial(asked, service, text), partial(worker_cpu, service))
        if number >= 0:
            engine.append(alone)
            whole.append(served)
    return [engine, whole]


def main() -> None:
    """Command line -> medians on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overhead", description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--tagger", default="rules", choices=("rules", "neural"))
    parser.add_argument("--rounds", type=int, default=200, help="readings of each article (default: 200)")
    parser.add_argument("--few", type=int, metavar="N", help="only N articles, spread over the file")
    args = parser.parse_args()
    texts = articles(args.articles)
    texts = texts[:: -(-len(texts) // args.few)] if args.few else texts
    print(f"tagger {args.tagger}; medians of a request, in milliseconds\n")
    print("| | | engine | service | overhead |\n|---|---|---|---|---|")
    with serving(WEB_CONCURRENCY="1", TAGGER=args.tagger) as service:
        for what, read in (("empty text", [""] * len(texts)), (f"articles: {len(texts)}", texts)):
            engine, whole = measure(service, read, args.tagger, args.rounds)
            for row, name in enumerate(("CPU", "wall")):
                alone, served = ([one[row] for one in column] for column in (engine, whole))
                more = statistics.median(b - a for a, b in zip(alone, served, strict=True))
                print(f"| {what} | {name} | {statistics.median(alone):.2f} | {statistics.median(served):.2f} | {more:.2f} |")


if __name__ == "__main__":
    main()
