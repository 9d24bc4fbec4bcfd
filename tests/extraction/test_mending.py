"""What the page itself rules out of what the encoder saw."""

import pytest

from service.document import read
from service.extraction.mending import mended
from service.extraction.pairing import Pairing, certain
from service.extraction.words import Phrase, Words, read_words
from service.lexicon.weights import weights
from service.model import Span

TEXT = """Ferry comments on reports of a sale

It is an old boat, built in 1971. Norsen Kabel, a yard in Lund, today announced that it would buy the boat.

"We did not expect it before May," the minister, Ada Lind, told reporters in Lund on Monday.

"It is easier to sell than to mend," the official ironized.

Lind told the Courier that this was no answer.

"He is the minister of boats, and that is a boat."

Berg laughed at him. "Ask the crew," Hale snapped.

The envoy, asked by crews why it sank, said it was old.

Asked on Monday whether it would sail, the mayor, Hale, conceded that it was late.

The Courier reported that the boat had been sold in Lund. CWN"""


@pytest.fixture(scope="module")
def words() -> Words:
    return read_words(read(TEXT, "en"), weights("en").classes)


def reading(words: Words, source: str, cue: str, *contents: str) -> Pairing:
    def tokens(part: str) -> tuple[int, int]:
        start = TEXT.index(part)
        return words.within(Span(start, start + len(part)))

    return certain(tokens(cue), cue, [tokens(part) for part in contents], Phrase(*tokens(source)), "encoder")


def told(words: Words, pairing: Pairing) -> tuple[str, ...]:
    def written(first: int, last: int) -> str:
        return TEXT[words.document.tokens[first].start : words.document.tokens[last - 1].end]

    source = written(*pairing.source) if pairing.source else ""
    return (source, *(written(*piece) for piece in pairing.contents))


BOAT = "that the boat had been sold in Lund"
MAY = "We did not expect it before May"
MEND = "It is easier to sell than to mend"
BOATS = "He is the minister of boats, and that is a boat."
NO_ANSWER = "that this was no answer"


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        pytest.param(
            ("Ferry", "comments on", "reports of a sale\n\nIt is an old boat"),
            ("Ferry", "reports of a sale"),
            id="ends with its paragraph",
        ),
        pytest.param(("The Courier", "reported", BOAT + ". CWN"), ("The Courier", BOAT), id="an agency signs behind it"),
        pytest.param(("the minister", "told", MAY, MEND), ("the minister", MAY), id="another's quotation"),
        pytest.param(("the minister", "told", MAY, BOATS), ("the minister", MAY), id="a quotation beyond another paragraph"),
        pytest.param(("Lind", "told", NO_ANSWER, BOATS), ("Lind", NO_ANSWER), id="a quotation with a paragraph of its own"),
        pytest.param(
            ("Hale", "snapped", BOATS, "Ask the crew"), ("Hale", "Ask the crew"), id="the quotation of the paragraph above"
        ),
        pytest.param(("the minister", "told", MAY), ("the minister", MAY), id="nothing to mend"),
        pytest.param(("the mayor, Hale", "Asked", "whether it would sail"), ("", "whether it would sail"), id="who is asked"),
        pytest.param(("The envoy", "asked by", "why it sank"), ("crews", "why it sank"), id="by whom the source is asked"),
        pytest.param(("The envoy", "asked", "why it sank"), ("crews", "why it sank"), id="by whom it is asked"),
        pytest.param(
            ("today", "announced", "that it would buy the boat"), ("Norsen Kabel", "that it would buy the boat"), id="today"
        ),
    ],
)
def test_what_cannot_be_is_mended(words: Words, seen: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    others = [reading(words, "Norsen Kabel", "announced", "that it would buy the boat")]
    assert told(words, mended(words, reading(words, *seen), others)) == wanted
