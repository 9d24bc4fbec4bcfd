"""Articles in a column of a Spark DataFrame -> their statements as rows, by `mapInArrow`; needs the extra `spark`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from service.archives.records import MEMBERS, BadRecord, Record, members
from service.contract.answers import answer
from service.contract.orders import NoHtml, Refused, load, read_order
from service.contract.request_schemas import SharedOptionsSchema
from service.pipeline import attribute, taggers
from service.webpage import PageTooLarge

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_ARTICLES = 100  # whose rows are handed back together, so that a worker holds few of them

_PLACE = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
_LINK = pa.struct([("name", pa.string()), ("type", pa.string())])
_SPEAKER = pa.struct(
    [
        ("name", pa.string()),
        ("description", pa.string()),
        ("type", pa.string()),
        ("anonymous", pa.bool_()),
        ("grade", pa.string()),
        ("source_type", pa.string()),
        ("count", pa.int32()),
        ("named_at", _PLACE),
        ("withheld_because", _PLACE),
    ]
)
_OUTLET = pa.struct([*((name, pa.string()) for name in ("id", "name", "domain", "country", "wikidata")), ("named_at", _PLACE)])
_MEDIUM = pa.struct([("kind", pa.string()), ("name", pa.string()), ("named_at", _PLACE)])

# A row is a statement as the service answers it, behind the article's id. An article that could not be read is one row with an
# `error` and nothing else; one without statements has no row.
SCHEMA = pa.schema(
    [
        ("article", pa.string()),
        ("error", pa.string()),
        *((name, pa.string()) for name in ("id", "kind", "mode", "act", "section")),
        ("line", pa.int32()),
        ("text", pa.string()),
        ("contents", pa.list_(_PLACE)),
        ("cue", _PLACE),
        ("source", _PLACE),
        ("speaker", _SPEAKER),
        ("outlet", _OUTLET),
        ("chain", pa.list_(_LINK)),
        ("medium", _MEDIUM),
        ("same_as", pa.string()),
        ("confidence", pa.float64()),
    ]
)


def statements(
    articles: DataFrame, columns: Mapping[str, str] | None = None, tagger: str | None = None, **options: Any
) -> DataFrame:
    """DataFrame of articles, names of its columns, tagger and options of the service -> a row for each statement, as in SCHEMA.

    `columns` maps text, html, id, title and publisher to the columns that hold them; by default those of the same names. The
    package must be installed where Spark's workers run. Raises Refused for a wrong option.
    """
    load(SharedOptionsSchema(), options)
    names = {member: (columns or {}).get(member, member) for member in MEMBERS}
    taken = [articles[name].alias(member) for member, name in names.items() if name in articles.columns]
    if not taken:
        raise Refused([])
    work = partial(rows, options=options, tagger=tagger or taggers()[0])
    return articles.select(*taken).mapInArrow(work, ddl(SCHEMA))


def rows(batches: Iterator[pa.RecordBatch], options: Mapping[str, Any], tagger: str) -> Iterator[pa.RecordBatch]:
    """Batches of articles, options and tagger -> batches of statements, in the same order."""
    for batch in batches:
        for start in range(0, batch.num_rows, _ARTICLES):
            found: list[dict[str, Any]] = []
            for article in batch.slice(start, _ARTICLES).to_pylist():
                found += _rows(article, options, tagger)
            yield pa.RecordBatch.from_pylist(found, SCHEMA)


def ddl(schema: pa.Schema) -> str:
    """Arrow schema -> the same in Spark's words."""
    return ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in schema)


def _rows(article: Mapping[str, Any], options: Mapping[str, Any], tagger: str) -> list[dict[str, Any]]:
    try:
        order = read_order({**options, **members(Record(article), {})}, inf, tagger)
    except (BadRecord, Refused, NoHtml, PageTooLarge) as error:
        name = article.get("id")
        return [{"article": None if name is None else str(name), "error": str(error)}]
    told = answer(attribute(order.text, order.options), order)
    return [{**statement, "article": told["id"]} for statement in told["statements"]]


def _spark_type(kind: pa.DataType) -> str:
    if pa.types.is_struct(kind):
        inner = ", ".join(
            f"`{kind.field(index).name}`: {_spark_type(kind.field(index).type)}" for index in range(kind.num_fields)
        )
        return f"STRUCT<{inner}>"
    if pa.types.is_list(kind):
        return f"ARRAY<{_spark_type(kind.value_type)}>"
    return {pa.string(): "STRING", pa.int32(): "INT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN"}[kind]
