"""Discourse: whom a reader has in mind at a place of the page, and whom a pronoun there calls up first.

A salience ranking in the manner of Lappin & Leass (1994), on what words and order alone tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter

from service.lexicon.people import Pronoun
from service.model import SpeakerType
from service.resolution.page.figures import Figure
from service.resolution.page.names import Name
from service.resolution.page.register import Register
from service.resolution.page.text import Text

_CANDIDATES = 30  # mentions before a pronoun that are looked at; whoever was named before them is forgotten
CLEAR = 2.0  # a lead in points of salience that leaves no doubt
_SENTENCES = 8  # as far back

# Salience of a candidate, in points of one sentence's distance.
_SAME_SENTENCE = 0.5
_SUBJECT = 1.0  # the first to be named in a sentence is most often its subject
_SPOKE_LAST = 2.0
_SPOKE_BEFORE = 0.5  # where, in the same paragraph, a sentence after that one is about another who fits
_GENDER = 1.0  # the gender is known and fits
_PASSING = -1.0  # a reporter, a resident: not whom the text is about
_UNSURE = -1.5  # not known to be a person
_OFTEN = 0.15  # for each mention, up to eight

_PLURAL = frozenset({SpeakerType.GROUP, SpeakerType.ORGANIZATION, SpeakerType.OUTLET})
_THINGS = frozenset({SpeakerType.ORGANIZATION, SpeakerType.DOCUMENT, SpeakerType.OUTLET, SpeakerType.OTHER})


class Discourse:
    """A page as far as it is read: everyone whom it names, and who has spoken so far."""

    def __init__(self, text: Text, register: Register, name_at: Mapping[int, Name]) -> None:
        """`name_at`: for each token inside a name the name."""
        self.text = text
        self.register = register
        self.name_at = name_at
        self.spoken: list[tuple[int, Figure]] = []  # who spoke, by token, in the order resolved

    def last_speaker(self, index: int) -> Figure | None:
        """Index of a token -> who spoke last before it; None for nobody."""
        last = self.last_spoken(index)
        return last[1] if last is not None else None

    def last_spoken(self, index: int) -> tuple[int, Figure] | None:
        """Index of a token -> where somebody spoke last before it, and who; None for nobody."""
        return next(((at, figure) for at, figure in reversed(self.spoken[-_CANDIDATES:]) if at < index), None)

    def last_two(self, index: int, gender: str | None = None) -> list[Figure]:
        """Index of a token -> the last two people of a gender named before it, in the order they came; empty for fewer."""
        mentions = self.register.before(index, _CANDIDATES)
        people = {figure: at for at, figure in mentions if figure.type is SpeakerType.PERSON and not figure.many}
        return last_two({figure: at for figure, at in people.items() if gender is None or figure.gender in (None, gender)})

    def most_salient(self, index: int, pronoun: Pronoun, quoted_by: Figure | None = None) -> tuple[Figure | None, float]:
        """Index of a pronoun -> whom of those named and having spoken before it it most likely means, and by how much.

        None where no one fits; the lead over the next one is in points of salience, `CLEAR` where there is no next one.
        `quoted_by`: who speaks the quotation that the pronoun stands in, and is not meant by "he" there.
        """
        sentence_of = self.text.document.sentence_of
        spoken = [(at, figure) for at, figure in self.spoken[-_CANDIDATES:] if at < index]
        speakers = {figure for _, figure in spoken}
        last_speaker = max(spoken, key=itemgetter(0))[1] if spoken else None
        ordered = sorted([*self.register.before(index, _CANDIDATES), *spoken], key=itemgetter(0))
        here = sentence_of[index]
        paragraph = self._paragraph_of(here)
        asked = self._asked_until(here, index)
        fits: dict[Figure, float | None] = {}
        meant: dict[Figure, bool] = {}
        scores: dict[Figure, float] = {}
        subjects: dict[int, int] = {}
        overtaken = False  # whoever spoke last, by the subject of a later sentence
        for at, figure in ordered:
            there = sentence_of[at]
            if figure not in fits:
                fits[figure] = _fits(figure, pronoun, figure in speakers)
                # Whoever speaks is "I" to themselves.
                meant[figure] = fits[figure] is not None and figure is not quoted_by and not is_demonym(self.text, figure)
            fit = fits[figure]
            if fit is None and figure.type is SpeakerType.OUTLET:
                continue  # "In an interview with Mirna, Ada Lind …"
            subject = subjects.setdefault(there, at) == at
            if fit is None or not meant[figure] or (pronoun.gender != "n" and at in self.register.qualifiers):
                continue
            if there == here and at < asked:
                continue  # "Asked whether Lind knew, he said": another
            if figure is last_speaker:
                overtaken = False
            elif subject and there < here and self._paragraph_of(there) == paragraph >= 0:
                overtaken = True
            away = here - there if here >= 0 and there >= 0 else 1
            if away > _SENTENCES:
                continue
            score = fit + (_SAME_SENTENCE if away == 0 else -away) + _SUBJECT * subject + _OFTEN * min(len(figure.seen), 8)
            score += _SPOKE_LAST * (figure is last_speaker)
            scores[figure] = max(score, scores.get(figure, score))
        if not scores:
            return None, 0.0
        if overtaken and last_speaker in scores:
            scores[last_speaker] -= _SPOKE_LAST - _SPOKE_BEFORE
        best = max(scores, key=lambda figure: scores[figure])
        return best, min((scores[best] - score for figure, score in scores.items() if figure is not best), default=CLEAR)

    def _asked_until(self, number: int, index: int) -> int:
        """Number of a sentence, -1 for none, and a token of it -> where the clause ends that tells what its subject was asked."""
        if number < 0:
            return -1
        first = self.text.document.sentences[number].first
        if self.text.words[first] not in self.text.ways.beside.asked:
            return -1
        return next((at for at in range(index - 1, first, -1) if self.text.tokens[at].text == ","), -1)

    def same_paragraph(self, one: int, other: int) -> bool:
        """Indices of two tokens, -1 for none -> whether they stand in the same paragraph."""
        sentence_of = self.text.document.sentence_of
        return min(one, other) >= 0 and self._paragraph_of(sentence_of[one]) == self._paragraph_of(sentence_of[other]) >= 0

    def paragraphs_between(self, one: int, other: int) -> int:
        """Indices of two tokens inside sentences -> how many paragraphs the second stands behind the first."""
        sentence_of = self.text.document.sentence_of
        return self._paragraph_of(sentence_of[other]) - self._paragraph_of(sentence_of[one])

    def _paragraph_of(self, number: int) -> int:
        """Number of a sentence, -1 for none -> that of its paragraph, or -1."""
        return self.text.document.sentences[number].paragraph if number >= 0 else -1


def last_two(last: Mapping[Figure, int]) -> list[Figure]:
    """Figures with their last mentions -> the two mentioned last, in the order they came; empty for fewer."""
    if len(last) < 2:
        return []
    return sorted(sorted(last, key=lambda figure: last[figure])[-2:], key=lambda figure: figure.seen[0])


def is_demonym(text: Text, figure: Figure) -> bool:
    """Figure -> whether all that names it is an adjective of a place: "Russian"."""
    return bool(figure.words) and text.people.grammar.demonyms.issuperset(figure.words)


def _fits(figure: Figure, pronoun: Pronoun, spoke: bool) -> float | None:
    """How well a figure, who has spoken or not, fits a pronoun's number and gender; None where it cannot."""
    if pronoun.many:
        if figure.many or figure.type in _PLURAL:
            return 0.5 if figure.many else 0.0
        return None
    if pronoun.gender == "n":
        if figure.type in _THINGS and not figure.many:
            return 0.0
        # "Blue Crest Marine" is a person's name or a company's as far as anything has told.
        guessed = figure.type is SpeakerType.PERSON and not figure.sure and figure.gender is None and figure.named
        return 2 * _UNSURE if guessed and spoke and not figure.many else None
    if figure.many or figure.type in (SpeakerType.DOCUMENT, SpeakerType.OUTLET, SpeakerType.GROUP):
        return None
    if figure.gender is not None:
        return _GENDER if pronoun.gender in (None, figure.gender) else None
    if figure.type is SpeakerType.PERSON:
        if not figure.named and not figure.anonymous:
            return _PASSING
        return 0.0 if figure.sure or spoke or not figure.named else _UNSURE
    return None if figure.sure or not figure.named else 2 * _UNSURE
