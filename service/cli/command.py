"""`source-attribution FILE…`: the table for people, or JSON for programs."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import Any

from service.cli.colours import coloured, painted
from service.cli.files import STANDARD_INPUT, Form, UnreadableFile, read_article
from service.cli.options import add_options, given_options
from service.cli.progress import progress
from service.contract.answers import answer
from service.contract.orders import Order, Refused, read_order
from service.contract.rendering import LEAST_WIDTH, WIDTH, lines
from service.contract.request_schemas import OptionsSchema
from service.model import Report
from service.pipeline import attribute
from service.webpage import PageTooLarge

_OPTIONS = OptionsSchema()
_EXIT_CODES = """exit codes:
  0  every article was read
  1  a file could not be read; the others were answered all the same
  2  the command is wrong; nothing was read
  130, 141  interrupted; whoever read the output went away"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Arguments of the command -> its exit code; answers go to standard output in the order of the files, errors to the other."""
    parser = _parser()
    flags = parser.parse_args(arguments)
    names = flags.files or ([] if sys.stdin.isatty() else [STANDARD_INPUT])
    if not names:
        parser.error("name a file, or - for standard input")
    members = given_options(parser, _OPTIONS, flags)
    try:
        failed = _run(names, members, flags)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it closes it
        return 141
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="source-attribution",
        description="Who said what, through which outlet, in news articles.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="text in UTF-8, or HTML; - is standard input")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--text", dest="form", action="store_const", const=Form.TEXT, help="every file is text")
    form.add_argument("--html", dest="form", action="store_const", const=Form.HTML, help="every file is a page in HTML")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="an answer as over HTTP; a list of them for several files")
    output.add_argument("--ndjson", action="store_true", help="an answer a line, each as soon as it is there")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="of the table; auto heeds NO_COLOR")
    parser.add_argument("--width", type=int, help="columns of the table; else those of the terminal, or 100")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    add_options(parser, _OPTIONS)
    return parser


def _run(names: Sequence[str], members: dict[str, Any], flags: argparse.Namespace) -> int:
    """Names of files, options and flags -> how many could not be read; the answers of the others are written."""
    failed = 0
    shown = len(names) > 1 and not flags.quiet and not sys.stdout.isatty()
    with progress(len(names), " articles", shown) as advance:
        written = 0
        for name in names:
            try:
                order, report = _answered(name, members, flags)
            except (UnreadableFile, Refused, PageTooLarge) as error:
                print(f"source-attribution: {name}: {error}", file=sys.stderr)
                failed += 1
            else:
                _write(_shown(order, report, name, flags, first=not written, many=len(names) > 1))
                written += 1
            advance(1)
        if flags.json and len(names) > 1:
            _write(["]\n" if written else "[]\n"])
    return failed


def _answered(name: str, members: dict[str, Any], flags: argparse.Namespace) -> tuple[Order, Report]:
    # Whoever calls from a shell waits for as long as it takes, and can interrupt.
    order = read_order({**members, **read_article(name, flags.form)}, inf, flags.tagger)
    if order.id is None and name != STANDARD_INPUT:
        order = replace(order, id=os.fsencode(name).decode("utf-8", "replace"))
    return order, attribute(order.text, order.options)


def _shown(order: Order, report: Report, name: str, flags: argparse.Namespace, first: bool, many: bool) -> Iterator[str]:
    """An answer -> its pieces as they are written."""
    if flags.ndjson:
        yield json.dumps(answer(report, order), ensure_ascii=False, separators=(",", ":")) + "\n"
    elif flags.json:
        yield ("[" if first else ",") if many else ""
        yield json.dumps(answer(report, order), ensure_ascii=False, indent=2) + "\n"
    else:
        if many:
            yield f"{'' if first else chr(10)}==> {name} <==\n"
        paint = coloured(sys.stdout, flags.color)
        for part, line in lines(report, order, _width(flags.width)):
            yield f"{painted(part, line) if paint else line}\n"


def _width(wish: int | None) -> int:
    if wish is None and sys.stdout.isatty():
        wish = shutil.get_terminal_size((WIDTH, 0)).columns
    return max(LEAST_WIDTH, WIDTH if wish is None else wish)


def _write(pieces: Iterator[str] | Sequence[str]) -> None:
    """Pieces of output -> written in UTF-8, whatever the locale, and at once."""
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
