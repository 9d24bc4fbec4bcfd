"""Runs: words in a row that are written as names are, small words between them among it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import compress

from service.lexicon.people import People
from service.model import TokenKind
from service.resolution.page.text import Text

_LONGEST = 14  # tokens; no name is longer, and a page in capitals must not become one


def runs(text: Text, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Range of tokens -> its capitalised runs, as ranges."""
    openers = text.people.grammar.openers
    end = first
    for index in compress(range(first, last), text.capital[first:last]):
        if index < end:
            continue
        word = text.words[index]
        acronym = word in text.people.pronouns and len(word) > 1 and text.tokens[index].text.isupper()  # "WHO"
        if (
            not acronym
            and not _nameable(word, text.people)
            and not _named_so(text, index, last)
            and not _given(text, index, last)
        ):
            continue
        if not acronym and word in openers and opens(text, index):
            continue
        end = _run_end(text, index, last)
        yield index, end


def _nameable(word: str, lexicon: People) -> bool:
    """Whether a capitalised word may be part of a name: no article, pronoun, month or day, no "Oslo-based"."""
    if word in lexicon.nameless:
        return False
    return word.isalpha() or (word.split("'")[0] not in lexicon.pronouns and not lexicon.is_adjective(word))


def _named_so(text: Text, index: int, last: int) -> bool:
    """Whether a capitalised determiner begins a name: "the All Farmers Congress"."""
    grammar = text.people.grammar
    after_article = index > 0 and text.words[index - 1] in grammar.the and text.words[index] in grammar.determiners
    return after_article and index + 1 < last and text.capital[index + 1] and text.adjacent(index + 1)


def _given(text: Text, index: int, last: int) -> bool:
    """Whether a month's short form is a first name here: "Jan Holt"."""
    following = index + 1 < last and text.capital[index + 1] and text.adjacent(index + 1)
    return following and text.words[index] in text.people.first_names and _nameable(text.words[index + 1], text.people)


def opens(text: Text, index: int) -> bool:
    """Index of a token -> whether a sentence, a line or a quotation begins with it."""
    if index == 0:
        return True
    before = text.tokens[index - 1]
    if before.kind is TokenKind.WORD or before.kind is TokenKind.NUMBER:
        sentence = text.sentence(index)
        return sentence is not None and sentence.first == index
    return before.kind is TokenKind.QUOTE or before.text not in (",", "(", "&", "/", ";", "’", "'")


def _run_end(text: Text, index: int, last: int) -> int:
    """Index of a run's first token -> index after its last."""
    words, people = text.words, text.people
    end = index + 1
    last = min(last, index + _LONGEST)
    bridged = False
    while end < last and text.adjacent(end):
        word = words[end]
        if text.possessive(end - 1) and not _owns(text, end) and not (bridged and _body_ahead(text, end, last)):
            break
        if text.capital[end] and (bridged or _nameable(word, people) or words[end - 1] in people.first_names):
            end += 1
            continue
        ahead = _bridge(text, end, last) if word in people.inside else None
        if ahead is None or (word in text.ways.beside.by_means and _is_occasion(text, ahead)):
            break
        before = people.singular(words[end - 1])
        surname = end - 2 >= index and (words[end - 2] in people.first_names or len(words[end - 2]) == 1)  # "Larry King of Elm"
        opens = before in people.bodies.open or (word in people.grammar.genitives and before in people.titles and not surname)
        goes_on = bridged and word in people.grammar.genitives  # "Institute for the Study of War"
        if word in people.grammar.particles or (word in people.bodies.bridges and (opens or goes_on)):
            bridged = True
        elif word != "&" and (
            word not in people.grammar.joins
            or not (bridged or _body_ahead(text, ahead, last))
            or _person_so_far(words[index:end], people)
            or (" ".join(words[index:end]) in people.countries and not _body_ahead(text, ahead, last, people.grammar.places))
        ):
            break
        end = ahead + 1
    return _with_form(text, end, last)


def _with_form(text: Text, end: int, last: int) -> int:
    """Index after a run -> the same, or index after a form of companies that is written with a stroke: "Elm Brew A/S"."""
    tokens = text.tokens
    if end + 1 < last and tokens[end].text == "/" and tokens[end - 1].end == tokens[end].start and text.capital[end + 1]:
        single = len(tokens[end - 1].text) == 1 and len(tokens[end + 1].text) == 1
        return end + 2 if single and tokens[end].end == tokens[end + 1].start else end
    stroke = end + 2 < last and tokens[end + 1].text == "/" and len(tokens[end].text) == 1 and len(tokens[end + 2].text) == 1
    if stroke and text.adjacent(end) and tokens[end].text.isupper() and tokens[end + 2].text.isupper():
        return end + 3
    return end


def _bridge(text: Text, index: int, last: int) -> int | None:
    """Index of a small word -> index of the capitalised word that it leads to, over articles and particles."""
    ahead = index + 1
    grammar = text.people.grammar
    while ahead < last and (text.words[ahead] in grammar.articles or text.words[ahead] in grammar.particles):
        if text.capital[ahead]:
            break
        ahead += 1
    if ahead < last and text.adjacent(ahead) and text.capital[ahead] and _nameable(text.words[ahead], text.people):
        return ahead
    return None


def _is_occasion(text: Text, index: int) -> bool:
    """Index of a capitalised word -> whether it is where or when something is said: "Elm Council on X", "on Telegram"."""
    return len(text.words[index]) == 1 or text.words[index] in text.ways.beside.occasions


def _owns(text: Text, index: int) -> bool:
    """Index after a possessive -> whether that is part of a body's name: "Prosecutor's Office", "Workers' Union"."""
    people = text.people
    owner = people.singular(text.words[index - 1])
    return (
        text.capital[index]
        and people.singular(text.words[index]) in people.bodies.heads
        and (owner in people.titles or people.is_person(owner) or owner in people.bodies.heads)
    )


def _body_ahead(text: Text, index: int, last: int, heads: Container[str] | None = None) -> bool:
    """Whether the capitalised words from here on end in a noun for a body, or one of `heads`: "and Emergency Authority"."""
    end = index
    while end < last and text.capital[end] and (end == index or text.adjacent(end)):
        end += 1
    return text.people.singular(text.words[end - 1]) in (text.people.bodies.heads if heads is None else heads)


def _person_so_far(words: Sequence[str], lexicon: People) -> bool:
    return any(word in lexicon.titles or word in lexicon.first_names for word in words)
