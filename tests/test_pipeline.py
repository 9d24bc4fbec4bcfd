"""The whole path: text of an article in, statements out."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.model import Kind, Mode, Report, Section
from service.pipeline import Options, attribute, engine, ready, taggers
from tests.invariants import check_report, spans

PAGE = """Home News Sport

Port council to sell its last ferry, newspaper says

By Mira Solberg
12 May 2024, 09:15

The council of Zelena wants to sell the ferry “Aurora” before the autumn.

Source: newspaper Politiken, citing a port official

Details: The official told the newspaper that two buyers had come forward.

"We will not give her away," said Olena Rudko, head of the port council. "She still floats."

"Nobody has asked the passengers yet."

Rudko believes that the sale will bring in nine million crowns.

"The bridge will be mended with the money," she wrote on Facebook.

Photo: Mira Solberg / Politiken

Subscribe to our newsletter
"""


def said(report: Report) -> list[tuple[str, str | None]]:
    text = report.document.text
    return [(s.contents[0].of(text).split()[0], s.speaker.name if s.speaker else None) for s in report.statements]


def test_page_of_a_news_site_gives_its_statements_in_reading_order() -> None:
    report = attribute(PAGE, Options(tagger="rules"))
    assert said(report) == [
        ("Port", "Politiken"),
        ("The", "a port official"),
        ("that", "a port official"),
        ("We", "Olena Rudko"),
        ("Nobody", "Olena Rudko"),
        ("The", "Olena Rudko"),
    ]
    assert [statement.id for statement in report.statements] == ["s1", "s2", "s3", "s4", "s5", "s6"]


@pytest.mark.parametrize("tagger", taggers())
def test_every_tagger_names_the_same_speakers(tagger: str) -> None:
    assert {name for _, name in said(attribute(PAGE, Options(tagger=tagger)))} == {"Politiken", "a port official", "Olena Rudko"}


def test_chain_runs_from_the_reader_to_the_origin_and_is_inherited() -> None:
    statements = attribute(PAGE).statements
    assert [[link.name for link in statement.chain] for statement in statements[1:3]] == [["Politiken", "a port official"]] * 2
    assert all(statement.speaker and statement.speaker.anonymous for statement in statements[1:3])


def test_thought_is_left_out_unless_asked_for() -> None:
    assert Mode.THOUGHT not in {statement.mode for statement in attribute(PAGE).statements}
    asked = attribute(PAGE, Options(modes=frozenset(Mode)))
    assert [s.contents[0].of(PAGE) for s in asked.statements if s.mode is Mode.THOUGHT] == [
        "that the sale will bring in nine million crowns"
    ]


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("The survey said that 40 per cent of the town wanted the ferry back.", Mode.WRITING),
        ("In a post on Facebook, Rudko said that the ferry would come back.", Mode.WRITING),
        ("In an interview, Rudko said that the ferry would come back.", Mode.SPEECH),
    ],
)
def test_what_stands_in_a_paper_is_written(sentence: str, mode: Mode) -> None:
    text = f"Ferry to be sold\n\nThe town has a ferry. Mayor Olena Rudko likes it.\n\n{sentence}"
    assert [statement.mode for statement in attribute(text, Options(tagger="rules")).statements] == [mode]


def test_a_lede_that_names_its_speaker_has_the_way_that_the_source_line_tells() -> None:
    text = (
        "Ferry to be sold\n\nOlena Rudko, head of the port council, has said that the ferry will be sold in June.\n\n"
        "Source: Rudko in an interview with Politiken\n\nDetails: It is an old boat."
    )
    (statement,) = attribute(text, Options(tagger="rules")).statements
    assert statement.contents[0].of(text) == "that the ferry will be sold in June"
    assert [link.name for link in statement.chain] == ["Politiken", "Olena Rudko"]


def test_a_lede_that_closes_with_its_speaker_is_not_said_by_the_source_line_whole() -> None:
    text = (
        "Ferry to be sold\n\nThe ferry will be sold in June, the Port Council reported on the morning of 4 May.\n\n"
        "Source: Port Council on Telegram\n\nDetails: It is an old boat."
    )
    (statement,) = attribute(text, Options(tagger="rules")).statements
    assert statement.contents[0].of(text) == "The ferry will be sold in June"


def test_sections_choose_statements() -> None:
    report = attribute(PAGE, Options(sections=frozenset({Section.HEADLINE})))
    assert [statement.section for statement in report.statements] == [Section.HEADLINE]


def test_minimum_confidence_is_inclusive() -> None:
    every = attribute(PAGE).statements
    border = sorted(statement.confidence for statement in every)[len(every) // 2]
    kept = attribute(PAGE, Options(min_confidence=border)).statements
    assert [s.contents for s in kept] == [s.contents for s in every if s.confidence >= border]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("“The ferry is sold,” Rudko said.", Kind.DIRECT),
        ("Rudko said the ferry was sold.", Kind.INDIRECT),
        ("Rudko said the ferry was “as good as sold” by now.", Kind.MIXED),
    ],
)
def test_kind_tells_how_much_is_in_quotation_marks(sentence: str, kind: Kind) -> None:
    assert [statement.kind for statement in attribute("It is an old boat.\n\n" + sentence).statements] == [kind]


def test_lines_are_counted_by_all_line_ends() -> None:
    text = "It is an old boat.\r\n\r\nNobody rows it.\rNobody wants it.\n“The ferry is sold,” Rudko said."
    assert [statement.line for statement in attribute(text).statements] == [5]


def test_reasons_name_the_steps_that_decided() -> None:
    steps = {reason.step for reason in attribute(PAGE).statements[0].reasons}
    assert steps >= {"extraction", "resolution", "scoring"}


def test_budget_that_runs_out_is_told_and_what_was_found_is_right() -> None:
    text = "It is an old boat.\n\n" + "“The ferry is sold,” Rudko said on Monday.\n\n" * 500
    report = attribute(text, Options(budget=0.0))
    assert report.incomplete
    assert [code for code, _ in report.warnings] == ["time_budget"]


def test_self_test_and_versions() -> None:
    for tagger in taggers():
        assert ready(tagger)
        assert engine(tagger)["tagger"] == tagger
    assert len({engine(tagger)["lexicon"] for tagger in taggers()}) == len(taggers())


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "''",
        "„",
        "«",
        "»",
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\xa0",
        " ",
        ".",
        ",",
        ":",
        "–",
        "(",
        ")",
        "•",
        "\ufeff",
        "said",
        "Reuters",
        "Lind",
        "the",
        "source",
        "Source:",
        "Quote:",
        "told",
        "citing",
        "quoted",
        "as",
        "saying",
        "that",
        "he",
        "who",
        "U.S.",
        "á",
        "\u200b",
        "\u202e",
        "🚢",
        "İ",
        "Київ",
        "12",
        "3.5",
        "\x00",
        "- ",
        "* ",
        "A: ",
        "according to",
        "headline",
        "newspaper",
        "she",
    ]
)
PAGES = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=80).map(" ".join), st.lists(PIECES, max_size=80).map("".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_no_text_raises_and_every_span_lies_inside(text: str) -> None:
    report = attribute(text, Options(modes=frozenset(Mode), sections=frozenset(Section)))
    check_report(report)
    assert all(span.of(text) for span in spans(report))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_same_text_gives_the_same_answer(text: str) -> None:
    first, second = attribute(text), attribute(text)
    assert replace(first, document=second.document) == second
