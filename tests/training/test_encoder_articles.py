"""What the encoder is trained on: gold articles in units, their variations and their windows. Needs no torch."""

from __future__ import annotations

import random

import pytest

from service.extraction.encoder.reading import BREAK, CLOSING, OPENING, quotation_states
from service.extraction.encoder.roles import CONTENT, CUE, ROLE_LABELS, SOURCE, RoleSpan, best_spans
from training.encoder.articles import Article, article_of
from training.encoder.closed_forms import add_closed_form
from training.encoder.samples import Sample, as_predicted, labels_of, window_links
from training.encoder.variation import exchange_words, restyle_quotations, stock, swap_numbers, vary

TEXT = (
    "Council split\n"
    "“The bridge will be closed for 40 days,” said Ada Penrose on Monday.\n"
    "Traders fear that shops on the quay will lose 1200 customers."
)
BRIDGE = ("Ada Penrose", "said", "“The bridge will be closed for 40 days,”")
SHOPS = ("Traders", "fear", "that shops on the quay will lose 1200 customers")
SEEDS = range(40)


def span(part: str) -> list[int]:
    return [TEXT.index(part), TEXT.index(part) + len(part)]


@pytest.fixture
def article() -> Article:
    gold = [{role: [span(part)] for role, part in zip(("source", "cue", "content"), row, strict=True)} for row in (BRIDGE, SHOPS)]
    names = [[*span(part), "NNP", "PERSON"] for part in ("Ada", "Penrose")]
    return article_of({"id": "quay", "text": TEXT, "attributions": gold}, names)


def parts(article: Article) -> list[list[str]]:
    """Source, cue and content of each attribution, units side by side."""
    return [["".join(article.words[slice(*s[0])]) if s else "" for s in a.spans()] for a in article.attributions]


def test_spans_of_characters_become_spans_of_units(article: Article) -> None:
    assert parts(article) == [[part.replace(" ", "") for part in row] for row in (BRIDGE, SHOPS)]


def test_a_span_without_a_visible_character_is_dropped() -> None:
    gold = {"source": [[1, 2]], "cue": [[2, 6]], "content": [[7, 11]]}
    made = article_of({"id": "gap", "text": "A says this", "attributions": [gold]})
    assert parts(made) == [["", "says", "this"]]


def test_labels_read_back_are_the_gold_spans(article: Article) -> None:
    labels = labels_of(article)
    found = best_spans([[0.0 if i == label else -20.0 for i in range(len(ROLE_LABELS))] for label in labels])
    gold = [RoleSpan(role, *s) for a in article.attributions for role, row in enumerate(a.spans()) for s in row]
    assert found == sorted(gold, key=lambda s: s.start)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_closed_form_is_one_more_attribution_and_moves_the_others_unharmed(article: Article, seed: int) -> None:
    made = add_closed_form(article, random.Random(seed))
    *kept, (source, cue, content) = parts(made)
    assert kept == parts(article)
    assert len(made.words) == len(made.gaps)
    assert made.gaps[0] == BREAK
    assert cue
    assert source.lower() in ("", "adapenrose", "traders")
    assert content.lower().strip("“”") in ("thebridgewillbeclosedfor40days", "shopsonthequaywilllose1200customers")


def test_a_pronoun_is_named_where_a_closed_form_needs_a_name(article: Article) -> None:
    words = ["They" if word == "Traders" else word for word in article.words]
    said = Article(article.id, words, article.gaps, article.attributions[1:])
    sources = {parts(add_closed_form(said, random.Random(seed)))[-1][0] for seed in SEEDS}
    assert not sources & {"They", "they"}


@pytest.mark.parametrize("seed", SEEDS)
def test_restyled_quotations_begin_and_end_where_they_did(article: Article, seed: int) -> None:
    words = list(article.words)
    restyle_quotations(words, article.gaps, random.Random(seed))
    before, after = quotation_states(article.words, article.gaps), quotation_states(words, article.gaps)
    for mark in (OPENING, CLOSING):
        assert [i for i, state in enumerate(after) if state == mark] == [i for i, state in enumerate(before) if state == mark]


def test_numbers_keep_their_length_and_begin_with_no_nought() -> None:
    words = ["40", "days", "1200", "7th"]
    swap_numbers(words, random.Random(1))
    assert [len(word) for word in words] == [2, 4, 4, 3]
    assert (words[1], words[3]) == ("days", "7th")
    assert not words[0].startswith("0")


def test_words_are_exchanged_for_others_of_their_class_and_all_else_stays() -> None:
    tokens = [[0, 3, "DT", "O"], [4, 10, "NN", "O"], [11, 17, "VBD", "O"], [18, 24, "NNP", "PERSON"], [25, 28, "CD", "O"]]
    ferry = article_of({"id": "ferry", "text": "the harbor closed Hallam 400", "attributions": []}, tokens)
    market = article_of({"id": "market", "text": "the bridge opened Hallam 400", "attributions": []}, tokens)
    drawn = stock([ferry, market])
    seen: tuple[set[str], ...] = (set(), set(), set(), set(), set())
    for seed in SEEDS:
        words = list(ferry.words)
        exchange_words(words, ferry.classes, drawn, random.Random(seed))
        for known, word in zip(seen, words, strict=True):
            known.add(word)
    assert seen == ({"the"}, {"harbor", "bridge"}, {"closed", "opened"}, {"Hallam"}, {"400"})


def test_an_article_without_classes_lends_and_takes_no_words() -> None:
    article = article_of({"id": "ferry", "text": "the harbor closed", "attributions": []})
    words = list(article.words)
    exchange_words(words, article.classes, stock([article]), random.Random(1))
    assert words == article.words


def test_a_variation_is_the_same_for_the_same_seed_and_leaves_the_article_alone(article: Article) -> None:
    before = list(article.words)
    made = [vary(article, random.Random(seed)) for seed in SEEDS]
    assert made == [vary(article, random.Random(seed)) for seed in SEEDS]
    assert article.words == before
    assert len({tuple(one.words) for one in made}) > len(SEEDS) / 2


def test_a_window_knows_no_link_whose_head_it_does_not_show(article: Article) -> None:
    cue = article.attributions[0].cue[0]
    spans, heads = window_links(article, 0, cue[1])
    assert [len(row) for row in spans] == [0, 1, 1]
    assert heads == ({}, {0: 0})


def sample(article: Article) -> Sample:
    spans, heads = window_links(article, 0, len(article.words))
    return Sample([], [], [], [], [], labels_of(article), spans, heads, [], [], ours=False)


@pytest.mark.parametrize(
    ("kept", "links"),
    [
        ((SOURCE, CUE, CONTENT), ({0: 0, 1: 1}, {0: 0, 1: 1})),
        ((CUE, CONTENT), ({0: None, 1: None}, {0: 0, 1: 1})),
        ((SOURCE, CONTENT), ({}, {0: None, 1: None})),
    ],
    ids=["everything found", "sources missed", "cues missed"],
)
def test_links_on_found_spans_know_what_was_missed(article: Article, kept: tuple[int, ...], links: tuple[object, object]) -> None:
    gold = sample(article)
    found = [RoleSpan(role, *s) for role in kept for s in gold.spans[role]]
    assert as_predicted(gold, found)[1] == links


def test_a_spurious_span_has_no_head(article: Article) -> None:
    gold = sample(article)
    found = [RoleSpan(CONTENT, 0, 2), *(RoleSpan(CUE, *s) for s in gold.spans[CUE])]
    assert as_predicted(gold, found)[1][1] == {0: None}
