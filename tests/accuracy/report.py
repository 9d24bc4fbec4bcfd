"""Accuracy of the working tree beside that of a commit: figures, and by article what became better (+) and worse (-).

    python -m tests.accuracy.report [GOLD.jsonl ...] [--tagger rules] [--against HEAD] [--modes speech,writing,thought]

Without a file it reads the project's own gold articles, tests/accuracy/gold/*.jsonl, a file for each manner of news. A gold file
has one article a line: {"id", "text", "attributions": [{"source": [[start, end], ...], "cue": ..., "content": ...}]}, offsets in
code points. An attribution may also tell its `speaker` and `outlet` (names or null), `chain` (names, the reader's end first),
`anonymous` (true or false) and `mode`; what it does not tell is not compared. A list tells all that will do: names, or chains.
One with `"optional": true` is neither asked for nor held against whoever finds it.

`precision`, `recall` and `F1` are of who said what, by half of the words. The rest is of the statements found so: how many have
exactly the `content`, the `speaker`, `chain` and `mode`, and F1 of those that have an `outlet` or are `anonymous`.
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
from collections.abc import Iterable
from typing import Any, NamedTuple

import regex

from service.model import Span
from training.agreement import right

OWN_GOLD = sorted((pathlib.Path(__file__).parent / "gold").glob("*.jsonl"))
FRESH = sorted((pathlib.Path(__file__).parent / "fresh").glob("*.jsonl"))  # written by who had not seen the service
ROOT = pathlib.Path(__file__).parent.parent.parent
COLUMNS = ("precision", "recall", "F1", "content", "speaker", "outlet", "chain", "anonymous", "mode")
MAY_LACK = ("outlet", "anonymous")  # most statements have none: a share of right ones would tell little
_WORD = regex.compile(r"\w+")
_ARTICLE = regex.compile(r"^the ")

# Run in a process of its own for each tree, so that each imports its own service; articles in, findings out, as JSON lines.
_READER = """
import json, sys
from service.model import Mode
from service.pipeline import Options, attribute
# An hour for each article: what a busy machine leaves unread is no error of the service's.
options = Options(tagger=sys.argv[1] or None, modes=frozenset(map(Mode, sys.argv[2].split(","))), budget=3600.0)
def told(one):
    return {"source": one.source, "contents": one.contents, "speaker": one.speaker and one.speaker.name,
        "anonymous": bool(one.speaker and one.speaker.anonymous), "outlet": one.outlet and one.outlet.name,
        "chain": [link.name for link in one.chain], "mode": one.mode}
for line in sys.stdin:
    print(json.dumps([told(one) for one in attribute(json.loads(line)["text"], options).statements]), flush=True)
"""


class Finding(NamedTuple):
    """A statement as a tree's service gave it."""

    source: Span | None
    contents: list[Span]
    told: dict[str, Any]  # speaker, anonymous, outlet, chain, mode


Gold = dict[str, Any]


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(Span(*told["source"]) if told["source"] else None, [Span(*piece) for piece in told["contents"]], told)


def findings(tree: pathlib.Path, articles: list[Gold], tagger: str, modes: str) -> list[list[Finding]]:
    """A tree of the project and articles -> what that tree's service finds in each."""
    lines = "".join(json.dumps({"text": article["text"]}) + "\n" for article in articles)
    command = [sys.executable, "-c", _READER, tagger, modes]
    told = subprocess.run(
        command, input=lines, capture_output=True, text=True, check=True, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}
    )
    return [[_finding(one) for one in json.loads(line)] for line in told.stdout.splitlines()]


def matched(article: Gold, found: list[Finding]) -> dict[int, int]:
    """Gold article and findings -> which gold attribution is which finding, one to one; those asked for choose first."""
    pairs: dict[int, int] = {}
    golds = list(enumerate(article["attributions"]))
    for number, gold in sorted(golds, key=lambda pair: pair[1].get("optional", False)):
        for other, finding in enumerate(found):
            if other not in pairs.values() and right(article["text"], gold, finding.contents, finding.source):
                pairs[number] = other
                break
    return pairs


def _plain(value: Any) -> Any:
    """A name, names or a truth -> what is compared of it: names without their article and in one case."""
    if isinstance(value, str):
        return _ARTICLE.sub("", " ".join(value.casefold().split()))
    return tuple(map(_plain, value)) if isinstance(value, list) else value


def _accepted(gold: Gold, key: str) -> list[Any]:
    """A gold attribution -> what will do for one of its keys."""
    value = gold[key]
    several = isinstance(value, list) and (key != "chain" or any(isinstance(one, list) for one in value))
    return [_plain(one) for one in value] if several else [_plain(value)]


def _words(text: str, spans: Iterable[Any]) -> list[int]:
    """Text and spans -> where their words begin, without a "that" at their head."""
    words = [match for span in spans for match in _WORD.finditer(text, *span)]
    return [match.start() for match in words[words[:1] != [] and words[0][0] == "that" :]]


def judged(text: str, gold: Gold, finding: Finding) -> dict[str, bool]:
    """A gold attribution and its finding -> of each thing that the gold tells, whether the finding has it right."""
    verdict = {"content": _words(text, gold["content"]) == _words(text, finding.contents)}
    for key in COLUMNS[4:]:
        if key in gold:
            verdict[key] = _plain(finding.told[key]) in _accepted(gold, key)
    return verdict


class Verdict(NamedTuple):
    """Of a statement found, one thing that the gold tells of it."""

    good: bool  # the finding has it right
    had: bool  # the gold has one: an outlet, say
    given: bool  # the finding has one


def _share(key: str, verdicts: list[Verdict]) -> float | None:
    """What was compared, and how it came out -> the share of right ones, or F1; None where there was nothing to compare."""
    if key not in MAY_LACK:
        return sum(verdict.good for verdict in verdicts) / len(verdicts) if verdicts else None
    # One that may be there or not counts on neither side.
    counted = [verdict for verdict in verdicts if verdict.had or not verdict.good]
    if not any(verdict.had for verdict in counted):
        return None
    return 2 * sum(verdict.good for verdict in counted) / sum(verdict.had + verdict.given for verdict in counted)


def figures(articles: list[Gold], found: list[list[Finding]]) -> dict[str, float]:
    """Gold articles and findings -> the figures by name, without those of which the gold tells nothing."""
    asked = hits = given = 0
    verdicts: dict[str, list[Verdict]] = {key: [] for key in COLUMNS[3:]}
    for article, some in zip(articles, found, strict=True):
        golds, pairs = article["attributions"], matched(article, some)
        wanted = [number for number in pairs if not golds[number].get("optional")]
        asked += sum(not gold.get("optional") for gold in golds)
        hits += len(wanted)
        given += len(some) - (len(pairs) - len(wanted))
        for number in wanted:
            gold, finding = golds[number], some[pairs[number]]
            for key, good in judged(article["text"], gold, finding).items():
                had = key not in MAY_LACK or all(_accepted(gold, key))
                verdicts[key].append(Verdict(good, had, bool(finding.told.get(key))))
    figure = {"precision": hits / max(1, given), "recall": hits / max(1, asked), "F1": 2 * hits / max(1, given + asked)}
    return figure | {key: share for key, these in verdicts.items() if (share := _share(key, these)) is not None}


def told(text: str, source: Iterable[Any], content: Iterable[Any]) -> str:
    """Text, and the spans of a source and of a content -> one line for a person."""
    words = [" … ".join(text[begin:end] for begin, end in spans) for spans in (source, content)]
    return f"{words[0] or 'nobody named'}: {words[1][:100]}"


def _further(article: Gold, found: list[Finding], pairs: dict[int, int]) -> set[str]:
    """A gold article, findings and which of them the gold knows -> the others, told."""
    others = [finding for number, finding in enumerate(found) if number not in pairs.values()]
    return {told(article["text"], [one.source] if one.source else [], one.contents) for one in others}


def changes(article: Gold, before: list[Finding], after: list[Finding]) -> list[str]:
    """A gold article, a commit's findings and the working tree's -> a line for each thing better (+) or worse (-)."""
    better: list[tuple[bool, str]] = []
    had, has = matched(article, before), matched(article, after)
    for number, gold in enumerate(article["attributions"]):
        line = told(article["text"], gold["source"], gold["content"])
        if gold.get("optional"):
            continue
        if (number in had) != (number in has):
            better.append((number in has, line))
        elif number in has:
            old, new = (judged(article["text"], gold, some[pairs[number]]) for some, pairs in ((before, had), (after, has)))
            for key in (key for key in new if old[key] != new[key]):
                says = "" if key == "content" else f": {after[has[number]].told[key]}"
                better.append((new[key], f"{line} ({key}{says})"))
    old_further, new_further = _further(article, before, had), _further(article, after, has)
    better += [(True, f"{line} (not asked for, gone)") for line in sorted(old_further - new_further)]
    better += [(False, f"{line} (not asked for)") for line in sorted(new_further - old_further)]
    return [f"{'+' if good else '-'} {article['id']}  {line}" for good, line in better]


def table(articles: list[Gold], before: list[list[Finding]], after: list[list[Finding]]) -> list[str]:
    """Gold articles, a commit's findings and the working tree's -> the figures of both, one under the other."""
    old, new = figures(articles, before), figures(articles, after)
    columns = [column for column in COLUMNS if column in old or column in new]
    lines = [f"{'':8}" + "".join(f"{column:>10}" for column in columns)]
    for name, figure in (("before", old), ("after", new)):
        lines.append(f"{name:8}" + "".join(f"{figure[column]:10.3f}" if column in figure else f"{'':10}" for column in columns))
    return lines


def report(articles: list[Gold], before: list[list[Finding]], after: list[list[Finding]]) -> list[str]:
    """Gold articles, a commit's findings and the working tree's -> the lines of the report."""
    lines = table(articles, before, after)
    for article, some, others in zip(articles, before, after, strict=True):
        lines += changes(article, some, others)
    return lines


def read(path: pathlib.Path) -> list[Gold]:
    """A gold file -> its articles."""
    return [json.loads(line) for line in path.read_text("utf-8").rstrip("\n").split("\n")]


def main() -> None:
    """Command line -> the report, printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=pathlib.Path, default=OWN_GOLD)
    parser.add_argument("--tagger", default="", help="rules or neural; default: the most accurate that can run here")
    parser.add_argument("--against", default="HEAD", help="the commit to compare with")
    parser.add_argument("--modes", default="speech,writing")
    args = parser.parse_args()
    files = [read(path) for path in args.gold]
    articles = [article for file in files for article in file]
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["git", "archive", args.against], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(folder, filter="data")
        before = findings(pathlib.Path(folder), articles, args.tagger, args.modes)
        after = findings(ROOT, articles, args.tagger, args.modes)
    begin = 0
    for path, file in zip(args.gold, files, strict=True):
        end = begin + len(file)
        print(path.name, *report(file, before[begin:end], after[begin:end]), "", sep="\n")
        begin = end
    if len(files) > 1:
        print("all files", *table(articles, before, after), sep="\n")


if __name__ == "__main__":
    main()
