"""The options of the contract as flags, so that what can be asked for over HTTP can be asked for here, in the same words."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

from marshmallow import Schema

from service.contract.orders import Fault, Refused, load, typed
from service.contract.request_schemas import Choices, Truth
from service.pipeline import taggers
from service.version import VERSION


def add_options(parser: ArgumentParser, schema: Schema) -> None:
    """Parser and the schema of the options -> the same parser, with a flag for each, one for the tagger and `--version`."""
    for name, field in schema.fields.items():
        described = str(field.metadata["description"]).replace("`", "").replace("%", "%%")
        if isinstance(field, Truth):
            parser.add_argument(_flag(name), action="store_const", const="true", help=described)
        elif isinstance(field, Choices):
            parser.add_argument(_flag(name), metavar="A,B", action="append", help=described)
        else:
            parser.add_argument(_flag(name), metavar=name.partition("_")[2].upper() or name.upper(), help=described)
    known = taggers()
    parser.add_argument(
        "--tagger",
        type=_tagger,
        default=os.environ.get("TAGGER", "").strip() or known[0],
        help=f"What finds the statements: {' or '.join(known)}; else what the variable TAGGER says, or {known[0]}.",
    )
    parser.add_argument("--version", action="version", version=VERSION)


def given_options(parser: ArgumentParser, schema: Schema, flags: Namespace) -> dict[str, Any]:
    """Parser, schema and parsed flags -> the members of a request that they mean. Ends the program (2) where one is wrong."""
    pairs: list[tuple[str, str]] = []
    for name in schema.fields:
        value = getattr(flags, name)
        pairs += [(name, part) for part in (value if isinstance(value, list) else [value]) if part is not None]
    members = typed(schema, pairs)
    try:
        load(schema, members)
    except Refused as refused:
        parser.error("; ".join(map(_told, refused.faults)))
    return members


def _told(fault: Fault) -> str:
    return f"{_flag(fault.pointer.split('/')[1])}: {fault.detail}"


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _tagger(name: str) -> str:
    if name not in taggers():
        raise ArgumentTypeError(f"{name!r} cannot run here; it may be {' or '.join(taggers())}")
    return name
