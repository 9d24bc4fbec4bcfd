import re
import tracemalloc
from collections.abc import Callable
from importlib.resources import files
from importlib.resources.abc import Traversable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.lexicon.files import LexiconError
from service.lexicon.outlet_tables import Entry, bare, entries_of, read_tables
from service.lexicon.outlets import OutletLexicon, outlets


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(mention.span.of(text), mention.outlet.id or "", mention.ambiguous) for mention in outlets().mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told CNN's New Day.", [("CNN", "cnn", False), ("New Day", "new-day", False)]),
        ("The Associated Press said; the AP added.", [("The Associated Press", "ap", False), ("AP", "ap", False)]),
        ("Interfax-Ukraine, not Interfax.", [("Interfax-Ukraine", "interfax-ukraine", False), ("Interfax", "interfax", False)]),
        ("She told The Hill about life on the Hill.", [("The Hill", "hill", False)]),
        ("Українська правда пише", [("Українська правда", "ukrainska-pravda", False)]),
        ("as the Guardian wrote", [("Guardian", "guardian", False)]),
        ("It rained all week—Reuters reported.", [("Reuters", "reuters", False)]),
        ("Lanskoy told Reuters’ Moscow desk", [("Reuters", "reuters", False)]),
        ("said Yonhap\u00a0News Agency", [("Yonhap\u00a0News Agency", "yonhap", False)]),
        ("Read it at edition.cnn.com or on Lenta.ru.", [("edition.cnn.com", "cnn", False), ("Lenta.ru", "lenta-ru", False)]),
        ("a CBS News-Newsday poll", [("CBS News", "cbs-news", False), ("Newsday", "newsday", False)]),
        ("(KCNA via REUTERS)", [("KCNA", "kcna", False), ("REUTERS", "reuters", False)]),
        ("MAYOR TELLS THE WASHINGTON POST HE WILL STAY", [("THE WASHINGTON POST", "washington-post", False)]),
    ],
)
def test_outlets_are_found_where_they_are_named(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("on Fox News Sunday", "Fox News Sunday"),
        ("on Breitbart News Daily", "Breitbart News Daily"),
        ("on ABC News", "ABC News"),
        ("the Press Trust of India", "Press Trust of India"),
        ("The New York Times Magazine", "The New York Times Magazine"),
        ("Korea JoongAng Daily", "Korea JoongAng Daily"),
        ("Novaya Gazeta Europe", "Novaya Gazeta Europe"),
    ],
)
def test_longest_name_wins(text: str, longest: str) -> None:
    assert [name for name, _, _ in found(text)] in ([longest], [longest.removeprefix("The ")])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He told Time magazine so.", "Time"),
        ("The German magazine Stern has it.", "Stern"),
        ("said the Mehr news agency", "Mehr"),
    ],
)
def test_words_that_describe_an_outlet_prove_it_but_are_no_part_of_its_name(text: str, name: str) -> None:
    ((got, _, ambiguous),) = found(text)
    assert (got, ambiguous) == (name, False)


@pytest.mark.parametrize(
    "text",
    [
        "People in Iran live in New York today.",
        "Today, leaders of a Star party met. Information was scarce.",
        "Dr. Alda Bern of Foo Widgets, Inc. spoke on the record.",
        "The State has no record of it.",
        "They walked down Capitol Hill.",
        "ask desk@reuters.com or @reuters, or read https://reuters.com/world",
        "the ex-Reuters man",  # a compound word
        "The hill was steep; time went on; the sun rose over the globe.",
    ],
)
def test_common_words_places_and_addresses_name_no_outlet(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("Time will tell.", ["Time"]),
        ("Hannity said no.", ["Hannity"]),
        ("Slate is a stone.", ["Slate"]),
        ("Michael Bloomberg met them; Bloomberg smiled.", ["Bloomberg"]),
        ("The Nation wept.", ["The Nation"]),
    ],
)
def test_names_that_are_also_words_or_people_are_ambiguous(text: str, ambiguous: list[str]) -> None:
    assert [name for name, _, doubt in found(text) if doubt] == ambiguous


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("The New York Post had it. The Post said more.", "The Post", ("new-york-post", False)),
        ("The Post said more.", "The Post", ("washington-post", True)),
        ("The Denver Post, and later The Washington Post: the Post", "Post", ("washington-post", True)),
        ("The Boston Globe wrote; the Globe added", "Globe", ("boston-globe", False)),
        ("The Globe and Mail wrote; the Globe added", "Globe", ("globe-and-mail", False)),
        ("Los Angeles Times: the Times", "Times", ("los-angeles-times", False)),
        ("a reader of the Journal", "Journal", ("wall-street-journal", True)),
        ("He told NBC's ''Today'' show", "Today", ("today-nbc", False)),
        ("on ABC’s “This Week”", "This Week", ("this-week-abc", False)),
        ("as NTV and Anadolu Agency have it", "NTV", ("ntv-tr", True)),  # of the country that the page speaks of
        ("as NTV and Kommersant have it", "NTV", ("ntv-ru", True)),
        ("The Guardian said so.", "The Guardian", ("guardian", False)),  # lesser namesakes make it no less sure
        ("Guardian Nigeria had it; The Guardian said so.", "The Guardian", ("guardian-nigeria", False)),
    ],
)
def test_shared_name_means_the_outlet_that_the_rest_of_the_page_speaks_of(text: str, name: str, meant: tuple[str, bool]) -> None:
    assert [(id_, doubt) for got, id_, doubt in found(text) if got == name][-1] == meant


@pytest.mark.parametrize(
    ("name", "id_", "domain", "country"),
    [
        ("Reuters", "reuters", "reuters.com", "GB"),
        ("associated press", "ap", "apnews.com", "US"),
        ("THE HUFFINGTON POST", "huffpost", "huffpost.com", "US"),
        ("news agency of nigeria", "news-agency-of-nigeria", "nannews.ng", "NG"),
        ("UNN", "ukrainian-national-news", "unn.ua", "UA"),
        ("Kan", "kan", "kan.org.il", "IL"),
        ("Haaretz", "haaretz", "haaretz.com", "IL"),
        ("Yonhap News Agency", "yonhap", "yna.co.kr", "KR"),
        ("ptinews.com", "press-trust-of-india", "ptinews.com", "IN"),
        ("Deutsche Presse-Agentur", "dpa", "dpa.com", "DE"),
        ("TASS", "tass", "tass.com", "RU"),
        ("Times of London", "the-times", "thetimes.co.uk", "GB"),
        ("El País", "el-pais", "elpais.com", "ES"),
    ],
)
def test_outlet_is_known_by_name_alias_and_domain(name: str, id_: str, domain: str, country: str) -> None:
    outlet = outlets().named(name)
    assert outlet is not None
    assert (outlet.id, outlet.domain, outlet.country) == (id_, domain, country)


def test_search_finds_part_of_a_name() -> None:
    assert "rossiyskaya-gazeta" in [entry.id for entry in outlets().search("gazeta")]
    assert outlets().search("no outlet has this") == []


PIECES = st.sampled_from(
    [*"\"“”’'.-@/ \n\r\t\xa0Aa", "The ", "Time", "cnn.com", "Fox News", "…", "İ", "ß", "BBC", "New York Post", "1+1"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_mentions_stand_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for mention in outlets().mentions(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end


@pytest.mark.parametrize(
    "hostile", ["BBC " * 50_000, "a." * 500_000, "Al" * 500_000, "The " * 200_000, "@." * 500_000, "'s New Day" * 20_000]
)
def test_hostile_text_costs_no_more_than_its_length(hostile: str) -> None:
    started = process_time()
    outlets().mentions(hostile)
    assert process_time() - started < 10  # seconds; quadratic cost would be minutes


# --- the tables: what is too slow to check at every start -----------------------------------------------------------------------

ENTRIES = read_tables()[0]


@pytest.mark.parametrize("table", list(files("service.lexicon").joinpath("press").iterdir()), ids=lambda table: str(table.name))
def test_tables_are_sorted_by_id(table: Traversable) -> None:
    ids = [line.split("\t")[0] for line in table.read_text("utf-8").split("\n") if "\t" in line and line[0] != "#"]
    assert ids == sorted(ids)


def test_lexicon_of_outlets_adds_little_to_the_start() -> None:
    """At most 50 ms of CPU and 15 MB on a machine that adds a million squares in 50 ms; a slower one is given more time."""

    def seconds(work: Callable[[], object]) -> float:
        start = process_time()
        work()
        return process_time() - start

    yardstick = min(seconds(lambda: sum(number * number for number in range(1_000_000))) for _ in range(3))
    taken = min(seconds(lambda: OutletLexicon(*read_tables())) for _ in range(3))
    assert taken < 0.05 * max(1.0, yardstick / 0.05)
    tracemalloc.start()
    kept = OutletLexicon(*read_tables())
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept.named("Reuters")
    assert size < 15 * 1024 * 1024


def test_no_two_outlets_have_one_wikidata_id() -> None:
    items = [entry.wikidata for entry in ENTRIES.values() if entry.wikidata]
    assert sorted(set(items)) == sorted(items)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("vesna\tVesna\tvesna.example", "10 fields expected, 3 found"),
        ("vesna\tVesna\tvesna.example\tUA\tuk\tpaper\t\t\t\t", "kind 'paper' is malformed"),
        ("vesna\tVesna\tvesna\tUA\tuk\tnewspaper\t\t\t\t", "domain 'vesna' is malformed"),
        ("vesna\tVesna\tvesna.example\tUA\tuk\tnewspaper\tQ0\t\t\t", "Wikidata id 'Q0' is malformed"),
        ("vesna\tVesna\tvesna.example\tUA\tuk\tnewspaper\t\t\t\tVesna UA; ?", "aliases 'Vesna UA; ?' is malformed"),
    ],
)
def test_malformed_line_fails_by_name(line: str, fault: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(f"press/fiction.tsv: vesna: {fault}")):
        list(entries_of("press/fiction.tsv", line.encode()))


def test_no_alias_is_given_twice() -> None:
    twice = [entry.id for entry in ENTRIES.values() if len(set(entry.spellings)) < len(entry.spellings)]
    assert twice == []


def test_two_outlets_share_a_site_only_within_one_house() -> None:
    sites = [entry.domain for entry in ENTRIES.values() if entry.domain and entry.parent is None]
    assert sorted(sites) == sorted(set(sites))


def test_every_name_is_found_in_a_text() -> None:
    lost = []
    for entry in ENTRIES.values():
        spelling = next((spelling for spelling in entry.spellings if bare(spelling).lower() == entry.name.lower()), "-")
        mentions = outlets().mentions(f"as {entry.name} reported")
        if spelling[0] != "-" and not any(_may_be(mention.outlet.id or "", entry) for mention in mentions):
            lost.append((entry.id, mentions))
    assert lost == []


def _may_be(id_: str, entry: Entry) -> bool:
    """Whether an outlet is this one or bears its name too."""
    names = {bare(spelling).lower().removeprefix("the ") for spelling in ENTRIES[id_].spellings}
    return id_ == entry.id or entry.name.lower().removeprefix("the ") in names


def test_parents_make_no_circle() -> None:
    for entry in ENTRIES.values():
        above, depth = entry, 0
        while above.parent is not None:
            above, depth = ENTRIES[above.parent], depth + 1
            assert depth < 5, entry.id
