"""Time and memory against the length of a text -> a table, a plot, and the exponent that fits.

    python -m benchmarks.length [ARTICLES.jsonl] [--taggers rules] [--longest CODE_POINTS] [--family NAME] [--plot FILE]

The text is plain news, the given articles or the project's own one after another, or a hostile family. Time is CPU time of the
process, the less of two readings where one takes under ten seconds. The exponent is the slope of the logarithms, by least
squares, from 10,000 code points on, since what an article costs by itself counts below: 1 is linear, 2 quadratic. The plot, as
SVG or PNG by the name of the file, needs matplotlib (benchmarks/requirements.txt).
"""

from __future__ import annotations

import argparse
import math
import pathlib
import resource
import statistics
import time
from collections.abc import Mapping, Sequence

from benchmarks.families import HOSTILE, articles, news
from service.pipeline import Options, attribute, load, taggers

_SHORTEST = 1_000  # code points
_LONGEST = 10_000_000
_FITTED_FROM = 10_000
_STEP = math.sqrt(10)
_ONCE = 10.0  # seconds; what takes longer is read once
_BUDGET = 36_000.0  # seconds; what is looked for is how long it takes

Points = Sequence[tuple[int, float]]  # code points and seconds


def lengths(longest: int) -> list[int]:
    """The longest text -> lengths up to it, two for each power of ten."""
    return [round(_SHORTEST * _STEP**step) for step in range(round(2 * math.log10(longest / _SHORTEST)) + 1)]


def seconds(text: str, tagger: str) -> float:
    """A text and a tagger -> CPU seconds of the process."""
    options = Options(tagger=tagger, budget=_BUDGET)
    times: list[float] = []
    while len(times) < 2 and sum(times) < _ONCE:
        begun = time.process_time()
        attribute(text, options)
        times.append(time.process_time() - begun)
    return min(times)


def exponent(points: Points) -> float:
    """Lengths and times -> the power of the length that the time grows with."""
    fitted = [(math.log(length), math.log(spent)) for length, spent in points if length >= _FITTED_FROM]
    return statistics.linear_regression(*zip(*fitted, strict=True)).slope


def plot(curves: Mapping[str, Points], path: pathlib.Path) -> None:
    """Curves by their names -> a plot with logarithmic axes, written to the file."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    for name, points in curves.items():
        axes.loglog(*zip(*points, strict=True), marker="o", label=f"{name}: length to the power of {exponent(points):.2f}")
    axes.set(xlabel="code points", ylabel="seconds of CPU")
    axes.grid(which="major", alpha=0.3)
    axes.legend()
    figure.savefig(path, bbox_inches="tight")


def main() -> None:
    """Command line -> a table, and a plot where asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=pathlib.Path, help="JSON lines with a text each")
    parser.add_argument("--taggers", nargs="+", default=["rules"], choices=taggers())
    parser.add_argument("--longest", type=int, default=_LONGEST, help="code points (default: ten million)")
    parser.add_argument("--family", choices=tuple(HOSTILE), help="a hostile family instead of plain news")
    parser.add_argument("--plot", type=pathlib.Path, metavar="FILE")
    args = parser.parse_args()
    texts = articles(args.articles)
    curves: dict[str, Points] = {}
    for tagger in args.taggers:
        load(tagger)
        seconds(news(texts, _SHORTEST), tagger)
        points = []
        for length in lengths(args.longest):
            text = HOSTILE[args.family](length) if args.family else news(texts, length)
            points.append((length, seconds(text, tagger)))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rate = points[-1][1] * 1_000_000 / length
            print(f"{tagger} {length:>10} code points {points[-1][1]:9.3f} s {rate:7.2f} s/MB, {memory:6.0f} MB held", flush=True)
        curves[tagger] = points
        print(f"{tagger}: time grows with the length to the power of {exponent(points):.3f}", flush=True)
    if args.plot:
        plot(curves, args.plot)


if __name__ == "__main__":
    main()
