"""Accuracy of the working tree beside that of a commit: figures, and by article the statements gained and lost.

    python -m tests.accuracy.report [GOLD.jsonl ...] [--tagger rules] [--against HEAD] [--modes speech,writing,thought]

Without a file it reads the project's own gold articles, tests/accuracy/gold.jsonl. A gold file has one article a line:
{"id", "text", "attributions": [{"source": [[start, end], ...], "cue": ..., "content": ...}]}, offsets in code points.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
from typing import Any

from service.model import Span
from training.agreement import right

OWN_GOLD = pathlib.Path(__file__).parent / "gold.jsonl"
ROOT = pathlib.Path(__file__).parent.parent.parent

# Run in a process of its own for each tree, so that each imports its own service; articles in, findings out, as JSON lines.
_READER = """
import json, sys
from service.model import Mode
from service.pipeline import Options, attribute
options = Options(tagger=sys.argv[1] or None, modes=frozenset(map(Mode, sys.argv[2].split(","))))
span = lambda span: span and [span.start, span.end]
for line in sys.stdin:
    found = attribute(json.loads(line)["text"], options).statements
    print(json.dumps([[span(one.source), [span(piece) for piece in one.contents]] for one in found]), flush=True)
"""

Finding = tuple[Span | None, list[Span]]


def findings(tree: pathlib.Path, articles: list[dict[str, Any]], tagger: str, modes: str) -> list[list[Finding]]:
    """A tree of the project and articles -> what that tree's service finds in each: source and contents of every statement."""
    lines = "".join(json.dumps({"text": article["text"]}) + "\n" for article in articles)
    command = [sys.executable, "-c", _READER, tagger, modes]
    told = subprocess.run(
        command, input=lines, capture_output=True, text=True, check=True, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}
    )
    return [
        [(Span(*source) if source else None, [Span(*piece) for piece in contents]) for source, contents in json.loads(line)]
        for line in told.stdout.splitlines()
    ]


def matched(article: dict[str, Any], found: list[Finding]) -> tuple[set[int], set[int]]:
    """Gold article and findings -> the gold attributions found, and the findings that are right, one to one."""
    gold_right: set[int] = set()
    found_right: set[int] = set()
    for number, gold in enumerate(article["attributions"]):
        for other, (source, contents) in enumerate(found):
            if other not in found_right and right(article["text"], gold, contents, source):
                gold_right.add(number)
                found_right.add(other)
                break
    return gold_right, found_right


def figures(articles: list[dict[str, Any]], found: list[list[Finding]]) -> tuple[float, float, float]:
    """Gold articles and findings -> precision, recall and F1 of who said what."""
    pairs = [matched(article, some) for article, some in zip(articles, found, strict=True)]
    hits = sum(len(good) for good, _ in pairs)
    precision = hits / max(1, sum(map(len, found)))
    recall = hits / max(1, sum(len(article["attributions"]) for article in articles))
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def told(article: dict[str, Any], number: int) -> str:
    """A gold attribution -> one line for a person."""
    gold, text = article["attributions"][number], article["text"]
    words = {role: " … ".join(text[start:end] for start, end in gold[role]) for role in ("source", "content")}
    return f"{words['source'] or 'nobody named'}: {words['content'][:100]}"


def report(articles: list[dict[str, Any]], before: list[list[Finding]], after: list[list[Finding]]) -> list[str]:
    """Gold articles, a commit's findings and the working tree's -> the lines of the report."""
    lines = ["            precision  recall      F1"]
    for name, found in (("before", before), ("after", after)):
        lines.append(f"{name:10}" + "".join(f"{figure:10.3f}" for figure in figures(articles, found)))
    for article, old, new in zip(articles, before, after, strict=True):
        had, has = matched(article, old)[0], matched(article, new)[0]
        lines += [f"+ {article['id']}  {told(article, number)}" for number in sorted(has - had)]
        lines += [f"- {article['id']}  {told(article, number)}" for number in sorted(had - has)]
    return lines


def main() -> None:
    """Command line -> the report, printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=pathlib.Path, default=[OWN_GOLD])
    parser.add_argument("--tagger", default="", help="rules or neural; default: the most accurate that can run here")
    parser.add_argument("--against", default="HEAD", help="the commit to compare with")
    parser.add_argument("--modes", default="speech,writing")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["git", "archive", args.against], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(folder, filter="data")
        for path in args.gold:
            articles = [json.loads(line) for line in path.read_text("utf-8").rstrip("\n").split("\n")]
            before = findings(pathlib.Path(folder), articles, args.tagger, args.modes)
            after = findings(ROOT, articles, args.tagger, args.modes)
            print(path.name, *report(articles, before, after), sep="\n")


if __name__ == "__main__":
    main()
