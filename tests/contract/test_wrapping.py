"""Lines of so many columns."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.contract.wrapping import columns, wrapped

WIDTH = 100


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("ferry", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("渡し船", 6),
        ("ﾌｪﾘｰ", 4),
        ("Ｆ", 2),
        ("\uac01", 2),
        ("\u1100\u1161\u11a8", 2),
        ("नमस्ते", 4),
        ("😀", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧\u200d👦", 2),
        ("❤\ufe0f", 2),
        ("❤", 1),
        ("🇺🇦", 2),
        ("🇺", 1),
        ("\u0301", 0),
        ("a\u200bb", 2),
    ],
    ids=ascii,
)
def test_a_text_has_the_columns_that_a_terminal_gives_it(text, width):
    assert columns(text) == width


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
        ("👩\u200d👧" * 51, ["👩\u200d👧" * 50, "👩\u200d👧"]),
        ("🇺🇦" * 51, ["🇺🇦" * 50, "🇺🇦"]),
        ("각" * 51, ["각" * 50, "각"]),
    ],
    ids=ascii,
)
def test_lines_are_wrapped_by_columns_and_free_of_control_characters(text, expected):
    assert list(wrapped(text, WIDTH)) == expected


@given(st.text(), st.sampled_from(["", "    ", "    - "]), st.integers(8, 120))
def test_no_line_is_too_wide_and_no_word_is_lost(text, margin, width):
    lines = list(wrapped(text, width, margin, margin))
    assert all(columns(line) <= width for line in lines)
    assert not any(unicodedata.category(character) == "Cc" for line in lines for character in line)
    letters = [character for character in text if character.isalnum()]
    assert [character for line in lines for character in line if character.isalnum()] == letters


@pytest.mark.parametrize("text", ["x", "字", "x ", "\x00", "\u0301"], ids=ascii)
def test_the_cost_is_linear_in_the_text(text):
    def cost(size):
        start = time.process_time()
        list(wrapped(text * size, WIDTH))
        return time.process_time() - start

    assert cost(200_000) < 40 * cost(20_000) + 0.05
