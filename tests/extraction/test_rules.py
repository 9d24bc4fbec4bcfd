"""Every closed form against its own examples and counter-examples."""

import math

import pytest

from service.document import read
from service.extraction import extract
from service.lexicon.files import LexiconError
from service.lexicon.rules import Rule, parse_rules, rules
from service.model import Attribution
from tests.markup import parse, words

RULES = rules("en")


def found(text: str) -> tuple[Attribution, ...]:
    return extract(read(text), math.inf)[0]


def decided_by(rule: Rule, text: str) -> list[Attribution]:
    return [attribution for attribution in found(text) if attribution.reasons[0].rule == rule.id]


@pytest.mark.parametrize(
    ("rule", "marked"),
    [pytest.param(rule, marked, id=f"{rule.id}-{n}") for rule in RULES for n, marked in enumerate(rule.examples)],
)
def test_example_comes_out_as_marked(rule: Rule, marked: str) -> None:
    example = parse(marked)
    if rule.content == "veto":
        starts = {attribution.cue.span.end for attribution in found(example.text) if attribution.cue}
        ends = {start + len(cue) for start, cue in zip(example.cue_starts, example.cues, strict=True)}
        assert not starts & ends
        return
    found_spans = [
        (
            [words(attribution.source.of(example.text))] if attribution.source else [],
            [words(attribution.cue.span.of(example.text))] if attribution.cue else [],
            [words(span.of(example.text)) for span in attribution.contents],
        )
        for attribution in decided_by(rule, example.text)
    ]
    marked_spans = (list(map(words, example.sources)), list(map(words, example.cues)), list(map(words, example.contents)))
    assert marked_spans in found_spans


@pytest.mark.parametrize(
    ("rule", "marked"),
    [pytest.param(rule, marked, id=f"{rule.id}-{n}") for rule in RULES for n, marked in enumerate(rule.counter_examples)],
)
def test_counter_example_is_left_alone(rule: Rule, marked: str) -> None:
    example = parse(marked)
    if rule.content == "veto":
        ends = {attribution.cue.span.end for attribution in found(example.text) if attribution.cue}
        assert {start + len(cue) for start, cue in zip(example.cue_starts, example.cues, strict=True)} <= ends
    else:
        assert decided_by(rule, example.text) == []


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
    table = {"words": {"subordinators": ["when"]}, "rules": [{**GOOD, **change}]}
    with pytest.raises(LexiconError, match=r"rules\.toml: r: ") as error:
        parse_rules(table, "en/rules.toml")
    assert named in str(error.value)


def test_rule_that_stands_twice_is_named_at_start() -> None:
    with pytest.raises(LexiconError, match="stands twice"):
        parse_rules({"words": {"subordinators": ["when"]}, "rules": [GOOD, GOOD]}, "en/rules.toml")
