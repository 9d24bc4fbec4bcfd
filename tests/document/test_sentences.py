"""Where sentences end, and where they only seem to."""

import pytest

from service.document import read


def split(text):
    return [sentence.span.of(text) for sentence in read(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Embassy in Port Harlow is shut.",
        "Lt. Gen. Ola Brandt met Sen. Iris Moreno and Mr. Rao.",
        "Room No. 3 is free.",
        "J. K. Moreno and K.P. Rao spoke.",
        "George W. Tallow won.",
        "Gov. C.L. “Dutch” Rao, an early supporter, left.",
        "It grew 4.5 percent, to 3.2 million.",
        "He came at 5 a.m. on Nov. 19 and left.",
        "Brandt vs. Rao, i.e. the harbour case, goes on.",
        "Sales at Tallow Inc. rose.",
        '"Will you go?" he asked.',
        "“Who knows?” Moreno asked the crowd.",
        "“We will wait.” Moreno told Radio Harlow.",
        "“Never!” Ola Brandt of the dockers’ union shouted.",
        '"I waited . . . and then I left," she said.',
        "He waited... and left.",
        "“... we will wait,” she said.",
        "Rep. Iris Moreno (D-Mass.) said no.",
        "1. The gate opens.",
        "Yahoo! News reported it.",
        "See harborpost.com for more.",
        "The gate (it is old) fell.",
    ],
)
def test_one_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The gate is shut.| The keys are lost.",
        "He lives in the U.S.| He likes it.",
        "They met at 5 p.m.| The talks failed.",
        "He lives in the U.S.| It's cold there.",
        "“The gate is shut.| The keys are lost,” she said.",
        "“I do not know.”| Moreno said nothing.",
        "“Why?”| He shook his head.",
        "“Who knows?”| The crowd fell silent.",
        "He left (in a hurry.)| She stayed.",
        "Is it over?!| No.",
        "He left.'’| She stayed.".replace("'’", "”"),
        "He left.| “Good,” she said.",
        "He rallied in Harlow, Calif.| “The gate is shut,” she said.",
        "It is over…| Nobody came.",
        "It was over.|The mayor left.",
        "它关了。|他走了。",
        "He was ill.| She left.",
        "It cost $5.| Nobody paid.",
    ],
)
def test_two_sentences(text):
    assert split(text.replace("|", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Harlow gate shut\n\nPORT HARLOW, May 2 (Coastwire) — The gate is shut for good, officials said.", "The gate is shut"),
        ("Harlow gate shut\n\nDetails: The gate is shut for good, officials said.", "The gate is shut"),
        ("Harlow gate shut\n\nThe city met.\n\n• The gate is shut for good, officials said.", "The gate is shut"),
        (" date 2024-06-17 The gate is shut for good in Port Harlow\n\nThe city met.", "The gate is shut"),
    ],
)
def test_what_stands_before_the_text_belongs_to_no_sentence(text, first):
    document = read(text)
    assert any(sentence.startswith(first) for sentence in split(text))
    assert document.sentence_of[0] == -1 or document.sentences[0].span.of(text) == "Harlow gate shut"


def test_tokens_know_their_sentence():
    text = "The gate is shut.\nDetails: Nobody came. Nobody will."
    document = read(text)
    of = [(token.text, place) for token, place in zip(document.tokens, document.sentence_of, strict=True)]
    assert of[:5] == [("The", 0), ("gate", 0), ("is", 0), ("shut", 0), (".", 0)]
    assert of[5:8] == [("Details", -1), (":", -1), ("Nobody", 1)]
    assert of[-1] == (".", 2)
