"""Pronouns: who "he", "she", "it" and "they" are, by number, gender and how present the candidates are to the reader.

A salience ranking in the manner of Lappin & Leass (1994), on what words and order alone tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.lexicon.people import Pronoun
from service.model import SpeakerType
from service.resolution.register import Figure, Register
from service.resolution.text import Text

_CANDIDATES = 40  # mentions before the pronoun that are looked at; whoever was named before them is forgotten
_SENTENCES = 8  # as far back

_SAME_SENTENCE = 0.5
_PER_SENTENCE = -1.0
_SUBJECT = 1.0  # the first to be named in a sentence is most often its subject
_SPOKE_LAST = 1.5
_GENDER = 1.0  # the gender is known and fits
_UNSURE = -1.5  # not known to be a person
_OFTEN = 0.15  # for each mention, up to eight

_PLURAL = frozenset({SpeakerType.GROUP, SpeakerType.ORGANIZATION, SpeakerType.OUTLET})
_THINGS = frozenset({SpeakerType.ORGANIZATION, SpeakerType.DOCUMENT, SpeakerType.OUTLET, SpeakerType.OTHER})


def antecedent(
    text: Text,
    register: Register,
    spoken: Sequence[tuple[int, Figure]],
    index: int,
    pronoun: Pronoun,
    quoted_by: Figure | None = None,
) -> Figure | None:
    """Index of a pronoun, and who spoke so far -> whom it most likely means; None where no one fits."""
    here = text.document.sentence_of[index]
    earlier = [(at, figure) for at, figure in spoken if at < index]
    last_speaker = max(earlier, key=lambda mention: mention[0], default=(0, None))
    mentions = sorted([*register.before(index, _CANDIDATES), *earlier[-_CANDIDATES:]], key=lambda mention: mention[0])
    scores: dict[Figure, float] = {}
    subjects: dict[int, int] = {}
    for at, _ in mentions:
        subjects.setdefault(text.document.sentence_of[at], at)
    for at, figure in mentions:
        fit = _fits(figure, pronoun)
        if fit is None or figure is quoted_by:  # whoever speaks is "I" to themselves
            continue
        there = text.document.sentence_of[at]
        away = here - there if here >= 0 and there >= 0 else 1
        if away > _SENTENCES:
            continue
        score = fit + (_SAME_SENTENCE if away == 0 else away * _PER_SENTENCE)
        score += _SUBJECT * (subjects[there] == at) + _OFTEN * min(len(figure.seen), 8)
        score += _SPOKE_LAST * (figure is last_speaker[1])
        scores[figure] = max(score, scores.get(figure, score))
    return max(scores, key=lambda figure: scores[figure], default=None)


def _fits(figure: Figure, pronoun: Pronoun) -> float | None:
    """How well a figure fits a pronoun's number and gender; None where it cannot."""
    if pronoun.many:
        if figure.many or figure.type in _PLURAL:
            return 0.5 if figure.many else 0.0
        return None
    if pronoun.gender == "n":
        return 0.0 if figure.type in _THINGS and not figure.many else None
    if figure.many or figure.type in (SpeakerType.DOCUMENT, SpeakerType.OUTLET, SpeakerType.GROUP):
        return None
    if figure.gender is not None:
        return _GENDER if figure.gender == pronoun.gender else None
    if figure.type is SpeakerType.PERSON:
        return 0.0 if figure.sure or not figure.named else _UNSURE
    return None if figure.sure or not figure.named else 2 * _UNSURE
