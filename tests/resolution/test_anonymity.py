"""Whose identity an article withholds."""

import pytest

from service.resolution import resolve
from tests.resolution.marked import parse

WITHHELD = [
    "A source",
    "Sources",
    "A senior Norvian official",
    "Two regional security officials",
    "Three EU diplomats",
    "People familiar with the matter",
    "A person close to the company",
    "Several people briefed on the talks",
    "One Republican",
    "One mother",
    "An envoy from a Baltic country",
    "Administration officials",
    "Two aides",
    "An informed source",
    "A close aide to the mayor",
    "The mole",
    "Unnamed bankers",
    "A person briefed on the plan",
    "One of the officials",
    "A foreman with 31 years at the mill",
    "A banker who asked not to be named",
    "A clerk, who did not want to see her name in print,",
    "Another traveller, who didn't want to give her name,",
    "A nurse, who spoke on condition of anonymity,",
    "A teacher who was not authorized to speak to the press",
]
NOT_WITHHELD = [
    "A spokesperson for the embassy",
    "The press secretary",
    "A Works Department spokesman",
    "Villagers",
    "Critics",
    "Many voters",
    "Any taxpayer",
    "Small groups of protesters",
    "The governor",
    "Her daughter",
    "His lawyer",
    "Federal prosecutors",
    "Scientists",
    "Opposition politicians",
    "The Works Ministry",
    "A report by the Works Ministry",
    "A draft that was not to be named",
    "Ada Lind, an official of the Works Ministry,",
    "Reuters",
]


def is_anonymous(source: str) -> bool:
    document, attributions = parse(f"<s1>{source}</s1> <c1>said</c1> <w1>the road was open</w1>.")
    (provenance,) = resolve(document, attributions)
    assert provenance.speaker is not None
    return provenance.speaker.anonymous


@pytest.mark.parametrize("source", WITHHELD)
def test_withheld(source):
    assert is_anonymous(source)


@pytest.mark.parametrize("source", NOT_WITHHELD)
def test_not_withheld(source):
    assert not is_anonymous(source)


def test_a_clause_that_withholds_the_identity_may_stand_behind_the_source():
    document, attributions = parse(
        "<s1>A company official</s1>, who asked not to be named, <c1>told</c1> us <w1>that the road was open</w1>."
    )
    (provenance,) = resolve(document, attributions)
    assert provenance.speaker is not None
    assert provenance.speaker.anonymous
    assert provenance.speaker.name == "A company official"
