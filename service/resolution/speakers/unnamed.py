"""Unnamed speakers: whom the page knows by a description alone, and has not spoken of before."""

from __future__ import annotations

from service.model import SpeakerType
from service.resolution.page.figures import Figure
from service.resolution.page.outlets import Outlets
from service.resolution.page.phrases import Phrase
from service.resolution.page.text import Text
from service.resolution.speakers.anonymity import clause_after, is_withheld, withholds
from service.resolution.speakers.discourse import Discourse

_SENTENCES = 4  # between sources spoken of together and one of them


def described(discourse: Discourse, first: int, last: int, type_: SpeakerType) -> Figure:
    """Range of tokens -> a new figure that has no other name than these words."""
    text = discourse.text
    span = text.span(first, last)
    figure = Figure(span.of(text.document.text), span, (), type_, named=False)
    figure.about.update(text.words[first:last])
    figure.seen.append(last - 1)
    return discourse.register.add(figure)


def type_of(text: Text, main: Phrase) -> SpeakerType:
    """A phrase without a name -> what it stands for, by its noun."""
    people = text.people
    if main.noun in people.papers:
        return SpeakerType.DOCUMENT
    if main.noun in text.ways.forms.crowd or text.words[main.head] in text.ways.forms.crowd:
        return SpeakerType.OUTLET
    if main.noun in people.bodies.heads and not people.is_person(main.noun):
        return SpeakerType.ORGANIZATION
    if main.many:
        return SpeakerType.GROUP
    if main.noun in people.roles.groups:
        alone = main.determiner in people.grammar.articles or main.determiner in people.grammar.partitives  # "a reader"
        return SpeakerType.PERSON if alone and main.noun not in people.roles.collective else SpeakerType.GROUP
    return SpeakerType.PERSON if people.is_person(main.noun) or people.is_age(main.noun) else SpeakerType.OTHER


def unnamed(discourse: Discourse, outlets: Outlets, main: Phrase, span_last: int) -> tuple[Figure, Figure | None]:
    """A description that comes back to nobody, the index after its source's last token -> a new figure, and whose one it is.

    The second is those of whom a source whose name is withheld is one, "one of the officials"; None where they are not known.
    """
    text, grammar = discourse.text, discourse.text.people.grammar
    figure = described(discourse, main.first, _named_until(text, outlets, main), type_of(text, main))
    figure.many = main.many
    reporter = main.noun in text.ways.forms.staff and bool(outlets.within(main.first, main.last))
    ordinal = text.words[main.first : main.head][1:2]  # "a third banking source"
    counted = main.determiner in grammar.the | grammar.partitives or not grammar.one_more.isdisjoint(ordinal)
    whole = _those(discourse, main) if counted and not main.many else None
    withheld = is_withheld(text, main, span_last) or (whole is not None and main.noun in text.people.withheld.anyone)
    figure.anonymous = figure.type is not SpeakerType.DOCUMENT and not reporter and withheld
    if figure.anonymous:
        figure.type = SpeakerType.PERSON
    alike = _of_their_kind(discourse, main)
    if alike is not None:
        figure.anonymous, figure.type = alike.anonymous, alike.type
    discourse.register.give_roles(figure, alike.roles if alike else [main.noun])
    return figure, (whole or alike) if figure.anonymous else None


def one_of(discourse: Discourse, first: int, last: int, inner: Phrase, known: Figure | None) -> Figure:
    """Range of "one of the officials", the phrase behind "of", whom that means -> a new figure, one or some of those."""
    text, people = discourse.text, discourse.text.people
    person = people.is_person(inner.noun) or inner.noun in people.withheld.anyone
    figure = described(discourse, first, last, SpeakerType.PERSON if person else SpeakerType.GROUP)
    figure.many = people.numbers.get(text.words[first], 2) > 1
    discourse.register.give_roles(figure, [inner.noun] if inner.pronoun is None else [])
    of_withheld = known.anonymous if known else is_withheld(text, inner, last)
    withheld = (person or inner.pronoun is not None) and of_withheld
    figure.anonymous = withheld or withholds(text, last, clause_after(text, last)) is not None
    return figure


def _named_until(text: Text, outlets: Outlets, main: Phrase) -> int:
    """Where a description ends before who saw it, or why no name is given: "a memo" of "a memo seen by Reuters"."""
    beside, words = text.ways.beside, text.words
    for at in range(main.end, main.last - 1):
        if words[at] in text.people.grammar.relatives and withholds(text, at, main.last) is not None:
            return at
        if words[at + 1] in text.people.withheld.words:  # "granted anonymity"
            return at
        by = words[at] in beside.seen and words[at + 1] in beside.by
        if by and outlets.within(at + 2, min(at + 4, main.last)):
            return at - (words[at - 1] in text.people.grammar.joins)  # "filed in Elm and obtained by Reuters"
    return _undated(text, main)


def _undated(text: Text, main: Phrase) -> int:
    """Where a description ends before when it was made known: "a poll" of "a poll released on Tuesday"."""
    grammar, last = text.people.grammar, main.last
    following = text.words[last : last + 2]  # "a poll released Monday", "released last month"
    behind = not grammar.days.isdisjoint(following[:1]) or " ".join(following) in grammar.times
    while last > main.end and (text.words[last - 1] in grammar.calendar or text.words[last - 1] in grammar.days):
        last -= 1
    while last > main.end and text.words[last - 1] in grammar.loose | grammar.within:
        last -= 1
    dated = (behind or last < main.last) and last > main.end and text.words[last - 1] in grammar.participles
    opened = text.words[main.last - 1] in grammar.prepositions  # "those who fell in Elm on"
    return last - 1 if dated else last if opened else main.last


def _those(discourse: Discourse, main: Phrase) -> Figure | None:
    """For "the first source", "one source": the sources last spoken of together, not long before."""
    sentence_of = discourse.text.document.sentence_of
    for figure in reversed(discourse.register.with_role((main.noun,))):
        seen = figure.last_before(main.first) if figure.many and not figure.named else None
        if seen is not None and sentence_of[main.first] - sentence_of[seen] <= _SENTENCES:
            return figure
    return None


def _of_their_kind(discourse: Discourse, main: Phrase) -> Figure | None:
    """For "another", "a third": who spoke just before, of whose kind it is one more; None where that one has a name."""
    text = discourse.text
    last = discourse.last_speaker(main.first)
    seen = last.last_before(main.first) if last is not None else None
    alone = main.head == main.first and text.words[main.head] in text.people.numbers  # "one"
    more = alone or text.words[main.head] in text.people.grammar.one_more
    if main.end != main.last or not more or last is None or seen is None:
        return None
    near = text.document.sentence_of[main.first] - text.document.sentence_of[seen] <= _SENTENCES
    return last if near and not last.named else None
