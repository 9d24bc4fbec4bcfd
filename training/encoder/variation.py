"""An article -> one like it: other names, numbers, marks and words, so that the encoder learns forms and not 2016's names."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from service.extraction.encoder.reading import CLOSING, OPENING, SPACE, quotation_states
from training.encoder.articles import Article
from training.encoder.closed_forms import add_closed_form
from training.encoder.names import names

# Outer opening and closing mark, inner opening and closing mark.
_QUOTE_STYLES = (
    ("“", "”", "‘", "’"),
    ('"', '"', "'", "'"),
    ("''", "''", "'", "'"),
    ("‘", "’", "“", "”"),
    ("'", "'", '"', '"'),
    ("«", "»", "“", "”"),
)
_STYLE_WEIGHTS = (4, 5, 1, 3, 2, 0.5)  # about how often pages have them
# Chances of each change, chosen by feeling and never tuned; a quarter of the articles stay as they are.
_AS_IT_IS, _OTHER_NAMES, _OTHER_NUMBERS, _OTHER_MARKS, _CLOSED_FORM = 0.25, 0.5, 0.35, 0.45, 0.45
_OTHER_WORDS, _EXCHANGED = 0.6, 0.2  # of the articles that teachers read anew, and of the nouns, verbs and so on in them
_OPEN_CLASSES = frozenset({"NN", "NNS", "JJ", "JJR", "JJS", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})  # after Penn

Stock = Mapping[str, Sequence[str]]  # words by part of speech, each as often as it occurs


def stock(articles: Iterable[Article]) -> Stock:
    """Articles -> their nouns, verbs, adjectives and adverbs in lower case."""
    made: dict[str, list[str]] = {name: [] for name in _OPEN_CLASSES}
    for article in articles:
        for word, name in zip(article.words, article.classes, strict=bool(article.classes)):
            if name in made and word.islower():
                made[name].append(word)
    return made


def vary(article: Article, rng: random.Random, words_to_draw: Stock | None = None) -> Article:
    """An article -> itself or a variation: names, numbers and quotation style swapped, a closed form added.

    With words to draw, some are drawn for its own; what it attributes then is for teachers to say and not for its gold.
    """
    if rng.random() < _AS_IT_IS:
        return article
    words = list(article.words)
    if rng.random() < _OTHER_NAMES:
        swap_names(article, words, rng)
    if rng.random() < _OTHER_NUMBERS:
        swap_numbers(words, rng)
    if rng.random() < _OTHER_MARKS:
        restyle_quotations(words, article.gaps, rng)
    if words_to_draw and rng.random() < _OTHER_WORDS:
        exchange_words(words, article.classes, words_to_draw, rng)
    varied = replace(article, words=words)
    return add_closed_form(varied, rng) if rng.random() < _CLOSED_FORM else varied


def swap_names(article: Article, words: list[str], rng: random.Random) -> None:
    """People, places, outlets and bodies get other names, the same name the same new one all over the article."""
    known = names()
    outlets = known.known_outlets.union(known.outlets)
    new: dict[str, str] = {}
    named = sorted(article.people | article.places | article.bodies)
    for i in named:
        old = article.words[i]
        if not old[0].isupper() or len(old) < 2 or old in new:
            continue
        if i in article.people:
            first = i + 1 in article.people and article.gaps[i + 1] == SPACE
            name = rng.choice(known.first_names if first else known.surnames)
            new[old] = name.upper() if old.isupper() and old not in outlets else name
        elif i in article.places:
            new[old] = rng.choice(known.places)
        elif i - 1 not in article.bodies and i + 1 not in article.bodies and article.gaps[i] == SPACE:
            new[old] = rng.choice(known.outlets if old in outlets else known.bodies)
    for i in named:
        words[i] = new.get(words[i], words[i])


def swap_numbers(words: list[str], rng: random.Random) -> None:
    """Numbers in digits become others of the same length."""
    for i, word in enumerate(words):
        if word.isdigit():
            words[i] = rng.choice("123456789") + "".join(rng.choice("0123456789") for _ in word[1:])


def exchange_words(words: list[str], classes: Sequence[str], drawn_from: Stock, rng: random.Random) -> None:
    """Some nouns, verbs, adjectives and adverbs become others of the same part of speech, as often as each occurs."""
    for i, name in enumerate(classes):
        if name in _OPEN_CLASSES and words[i].islower() and rng.random() < _EXCHANGED:
            words[i] = rng.choice(drawn_from[name])


def restyle_quotations(words: list[str], gaps: list[int], rng: random.Random) -> None:
    """Every quotation mark of the article becomes that of one other style, British single marks among them."""
    outer_open, outer_close, inner_open, inner_close = rng.choices(_QUOTE_STYLES, _STYLE_WEIGHTS)[0]
    apostrophe = "’" if outer_open in "“‘«" else "'"
    states = quotation_states(words, gaps)
    for i, (word, state) in enumerate(zip(list(words), states, strict=True)):
        inner = word in "‘’'"
        if state == OPENING:
            words[i] = inner_open if inner else outer_open
        elif state == CLOSING:
            words[i] = inner_close if inner else outer_close
        elif word in "’'":
            words[i] = apostrophe
