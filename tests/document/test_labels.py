"""Labels, speakers' turns, datelines and credits: what opens or closes a paragraph and is no part of its sentences."""

import pytest

from service.document import read
from service.model import Section

FIRST = "The council of Port Harlow voted on Monday to shut the old harbour gate for good."
SECOND = "The gate has stood open since 1911, Mayor Ola Brandt told reporters after the vote."


def labelled(text):
    return [
        (paragraph.label.span.of(text), paragraph.label.role, paragraph.label.name and paragraph.label.name.of(text))
        for paragraph in read(text).paragraphs
        if paragraph.label
    ]


@pytest.mark.parametrize(
    ("line", "label", "role", "name"),
    [
        ("Source: Harbour Post, citing two officials", "Source:", "source", None),
        ("Details: The gate will be sold.", "Details:", "details", None),
        ("DETAILS : The gate will be sold.", "DETAILS :", "details", None),
        ("Quote: “It is done.”", "Quote:", "quote", None),
        ("Quote from Brandt: “It is done.”", "Quote from Brandt:", "quote", "Brandt"),
        ("Background: It was built in 1911.", "Background:", "background", None),
        ("For reference: It was built in 1911.", "For reference:", "background", None),
        ("Updated: It was sold at noon.", "Updated:", "update", None),
        ("Why it matters: It is the last gate.", "Why it matters:", "other", None),
    ],
)
def test_label_opens_its_line(line, label, role, name):
    text = f"Harlow gate shut\n{FIRST}\n{line}\n{SECOND}"
    assert labelled(text) == [(label, role, name)]
    sentences = [sentence.span.of(text) for sentence in read(text).sentences]
    assert line[len(label) :].strip() in sentences


@pytest.mark.parametrize("line", ["Background:", "Details", "Recall"])
def test_label_alone_has_no_sentence(line):
    text = f"Harlow gate shut\n{FIRST}\n{line}\n{SECOND}"
    paragraph = read(text).paragraphs[2]
    assert paragraph.section is Section.LABEL
    assert paragraph.sentences[0] == paragraph.sentences[1]


@pytest.mark.parametrize(
    "line",
    [
        "Details matter in a cabin: the trays alone weigh a ton.",
        "Sources said so.",
        "Quote me: it is done.",
        "Background noise rose.",
    ],
)
def test_sentence_that_begins_like_a_label_has_none(line):
    assert labelled(f"Harlow gate shut\n{FIRST}\n{line}\n{SECOND}") == []


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["HOST: Will you sell it?", "BRANDT: Never in my life."], ["HOST", "BRANDT"]),
        (['"HOST: Will you sell it?', '"BRANDT: Never in my life."'], ["HOST", "BRANDT"]),  # a transcript, quoted
        (["Q: Will you sell it?", "A: Never in my life."], ["Q", "A"]),
        (["OLA BRANDT (mayor): We will not.", "RAO: You will."], ["OLA BRANDT", "RAO"]),
        (["Rao: Will you sell it?", "Brandt: Never in my life.", "Rao: I do not believe you."], ["Rao", "Brandt", "Rao"]),
        (["BRANDT: Never in my life."], ["BRANDT"]),
        (["Q: Will you sell it?", "A: Never. Ask Rao.", "Rao: I do not know."], ["Q", "A", "Rao"]),
    ],
)
def test_speakers_take_turns(lines, names):
    text = "\n".join(["Harlow gate shut", FIRST, SECOND, *lines])
    assert labelled(text) == [(line.split(":")[0] + ":", "turn", name) for line, name in zip(lines, names, strict=True)]


def test_answers_to_questions_that_nobody_signs_are_turns():
    text = "\n".join([FIRST, "How big is it?", "Ola Rao: Very big indeed.", "What to do?", "Rao: Build it anew."])
    assert [name for _, _, name in labelled("Harlow gate shut\n" + text)] == ["Ola Rao", "Rao"]


@pytest.mark.parametrize(
    "lines",
    [
        ["WATCH: How the gate fell"],
        ["EXCLUSIVE: Gate sold"],
        ["Reporter: rao@harlow.example"],
        ["Rao: 1,501.", "Brandt: 900.", "Moreno: 12.", "Rao: 7."],
        ["Lund: Ola Rao, Iris Moreno, Ira Voss.", "Harlow: Ole Rao, Iris Berg, Ina Voss.", "Visby: Oda Rao, Ida Berg, Ina Vik."],
        ["One thing is sure: it is done."],
        ["“One thing is sure: it is done,” Brandt said."],
    ],
)
def test_colons_that_open_no_turn(lines):
    assert labelled("\n".join(["Harlow gate shut", FIRST, SECOND, *lines])) == []


@pytest.mark.parametrize(
    ("dateline", "wire"),
    [
        ("LUND (skn-WX) - ", ["skn-WX"]),
        ("LUND, May 2 (Coastwire) — ", ["Coastwire"]),
        ("PORT HARLOW, Nov. 19 (CPI) -- ", ["CPI"]),
        ("LUND (CW) – ", ["CW"]),
        ("Lund (CW) – ", ["CW"]),
        ("Lund (New Skania) (CW) – ", ["CW"]),
        ("LUND, N.H. - ", []),
        ("LUND — ", []),
        ("PORT HARLOW: ", []),
        ("MALMÖ (CoastPoint News / Wirenik - 21st May, 2024) ", ["CoastPoint News / Wirenik - 21st May, 2024"]),
        ("(Coastwire) - ", ["Coastwire"]),
        ("LUND, Skania--(COASTWIRE)--", ["COASTWIRE"]),
        ("LUND, May 2, 2025 /CWNews/ -- ", ["CWNews"]),
        ("LUND, June 10. /WIRENIK/. ", ["WIRENIK"]),
        ("LUND. June 10 (Wirenik) - ", ["Wirenik"]),
        ("New Lund [Skania], June 10 (NLI): ", ["NLI"]),
        ("New Lund, Jun 10 (NLI) ", ["NLI"]),
        ("Lund (skn) - ", ["skn"]),
        ("LUND/VISBY, June 10 (Coastwire) - ", ["Coastwire"]),
        ("LUND, Aug.\u00a08 (Coastwire) -- ", ["Coastwire"]),
    ],
)
def test_dateline_belongs_to_no_sentence(dateline, wire):
    text = f"Harlow gate shut\n\n{dateline}{FIRST}\n{SECOND}"
    document = read(text)
    assert [sentence.span.of(text) for sentence in document.sentences] == ["Harlow gate shut", FIRST, SECOND]
    assert [credit.span.of(text) for credit in document.credits if credit.kind == "wire"] == wire


@pytest.mark.parametrize("dateline", ["LUND — ", "LUND, Skania (Coastwire) — ", "Lund (CW) – ", "PORT HARLOW: "])
def test_a_report_may_open_with_its_dateline_and_have_no_headline(dateline):
    document = read(f"{dateline}Dockers shut two gates overnight, the port office said on Sunday.\n\n{SECOND}")
    assert [paragraph.section for paragraph in document.paragraphs] == [Section.BODY, Section.BODY]
    assert document.sentences[0].span.of(document.text).startswith("Dockers")


@pytest.mark.parametrize(
    "first",
    [
        "He left (in a hurry) - nobody saw him.",
        "Brandt (Greens) left the room at noon on Monday.",
        "NATO (the alliance) said on Monday it would leave.",
        "UN aid - the last of it - came on Monday to Lund.",
        "ONE - two - three, the dockers counted in Lund.",
    ],
)
def test_brackets_and_dashes_of_a_sentence_are_no_dateline(first):
    text = f"Harlow gate shut\n\n{first}\n{SECOND}"
    assert read(text).sentences[1].span.of(text) == first


@pytest.mark.parametrize(
    ("line", "kind", "credit"),
    [
        ("Dockers wait. (Photo by Ira Voss / POOL / CW)", "photo", "Photo by Ira Voss / POOL / CW"),
        ("Dockers wait. (Photo by Ira Voss / POOL / CW)(CW)", "photo", "Photo by Ira Voss / POOL / CW"),
        ("Dockers wait. Stock photo: Viewpoint Images", "photo", "Stock photo: Viewpoint Images"),
        ("Image: FILE", "photo", "Image: FILE"),
        ("With agency inputs.", "wire", "With agency inputs."),
        ("By Iris Moreno", "byline", "By Iris Moreno"),
        ("Iris MorenoMonday, 3 June 2024, 09:20", "byline", "Iris Moreno"),
        ("Iris Moreno • May 14, 2024", "byline", "Iris Moreno"),
        ("Our Staff Reporter Published August 22, 2024", "byline", "Our Staff Reporter"),
        ("Published 14 May 2024 by Iris Moreno", "byline", "by Iris Moreno"),
    ],
)
def test_credits_of_the_page(line, kind, credit):
    text = f"Harlow gate shut\n\n{line}\n\n{FIRST}\n\n{SECOND}"
    assert [(found.kind, found.span.of(text)) for found in read(text).credits] == [(kind, credit)]
