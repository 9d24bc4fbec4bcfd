"""What holds for every text, however odd."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.document import read
from service.lexicon.files import LexiconError

PIECES = [
    *"\"'“”‘’„‟«»‹›‚‛「」『』`.?!…,:;-–—()[]<>•*_\n\r\t aAbBıİß12",
    *("''", "``", "\r\n", "\u00a0", "\u0301", "\u200b", "\ufeff", "\u2028", "\u202e", "\U0001f6a2", "\ud800"),
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
def test_spans_are_exact_ordered_and_inside_the_text(text, title):
    document = read(text, title=title)
    assert document.text == text
    for token in document.tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert not token.text.isspace()
    assert all(left.end <= right.start for left, right in pairwise(document.tokens))
    assert all(left.span.end <= right.span.start for left, right in pairwise(document.paragraphs))
    assert all(left.span.end <= right.span.start for left, right in pairwise(document.sentences))
    assert all(0 <= credit.span.start < credit.span.end <= len(text) for credit in document.credits)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_part_lies_in_the_part_around_it(text):
    document = read(text)
    for index, paragraph in enumerate(document.paragraphs):
        first, last = paragraph.sentences
        assert all(sentence.paragraph == index for sentence in document.sentences[first:last])
        assert all(paragraph.span.contains(sentence.span) for sentence in document.sentences[first:last])
        inside = document.tokens[slice(*paragraph.tokens)]
        assert all(paragraph.span.start <= token.start and token.end <= paragraph.span.end for token in inside)
        if paragraph.label:
            assert paragraph.span.contains(paragraph.label.span)
            assert paragraph.label.name is None or paragraph.label.span.contains(paragraph.label.name)
    for sentence in document.sentences:
        assert sentence.first < sentence.last
        assert sentence.span.start == document.tokens[sentence.first].start
        assert sentence.span.end == document.tokens[sentence.last - 1].end
    for index, place in enumerate(document.sentence_of):
        assert place == -1 or document.sentences[place].first <= index < document.sentences[place].last


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_quotations_lie_in_their_paragraph_and_within_one_another(text):
    document = read(text)
    for index, quotation in enumerate(document.quotations):
        assert quotation.span.start < quotation.inner.start <= quotation.inner.end <= quotation.span.end
        assert quotation.closed == (quotation.inner.end < quotation.span.end)
        assert any(paragraph.span.contains(quotation.span) for paragraph in document.paragraphs)
        tokens = document.tokens[quotation.first : quotation.last]
        assert all(quotation.inner.start <= token.start and token.end <= quotation.inner.end for token in tokens)
        assert quotation.inside is None or document.quotations[quotation.inside].inner.contains(quotation.span)
        assert quotation.continues is None or quotation.continues < index
    for token, place in zip(document.tokens, document.quoted, strict=True):
        holders = [
            at for at, quotation in enumerate(document.quotations) if quotation.inner.start <= token.start < quotation.inner.end
        ]
        assert place == (holders[-1] if holders else -1)


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
