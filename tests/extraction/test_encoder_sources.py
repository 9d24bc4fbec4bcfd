"""The encoder's sources, which it sees word by word, as phrases."""

import pytest

from service.document import read
from service.extraction.encoder.tagging import one_phrase
from service.extraction.words import Range, Words, read_words
from service.lexicon.weights import weights
from service.model import Span


def at(words: Words, part: str) -> Range:
    start = words.document.text.index(part)
    return words.within(Span(start, start + len(part)))


@pytest.mark.parametrize(
    ("text", "source", "cue", "wanted"),
    [
        ("They met at the pier. Lind wrote that it was late.", "the pier. Lind", "wrote", "Lind"),
        ("It was late, wrote Lind. The pier is old.", "Lind. The pier", "wrote", "Lind"),
        ("(LEAD) Norvia says that talks are over.", "LEAD) Norvia", "says", "Norvia"),
        ("Ada Lind (Harbour) of Elm says that talks are over.", "Ada Lind (Harbour) of Elm", "says", "Ada Lind (Harbour) of Elm"),
        ("Ada Lind says that talks are over.", "Ada Lind", "says", "Ada Lind"),
        ("It sank, papers seen by the Courier show.", "the Courier", "show", "papers seen by the Courier"),
        ("Lind was seen by the Courier when Tom Hale spoke.", "Tom Hale", "spoke", "Tom Hale"),
        ("Prosecuting, Ada Lind said that it was late.", "Prosecuting, Ada Lind", "said", "Ada Lind"),
    ],
)
def test_a_source_is_one_phrase_of_the_cues_sentence(text, source, cue, wanted):
    words = read_words(read(text, "en"), weights("en").classes)
    assert one_phrase(words, at(words, source), at(words, cue)) == at(words, wanted)


def test_no_source_stays_none():
    words = read_words(read("It was late.", "en"), weights("en").classes)
    assert one_phrase(words, None, (0, 1)) is None
