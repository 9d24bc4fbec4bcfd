"""Articles in, what each engine needs for them out: CPU for 750 words, ratios, start-up and memory.

    python -m benchmarks.speed [ARTICLES.jsonl] [--peers PYTHON] [--engines NAME …] [--rounds N] [--few N] [--json FILE]

Each engine has a process and one thread. Engines take turns at every article, so that whatever else the machine does meets all
alike; the time is CPU time of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed.engines import OURS, PEERS

ROOT = Path(__file__).parents[2]
WORDS = 750  # of the article that times are given for: a long news report
STARTS = 3  # of each engine; the median counts
# Every library that could start threads is told not to.
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)


class Worker:
    """An engine's process, started and ready."""

    def __init__(self, name: str, python: str) -> None:
        begun = time.perf_counter()
        self._process = subprocess.Popen(
            [python, "-m", "benchmarks.speed.worker", name],
            cwd=ROOT,
            env={**os.environ, **ONE_THREAD},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self.start_cpu = float(self._told()["cpu"])  # seconds
        self.start_wall = time.perf_counter() - begun  # seconds

    def read(self, text: str) -> Mapping[str, Any]:
        """An article -> what it cost, as benchmarks.speed.worker tells it."""
        assert self._process.stdin
        print(json.dumps({"text": text}), file=self._process.stdin, flush=True)
        return self._told()

    def stop(self) -> None:
        """The process ends."""
        self._process.communicate("\n")

    def _told(self) -> Mapping[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("an engine ended: its message stands above")
        told: Mapping[str, Any] = json.loads(line)
        return told


def articles(path: Path | None) -> list[str]:
    """JSON lines with `text`, or nothing: the articles of the repository -> their texts, those without words left out."""
    files = [path] if path else sorted((ROOT / "tests" / "accuracy" / "gold").glob("*.jsonl"))
    # Not splitlines: JSON may hold the other line separators as they are.
    texts = [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").split("\n") if line.strip()]
    if path is None:
        texts += [page.read_text("utf-8") for page in sorted((ROOT / "examples").glob("*.txt"))]
    return [text for text in texts if text.split()]


def measure(engines: Mapping[str, str], texts: Sequence[str], rounds: int) -> dict[str, dict[str, Any]]:
    """Engines with the interpreter of each, articles, and how often each is read -> figures of each engine, in their order.

    `cpu` and `wall`: one median a text, in ms for WORDS words.
    """
    found: dict[str, dict[str, Any]] = {}
    workers: dict[str, Worker] = {}
    for name, python in engines.items():
        starts = [Worker(name, python) for _ in range(STARTS)]
        workers[name] = starts[-1]
        for worker in starts[:-1]:
            worker.stop()
        found[name] = {
            "start_cpu": statistics.median(worker.start_cpu for worker in starts),
            "start_wall": statistics.median(worker.start_wall for worker in starts),
        }
    told: dict[str, list[list[Mapping[str, Any]]]] = {name: [[] for _ in texts] for name in engines}
    names = list(engines)
    for turn in range(rounds):
        for number, text in enumerate(texts):
            first = (turn + number) % len(names)
            for name in names[first:] + names[:first]:
                told[name][number].append(workers[name].read(text))
    for name, worker in workers.items():
        worker.stop()
        for kind in ("cpu", "wall"):
            found[name][kind] = [
                1000 * statistics.median(one[kind] for one in rows) * WORDS / len(text.split())
                for rows, text in zip(told[name], texts, strict=True)
            ]
        last = [rows[-1] for rows in told[name]]
        found[name]["memory"] = max(one["memory"] for one in last)
        found[name]["statements"] = None if last[0]["statements"] is None else sum(one["statements"] for one in last)
    return found


def ratio(found: Mapping[str, Mapping[str, Any]], name: str, base: str) -> float | None:
    """Figures, an engine and another -> the median over the articles of how often its CPU time holds the other's."""
    if base not in found:
        return None
    pairs: zip[tuple[float, float]] = zip(found[name]["cpu"], found[base]["cpu"], strict=True)
    return statistics.median(mine / its for mine, its in pairs)


def table(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Figures -> the table that the README shows."""

    def cell(number: float | None, form: str) -> str:
        return "" if number is None else format(number, form)

    lines = [
        f"| engine | CPU, ms for {WORDS} words | middle half | of spaCy | times the floor | wall, ms | start, s | memory, MB |"
        " statements |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, figures in found.items():
        low, _, high = statistics.quantiles(figures["cpu"], n=4) if len(figures["cpu"]) > 1 else figures["cpu"] * 3
        cells = [
            f"`{name}`",
            cell(statistics.median(figures["cpu"]), ".2f"),
            f"{low:.2f} to {high:.2f}",
            cell(ratio(found, name, "spacy"), ".3f"),
            cell(ratio(found, name, "floor"), ".1f"),
            cell(statistics.median(figures["wall"]), ".2f"),
            cell(figures["start_wall"], ".2f"),
            cell(figures["memory"], ".0f"),
            cell(figures["statements"], "d"),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Command line -> the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="?", type=Path, help="JSON lines with `text` (default: articles of the repository)")
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter of the environment with the peers (default: without them)")
    parser.add_argument("--engines", nargs="+", choices=[*OURS, *PEERS], help="default: all that can run")
    parser.add_argument("--rounds", type=int, default=5, help="how often each article is read (default: %(default)s)")
    parser.add_argument("--few", type=int, metavar="N", help="only N articles, spread over the file")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where all figures go, one a text")
    args = parser.parse_args()
    known = dict.fromkeys(OURS, sys.executable) | (dict.fromkeys(PEERS, args.peers) if args.peers else {})
    missing = [name for name in args.engines or () if name not in known]
    if missing:
        parser.error(f"{', '.join(missing)}: name their interpreter with --peers, or say make speed")
    texts = articles(args.articles)
    texts = texts[:: -(-len(texts) // args.few)] if args.few else texts
    found = measure({name: known[name] for name in args.engines or known}, texts, args.rounds)
    words = sorted(len(text.split()) for text in texts)
    print(f"{len(texts)} articles of {words[0]} to {words[-1]} words, median {words[len(words) // 2]}; {args.rounds} rounds\n")
    print(table(found))
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
