"""What holds for every text, however odd."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.document import read
from service.lexicon.files import LexiconError
from tests.invariants import check_document

PIECES = [
    *"\"'“”‘’„‟«»‹›‚‛「」『』`.?!…,:;-–—()[]<>•*_\n\r\t aAbBıİß12",
    *(
        "''",
        "``",
        "\r\n",
        "\u00a0",
        "\u0301",
        "e\u0301's",
        "\u200d",
        "\u00ad",
        "_",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\u202e",
        "\U0001f6a2",
        "\ud800",
    ),
    *("e\u0301's", "\u200d", "\u00ad", "_"),
    *("Mr. ", "U.S. ", "No. 3", "5'2\"", "'90s", "said ", "He ", "The ", "a.m. "),
    *(
        "\nSource: ",
        "\nQuote from Rao: ",
        "\nHOST: ",
        "\nQ: ",
        "\nDetails\n",
        "\n11:00\n",
        "\nAdvertisement:\n",
        "\nTags\n",
        "\n• ",
        "\n1. ",
    ),
    *(
        "By Ira Voss\n",
        "3 May 2024, 14:10\n",
        "(Photo by Ira)",
        "Photo: FILE",
        "LUND, May 2 (CW) — ",
        " date 2024-05-03 ",
        "ſource: x",
        "<a b='",
    ),
]
TEXTS = st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.none() | st.text(max_size=20))
def test_every_part_lies_in_the_text_and_in_the_part_around_it(text, title):
    document = read(text, title=title)
    assert document.text == text
    check_document(document)


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_same_text_gives_the_same_document(text):
    assert read(text) == read(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_text_printed_twice_has_about_twice_the_tokens(text):
    once = len(read(text).tokens)
    twice = len(read(text + "\n\n" + text).tokens)
    assert abs(twice - 2 * once) <= 0.2 * once + 8  # an apostrophe may close what the first print left open, and a prefix may end


@pytest.mark.parametrize(
    "unit",
    [
        *('"', "“", "”", "'", "''", "“'‘", "' ", "«»", "<a ", "dogs' ", "“a 'b” c' "),
        *("a", ".", "a.", "1,", "a-", "a'", "(", "AAA ", "\u0301", "said ", "U.S. ", ". . . ", "a: "),
        *(
            "\n",
            "\r\n",
            "Harbour gate falls\n",
            "11:00\nGate falls\n",
            "Source: x\n",
            "HOST: yes it is.\n",
            "By Ira\n",
            '"Aaa bbb.\n',
        ),
        *('"said said" ', '"A. ', '?" A ', "AAA BBB: ", "Photo: ", "LUND (A"),
    ],
)
def test_cost_is_linear(unit):
    def cost(size):
        text = unit * (size // len(unit))
        best = float("inf")
        for _ in range(2):
            before = time.process_time()
            read(text)
            best = min(best, time.process_time() - before)
        return best

    read(unit)
    assert cost(32_000) < 12 * cost(8_000) + 0.02  # linear is 4 times, quadratic 16; seconds of slack for a busy machine


@pytest.mark.parametrize("language", ["en", "en-GB", "EN"])
def test_regions_of_a_language_read_alike(language):
    assert len(read("The gate is shut. It is.", language).sentences) == 2


@pytest.mark.parametrize("language", ["xx", "", "../en", "e n"])
def test_language_without_data_is_refused(language):
    with pytest.raises(LexiconError):
        read("The gate is shut.", language)


def test_time_that_runs_out_ends_the_document_with_a_paragraph():
    text = "The gate is shut. It is.\n\n" * 20_000
    began = time.monotonic()
    assert read(text).whole
    document = read(text, deadline=time.monotonic() + (time.monotonic() - began) / 9)  # however busy the machine: a part of it
    check_document(document)
    assert not document.whole
    assert all(paragraph.tokens[1] - paragraph.tokens[0] in (0, 8) for paragraph in document.paragraphs)


def test_time_that_ran_out_before_leaves_a_document_without_words():
    document = read("The gate is shut.", deadline=time.monotonic())
    assert (document.whole, document.tokens, document.sentences) == (False, (), ())


def test_page_of_very_many_lines_is_not_looked_at_once_the_time_is_up():
    document = read("".join(f"{number}\n" for number in range(5_000)), deadline=time.monotonic())
    assert (document.whole, document.tokens, document.paragraphs) == (False, (), ())
