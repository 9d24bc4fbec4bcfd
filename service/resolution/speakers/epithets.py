"""Epithets: "the Dane", "the Elm manager", "the company", which mean whoever or whatever was just spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from service.lexicon.people import People, Pronoun
from service.model import SpeakerType
from service.resolution.page.figures import Figure
from service.resolution.page.phrases import Phrase
from service.resolution.page.text import Text
from service.resolution.speakers.discourse import Discourse, is_demonym

_NEAR = 2  # sentences between someone named and "the Dane"
_LOOKED_BACK = 48  # mentions before "the company", far from any, that are counted
_TWICE = 2
_MENTIONS = 8  # mentions before "the company" of which it may be one


def epithet(discourse: Discourse, main: Phrase) -> Figure | None:
    """A description by a noun for anyone, "the Dane" -> the person just spoken of; None for another noun and for nobody near."""
    anyone = main.noun in discourse.text.people.grammar.epithets or _of_so_many(discourse.text, main)
    return _person(discourse, main) if anyone else None


def _of_so_many(text: Text, main: Phrase) -> bool:
    """Whether a description tells no more than how many children somebody has: "the father of three"."""
    grammar, behind = text.people.grammar, text.words[main.end : main.end + 2]
    counted = len(behind) == 2 and behind[0] in grammar.genitives and behind[1] in text.people.numbers
    return main.noun in grammar.parents and counted and main.last <= main.end + 2


def nearest(discourse: Discourse, main: Phrase) -> Figure | None:
    """A description with nothing to tell which, "the company", "the Oslo businessman" -> the one just spoken of; None for none.

    None for an epithet, too, which `epithet` answers.
    """
    people = discourse.text.people
    if main.noun in people.grammar.epithets:
        return None
    person = people.is_person(main.noun) or people.is_age(main.noun)
    return _person(discourse, main) if person else _body(discourse, main)


def _person(discourse: Discourse, main: Phrase) -> Figure | None:
    """The most salient person before "the Dane", named not long before."""
    text, people = discourse.text, discourse.text.people
    parent = _of_so_many(text, main)
    anyone = parent or main.noun in people.grammar.epithets or people.is_age(main.noun)
    of_whom = {text.words[at] for at in range(main.first + 1, main.head) if text.capital[at]} - people.grammar.demonyms
    if of_whom:  # "the Elm manager"
        anyone = anyone or not (main.noun in people.roles.voices or main.noun in people.roles.withheld)
    if main.determiner not in people.grammar.the or main.many or not (anyone or of_whom):
        return None
    if of_whom and (bearer := _of_the_house(discourse, main, of_whom)) is not None:
        return bearer
    if not anyone or (main.last > main.end and not parent):  # "the woman at the heart of it" is described, not meant
        return None
    figure, _ = discourse.most_salient(main.first, Pronoun(3, False, people.gendered.get(main.noun)))
    if figure is None or not of_whom.isdisjoint(figure.words):
        return None
    if figure.type is not SpeakerType.PERSON and (figure.sure or people.first_names.keys().isdisjoint(figure.words)):
        return None
    if _is_near(discourse, main, figure):
        return figure
    mentions = (each for _, each in reversed(discourse.register.before(main.first, _MENTIONS)) if each.type is SpeakerType.PERSON)
    named = next(mentions, None)
    return named if people.is_age(main.noun) and named is not None and named.sure and _is_near(discourse, main, named) else None


def _is_near(discourse: Discourse, main: Phrase, figure: Figure) -> bool:
    """Whether someone is named, or spoke at length, not long before a description."""
    sentence_of, seen = discourse.text.document.sentence_of, figure.last_before(main.first)
    if seen is None or sentence_of[seen] > sentence_of[main.first]:
        return False
    spoke = figure is discourse.last_speaker(main.first) and discourse.paragraphs_between(seen, main.first) <= 1
    return spoke or sentence_of[main.first] - sentence_of[seen] <= _NEAR


def _of_the_house(discourse: Discourse, main: Phrase, of_whom: Set[str]) -> Figure | None:
    """ "The Customs boss" -> the last person named whom the page tells to be of the customs; None for nobody."""
    gender = discourse.text.people.gendered.get(main.noun)
    for _, figure in reversed(discourse.register.before(main.first, _MENTIONS)):
        person = figure.named and figure.type is SpeakerType.PERSON and not figure.many
        if person and of_whom <= figure.about and figure.gender in (None, gender or figure.gender):
            return figure
    return None


def _body(discourse: Discourse, main: Phrase) -> Figure | None:
    """The first of the bodies, or places, just named that "the company", or "the city", may be; else the one that spoke last."""
    text, people = discourse.text, discourse.text.people
    listed = people.grammar.exchanges  # "the FTSE 250 group"
    named = any(text.capital[at] and text.words[at] not in listed for at in range(main.first + 1, main.last))
    if main.determiner not in people.grammar.the or main.many or named:
        return None
    owned = any(text.possessive(at) for at in range(main.first, main.head))
    if main.noun not in people.bodies.heads or main.last != main.end or owned:
        return None
    told = {word for word in text.words[main.first + 1 : main.head] if word.isalpha()} - listed - people.grammar.fillers
    whose = told if main.noun not in people.grammar.firms else frozenset()  # "transit" of "the transit commission"
    place = main.noun in people.grammar.places
    sentence_of = text.document.sentence_of
    last = discourse.last_speaker(main.first)
    mentions = discourse.register.before(main.first, _MENTIONS)
    for at, figure in [*mentions, *([(last.seen[0], last)] if last and last.seen else [])]:
        near = figure is last or 0 <= sentence_of[main.first] - sentence_of[at] <= 1
        body = figure.type is SpeakerType.ORGANIZATION or (figure.type is SpeakerType.PERSON and not figure.sure)
        if not (near and body and figure.named) or is_demonym(text, figure) or _other(people, main, figure):
            continue
        if whose and whose.isdisjoint(figure.about.union(figure.words)):
            continue
        if _is_place(people, figure) == place:
            return figure
    return _foremost(discourse, main)


def _foremost(discourse: Discourse, main: Phrase) -> Figure | None:
    """ "The company" far from any -> the body that the page names twice as often before it as any other; None for nobody.

    Or the only one whose name says that it is a company: "Elm Inc.".
    """
    text, people = discourse.text, discourse.text.people
    if main.noun not in people.grammar.firms:
        return None
    times: Counter[Figure] = Counter()
    for _, figure in discourse.register.before(main.first, _LOOKED_BACK):
        body = figure.type is SpeakerType.ORGANIZATION and figure.named and not is_demonym(text, figure)
        if body and not _is_place(people, figure) and not _other(people, main, figure):
            times[figure] += 1
    companies = [figure for figure in times if not people.bodies.legal.isdisjoint(figure.words)]
    if len(companies) == 1:
        return companies[0]
    ranked = times.most_common(2)
    if not ranked or ranked[0][1] < _TWICE or (len(ranked) > 1 and ranked[0][1] < _TWICE * ranked[1][1]):
        return None
    return ranked[0][0]


def _is_place(people: People, figure: Figure) -> bool:
    return figure.places > 0 or " ".join(figure.words) in people.countries


def _other(people: People, main: Phrase, figure: Figure) -> bool:
    """Whether a body's name tells that it is of another kind: no "union" is a "Works Ministry"."""
    nouns = {people.singular(figure.words[-1])}
    if figure.type is SpeakerType.ORGANIZATION:
        nouns |= figure.roles  # "centre" of "Centre for Ferries"
    kinds = nouns & people.bodies.heads - people.bodies.legal
    if not kinds:
        return main.noun in people.grammar.exact and figure.type is SpeakerType.ORGANIZATION and figure.sure
    return main.noun not in kinds.union(*(people.alike.get(noun, ()) for noun in kinds))
