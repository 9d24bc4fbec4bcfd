"""The words for people and outlets: read into what resolution asks of them, and checked."""

import pytest

from service.lexicon.files import LexiconError
from service.lexicon.people import people, plain
from service.lexicon.ways import ways


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("officials", "official"),
        ("ministries", "ministry"),
        ("spokeswomen", "spokeswoman"),
        ("people", "person"),
        ("salt", "salt"),
    ],
)
def test_nouns_are_known_in_both_numbers(plural, singular):
    assert people("en").singular(plural) == singular


@pytest.mark.parametrize(
    ("word", "key"),
    [("lind's", "lind"), ("u.s.", "u.s"), ("gen.", "gen"), ("workers'", "workers"), (".", "."), ("'", "'")],
)
def test_a_key_has_no_ending_of_its_place_in_the_sentence(word, key):
    assert plain(word) == key


@pytest.mark.parametrize(("word", "title"), [("minister", True), ("vice-chancellor", True), ("lind", False), ("ex-wife", False)])
def test_compounds_of_titles_are_titles(word, title):
    assert people("en").is_title(word) is title


def test_every_noun_for_the_same_is_a_noun_for_itself():
    assert all(noun in row for noun, row in people("en").alike.items())


def test_nouns_for_outlets_stand_for_kinds_that_outlets_have():
    kinds = {"agency", "newspaper", "magazine", "broadcaster", "site", "programme", "channel"}
    assert all(row and row <= kinds for row in ways("en").nouns.values())


@pytest.mark.parametrize("load", [people, ways])
def test_a_language_without_data_is_named(load):
    with pytest.raises(LexiconError, match="xx/"):
        load("xx")
