"""Hostile families -> what a megabyte of each costs, as a ratio to a megabyte of plain news.

    python -m benchmarks.hostile [ARTICLES.jsonl] [--size CODE_POINTS] [--taggers rules neural] [--family WORDS …]

Plain news are the given articles, or the project's own, one after another; ratios are formed within one run. The target is 5: no
text may hold a worker much longer than its length says. Nothing may be left unread: an answer that ran out of time is marked.
"""

from __future__ import annotations

import argparse
import pathlib
import time

from benchmarks.families import HOSTILE, articles, news
from service.model import Mode, Section
from service.pipeline import Options, attribute, load, taggers

_MEGABYTE = 1_000_000
_BUDGET = 3600.0  # seconds; what is looked for is how long it takes


def seconds(text: str, tagger: str) -> tuple[float, int, bool]:
    """A text and a tagger -> CPU seconds of the process, statements found, whether all was read."""
    options = Options(tagger=tagger, modes=frozenset(Mode), sections=frozenset(Section), budget=_BUDGET)
    begun = time.process_time()
    report = attribute(text, options)
    return time.process_time() - begun, len(report.statements), not report.incomplete


def main() -> None:
    """Command line -> a table, the dearest family last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=pathlib.Path, help="JSON lines with a text each")
    parser.add_argument("--size", type=int, default=_MEGABYTE, help="code points of each text (default: a million)")
    parser.add_argument("--taggers", nargs="+", default=list(taggers()), choices=taggers())
    parser.add_argument("--family", nargs="*", default=[], help="only families with one of these words in their names")
    args = parser.parse_args()
    plain = news(articles(args.articles), args.size)
    for tagger in args.taggers:
        load(tagger)
        attribute(plain[:10_000], Options(tagger=tagger))
        usual, found, _ = seconds(plain, tagger)
        print(f"{tagger}: plain news {usual * _MEGABYTE / args.size:.2f} s a megabyte, {found} statements", flush=True)
        rows = []
        for name, family in HOSTILE.items():
            if not args.family or any(words in name for words in args.family):
                spent, found, complete = seconds(family(args.size), tagger)
                rows.append((spent / usual, f"{name:36}{spent / usual:8.2f}{found:10}{'' if complete else '  incomplete'}"))
        print("\n".join(row for _, row in sorted(rows)), flush=True)
        print(f"{tagger}: the dearest family takes {max(ratio for ratio, _ in rows):.2f} times plain news", flush=True)


if __name__ == "__main__":
    main()
