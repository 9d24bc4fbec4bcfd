"""Names: the capitalised runs of a page, each parted into titles and the name proper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from service.lexicon.people import People
from service.model import Section, Token, TokenKind
from service.resolution.page.runs import opens, runs
from service.resolution.page.text import Text

# What is written there is not the article's prose: who wrote it, other headlines, credits.
_OUTSIDE = frozenset({Section.RELATED, Section.BYLINE, Section.CREDIT})

# Above this share of capitalised words a headline is set in title case, where capitals tell no names.
_TITLE_CASE = 0.6

_BEARER = 3  # words of a name right behind an office, at most
_ACRONYM = 7  # letters; a single word in capitals that is shorter is one


class NameKind(Enum):
    """What a name is of, by its form alone."""

    PERSON = "person"
    BODY = "body"
    OPEN = "open"


@dataclass(slots=True, eq=False)  # not frozen, like all that a page has many of here: it is made in a third of the time
class Name:
    """A name at a place of the text; indices count tokens."""

    first: int  # its first token, titles included
    core: int  # the first token of the name proper
    last: int  # after its last token
    kind: NameKind
    words: tuple[str, ...]  # the name proper, as lexicon keys
    titles: tuple[str, ...]  # what was capitalised before it: titles and their likes


def names(text: Text) -> list[Name]:
    """Text -> the names in its prose, in text order, none overlapping.

    A word that is capitalised only because it opens a sentence is no name, unless it is one elsewhere on the page.
    """
    found: list[Name] = []
    doubtful: list[Name] = []
    bare: list[Name] = []  # titles alone, as far as the lexicon knows
    for paragraph in text.document.paragraphs:
        if paragraph.section in _OUTSIDE:
            continue
        first, last = paragraph.tokens
        if paragraph.label is not None:
            named = paragraph.label.role == "quote" and paragraph.label.name  # "Quote from Prime Minister Ada Lind:"
            first = text.within(named or paragraph.label.span)[0 if named else 1]
        elif paragraph.section is Section.BODY and paragraph.sentences[0] < paragraph.sentences[1]:
            first = text.document.sentences[paragraph.sentences[0]].first  # behind a dateline
        shouting = paragraph.section is Section.HEADLINE and _title_case(text.tokens[first:last])
        for begin, end in runs(text, first, last):
            name = _parted(text, begin, end)
            if name is None and end - begin == 1:
                bare.append(Name(begin, begin, end, NameKind.OPEN, text.words[begin:end], ()))
            if name is None or (shouting and not _plain_person(name, text.people)):
                continue
            doubt = end - begin == 1 and opens(text, begin)
            (doubtful if doubt else found).append(name)
    if bare:
        # "Dean", where there is a Howard Dean
        surnames = {name.words[-1] for name in found if len(name.words) > 1 and name.kind is not NameKind.BODY}
        kin = text.people.kin  # "her husband Dean"
        found += [name for name in bare if name.words[0] in surnames or (name.first and text.words[name.first - 1] in kin)]
    if doubtful:
        sure = {word for name in found for word in name.words}
        own = {word for name in found for word in name.words if name.kind is not NameKind.BODY or len(name.words) == 1}
        found += [
            name
            for name in doubtful
            if name.words[0] in (own if qualifies(text, name.last) else sure) or name.words[0] in text.people.first_names
        ]
    found.sort(key=lambda name: name.first)
    return found


def qualifies(text: Text, last: int) -> bool:
    """Index after a name -> whether somebody's role and name follow, so that it tells whose or of what: "Elm adviser Ed Berg"."""
    people = text.people
    return (
        last + 1 < len(text.tokens)
        and not text.capital[last]
        and text.capital[last + 1]
        and people.is_person(text.words[last])
        and text.joined(last)
        and text.joined(last + 1)
    )


def is_honour(text: Text, index: int) -> bool:
    """Index of a token -> whether it tells what somebody has been awarded or is, behind the name: "KC"."""
    return text.words[index] in text.people.grammar.honours and text.tokens[index].text.isupper()


def _title_case(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.kind is TokenKind.WORD and len(token.text) > 3]
    return len(words) > 2 and sum(token.text[0].isupper() for token in words) > _TITLE_CASE * len(words)


def _plain_person(name: Name, lexicon: People) -> bool:
    return name.last - name.core == 2 and name.words[0] in lexicon.first_names and not name.titles


def _parted(text: Text, first: int, last: int) -> Name | None:
    """A run -> the name it holds, or None where it is nothing but titles."""
    people = text.people
    while last - first > 2 and is_honour(text, last - 1):
        last -= 1  # "Ada Lind KC"
    words = text.words[first:last]
    if last - first == 1:
        if people.is_title(words[0]):
            return None
        short = len(words[0]) < _ACRONYM and text.tokens[first].text.isupper()
        kind = NameKind.BODY if short or people.singular(words[0]) in people.bodies.heads else NameKind.OPEN
        return Name(first, first, last, kind, words, ())
    held = _after_office(words, 0, people) if _holds_office(text, first) else None
    if held is not None:
        return Name(first, first + held, last, NameKind.PERSON, words[held:], words[:held])
    titled = _after_titles(words, people)
    if not titled and last - first > 2 and people.is_person(words[0]) and opens(text, first):
        titled = 1  # "Resident Ada Lind"
    elif not titled and words[0] in people.grammar.firms and opens(text, first):
        titled = 1  # "Airline Elm Air"
    if titled >= len(words):
        grammar = people.grammar
        office = next((at + 1 for at, word in enumerate(words) if word in grammar.genitives), len(words))
        office += not grammar.the.isdisjoint(words[office : office + 1])
        if people.titles.get(words[0]) and words[1] in grammar.genitives:
            return Name(first, first, last, NameKind.PERSON, words, words[:1])  # "Duchess of Elm"
        if words[office - 1] in grammar.genitives and people.singular(words[office - 2]) in people.bodies.open:
            # "Norvian Ministry of Defence"
            return Name(first, first, last, NameKind.BODY, words, ())
        if office < len(words) and _is_body(words[office:], people):  # "Head of the Lind County Council"
            return Name(first, first + office, last, NameKind.BODY, words[office:], ())
        return None
    if _is_body(words[titled:], people):
        return Name(first, first, last, NameKind.BODY, words, ())
    kind = NameKind.PERSON if titled and words[0] not in people.grammar.firms else NameKind.OPEN
    start = titled
    given = next((at for at in range(titled, len(words) - 1) if words[at] in people.first_names), None)
    if given is not None and (given == titled or not titled):
        start, kind = given, NameKind.PERSON
        if given == 1 and len(words) > 2 and not opens(text, first) and _unheard_of(words[0], people):
            start = 0  # "defence counsel Mumtaz Ali Junejo": a first name that the lexicon does not have
    return Name(first, first + start, last, kind, words[start:], words[:start])


def _after_titles(words: Sequence[str], lexicon: People) -> int:
    """Words of a run -> how many of them are titles or stand before one that is."""
    if len(words) > 2 and lexicon.singular(words[0]) in lexicon.bodies.open and words[1] in lexicon.bodies.bridges:
        return 0  # "Ministry of Defence of Norvia"
    count = 0
    for at, word in enumerate(words):
        if not lexicon.is_title(word) and not (at and count == at and word in lexicon.grammar.ranks):
            continue
        ahead = words[at - 1]
        courtesy = _courtesy(ahead, lexicon) and word not in lexicon.grammar.addressed
        if 0 < at == len(words) - 1 and (ahead in lexicon.first_names or len(ahead) == 1 or courtesy):
            break  # "Larry King", "Peter T. King", "Mr. King", but not "Mr. Secretary"
        count = at + 1
        if at + 2 < len(words) and words[at + 1] in lexicon.grammar.genitives and not _is_body(words[at : at + 1], lexicon):
            # "Clerk of Courts Ada Lind": an office and its bearer.
            given = next((later for later in range(at + 2, len(words) - 1) if words[later] in lexicon.first_names), None)
            return given if given is not None else _after_office(words, at + 2, lexicon) or len(words)
    if count and count < len(words) and lexicon.grammar.suffixes.issuperset(words[count:]):
        return 0
    return count


def _after_office(words: Sequence[str], start: int, lexicon: People) -> int | None:
    """Words of a run, and where it tells what an office is for -> where its bearer's name begins: "Education Stefan Gianno".

    None where what is left is no name of one to three words.
    """
    end = start
    while end < len(words) and (words[end] in lexicon.grammar.portfolios or words[end] in lexicon.grammar.joins):
        end += 1
    if end == start:
        end = next((at + 1 for at in range(start, len(words)) if lexicon.singular(words[at]) in lexicon.bodies.heads), end)
    while start < end < len(words) - 1 and lexicon.is_title(words[end]):
        end += 1  # "Mr."
    rest = words[end:]
    bare = not any(word in lexicon.bodies.bridges or lexicon.singular(word) in lexicon.bodies.heads for word in rest)
    return end if start < end and 1 <= len(rest) <= _BEARER and bare else None


def _holds_office(text: Text, first: int) -> bool:
    """Index of a run's first token -> whether it tells what an office before it is for: "the head of the Port Council"."""
    grammar, people = text.people.grammar, text.people
    at = first - 1
    if at > 0 and text.words[at] in grammar.the:
        at -= 1
    if at < 1 or not (text.words[at] in grammar.genitives or text.words[at] in grammar.firm) or not text.adjacent(at):
        return False
    return people.is_person(text.words[at - 1]) or people.is_title(text.words[at - 1])


def _unheard_of(word: str, lexicon: People) -> bool:
    """Whether a word before a first name is, as far as the lexicon knows, no title, noun, country or people."""
    known = lexicon.is_title(word) or word in lexicon.nouns or lexicon.is_adjective(word) or not word.isalpha()
    return not known and word not in lexicon.countries and word not in lexicon.grammar.demonyms


def _courtesy(word: str, lexicon: People) -> bool:
    """Whether a title is one that a surname follows, not another title: "Mr.", "Sen."."""
    return lexicon.titles.get(word) is not None or (word in lexicon.titles and bool(lexicon.title_roles.get(word)))


def _is_body(words: Sequence[str], lexicon: People) -> bool:
    bodies = lexicon.bodies
    if len(words) > 1 and (words[0] in lexicon.grammar.geography or words[0] in bodies.begins):
        return True
    if lexicon.singular(words[-1]) in bodies.heads or (len(words) > 1 and words[-1] in bodies.legal):
        return True
    return any(word in bodies.bridges and lexicon.singular(words[at - 1]) in bodies.open for at, word in enumerate(words) if at)
