"""Which statement of the body a headline's statement shortens."""

import pytest

from service.resolution import resolve
from tests.resolution.marked import parse

BODY = (
    "\n\n<s2>Norvian Transport Minister Ada Lind</s2> <c2>told</c2> Reuters <w2>that the road over the pass would be closed "
    "until “the last stone is gone” in May</w2>.\n\n<s3>Per Dahl</s3>, a driver, <c3>said</c3> <w3>nobody had asked him</w3>."
)


def same(headline, body=BODY):
    document, attributions = parse(headline + body)
    return [provenance.same_as for provenance in resolve(document, attributions)]


@pytest.mark.parametrize(
    "headline",
    [
        "<w1>Road over pass to be closed until May</w1>, <s1>minister</s1> <c1>says</c1>",
        "<w1>Norvia closes pass road until May</w1> <c1>–</c1> <s1>Transport Minister</s1>",
        "<s1>Reuters</s1><c1>:</c1> <w1>Pass road closed until May</w1>",
        "“<w1>Until the last stone is gone</w1>”: Norvia closes its pass",
    ],
)
def test_a_headline_is_tied_to_what_it_shortens(headline):
    assert same(headline) == [1, None, None]


@pytest.mark.parametrize(
    "headline",
    [
        "<s1>Minister</s1> <c1>promises</c1> <w1>new ferries for the islands</w1>",
        "“<w1>Nobody will weep for it</w1>”: Norvia closes its pass",
    ],
)
def test_a_headline_that_the_body_does_not_have_is_tied_to_nothing(headline):
    assert same(headline) == [None, None, None]


def test_a_headline_may_hold_an_apostrophe_alone():
    assert same("<w1>Norvia \u2019s pass \u2019s closed</w1>, <s1>minister</s1> <c1>says</c1>")[1:] == [None, None]
