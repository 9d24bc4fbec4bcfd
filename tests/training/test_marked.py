"""Articles with their attributions marked, read as gold."""

import pathlib
from typing import Any

import pytest

from training.marked import marked_articles, unmarked

FILE = """=== pier
<t1>Pier to close</t1>, <c1>says</c1> <s1>mayor</s1>

<t2>“We waited,”</t2> <s2><s3>Ada Lind</s3></s2> <c2>said</c2>. <t2>“No one came.”</t2> She <c3>wants</c3> <t3>a ferry</t3>.

=== ferry
The ferry sails.
"""


def spans(article: dict[str, Any], role: str) -> list[list[str]]:
    """Article, role -> the words of its spans, a row for each attribution."""
    return [[article["text"][start:end] for start, end in one[role]] for one in article["attributions"]]


def test_marks_become_attributions_and_leave_the_text(tmp_path: pathlib.Path) -> None:
    (tmp_path / "some.txt").write_text(FILE, "utf-8")
    pier, ferry = marked_articles(tmp_path)
    assert pier["text"] == ("Pier to close, says mayor\n\n“We waited,” Ada Lind said. “No one came.” She wants a ferry.")
    assert spans(pier, "source") == [["mayor"], ["Ada Lind"], ["Ada Lind"]]
    assert spans(pier, "cue") == [["says"], ["said"], ["wants"]]
    assert spans(pier, "content") == [["Pier to close"], ["“We waited,”", "“No one came.”"], ["a ferry"]]
    assert ferry == {"id": "ferry", "ours": True, "text": "The ferry sails.", "attributions": []}


@pytest.mark.parametrize(
    "marked",
    [
        "<s1>Lind said.",
        "Lind</s1> said.",
        "<s1>Lind</s2> said.",
        "<s1></s1>Lind said.",
        "<s1>Lind </s1>said.",
        "<s1> Lind</s1> said.",
        "<s1>Ada <s1>Lind</s1></s1> said.",
    ],
)
def test_a_mark_out_of_place_is_an_error_that_names_the_article(marked: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(ValueError):
        unmarked(marked)
    (tmp_path / "some.txt").write_text(f"=== pier\n{marked}\n", "utf-8")
    with pytest.raises(ValueError, match="pier: "):
        marked_articles(tmp_path)


def test_every_article_of_ours_is_read_and_says_who_said_what() -> None:
    articles = marked_articles()
    assert len({article["id"] for article in articles}) == len(articles) >= 300
    for article in articles:
        assert article["attributions"], article["id"]
        assert "<" not in article["text"], article["id"]
        assert all(one["content"] for one in article["attributions"]), article["id"]
        assert all(one["cue"] for one in article["attributions"] if one["source"]), article["id"]
