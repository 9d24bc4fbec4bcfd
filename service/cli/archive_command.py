"""`source-attribution-archive ARCHIVE… -o OUT`: whole archives, on all cores, resumable."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from math import inf
from pathlib import Path

from service.archives.checkpoints import Ledger, OtherRun, fingerprint
from service.archives.records import MEMBERS
from service.archives.running import Wanted, batches, results
from service.cli.options import add_options, given_options
from service.cli.progress import progress
from service.contract.request_schemas import SharedOptionsSchema
from service.pipeline import engine

_OPTIONS = SharedOptionsSchema()
_KEPT_EVERY = 2.0  # seconds between checkpoints: what a kill costs at most
_EXIT_CODES = """archives:
  .jsonl and .ndjson (also .gz, .zst): an object a line; .parquet: a row an article; .warc and .wet (also .gz): pages and texts.
  Of a record its text, html, id, title and publisher are taken; --names tells what else they are called.

A run that was interrupted or killed goes on where it was when the same command is given again.

exit codes:
  0  every record was read
  1  records could not be read: they stand in the errors' file; the others were answered all the same
  2  the command is wrong, or the output belongs to another run
  3  a worker died: run it again to go on, with fewer workers if memory was short
  130  interrupted: run it again to go on"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Arguments of the command -> its exit code; answers go to the output, what has none to the errors' file, a line each."""
    parser = _parser()
    flags = parser.parse_args(arguments)
    missing = [path for path in flags.archives if not path.is_file()]
    if missing:
        parser.error(f"{missing[0]}: no such file")
    wanted = Wanted(given_options(parser, _OPTIONS, flags), flags.tagger, flags.names)
    errors = flags.errors or flags.output.with_name(flags.output.name + ".errors")
    try:
        ledger = Ledger(flags.output, errors, _run(flags.archives, wanted, flags.unordered), flags.restart)
    except (OtherRun, OSError) as error:
        print(f"source-attribution-archive: {error}", file=sys.stderr)
        return 2
    try:
        return _work(ledger, wanted, flags)
    except KeyboardInterrupt:
        print("interrupted; the same command goes on", file=sys.stderr)
        return 130
    except BrokenProcessPool:
        print("a worker died; the same command goes on", file=sys.stderr)
        return 3
    finally:  # without a checkpoint: what was cut off may be half a batch
        ledger.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="source-attribution-archive",
        description="The statements of every article in archives, a line of JSON each.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("archives", nargs="+", metavar="ARCHIVE", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path, help="where the answers go")
    parser.add_argument("--errors", type=Path, help="where the records go that have none; else OUTPUT.errors")
    parser.add_argument("--workers", type=_count, default=_cores(), help="processes; else one a core")
    parser.add_argument(
        "--unordered", action="store_true", help="write answers as they are ready, not in the order of the records"
    )
    parser.add_argument("--names", type=_names, default={}, metavar="text=BODY,id=URL", help=f"names of {', '.join(MEMBERS)}")
    parser.add_argument("--restart", action="store_true", help="begin anew, over what an earlier run wrote")
    parser.add_argument("--quiet", action="store_true", help="no progress bar and no last line")
    add_options(parser, _OPTIONS)
    return parser


def _work(ledger: Ledger, wanted: Wanted, flags: argparse.Namespace) -> int:
    """Open output, what is wanted, flags -> the exit code; every batch that is not yet written is worked on and written."""
    checkpoint = ledger.checkpoint
    begun, kept, before = time.monotonic(), -inf, checkpoint.articles
    todo = (batch for batch in batches(flags.archives, flags.names) if not checkpoint.holds(batch.number))
    total = sum(path.stat().st_size for path in flags.archives)
    if not checkpoint.finished:
        with progress(total, "B", not flags.quiet) as advance:
            position = 0
            for result in results(todo, wanted, flags.workers, not flags.unordered):
                ledger.write(result.batch, result.answers, result.errors, result.articles, result.failed)
                if result.position > position:
                    advance(result.position - position, f"{checkpoint.articles:,} articles")
                    position = result.position
                if time.monotonic() - kept > _KEPT_EVERY:
                    ledger.keep()
                    kept = time.monotonic()
        ledger.keep(finished=True)
    if not flags.quiet:
        seconds = time.monotonic() - begun
        rate = (checkpoint.articles - before) / seconds
        told = f"{checkpoint.articles:,} articles, {checkpoint.failed:,} errors; {seconds:.0f} s, {rate:.1f} articles a second"
        print(told, file=sys.stderr)
    return 1 if checkpoint.failed else 0


def _run(paths: Sequence[Path], wanted: Wanted, unordered: bool) -> str:
    files = [[str(path), path.stat().st_size, path.stat().st_mtime_ns] for path in paths]
    return fingerprint([files, dict(wanted.options), dict(wanted.names), unordered, dict(engine(wanted.tagger))])


def _names(given: str) -> dict[str, str]:
    pairs = dict(part.partition("=")[::2] for part in given.split(","))
    if not set(pairs) <= set(MEMBERS) or not all(pairs.values()):
        raise argparse.ArgumentTypeError(f"write MEMBER=NAME,…, where MEMBER is {', '.join(MEMBERS)}")
    return pairs


def _count(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= 1_000:
        raise argparse.ArgumentTypeError("a number from 1 to 1000")
    return int(given)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())
