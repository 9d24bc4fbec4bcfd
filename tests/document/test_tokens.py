"""Words, numbers and marks as a reader would cut them."""

import pytest

from service.document import read
from service.model import TokenKind


def cut(text, kind=None):
    return [token.text for token in read(text).tokens if kind is None or token.kind is kind]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The mayor’s aides don't agree.", ["The", "mayor’s", "aides", "don't", "agree", "."]),
        ("an ex-spy in Port-au-Prince", ["an", "ex-spy", "in", "Port-au-Prince"]),
        ("the U.S. and the U.K.-led team", ["the", "U.S.", "and", "the", "U.K.-led", "team"]),
        ("Lt. Gen. Ola Brandt, Ph.D., left", ["Lt.", "Gen.", "Ola", "Brandt", ",", "Ph.D.", ",", "left"]),
        ("J. K. Moreno and K.P. Rao", ["J.", "K.", "Moreno", "and", "K.P.", "Rao"]),
        ("No. 3 came. No. Never.", ["No.", "3", "came", ".", "No", ".", "Never", "."]),
        ("on Nov. 19 at 5 a.m. sharp", ["on", "Nov.", "19", "at", "5", "a.m.", "sharp"]),
        ("paid $1.02 billion, 4.5% of 1,300,000", ["paid", "$1.02", "billion", ",", "4.5%", "of", "1,300,000"]),
        ("Sh7, ₹18 and 3.2bn", ["Sh7", ",", "₹18", "and", "3.2bn"]),
        ("a 9-year-old on June 18-19", ["a", "9-year-old", "on", "June", "18-19"]),
        ("wait... what?! yes -- no", ["wait", "...", "what", "?", "!", "yes", "--", "no"]),
        ("see harborpost.com or @ola_brandt", ["see", "harborpost.com", "or", "@ola_brandt"]),
        ("was over.The mayor", ["was", "over", ".", "The", "mayor"]),
        ("the dogs' bowls", ["the", "dogs'", "bowls"]),
        ("rock 'n' roll of the '90s", ["rock", "'n'", "roll", "of", "the", "'90s"]),
        ("’Twas the mayor", ["’Twas", "the", "mayor"]),
        ("cafe\u0301 menu", ["cafe\u0301", "menu"]),
        ("one\u200b two\ufeff", ["one", "two"]),
        ("''Fine,'' he said", ["''", "Fine", ",", "''", "he", "said"]),
        ("``Fine,'' he said", ["``", "Fine", ",", "''", "he", "said"]),
        ("\u00a0\u2028\r\n\t", []),
    ],
)
def test_text_is_cut_into(text, tokens):
    assert cut(text) == tokens


@pytest.mark.parametrize(
    ("text", "kind", "tokens"),
    [
        ("Ola paid 18-19 euros, “once”", TokenKind.NUMBER, ["18-19"]),
        ("Ola’s 9-year-old said “no”", TokenKind.WORD, ["Ola’s", "9-year-old", "said", "no"]),
        ("Ola’s aide said “no”", TokenKind.QUOTE, ["“", "”"]),
        ("The dogs' bowls aren't 'new'", TokenKind.QUOTE, ["'", "'"]),
        ("She stands 6'2\" tall", TokenKind.QUOTE, []),
    ],
)
def test_tokens_have_their_kind(text, kind, tokens):
    assert cut(text, kind) == tokens


@pytest.mark.parametrize(
    ("text", "lower"),
    [("Ola’s", "ola's"), ("DON’T", "don't"), ("İstanbul", "İstanbul".lower()), ("the voters’ will", "voters'")],
)
def test_lower_is_lower_case_with_straight_apostrophes(text, lower):
    assert lower in [token.lower for token in read(text).tokens]
