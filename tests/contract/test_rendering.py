"""The table for people."""

from dataclasses import replace

import pytest

from service.contract.offsets import Unit
from service.contract.orders import Order
from service.contract.rendering import LEAST_WIDTH, Part, lines, table
from service.contract.wrapping import columns
from service.model import (
    Credit,
    Document,
    Grade,
    Kind,
    Link,
    Medium,
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
from service.webpage import Webpage

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
    return Report(Document(TEXT, "en", (), (), (), (), credits, (), (), (), (), ()), "rules", statements, incomplete, warnings)


def order(explain=False, warnings=()):
    return Order(TEXT, Options(), None, Unit.CODE_POINT, explain, warnings)


def shown(told, explain=False, warnings=()):
    return table(told, order(explain, warnings))


@pytest.mark.parametrize(
    ("told", "who"),
    [
        (KREMLIN, "the Kremlin, via Vedomosti"),
        (KREMLIN._replace(chain=KREMLIN.chain[1:]), "the Kremlin"),
        (
            statement("No,", "the spokesperson", "the port", "the port", "B", "A", anonymous=True),
            "the spokesperson = the port (line 4) [ANONYMOUS], via A, via B",
        ),
        (statement("No,", "the Kremlin", "Kremlin", "Kremlin"), "the Kremlin"),
        (statement("No,", None, "Kremlin", "Kremlin"), "Kremlin (line 3)"),
        (statement("No,", None, None, None, "Vedomosti"), "nobody named, via Vedomosti"),
        (statement("No,", "the spokesperson", None, None), "the spokesperson"),
        (
            KREMLIN._replace(medium=Medium("platform", "Telegram", Mention(span("ready")))),
            "the Kremlin, via Vedomosti · Telegram",
        ),
        (
            KREMLIN._replace(medium=Medium("press_release", None, Mention(span("ready")))),
            "the Kremlin, via Vedomosti · press release",
        ),
        (KREMLIN._replace(same_as="s1"), "the Kremlin, via Vedomosti · as in line 3"),
        (
            KREMLIN._replace(speaker=replace(KREMLIN.speaker, anonymous=True, withheld_because=Mention(span("agency inputs")))),
            "the Kremlin [ANONYMOUS] agency inputs, via Vedomosti",
        ),
    ],
)
def test_the_first_line_of_a_statement_tells_where_how_sure_and_who(told, who):
    block = shown(report(told)).split("\n\n")[1]
    assert block.splitlines()[0] == f"line {told.line} · 0.97 · direct · {who}"


def test_a_table_reads_from_the_summary_to_the_warnings():
    told = report(KREMLIN, credits=(Credit("wire", span("With agency inputs")),), warnings=(("time_budget", "Too late."),))
    assert shown(told, warnings=(("byte_order_mark", "Dropped."),)) == (
        "1 statement in 153 characters: 1 direct; 1 through an outlet\n"
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


def test_the_facts_of_all_statements_stand_in_columns():
    later = KREMLIN._replace(id="s2", line=1234, kind=Kind.INDIRECT, confidence=0.5)
    facts = [line for part, line in lines(report(KREMLIN, later), order()) if part is Part.FACTS]
    assert facts == [
        "line    3 · 0.97 · direct   · the Kremlin, via Vedomosti",
        "line 1234 · 0.50 · indirect · the Kremlin, via Vedomosti",
    ]


@pytest.mark.parametrize("width", [1, LEAST_WIDTH, 33, 79, 500])
def test_the_table_fits_any_width(width):
    told = report(KREMLIN._replace(same_as="s1"), credits=(Credit("wire", span("With agency inputs")),))
    found = list(lines(told, order(explain=True), width))
    assert max(columns(line) for _, line in found) <= max(width, LEAST_WIDTH)
    assert "KremlinviaVedomosti" in "".join(filter(str.isalpha, "".join(line for _, line in found)))


def test_where_there_is_room_the_lines_of_a_speaker_stand_below_each_other():
    found = [line for part, line in lines(report(KREMLIN), order(), 88) if part is Part.FACTS]
    long = KREMLIN._replace(speaker=replace(KREMLIN.speaker, name="the Kremlin's office of spoken words " * 3))
    first, second, *_ = [line for part, line in lines(report(long), order(), 88) if part is Part.FACTS]
    assert len(found) == 1
    assert first.index("the") == len(second) - len(second.lstrip())


def test_what_a_page_says_of_itself_stands_above_its_statements():
    page = Webpage(TEXT, "Talks to resume", "Ada Lind", None, "Vedomosti")
    assert list(lines(report(), replace(order(), page=page)))[1] == (Part.NOTE, "Talks to resume · Ada Lind · Vedomosti")
