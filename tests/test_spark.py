"""Statements as rows of a Spark DataFrame, on a local Spark with two workers."""

import json
import os
import sys

import pytest

pytest.importorskip("pyspark", reason="what Spark does is seen only where pyspark is installed: pip install pyspark")

from conftest import ROOT
from pyspark.sql import SparkSession

from service.contract.answers import answer
from service.contract.orders import Refused, read_order
from service.pipeline import attribute
from service.spark import statements

FERRY = (ROOT / "examples" / "ferry.txt").read_text("utf-8")
SAID = "😀 Ferry {0} to return\n\n“We sail on {0} May,” Reuters quoted Mayor Ada Lind as saying. On Telegram, a source said no.\n"
ARTICLES = [(str(number), SAID.format(number) if number % 3 else FERRY) for number in range(12)]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    paths = os.pathsep.join(path for path in [str(ROOT), *sys.path] if path)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executorEnv.PYTHONPATH", paths)
        .getOrCreate()
    )
    yield session
    session.stop()


def plain(row):
    """A row -> what it holds, as JSON would."""
    return json.loads(json.dumps(row.asDict(recursive=True)))


def test_the_rows_are_the_statements_that_the_engine_finds(spark):
    frame = spark.createDataFrame(ARTICLES, "id string, text string").repartition(4)
    found = [plain(row) for row in statements(frame, tagger="rules", offset_unit="utf16").collect()]
    expected = []
    for name, text in ARTICLES:
        order = read_order({"text": text, "id": name, "offset_unit": "utf16"}, tagger="rules")
        told = answer(attribute(order.text, order.options), order)
        expected += [{"article": name, "error": None, **statement} for statement in told["statements"]]
    assert len(expected) > 30

    def place(row):
        return int(row["article"]), int(row["id"][1:])

    assert sorted(found, key=place) == sorted(expected, key=place)


def test_columns_may_have_other_names_and_what_is_no_article_is_a_row_with_an_error(spark):
    frame = spark.createDataFrame([(7, FERRY), (8, None)], "url int, body string")
    found = statements(frame, {"text": "body", "id": "url"}, tagger="rules", min_confidence=0.9).collect()
    assert {row.article for row in found} == {"7", "8"}
    assert all(row.confidence >= 0.9 for row in found if row.article == "7")
    (bad,) = [row for row in found if row.article == "8"]
    assert bad.error
    assert bad.text is None


def test_a_wrong_option_is_refused_before_anything_runs(spark):
    with pytest.raises(Refused):
        statements(spark.createDataFrame(ARTICLES, "id string, text string"), modes=["song"])
