"""By what means a statement was made."""

import pytest

from service.resolution import resolve
from tests.resolution.marked import parse

HEAD = "Road over the pass to open in May\n\n"
TAIL = " Nobody was hurt."


def media(marked):
    """Marked-up article -> for each attribution kind, name and place of its medium, or None."""
    document, attributions = parse(HEAD + marked)
    found = [provenance.medium for provenance in resolve(document, attributions)]
    return [each and (each.kind, each.name, each.named_at.span.of(document.text)) for each in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s1>Ada Lind</s1> <c1>wrote</c1> on Telegram <w1>that the road was open</w1>.", ("platform", "Telegram", "Telegram")),
        ("“<w1>It is open</w1>,” <s1>the ministry</s1> <c1>wrote</c1> on X.", ("platform", "X", "X")),
        ("“<w1>It is open</w1>,” <s1>Lind</s1> <c1>said</c1> in a Facebook post.", ("platform", "Facebook", "Facebook")),
        (
            "“<w1>It is open</w1>,” <s1>Lind</s1> <c1>posted</c1> on Truth Social.",
            ("platform", "Truth Social", "Truth Social"),
        ),
        ("<s1>Lind</s1> <c1>said</c1> in a social media post <w1>it was open</w1>.", ("platform", None, "post")),
        ("<s1>Lind</s1> <c1>said</c1> in a press release <w1>it was open</w1>.", ("press_release", None, "press release")),
        ("<s1>The port</s1> <c1>said</c1> on its website <w1>that it was open</w1>.", ("website", None, "website")),
        ("In court papers, <s1>Lind</s1> <c1>says</c1> <w1>it was open</w1>.", ("filing", None, "court papers")),
        ("<s1>The firm</s1> <c1>said</c1> in a regulatory filing <w1>it was open</w1>.", ("filing", None, "filing")),
        ("<s1>Lind</s1> <c1>said</c1> in an interview <w1>that it was open</w1>.", ("interview", None, "interview")),
        ("<s1>Lind</s1> <c1>told</c1> a news conference <w1>that it was open</w1>.", ("briefing", None, "news conference")),
        ("<s1>Lind</s1> <c1>said</c1> in a statement <w1>that it was open</w1>.", ("statement", None, "statement")),
        ("<s1>Lind</s1> <c1>said</c1> on CNN <w1>that it was open</w1>.", ("broadcast", None, "CNN")),
        ("<s1>Lind</s1> <c1>said</c1> by phone <w1>that it was open</w1>.", ("phone", None, "phone")),
        ("<s1>Lind</s1> <c1>said</c1> <w1>that a post on Telegram was fake</w1>.", None),
        ("<s1>Lind</s1> <c1>said</c1> <w1>it was open</w1>. In a statement on X she thanked everyone.", None),
        ("<s1>Lind</s1> <c1>said</c1> <w1>it was open</w1> on the release of the figures.", None),
        ("<s1>Lind</s1>, X's owner, <c1>said</c1> <w1>it was open</w1>.", None),
    ],
)
def test_the_medium_is_told_by_the_words_around_a_statement(marked, expected):
    assert media(marked + TAIL)[0] == expected


def test_each_of_two_statements_of_a_sentence_has_its_own_medium():
    told = media(
        "<s1>Ada Lind</s1> <c1>wrote</c1> on Telegram <w1>that the road was open</w1>, while <s2>Per Dahl</s2> <c2>said</c2> in "
        "a statement <w2>that it was not</w2>."
    )
    assert [each[0] for each in told] == ["platform", "statement"]


def test_the_medium_goes_on_with_the_same_words():
    told = media(
        "“<w1>The road is open</w1>,” <s1>Ada Lind</s1> <c1>wrote</c1> on Telegram.\n\n“<w2>It was not easy</w2>,” <s2>she</s2> "
        "<c2>added</c2>.\n\nOn Monday <s3>Lind</s3> <c3>told</c3> parliament <w3>it was dear</w3>."
    )
    assert told == [("platform", "Telegram", "Telegram")] * 2 + [None]
