"""How much an article tells of who a speaker is: grade, number, and the reason for keeping it back."""

import pytest

from service.resolution import resolve
from tests.resolution.marked import parse


def speaker(marked):
    """Marked-up article -> the speaker of its first attribution, and the article's text."""
    document, attributions = parse(marked)
    found = resolve(document, attributions)[0].speaker
    assert found is not None
    return found, document.text


def of(source):
    """Words of a source -> who speaks."""
    return speaker(f"<s1>{source}</s1> <c1>said</c1> <w1>the road was open</w1>.")[0]


@pytest.mark.parametrize(
    ("source", "grade"),
    [
        ("Ada Lind", "named"),
        ("the mayor, Ada Lind,", "named"),
        ("the Works Ministry", "named"),
        ("Reuters", "named"),
        ("Hale Berg and Ada Lind", "named"),
        ("a spokeswoman for the port", "role"),
        ("the ministry's press office", "role"),
        ("a report", "role"),
        ("residents", "collective"),
        ("prosecutors", "collective"),
        ("Norvian media", "collective"),
        ("a source", "withheld"),
        ("two officials", "withheld"),
        ("people familiar with the matter", "withheld"),
        ("those close to the family", "withheld"),
    ],
)
def test_the_grade_tells_how_much_is_known_of_a_speaker(source, grade):
    found = of(source)
    assert found.grade.value == grade
    assert found.anonymous == (grade == "withheld")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("a source", 1),
        ("Ada Lind", 1),
        ("one of the officials", 1),
        ("two officials", 2),
        ("both officials", 2),
        ("a couple of officials", 2),
        ("three senior Norvian officials", 3),
        ("12 officials", 12),
        ("a dozen officials", 12),
        ("two dozen officials", 24),
        ("Hale Berg and Ada Lind", 2),
        ("officials", None),
        ("several officials", None),
        ("more than a dozen officials", None),
        ("at least three officials", None),
        ("dozens of officials", None),
        ("the Works Ministry", None),
        ("a report", None),
    ],
)
def test_the_number_of_sources_is_as_the_words_tell(source, count):
    assert of(source).count == count


REASONS = [
    (
        "<s1>A banker</s1>, who asked not to be named [because the talks are private], <c1>told</c1> us <w1>it was over</w1>.",
        "because the talks are private",
    ),
    (
        "“<w1>It is over</w1>,” <c1>said</c1> <s1>one official</s1>, who spoke on condition of anonymity as they were not "
        "authorised to speak to the media.",
        "as they were not authorised to speak to the media",
    ),
    (
        "<s1>Two diplomats</s1>, not authorized to speak publicly, <c1>said</c1> <w1>it was over</w1>.",
        "not authorized to speak publicly",
    ),
    (
        "<s1>A clerk</s1> <c1>said</c1> <w1>it was over</w1>. The clerk was not permitted to brief reporters.",
        "not permitted to brief reporters",
    ),
    (
        "<s1>Two clerks</s1> <c1>said</c1> <w1>it was over</w1>. They spoke on condition of anonymity for fear of reprisals.",
        "for fear of reprisals",
    ),
    (
        "<s1>A clerk who requested anonymity for fear of reprisals</s1> <c1>told</c1> The Star <w1>it was over</w1>.",
        "for fear of reprisals",
    ),
    (
        "<s1>One aide</s1>, who spoke on condition of anonymity to discuss internal talks, <c1>said</c1> <w1>it was over</w1>.",
        "to discuss internal talks",
    ),
    ("<s1>A banker</s1>, who asked not to be named, <c1>told</c1> us <w1>it was over because of the talks</w1>.", None),
    ("<s1>A source</s1> <c1>said</c1> <w1>it was over</w1>. He left because it rained.", None),
    ("<s1>Ada Lind</s1> <c1>said</c1> <w1>it was over</w1> because nobody was authorised to go on.", None),
]


@pytest.mark.parametrize(("marked", "reason"), REASONS)
def test_the_reason_for_withholding_a_name_is_told_where_the_article_gives_it(marked, reason):
    found, text = speaker(marked.replace("[", "").replace("]", ""))
    assert (found.withheld_because and found.withheld_because.span.of(text)) == reason
