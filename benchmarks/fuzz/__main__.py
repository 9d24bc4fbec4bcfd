"""Texts grown by what code they reach -> the first that raises, breaks an invariant or takes too long; nothing where none does.

    python -m benchmarks.fuzz document|pipeline [--seconds N] [--corpus FOLDER]

Needs atheris (benchmarks/requirements.txt). Seeds are the project's own: its example, the examples of its rules, and a piece of
each hostile family. A finding is kept beside the corpus; make it a failing row of the tests first.
"""

from __future__ import annotations

import argparse
import hashlib
import pathlib
import sys

import atheris

with atheris.instrument_imports(include=["service"]):
    from service.document import read
    from service.lexicon.rules import rules
    from service.model import Mode, Section
    from service.pipeline import Options, attribute, load

from benchmarks.families import HOSTILE, articles
from tests.invariants import check_document, check_report
from tests.markup import parse

_LONGEST = 4000  # bytes of a text; what a text needs to break something is shorter, and short ones run oftener
_SLOWEST = 10  # seconds on the clock for one text, instrumented; a thousand times the usual
_PIECE = 120  # code points of a hostile family
_EVERYTHING = Options(tagger="rules", modes=frozenset(Mode), sections=frozenset(Section), budget=600.0)


def text_of(data: bytes) -> str:
    """Bytes -> a text; those that are no UTF-8 become lone surrogates, which the API refuses but the pipeline must bear."""
    return data.decode("utf-8", "surrogateescape")


def document(data: bytes) -> None:
    """Bytes -> nothing; raises where the document read from them is not as it must be. The first line is the title, too."""
    text = text_of(data)
    title = text.partition("\n")[0] if text.startswith("#") else None
    check_document(read(text, title=title))


def pipeline(data: bytes) -> None:
    """Bytes -> nothing; raises where the report on them is not as it must be."""
    text = text_of(data)
    report = attribute(text, _EVERYTHING)
    check_report(report)
    assert not report.incomplete


def seeds() -> list[str]:
    """Texts to grow from."""
    marked = [parse(example).text for rule in rules("en").every for example in (*rule.examples, *rule.counter_examples)]
    return [*articles(None), *marked, *(family(_PIECE) for family in HOSTILE.values())]


def main() -> None:
    """Command line -> libFuzzer's report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=("document", "pipeline"))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--corpus", type=pathlib.Path, default=pathlib.Path("build/fuzz"), help="keeps what reaches new code")
    args = parser.parse_args()
    load("rules")
    corpus = args.corpus / args.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number:03}").write_bytes(seed.encode("utf-8", "surrogatepass"))
    check = {"document": document, "pipeline": pipeline}[args.target]

    def target(data: bytes) -> None:
        try:
            check(data)
        except BaseException:  # libFuzzer ends the process without keeping what raised in Python
            (args.corpus / f"{args.target}-{hashlib.sha256(data).hexdigest()[:12]}.txt").write_bytes(data)
            raise

    flags = (
        f"-max_len={_LONGEST}",
        f"-timeout={_SLOWEST}",
        f"-max_total_time={args.seconds}",
        f"-artifact_prefix={corpus}/",
        f"-dict={pathlib.Path(__file__).parent / 'words.dict'}",
    )
    atheris.Setup([sys.argv[0], *flags, str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
