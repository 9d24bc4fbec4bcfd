"""Words that pages are read by: every language's file is whole, and a bad one says where."""

import pytest

from service.lexicon.files import LexiconError, read_toml
from service.lexicon.page import page, parse_page


def test_regions_of_a_language_share_its_words():
    assert page("en") is page("en-GB") is page("EN")


@pytest.mark.parametrize(
    ("table", "entry", "value", "named"),
    [
        ("abbreviations", "titles", ["Mr"], "abbreviations.titles: 'Mr' must be lower case"),
        ("abbreviations", "titles", ["mr", "mr"], "abbreviations.titles: stands twice: mr"),
        ("abbreviations", "titles", [], "abbreviations.titles: must be a list"),
        ("abbreviations", "titles", "mr", "abbreviations.titles: must be a list"),
        ("quotations", "namers", [" so-called"], "quotations.namers: ' so-called' is not a word without white space"),
        ("related", "menu", ["don’t miss"], "related.menu: 'don’t miss' must be lower case, with straight"),
        ("labels", "speakers", ["host"], "labels.speakers: is not known"),
        ("weather", "words", ["rain"], "weather: is not known"),
    ],
)
def test_bad_entry_is_named(table, entry, value, named):
    raw = read_toml("en/page.toml")
    raw[table] = {**raw.get(table, {}), entry: value}
    with pytest.raises(LexiconError) as raised:
        parse_page("xx/page.toml", raw)
    assert str(raised.value).startswith(f"lexicon/xx/page.toml: {named}")


@pytest.mark.parametrize(("table", "entry"), [("labels", "source"), ("bylines", "months")])
def test_missing_entry_is_named(table, entry):
    raw = read_toml("en/page.toml")
    del raw[table][entry]
    with pytest.raises(LexiconError, match=f"lexicon/xx/page.toml: {table}.{entry}: is missing"):
        parse_page("xx/page.toml", raw)


def test_missing_table_is_named():
    raw = read_toml("en/page.toml")
    del raw["labels"]
    with pytest.raises(LexiconError, match="labels: table is missing"):
        parse_page("xx/page.toml", raw)
