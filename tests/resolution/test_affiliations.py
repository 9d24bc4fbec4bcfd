"""What kind of source a speaker is, as audits of newsrooms count them."""

import pytest

from service.resolution import resolve
from tests.resolution.marked import parse


def kind(source, behind=""):
    document, attributions = parse(f"<s1>{source}</s1> <c1>said</c1> <w1>the road was open</w1>. {behind}")
    found = resolve(document, attributions)[0].speaker
    assert found is not None
    return found.source_type.value


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Foreign Minister Ada Lind", "government"),
        ("Ada Lind, the mayor of Elm,", "government"),
        ("a spokesman for the Works Ministry", "government"),
        ("the Kremlin", "government"),
        ("Norway", "government"),
        ("Tehran", "government"),
        ("a senior official", "government"),
        ("a diplomatic source", "government"),
        ("army spokesman Col. Per Dahl", "military"),
        ("Gen. Ada Lind", "military"),
        ("the Elm State Police Command", "law_enforcement"),
        ("federal prosecutors", "law_enforcement"),
        ("Judge Ada Lind", "court"),
        ("a spokeswoman for the High Court", "court"),
        ("Ada Lind, leader of the Farmers' Party,", "party"),
        ("the Lind campaign", "party"),
        ("Ada Lind, chief executive of Norvia Steel,", "company"),
        ("a spokesperson for the shipyard", "company"),
        ("union leader Ada Lind", "ngo"),
        ("Ada Lind of the Red Cross", "ngo"),
        ("Ada Lind, a professor at Elm University,", "academic"),
        ("a Norvian analyst", "academic"),
        ("Reuters", "media"),
        ("Norvian media", "media"),
        ("residents", "witness"),
        ("an eyewitness", "witness"),
        ("Ada Lind, 67, of Elm,", "witness"),
        ("the report", "document"),
        ("Ada Lind", "other"),
    ],
)
def test_the_words_of_a_name_or_description_tell_the_kind(source, expected):
    assert kind(source) == expected


def test_who_belongs_to_a_body_is_of_its_kind_where_only_its_short_name_is_given():
    assert kind("AMOR chief Per Dahl", "The Agency to Mend Our Roads (AMOR) was founded in May.") == "government"


def test_a_voice_is_of_the_kind_of_whoever_it_speaks_for():
    assert kind("Lind's spokesman", "Mayor Ada Lind was away.") == "government"


def test_a_role_told_anywhere_on_the_page_counts():
    assert kind("Lind", "Nobody knew more than Professor Ada Lind, who was away.") == "academic"
