"""What a page says of itself."""

import pytest

from service.document import read

FIRST = "The council of Port Harlow voted on Monday to shut the old harbour gate for good."
SECOND = "The gate has stood open since 1911, Mayor Ola Brandt told reporters after the vote."


def notes(line):
    text = f"Harlow gate shut\n\n{FIRST}\n\n{SECOND}\n\n{line}"
    return [(note.kind, note.span.of(text)) for note in read(text).notes]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Editor’s note: This story was first published on Monday.", "editor_note"),
        ("[Editor's note: names have been changed.]", "editor_note"),
        ("Correction: An earlier version misspelt the mayor's name.", "correction"),
        ("CORRECTION — The vote was on Monday, not on Sunday.", "correction"),
        ("This article was amended on 4 June to add the mayor's reply.", "correction"),
        ("*An earlier version of this story gave the wrong year.", "correction"),
        ("(Corrects the year in paragraph two)", "correction"),
        ("Clarification: The gate is the old one.", "clarification"),
    ],
)
def test_a_note_of_the_editors_is_told(line, kind):
    assert notes(line) == [(kind, line)]


@pytest.mark.parametrize(
    "line", ["Corrections officers shut the gate on Monday.", "The editor noted nothing.", "Clarification came late."]
)
def test_a_sentence_of_the_article_is_no_note(line):
    assert notes(line) == []
