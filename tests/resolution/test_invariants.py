"""What holds for every text and every span: nothing raises, spans stand in the text, equal in is equal out, cost is linear."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.document import read
from service.model import Attribution, Cue, Document, Mode, Section, Span
from service.resolution import resolve

WORDS = [
    "Ada Lind",
    "Lind",
    "he",
    "She",
    "they",
    "who",
    "I",
    "WHO",
    "Reuters",
    "the newspaper",
    "told",
    "said",
    "citing",
    "quoted",
    "by",
    "a source",
    "the official",
    "one of the officials",
    "two ministers",
    "the two ministers",
    "his lawyer",
    "Works Ministry",
    "(AMOR)",
    "according to",
    "on",
    "in the letter",
    "and",
    "of",
    "the",
    "Source:",
    "Quote:",
    "LIND:",
    "Dr.",
    "U.S.",
    "al-Amr",
    "in the same interview",
    "’s",
]
MARKS = [*",.“”'():—- \r\u00a0\ufeffİ😀", '"', "\n\n", "e\u0301"]
PIECES = st.sampled_from(WORDS + MARKS)
TEXTS = st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=80)


@st.composite
def pages(draw):
    """A text and attributions with spans anywhere, also outside of it."""
    text = draw(TEXTS)
    span = st.builds(lambda start, length: Span(start, start + length), st.integers(0, len(text) + 3), st.integers(0, 40))
    attribution = st.builds(
        Attribution,
        contents=st.lists(span, max_size=3).map(tuple),
        cue=st.none() | st.builds(Cue, span, st.just("say"), st.sampled_from(Mode), st.just("state")),
        source=st.none() | span,
        section=st.sampled_from(Section),
        continues=st.none() | st.integers(-2, 8),
        evidence=st.just(0.0),
        reasons=st.just(()),
    )
    return text, draw(st.lists(attribution, max_size=8))


@given(pages())
@settings(max_examples=300, deadline=None)
def test_any_text_with_any_spans_is_resolved(page):
    text, attributions = page
    document = read(text)
    given_ = resolve(document, attributions)
    assert len(given_) == len(attributions)
    assert given_ == resolve(document, attributions)
    for provenance in given_:
        places = [provenance.outlet_at, provenance.speaker.named_at if provenance.speaker else None]
        for place in places:
            assert place is None or 0 <= place.span.start < place.span.end <= len(text)
        assert (provenance.speaker is not None or provenance.outlet is not None) == bool(provenance.chain)
        speaker = provenance.speaker
        if speaker:
            assert speaker.name == provenance.chain[-1].name
            assert speaker.name == speaker.named_at.span.of(text) or " and " in speaker.name


def attributions_of(text: str, source: str, cue: str) -> list[Attribution]:
    found = []
    at = text.find(source)
    while at >= 0:
        said = text.find(cue, at)
        found.append(
            Attribution(
                (Span(said + len(cue), said + len(cue) + 4),),
                Cue(Span(said, said + len(cue)), cue, Mode.SPEECH, "state"),
                Span(at, at + len(source)),
                Section.BODY,
                None,
                0.0,
                (),
            )
        )
        at = text.find(source, at + 1)
    return found


@pytest.mark.parametrize(
    ("piece", "source", "cue"),
    [
        ("Ada Lind said no, ", "Ada Lind", "said"),
        ("she said no, ", "she", "said"),
        ("a source said no. ", "a source", "said"),
        ("the source told Reuters no, ", "the source", "told"),
        ("the newspaper said no, Le Monde, ", "the newspaper", "said"),
        ("the two ministers said no, ", "the two ministers", "said"),
        ("his lawyer said no. Lind ", "his lawyer", "said"),
        ("one of the officials said no. ", "one of the officials", "said"),
        ("((((((( Lind (AMOR said no ", "Lind", "said"),
        ("Reuters quoted TASS quoting AFP, who said no, ", "who", "said"),
    ],
)
def test_cost_is_linear_when_a_page_repeats_itself(piece, source, cue):
    def seconds(times: int) -> float:
        text = "Road to open\n\n" + piece * times
        document, attributions = read(text), attributions_of(text, source, cue)
        return min(measured(document, attributions) for _ in range(3))

    seconds(100)
    assert seconds(1600) < 8 * max(seconds(400), 0.01)  # linear is 4, quadratic 16


def measured(document: Document, attributions: list[Attribution]) -> float:
    start = time.process_time()
    resolve(document, attributions)
    return time.process_time() - start


def test_no_attributions_give_nothing():
    assert resolve(read("Ada Lind said no."), []) == ()


def test_time_that_ran_out_resolves_nothing():
    document = read("It is old.\n\nAda Lind said no.")
    assert resolve(document, attributions_of(document.text, "Ada Lind", "said"), deadline=time.monotonic()) == (None,)
