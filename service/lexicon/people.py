"""Words that tell who is meant: pronouns, titles, roles, bodies, papers, first names.

Everything is keyed by the lower-case form with a straight apostrophe and without a final point, as `plain` makes it of a token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any

from service.lexicon.files import LexiconError, read_toml
from service.lexicon.lists import table, word_list, word_sets

_PERSONS = {"1": 1, "3": 3, "relative": 0}
_GENDERS = frozenset("mfn-")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun says of whoever it stands for."""

    person: int  # 1 the one who speaks, 3 someone spoken of, 0 whoever the words before name ("who")
    many: bool | None  # None: one or many
    gender: str | None  # "m", "f", "n" for a thing or a body, None where it does not say


@dataclass(frozen=True, slots=True)
class Grammar:
    """Small words by what they do in a noun phrase."""

    articles: frozenset[str]
    the: frozenset[str]  # the definite article
    pairs: frozenset[str]  # before a plural they mean two of the kind: "the two"
    joins: frozenset[str]  # "and"
    genitives: frozenset[str]  # "of"
    firm: frozenset[str]  # prepositions that surely go on with the noun before them
    telling: frozenset[str]  # prepositions after a definite noun that tell which one is meant
    loose: frozenset[str]  # prepositions that as easily begin something else
    locatives: frozenset[str]
    within: frozenset[str]  # "in" of "in the letter"
    auxiliaries: frozenset[str]
    followers: frozenset[str]  # after a participle that goes on with its noun, besides prepositions
    fillers: frozenset[str]  # words that do not tell one bearer of a description from another
    portfolios: frozenset[str]  # what offices are for: "Education" of "Minister of Education"
    adverbs: frozenset[str]  # they go with the verb behind a noun, not with the noun: "Lind often"
    postposed: frozenset[str]  # adjectives behind the noun of an office: "inspector general"
    ages: frozenset[str]  # what ends an age that stands for a person: "34-year-old"
    epithets: frozenset[str]  # nouns for someone just named, instead of the name
    mirrors: frozenset[str]  # "his counterpart" has the office of whoever was named before
    places: frozenset[str]  # nouns for a place that acts as a body: "the city"
    determiners: frozenset[str]
    definite: frozenset[str]
    possessive: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    particles: frozenset[str]  # inside a person's name: "van"
    honours: frozenset[str]  # behind a name, in capitals, and no part of it: "KC"
    suffixes: frozenset[str]  # after a person's name: "Jr."
    calendar: frozenset[str]  # months and days, capitalised and no names
    openers: frozenset[str]  # capitalised only where they open a sentence
    tails: frozenset[str]  # after a hyphen they make an adjective of a name: "Oslo-based"
    demonyms: frozenset[str]
    ends: frozenset[str]  # what a noun phrase does not go on over
    participles: frozenset[str]  # that go on with the noun before them: "a letter sent by"
    partitives: frozenset[str]  # "one of"
    amounts: frozenset[str]  # "a number of"
    days: frozenset[str]  # days that stand between a subject and its verb
    times: frozenset[str]  # times of two words that do: "last night"
    asks: frozenset[str]  # open the turns of whoever asks in an interview
    answers: frozenset[str]  # and of whoever is asked
    one_more: frozenset[str]  # stand alone for one more of a kind: "another"
    speaks: frozenset[str]  # the plainest verbs of speech
    ranks: frozenset[str]  # parts of a rank that are titles only behind another: "Con" of "Det Con Lind"
    past: frozenset[str]  # who held an office: "the former mayor", "her predecessor"
    callings: frozenset[str]  # nouns for whoever just spoke, where the page calls nobody so: "the official added"
    geography: frozenset[str]  # first words of names of places: "Lake Elm"
    either: frozenset[str]  # nouns for a person that a company may be as well
    parents: frozenset[str]  # whom one calls by how many children they have
    addressed: frozenset[str]  # offices that follow "Mr." where one speaks to their bearer
    self_naming: frozenset[str]  # verbs of one who tells a name: "gave her name as"
    self_named: frozenset[str]  # what such a verb tells of
    naming: frozenset[str]  # between them and the name
    namers: frozenset[str]  # participles that give whoever is described before them a name
    trades: frozenset[str]  # likewise for whoever was just named: "the midfielder"
    exchanges: frozenset[str]  # "the FTSE 250 group"
    exact: frozenset[str]  # nouns that the name of the body they come back to has in it
    own_words: frozenset[str]  # what somebody says, as a noun: "his estimates"
    firms: frozenset[str]  # nouns by which an article comes back to the company that it is about
    orders: frozenset[str]  # "the former", "the latter": the first and the second of two, and no other
    vague: frozenset[str]  # before a number they make it a guess: "at least three"


@dataclass(frozen=True, slots=True)
class Roles:
    """Nouns for people, in the singular, by what an unnamed bearer is."""

    voices: frozenset[str]  # speaks for someone, on the record
    withheld: frozenset[str]  # a source whose identity is withheld, one or many
    single: frozenset[str]  # withheld where the article picks out one or a number
    groups: frozenset[str]  # everyone of a kind
    collective: frozenset[str]  # of these, those that are many in the singular, too
    persons: frozenset[str]  # one person that an article comes back to


@dataclass(frozen=True, slots=True)
class Bodies:
    """Nouns for bodies, and how their names are built."""

    heads: frozenset[str]
    open: frozenset[str]  # a name that ends in one may go on over a bridge: "Ministry of Works"
    legal: frozenset[str]  # last words of a company's full name: "plc"
    begins: frozenset[str]  # first words of a body's name: "Federal Reserve"
    bridges: frozenset[str]
    acronym_skips: frozenset[str]  # words that an acronym leaves out


@dataclass(frozen=True, slots=True)
class Endings:
    """What ends a word of a kind."""

    participle: tuple[str, ...]
    gerund: tuple[str, ...]
    profession: tuple[str, ...]
    negation: tuple[str, ...]
    adverb: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words of a clause that withholds a source's identity."""

    anyone: frozenset[str]  # nouns for people of whom nothing is said but what they know
    words: frozenset[str]  # enough by themselves
    verbs: frozenset[str]  # after a negation
    negations: frozenset[str]
    knowing: frozenset[str]  # what a source's noun goes on with: "people familiar with", "a person briefed on"
    picks: frozenset[str]  # determiners that pick out one or a number
    unauthorised: frozenset[str]  # after a negation they are the reason, too: "not authorised to speak"
    reasons: frozenset[str]  # phrases of up to three words that open the reason why no name is given
    reasons_before_subject: frozenset[str]  # do so only before a clause of their own: "as they were …"
    purpose: frozenset[str]  # "to" of "to discuss the talks", before one of …
    purposes: frozenset[str]


@dataclass(frozen=True, slots=True)
class People:
    """The words of one language that name people, bodies and papers."""

    pronouns: Mapping[str, Pronoun]
    titles: Mapping[str, str | None]  # title before a name -> the gender it tells
    title_roles: Mapping[str, tuple[str, ...]]  # title -> role nouns it stands for, where that is not itself
    role_acronyms: Mapping[str, tuple[str, ...]]  # "ceo" -> "chief", "executive"
    roles: Roles
    bodies: Bodies
    papers: frozenset[str]  # nouns for documents
    countries: frozenset[str]  # names of countries, and of capitals that stand for their governments
    kin: Mapping[str, frozenset[str]]  # noun -> what whoever has such a one is to them: "husband" -> "wife"
    alike: Mapping[str, frozenset[str]]  # noun -> nouns for the same one, itself among them
    gendered: Mapping[str, str]  # noun -> the gender it tells
    under: Mapping[str, frozenset[str]]  # noun -> nouns it stands over: official -> minister
    withheld: Withheld
    grammar: Grammar
    endings: Endings
    first_names: Mapping[str, str | None]  # first name -> the gender it tells
    numbers: Mapping[str, int]  # word -> how many it tells of: "two", "pair"
    singulars: Mapping[str, str]  # plural noun -> its singular
    nouns: frozenset[str]  # all nouns above, singular and plural
    persons: frozenset[str]  # those for one person, in the singular, and acronyms for such
    nameless: frozenset[str]  # words that are no part of a name even where they have a capital
    inside: frozenset[str]  # what may stand in small letters between two words of a name

    def singular(self, word: str) -> str:
        """A noun in lower case -> its singular, where it is the plural of a noun known here, else the word itself."""
        return self.singulars.get(word, word)

    def is_person(self, noun: str) -> bool:
        """A noun in the singular -> whether it is one for a person."""
        return noun in self.persons or noun.endswith(self.endings.profession)

    def is_age(self, noun: str) -> bool:
        """A noun -> whether it is an age that stands for whoever has it: "34-year-old"."""
        at = noun.find("-")
        return at > 0 and noun[:at].isdecimal() and noun[at + 1 :] in self.grammar.ages

    def is_adjective(self, word: str) -> bool:
        """A word written with a capital -> whether it only qualifies what follows: "Oslo-based"."""
        return "-" in word and word[word.rindex("-") + 1 :] in self.grammar.tails

    def is_title(self, word: str) -> bool:
        """A word -> whether it is a title before a name, also a compound of one: "vice-chancellor"."""
        return word in self.titles or ("-" in word and word[word.rindex("-") + 1 :] in self.titles)


@lru_cache(maxsize=1 << 12)  # marks, which most are that are asked for, come again and again
def plain(word: str) -> str:
    """A token's lower-case text -> the key of the word: without a possessive ending and a final point."""
    if word.endswith("'s"):
        word = word[:-2]
    return word.rstrip(".'") or word


@cache
def people(language: str) -> People:
    """Language -> its words for people. Raises LexiconError, naming file and entry, where a file is bad."""
    path = f"{language}/people.toml"
    raw = read_toml(path)
    roles, bodies = word_sets(path, raw, "roles", Roles), word_sets(path, raw, "bodies", Bodies)
    grammar = word_sets(path, raw, "grammar", Grammar)
    papers = _words(path, raw, "papers", "heads")
    nouns = set().union(*(getattr(roles, field.name) for field in fields(Roles)), bodies.heads, papers)
    acronyms = _rows(path, raw, "role_acronyms")
    singulars = {**{plural: noun for noun in nouns for plural in _plurals(noun)}, **table(path, raw, "plurals")}
    pronouns = {word: _pronoun(path, word, marks) for word, marks in table(path, raw, "pronouns").items()}
    return People(
        pronouns=pronouns,
        titles={
            title: None if gender == "any" else gender
            for gender in ("any", "m", "f")
            for title in _words(path, raw, "titles", gender)
        },
        title_roles=_rows(path, raw, "title_roles"),
        role_acronyms=acronyms,
        roles=roles,
        bodies=bodies,
        papers=papers,
        countries=_words(path, raw, "places", "countries") | _words(path, raw, "places", "capitals"),
        kin={noun: frozenset(row) for noun, row in _rows(path, raw, "kin").items()},
        alike=_alike(_rows(path, raw, "same")),
        gendered={noun: gender for gender in ("m", "f") for noun in _words(path, raw, "gendered", gender)},
        under={noun: frozenset(row) for noun, row in _rows(path, raw, "kinds").items()},
        withheld=word_sets(path, raw, "withheld", Withheld),
        grammar=grammar,
        endings=Endings(**{name: tuple(sorted(_words(path, raw, "endings", name))) for name in Endings.__dataclass_fields__}),
        first_names=_first_names(f"{language}/first_names.toml"),
        numbers=_numbers(path, raw),
        singulars=singulars,
        nouns=frozenset(nouns | singulars.keys()),
        persons=roles.voices.union(roles.withheld, roles.single, roles.persons, acronyms),
        inside=grammar.particles | grammar.joins | bodies.bridges | {"&"},
        nameless=grammar.determiners | pronouns.keys() | {form for word in grammar.calendar for form in (word, word + "s")},
    )


def _words(path: str, raw: Mapping[str, Any], part: str, name: str) -> frozenset[str]:
    return frozenset(word_list(path, f"{part}.{name}", table(path, raw, part).get(name)))


def _numbers(path: str, raw: Mapping[str, Any]) -> dict[str, int]:
    numbers = dict(table(path, raw, "numbers"))
    for word, number in numbers.items():
        if not isinstance(number, int) or word != word.lower():
            raise LexiconError(path, f"numbers.{word}", "a word in lower case and its number are wanted")
    return numbers


def _rows(path: str, raw: Mapping[str, Any], part: str) -> dict[str, tuple[str, ...]]:
    """A table of lists -> the same, checked; one may be empty, as of "sir", which stands for no role."""
    rows = table(path, raw, part).items()
    return {name: word_list(path, f"{part}.{name}", words) if words != [] else () for name, words in rows}


def _pronoun(path: str, word: str, marks: object) -> Pronoun:
    person, number, gender = (str(marks).split() + [""] * 3)[:3]
    if person not in _PERSONS or number not in ("one", "many", "any") or gender not in _GENDERS:
        raise LexiconError(path, f"pronouns.{word}", "'1|3|relative one|many|any m|f|n|-' is wanted")
    return Pronoun(_PERSONS[person], None if number == "any" else number == "many", None if gender == "-" else gender)


def _alike(rows: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    alike: dict[str, frozenset[str]] = {}
    for row in rows.values():
        for noun in row:
            alike[noun] = alike.get(noun, frozenset()) | frozenset(row)
    return alike


def _plurals(noun: str) -> Iterator[str]:
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        yield noun[:-1] + "ies"
    elif noun.endswith(("s", "x", "ch", "sh")):
        yield noun + "es"
    else:
        yield noun + "s"


def _first_names(path: str) -> dict[str, str | None]:
    table = read_toml(path)
    names: dict[str, str | None] = {}
    for gender in ("m", "f", "any"):
        given = table.get(gender)
        if not isinstance(given, str):
            raise LexiconError(path, gender, "names parted by white space are wanted")
        for name in given.split():
            if name in names or name != name.lower():
                raise LexiconError(path, f"{gender}: {name}", "given twice or not in lower case")
            names[name] = None if gender == "any" else gender
    return names
