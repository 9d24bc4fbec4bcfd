"""The table for people."""

import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.contract.offsets import Unit
from service.contract.orders import Order
from service.contract.rendering import WIDTH, columns, table, wrapped
from service.model import (
    Credit,
    Document,
    Grade,
    Kind,
    Link,
    Mention,
    Mode,
    Outlet,
    Reason,
    Report,
    Section,
    SourceType,
    Span,
    Speaker,
    SpeakerType,
    Statement,
)
from service.pipeline import Options

TEXT = """\
Talks to resume, Vedomosti says

"We are ready," the Kremlin said.
A spokesperson for the port declined.
"No," the spokesperson added.
With agency inputs"""


def span(part):
    start = TEXT.index(part)
    return Span(start, start + len(part))


def _speaker(name, kind, anonymous, named_at):
    grade = Grade.WITHHELD if anonymous else Grade.NAMED
    return Speaker(name, None, kind, anonymous, named_at, grade, SourceType.OTHER, None, None)


def statement(content, source, name, named, *way, anonymous=False, line=3):
    kind = SpeakerType.OTHER
    return Statement(
        id="s1",
        kind=Kind.DIRECT,
        mode=Mode.SPEECH,
        act="state",
        section=Section.BODY,
        line=line,
        contents=(span(content),),
        cue=None,
        source=source and span(source),
        speaker=_speaker(name, kind, anonymous, Mention(span(named))) if name else None,
        outlet=Outlet("Vedomosti"),
        outlet_at=None,
        chain=(*(Link(link, SpeakerType.OUTLET) for link in way), *([Link(name, kind)] if name else [])),
        medium=None,
        same_as=None,
        confidence=0.974,
        reasons=(Reason("extraction", "fits", "it fits", -0.5),),
    )


KREMLIN = statement("We are ready,", "the Kremlin", "Kremlin", "the Kremlin", "Vedomosti")


def report(*statements, credits=(), warnings=(), incomplete=False):
    return Report(Document(TEXT, "en", (), (), (), (), credits, (), (), ()), "rules", statements, incomplete, warnings)


def shown(told, explain=False, warnings=()):
    return table(told, Order(TEXT, Options(), None, Unit.CODE_POINT, explain, warnings))


@pytest.mark.parametrize(
    ("told", "who"),
    [
        (KREMLIN, "the Kremlin, via Vedomosti"),
        (replace(KREMLIN, chain=KREMLIN.chain[1:]), "the Kremlin"),
        (
            statement("No,", "the spokesperson", "the port", "the port", "B", "A", anonymous=True),
            "the spokesperson = the port (line 4) [ANONYMOUS], via A, via B",
        ),
        (statement("No,", "the Kremlin", "Kremlin", "Kremlin"), "the Kremlin"),
        (statement("No,", None, "Kremlin", "Kremlin"), "Kremlin (line 3)"),
        (statement("No,", None, None, None, "Vedomosti"), "nobody named, via Vedomosti"),
        (statement("No,", "the spokesperson", None, None), "the spokesperson"),
    ],
)
def test_the_first_line_of_a_statement_tells_where_how_sure_and_who(told, who):
    block = shown(report(told)).split("\n\n")[1]
    assert block.splitlines()[0] == f"line {told.line} · 0.97 · direct · {who}"


def test_a_table_reads_from_the_summary_to_the_warnings():
    told = report(KREMLIN, credits=(Credit("wire", span("With agency inputs")),), warnings=(("time_budget", "Too late."),))
    assert shown(told, warnings=(("byte_order_mark", "Dropped."),)) == (
        "1 statement in 153 characters\n"
        "\n"
        "line 3 · 0.97 · direct · the Kremlin, via Vedomosti\n"
        "    We are ready,\n"
        "\n"
        "credit: wire: With agency inputs\n"
        "warning: Dropped.\n"
        "warning: Too late.\n"
    )


def test_an_article_without_statements_says_so():
    assert shown(report()) == "no statements in 153 characters\n"


def test_an_unfinished_article_says_so():
    assert shown(report(incomplete=True)) == "no statements in 153 characters; the article was not read to its end\n"


def test_reasons_are_listed_when_asked_for():
    assert "    - extraction fits (-0.50): it fits\n" in shown(report(KREMLIN), explain=True)
    assert "fits" not in shown(report(KREMLIN))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("one\r\n two\t\xa0three\u2028four", ["one two three four"]),
        ("a\x1b[31mred\x00\x07\x9b", ["a[31mred"]),
        ("\u202eright\u202c \u2066to\u2069 left\ufeff", ["right to left"]),
        ("x" * 100, ["x" * 100]),
        ("x" * 101, ["x" * 100, "x"]),
        ("x" * 60 + " " + "y" * 39, ["x" * 60 + " " + "y" * 39]),
        ("x" * 60 + " " + "y" * 40, ["x" * 60, "y" * 40]),
        ("字" * 51, ["字" * 50, "字"]),
        ("e\u0301" * 100, ["e\u0301" * 100]),
        ("👩\u200d👧", ["👩\u200d👧"]),
    ],
    ids=ascii,
)
def test_lines_are_wrapped_by_columns_and_free_of_control_characters(text, expected):
    assert list(wrapped(text)) == expected


@given(st.text(), st.sampled_from(["", "    ", "    - "]))
def test_no_line_is_too_wide_and_no_word_is_lost(text, margin):
    lines = list(wrapped(text, first=margin, later=margin))
    assert all(columns(line) <= WIDTH for line in lines)
    assert not any(unicodedata.category(character) == "Cc" for line in lines for character in line)
    letters = [character for character in text if character.isalnum()]
    assert [character for line in lines for character in line if character.isalnum()] == letters


@pytest.mark.parametrize("text", ["x", "字", "x ", "\x00", "\u0301"], ids=ascii)
def test_the_cost_is_linear_in_the_text(text):
    def cost(size):
        start = time.process_time()
        list(wrapped(text * size))
        return time.process_time() - start

    assert cost(200_000) < 40 * cost(20_000) + 0.05
