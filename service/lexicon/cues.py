"""Words that can attribute: language -> forms, with what each tells of a statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.lexicon.files import LexiconError, read_toml
from service.lexicon.lists import word_list, word_sets
from service.model import Mode

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class CueForm:
    """What one written form can be, e.g. "telling": lemma "tell", inflection "ing"."""

    lemma: str
    kind: str  # the family that learned weights generalise over: "report", "think", "claim", …
    part: str  # "verb", "noun", "adjective" or "opener"
    inflection: str  # "base", "s", "past", "ing", "done" (a participle of its own), "past+done"; "" for the other parts
    mode: Mode
    act: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Small words of one language, by what they do around a cue."""

    auxiliaries: frozenset[str]  # stand between a subject and its verb
    openers: frozenset[str]  # open a reported clause
    subordinate: frozenset[str]  # open a clause before the one that is reported: "said although it rained, the ferry sailed"
    coordinators: frozenset[str]  # join two verbs of one subject
    breaks: frozenset[str]  # words at which a content may begin or end inside a sentence
    subjects: frozenset[str]  # pronouns that can be the subject of a cue
    persons: frozenset[str]  # those of one person
    completing: frozenset[str]  # prepositions of what is said of somebody: "accused her of lying", "described her as a liar"
    telling: frozenset[str]  # verbs that name whom they tell before what they tell
    nominal: frozenset[str]  # adjectives that stand for a body or for people: "the military", "the accused"
    timely: frozenset[str]  # adjectives that tell when something is done: "Lind first said"
    pointing: frozenset[str]  # stand for people of whom only what follows is told: "those familiar with the talks"
    amounts: frozenset[str]  # words for a part of those spoken of that can be a subject: "most said"
    nobody: frozenset[str]  # "no group"
    loose: frozenset[str]  # prepositions that tell of the saying, not of the sayer: "on Monday", "during the talks"
    passives: frozenset[str]  # auxiliaries behind which a participle tells what was done to its subject
    particles: frozenset[str]  # belong to the verb before them where nothing follows that they could lead to: "he pointed out."
    agents: frozenset[str]  # between a participle and who did it: "papers seen by the Courier"


@dataclass(frozen=True, slots=True)
class Endings:
    """How the form of a word tells its class (service/extraction/words.py), where the table of usual classes does not have it."""

    possessive: str  # after an apostrophe, on a noun: makes it a possessive; on a pronoun it is a verb, shortened
    shortened: Mapping[str, str]  # what stands after an apostrophe -> the class of the whole
    suffixes: tuple[tuple[str, str], ...]  # ending and class, the first that fits counts
    other: str  # the class where nothing tells
    third: tuple[tuple[str, str], ...]  # endings of a verb's third person, and what stands there in its base form
    nouns: frozenset[str]  # verbs that attribute, whose forms are a noun's as well and mostly that


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """The cue words of one language."""

    forms: Mapping[str, CueForm]
    third_persons: frozenset[str]  # those of the forms that are a verb's third person
    grammar: Grammar
    endings: Endings
    headline_roles: frozenset[str]  # words for an office or a kind of source that stand for a speaker in headlines
    outlet_words: frozenset[str]  # words that make a noun phrase an outlet's
    outlet_pieces: frozenset[str]  # those of them that mean what it publishes or who works there, not the outlet itself


def _inflected(lemma: str, irregular: Mapping[str, str], path: str) -> list[tuple[str, str]]:
    """Lemma -> its written forms, each with the name of its inflection."""
    if lemma in irregular:
        forms = irregular[lemma].split()
        if len(forms) != 4:
            raise LexiconError(path, f"irregular.{lemma}", "four forms are wanted: -s, past, -ing, participle")
        third, past, ing, done = forms
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
        stem = lemma
        if lemma.endswith("y") and lemma[-2] not in _VOWELS:
            third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
        elif lemma.endswith("e"):
            past = lemma + "d"
            stem = lemma if lemma.endswith(("ee", "oe")) else lemma[:-1]
        else:
            past = lemma + "ed"
        ing, done = stem + "ing", past
    pairs = [(lemma, "base"), (third, "s"), (ing, "ing")]
    return pairs + ([(past, "past+done")] if past == done else [(past, "past"), (done, "done")])


def _verbs(table: Mapping[str, Any], path: str) -> dict[str, CueForm]:
    forms: dict[str, CueForm] = {}
    for number, group in enumerate(table["verbs"]):
        try:
            kind, mode, act = group["kind"], Mode(group["mode"]), group["act"]
        except (KeyError, ValueError) as error:
            raise LexiconError(path, f"verbs[{number}]", str(error)) from error
        for lemma in group["lemmas"]:
            for form, inflection in _inflected(lemma, table["irregular"], path):
                # The first group that names a verb keeps it: groups stand in order of what the verb does most.
                forms.setdefault(form, CueForm(lemma, kind, "verb", inflection, mode, act))
    return forms


@cache
def cue_lexicon(language: str) -> CueLexicon:
    """Language -> its cue words.

    Raises LexiconError, naming file and entry, where the data is not as it must be.
    """
    path = f"{language}/cues.toml"
    table = read_toml(path)
    forms = _verbs(table, path)
    for number, group in enumerate(table["nouns"]):
        mode = Mode(group["mode"])
        for lemma in group["lemmas"]:
            plural = lemma[:-1] + "ies" if lemma.endswith("y") else lemma + ("es" if lemma.endswith(("s", "ch")) else "s")
            for form in (lemma, plural):
                forms.setdefault(form, CueForm(lemma, group["kind"], "noun", "", mode, group["act"]))
        if not group["lemmas"]:
            raise LexiconError(path, f"nouns[{number}]", "no lemmas")
    for group in table["adjectives"]:
        for word in group["words"]:
            forms.setdefault(word, CueForm(word, group["kind"], "adjective", "", Mode(group["mode"]), group["act"]))
    for group in table["openers"]:
        for word, lemma in group["words"].items():
            forms[word] = CueForm(lemma, group["kind"], "opener", "", Mode(group["mode"]), group["act"])
    grammar = word_sets(path, table, "grammar", Grammar)
    shapes = table["endings"]
    endings = Endings(
        shapes["possessive"],
        shapes["shortened"],
        tuple((suffix, kind) for suffix, kind in shapes["suffixes"]),
        shapes["other"],
        tuple((suffix, base) for suffix, base in shapes["third"]),
        frozenset(word_list(path, "endings.nouns", shapes["nouns"])),
    )
    roles = frozenset(word_list(path, "headline.roles", table["headline"]["roles"]))
    outlet_words, pieces = (frozenset(word_list(path, f"outlet.{name}", table["outlet"][name])) for name in ("words", "pieces"))
    third_persons = frozenset(word for word, form in forms.items() if form.inflection == "s")
    return CueLexicon(forms, third_persons, grammar, endings, roles, outlet_words, pieces)
