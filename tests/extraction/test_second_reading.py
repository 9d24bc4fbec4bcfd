"""How far two readings of the same words agree, as the confidence is told."""

import pytest

from service.document import read
from service.extraction.pairing import Pairing, certain
from service.extraction.second_reading import compared
from service.extraction.words import Phrase, Words, read_words
from service.lexicon.weights import weights
from service.model import Span

TEXT = "Ada Lind said the old ferry pier would close in May. Tom Hale was of one mind that no one had asked the crews."


@pytest.fixture(scope="module")
def words() -> Words:
    return read_words(read(TEXT, "en"), weights("en").classes)


def reading(words: Words, source: str, cue: str, content: str) -> Pairing:
    def tokens(part: str) -> tuple[int, int]:
        start = TEXT.index(part)
        return words.within(Span(start, start + len(part)))

    return certain(tokens(cue), cue, [tokens(content)], Phrase(*tokens(source)) if source else None, "learned")


LIND = ("Ada Lind", "said", "the old ferry pier would close in May")
HALE = ("Tom Hale", "was of one mind", "no one had asked the crews")


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        pytest.param(LIND, LIND, ("readings-agree",), id="the same"),
        pytest.param(LIND, ("Lind", "said", "old ferry pier would close"), ("readings-agree",), id="half of the words"),
        pytest.param(LIND, ("", "said", LIND[2]), ("readings-part-over-source",), id="one sees no source"),
        pytest.param(LIND, ("Tom Hale", "said", LIND[2]), ("readings-part-over-source",), id="another source"),
        pytest.param(LIND, ("Ada Lind", "said", "close in"), ("read-once",), id="little of the content"),
        pytest.param(LIND, HALE, ("read-once",), id="another sentence"),
        pytest.param(HALE, HALE, ("readings-agree", "unknown-cue"), id="a cue that the lexicon lacks"),
    ],
)
def test_signs_tell_how_far_a_second_reading_agrees(words, one, other, signs):
    (found,) = compared(words, [reading(words, *one)], [reading(words, *other)])
    assert found.signs == signs


def test_without_a_second_reading_every_statement_is_read_once(words):
    assert [found.signs for found in compared(words, [reading(words, *LIND)], [])] == [("read-once",)]
