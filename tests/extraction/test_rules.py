"""Every closed form against its own examples and counter-examples."""

import math

import pytest

from service.document import read
from service.extraction import NEURAL, extract, taggers
from service.lexicon.files import LexiconError
from service.lexicon.rules import Rule, parse_rules, rules
from service.model import Attribution
from tests.markup import Example, parse, words

RULES = rules("en").every


@pytest.fixture(params=taggers())
def tagger(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def found(text: str, tagger: str) -> tuple[Attribution, ...]:
    return extract(read(text), math.inf, tagger)[0]


def cue_ends(attributions: tuple[Attribution, ...]) -> set[int]:
    return {attribution.cue.span.end for attribution in attributions if attribution.cue}


def marked_cue_ends(example: Example) -> set[int]:
    return {start + len(cue) for start, cue in zip(example.cue_starts, example.cues, strict=True)}


@pytest.mark.parametrize(
    ("rule", "marked"),
    [pytest.param(rule, marked, id=f"{rule.id}-{n}") for rule in RULES for n, marked in enumerate(rule.examples)],
)
def test_example_comes_out_as_marked(rule: Rule, marked: str, tagger: str) -> None:
    example = parse(marked)
    attributions = found(example.text, tagger)
    if rule.content == "veto":
        assert not cue_ends(attributions) & marked_cue_ends(example)
        return
    if tagger == NEURAL and rule.yields:
        pytest.skip("the encoder decides here")
    found_spans = [
        (
            [words(attribution.source.of(example.text))] if attribution.source else [],
            [words(attribution.cue.span.of(example.text))] if attribution.cue else [],
            [words(span.of(example.text)) for span in attribution.contents],
        )
        for attribution in attributions
        if attribution.reasons[0].rule == rule.id or tagger == NEURAL
    ]
    marked_spans = (list(map(words, example.sources)), list(map(words, example.cues)), list(map(words, example.contents)))
    assert marked_spans in found_spans


@pytest.mark.parametrize(
    ("rule", "marked"),
    [pytest.param(rule, marked, id=f"{rule.id}-{n}") for rule in RULES for n, marked in enumerate(rule.counter_examples)],
)
def test_counter_example_is_left_alone(rule: Rule, marked: str, tagger: str) -> None:
    example = parse(marked)
    attributions = found(example.text, tagger)
    if rule.content == "veto":
        assert marked_cue_ends(example) <= cue_ends(attributions)
    else:
        assert rule.id not in {attribution.reasons[0].rule for attribution in attributions}


WORDS = {"subordinators": ["when"], "joining": ["of"], "knowing": ["close"]}
GOOD = {"id": "r", "says": "x", "pattern": "{source} <said>", "triggers": ["said"], "examples": ["a"], "counter_examples": ["b"]}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"pattern": "{sauce} <said>"}, "unknown part {sauce}"),
        ({"pattern": "( <said>"}, "pattern"),
        ({"examples": []}, "needs examples"),
        ({"content": "guessed"}, "content must be one of"),
        ({"sections": ["cellar"]}, "cellar"),
        ({"mode": "song"}, "song"),
    ],
)
def test_bad_rule_is_named_at_start(change: dict[str, object], named: str) -> None:
    table = {"words": WORDS, "rules": [{**GOOD, **change}]}
    with pytest.raises(LexiconError, match=r"rules\.toml: r: ") as error:
        parse_rules(table, "en/rules.toml")
    assert named in str(error.value)


def test_rule_that_stands_twice_is_named_at_start() -> None:
    with pytest.raises(LexiconError, match="stands twice"):
        parse_rules({"words": WORDS, "rules": [GOOD, GOOD]}, "en/rules.toml")
