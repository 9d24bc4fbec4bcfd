"""Which part of the page each line is."""

import pytest

from service.document import read
from service.model import Section

HEADLINE = "Port Harlow to shut its old harbour gate"
FIRST = "The council of Port Harlow voted on Monday to shut the old harbour gate for good."
SECOND = "The gate has stood open since 1911, Mayor Ola Brandt told reporters after the vote."
LAST = "The dockers’ union will meet on Thursday."


def sections(*lines, title=None):
    return [paragraph.section.value for paragraph in read("\n\n".join(lines), title=title).paragraphs]


def among(line, *, after=LAST):
    """Section of a line that stands within the body."""
    return sections(HEADLINE, FIRST, SECOND, line, after)[3]


def behind(*lines):
    """Sections of lines that stand after the body."""
    return sections(HEADLINE, FIRST, SECOND, *lines)[3:]


def between(*lines):
    """Sections of lines that stand between headline and body."""
    return sections(HEADLINE, *lines, FIRST, SECOND)[1:-2]


def test_first_line_is_the_headline():
    assert sections(HEADLINE, FIRST, SECOND) == ["headline", "body", "body"]


@pytest.mark.parametrize(
    "headline",
    [
        "Harlow gate shut for good, mayor says.",
        "Is Harlow’s gate shut for good?",
        "Gate That Nobody Wanted Shut For Good By A Council That Nobody Asked To Shut It In The First Place.",
        "Harlow gate shut – mayor",
        "Mayor: gate stays shut",
        "‘We froze there’: dockers on the gate",
    ],
)
def test_headline_may_end_like_a_sentence(headline):
    assert sections(headline, FIRST, SECOND) == ["headline", "body", "body"]


def test_headline_in_two_lines_divided_by_a_semicolon():
    assert sections("Harlow shuts its gate;", "Dockers fear for the winter trade.", FIRST) == ["headline", "headline", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST + " " + SECOND,),
        (FIRST + " It will be sold. " + SECOND, LAST),
        (f"PORT HARLOW (Coastwire) — {FIRST} {SECOND}", LAST),
    ],
)
def test_body_without_headline_is_body(lines):
    assert set(sections(*lines)) == {"body"}


@pytest.mark.parametrize("text", [FIRST, HEADLINE])
def test_single_line_is_body(text):
    assert sections(text) == ["body"]


def test_headline_printed_twice_is_headline_twice():
    lines = ("All Sections", "News Sport Donate", HEADLINE, "Iris Moreno, 3 May 2024, 14:10", HEADLINE, FIRST)
    assert sections(*lines) == ["related", "related", "headline", "byline", "headline", "body"]


def test_headline_behind_what_the_crawler_wrote():
    text = f" date 2024-05-03 {HEADLINE}\n\n{FIRST}"
    first = read(text).paragraphs[0]
    assert (first.section, first.span.of(text)) == (Section.HEADLINE, HEADLINE)


def test_title_given_is_the_headline():
    assert sections("Harbour news from all over", HEADLINE.upper(), FIRST, title=HEADLINE)[1] == "headline"
    assert sections("Harbour news from all over", HEADLINE, FIRST, title=f"{HEADLINE} | Harbour Post")[1] == "headline"


@pytest.mark.parametrize(
    "line",
    [
        "By Iris Moreno",
        "By IRIS MORENO and OLA RAO",
        "Iris MorenoMonday, 3 June 2024, 14:10",
        "Monday, 3 June 2024, 09:17",
        "3 June 2024",
        "12.10.2024 07:26",
        "Updated - June 3, 2024 09:48 pm IST - PORT HARLOW",
        "Published: 3 Jun. 2024, 14:05",
        "Today, 7:55 pm",
        "Harlow • HNN",
        "June 3 2024, 08:12 AM • 14306 views",
        "Special Correspondent",
        "The Harbour Post Staff & Agencies",
        "(@iris_moreno)",
    ],
)
def test_byline(line):
    assert between(line) == ["byline"]


def test_full_names_of_two_are_a_byline():
    assert between("Iris Moreno and Damian Roth") == ["byline"]
    assert between("Spread and Butter") == ["body"]


def test_names_beside_a_date_are_a_byline():
    assert between("Iris Moreno", "3 June 2024", "HNN News, Lincoln") == ["byline"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "In this file photo, dockers wait at the harbour gate in Port Harlow on May 2, 2024.",
        "Dockers at the gate. Stock photo: Viewpoint Images",
        "Dockers wait at the gate on Monday. (Photo by Ira Voss / POOL / Coastwire)",
        "Dockers wait at the gate on Monday. (Photo by Ira Voss / POOL)(CW)",
        "Dockers wait at the gate. (AP Photo/Ira Voss)",
        "Photo: Harbour Office",
        "Image: FILE",
        "File photo",
        "Getty Images A docker waits at the gate",
    ],
)
def test_caption(line):
    assert between(line) == ["caption"]
    assert among(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "With agency inputs.",
        "(With inputs from agencies)",
        "Agencies contributed to this report.",
        "Coastwire writer Ira Voss in Lund contributed to this report.",
        "(Reporting by Ira Voss; Editing by Ola Rao)",
        "Voss reported from Lund.",
        "Copyright HARBOUR POST. All rights reserved.",
        "© 2024 Harbour Post",
        "Published in the Harbour Post, June 3rd, 2024",
        "(hp/iv)",
        "(END)",
    ],
)
def test_credit_that_stands_alone(line):
    assert behind(line) == ["credit"]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement:",
        "ADVERTISEMENT",
        "ALSO READ: Council okays second gate",
        "Read also: “No gate, no trade”: the year in pictures",
        "Also read | ‘Not our gate’: why Lund looks away",
        "READ MORE: Council okays second gate",
        "Subscribe to our Telegram channel",
        "Join the Harbour Club and help us keep working!",
        "Support the Harbour Post’s journalism",
        "Follow us on Facebook and X",
        "Follow Ira Voss on Twitter @iravoss.",
        "If you notice an error, select the text and press Ctrl + Enter to tell the editors about it.",
        "Related Topics: harbour / gate",
        "TAGS: HARBOUR, GATE",
        "___",
    ],
)
def test_adverts_and_navigation_are_related(line):
    assert among(line) == "related"
    assert behind(line) == ["related"]


@pytest.mark.parametrize(
    "line",
    [
        "Support the dockers, Moreno said.",
        "“Join us,” Brandt told the crowd.",
        "Follow the money, the auditor said.",
        "Related charges were dropped, the court said.",
        "With input from dockers, the council redrew the plan for the gate.",
        "In this town nobody forgets, Brandt said.",
        "He posted a video by Ira Voss on Monday.",
        "Copyright law protects the plan, Rao said.",
        "By Monday the gate was shut, Brandt said.",
        "The docker reported from the pier that the gate had been shut since dawn, and no ship had passed.",
        "“What do you think?” Moreno asked.",
        "Photos show the gate was open, the police said.",
    ],
)
def test_sentences_that_open_alike_are_body(line):
    assert among(line) == "body"
    assert behind(line) == ["body"]


def test_headlines_of_other_articles_after_the_body_are_related():
    other = ("Fishing boat sinks off Lund, crew rescued", "“Nothing left to sell”: dockers on the gate", "Who shut the gate?")
    lines = ("Support us", "Topics: HarbourGate", *other, "All News", "RECENT NEWS", "11:00", other[0], "10:43", other[1])
    assert set(behind(*lines)) == {"related"}


def test_headlines_after_a_heading_within_the_page_are_related():
    lines = ("More on this story", "Fishing boat sinks off Lund", "Who shut the gate?", SECOND)
    assert sections(HEADLINE, FIRST, *lines, LAST)[2:] == ["related", "related", "related", "body", "body"]


def test_clocks_of_a_live_report_announce_no_other_articles():
    lines = ("11:00 a.m.", SECOND, "10:40 a.m.", FIRST, "10:20 a.m.", "The council is still sitting and nobody has left the room")
    assert sections(HEADLINE, FIRST, *lines, "10:00 a.m.", LAST)[2:8] == ["related", "body", "related", "body", "related", "body"]


def test_subheadings_are_body():
    assert sections(HEADLINE, FIRST, "What the dockers want", SECOND, LAST) == ["headline", "body", "body", "body", "body"]


@pytest.mark.parametrize("bullet", ["• ", "  • ", "- ", "– ", "* ", "1. ", "2) "])
def test_list(bullet):
    text = f"{HEADLINE}\n\n{bullet}The gate was built in 1911.\n\n{FIRST}"
    document = read(text)
    assert document.paragraphs[1].section is Section.LIST


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n \n\t\n"])
def test_line_breaks_divide_paragraphs(newline):
    text = newline.join([HEADLINE, FIRST, SECOND])
    assert [paragraph.span.of(text) for paragraph in read(text).paragraphs] == [HEADLINE, FIRST, SECOND]


@pytest.mark.parametrize("mark", ["\u2028", "\u0085", "\x0b", "\x0c", "\u00a0"])
def test_other_white_space_divides_no_paragraphs(mark):
    assert len(read(f"The gate is{mark}shut.").paragraphs) == 1


def test_byte_order_mark_belongs_to_no_paragraph():
    text = f"\ufeff{HEADLINE}\n{FIRST}"
    assert read(text).paragraphs[0].span.start == 1


@pytest.mark.parametrize("text", ["", " \r\n\t\u00a0\n", "\ufeff", " date 2024-05-03 "])
def test_blank_text_has_no_paragraphs(text):
    assert read(text).paragraphs == ()
