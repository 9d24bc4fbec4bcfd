"""Words that tell by which way someone's words came: what outlets are called, and what stands beside them in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from service.lexicon.files import read_toml
from service.lexicon.lists import table, word_list, word_sets


@dataclass(frozen=True, slots=True)
class Forms:
    """How outlets are named that the lexicon of outlets does not know."""

    plain: frozenset[str]  # last words that make a capitalised name an outlet's
    begins: frozenset[str]  # first words that do so only where the sentence treats it as one
    services: frozenset[str]  # last words that do so behind one of `news`
    ends: frozenset[str]  # last words that do so only where the sentence treats it as one
    guarded: frozenset[str]  # nouns that need one of `news` before them to do so
    news: frozenset[str]
    crowd: frozenset[str]  # many outlets at once
    pieces: frozenset[str]  # what an outlet makes
    staff: frozenset[str]  # who works for one
    contacts: frozenset[str]  # who tells it things, one or many


@dataclass(frozen=True, slots=True)
class Beside:
    """Words beside an outlet's name, by what they say of its part in a chain."""

    reports: frozenset[str]
    cites: frozenset[str]
    reference: frozenset[str]
    according: frozenset[str]
    told: frozenset[str]
    by: frozenset[str]
    near: frozenset[str]
    sender: frozenset[str]
    given: frozenset[str]
    gifts: frozenset[str]
    passed: frozenset[str]
    seen: frozenset[str]
    asked: frozenset[str]
    asks: frozenset[str]
    occasions: frozenset[str]
    carries: frozenset[str]
    same: frozenset[str]
    talks: frozenset[str]
    by_means: frozenset[str]
    holds: frozenset[str]
    sharing: frozenset[str]
    made: frozenset[str]
    on_air: frozenset[str]
    helping: frozenset[str]
    between: frozenset[str]
    written: frozenset[str]  # kinds of media in which a statement is written, not spoken
    said_in: frozenset[str]  # kinds of media that are made to say something, and belong to nobody's name: "in a statement"


@dataclass(frozen=True, slots=True)
class Ways:
    """The words of one language about outlets."""

    nouns: Mapping[str, frozenset[str]]  # "newspaper" -> kinds of outlet that "the newspaper" can stand for
    forms: Forms
    beside: Beside
    media: Mapping[str, str]  # noun, of up to two words -> the kind of medium that it names
    media_ends: frozenset[str]  # the last words of these nouns
    telling: frozenset[str]  # words without which a sentence that names no outlet tells nothing of the way that words took


@cache
def ways(language: str) -> Ways:
    """Language -> its words about outlets. Raises LexiconError, naming file and entry, where the file is bad."""
    path = f"{language}/ways.toml"
    raw = read_toml(path)
    kinds = table(path, raw, "media").items()
    media = {noun: kind for kind, nouns in kinds for noun in word_list(path, f"media.{kind}", nouns)}
    nouns = {noun: frozenset(word_list(path, f"nouns.{noun}", kinds)) for noun, kinds in table(path, raw, "nouns").items()}
    beside = word_sets(path, raw, "ways", Beside)
    return Ways(
        nouns=nouns,
        forms=word_sets(path, raw, "forms", Forms),
        beside=beside,
        media=media,
        media_ends=frozenset(noun.rsplit(" ", 1)[-1] for noun in media),
        telling=beside.same | beside.asked | beside.talks | beside.occasions | nouns.keys(),
    )
