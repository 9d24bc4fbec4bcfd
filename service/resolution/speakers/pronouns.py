"""Pronouns: who "he", "she", "it" and "they" are."""

from __future__ import annotations

from service.lexicon.people import Pronoun
from service.model import SpeakerType, TokenKind
from service.resolution.page.figures import Figure, together
from service.resolution.page.phrases import Phrase, noun_phrase, opening, phrase
from service.resolution.speakers.anonymity import is_withheld
from service.resolution.speakers.descriptions import Descriptions
from service.resolution.speakers.discourse import Discourse
from service.resolution.speakers.unnamed import described, type_of

_PEOPLE_BACK = 3  # sentences, its own among them, in which "they" are looked for by a plural noun
_WORDS_BACK = 150  # tokens; the same where sentences are endless
_BETWEEN = 4  # tokens behind "and" within which the second of two names stands: "and former Mayor Ed Hale"


class Pronouns:
    """The pronouns of one page."""

    def __init__(self, discourse: Discourse, descriptions: Descriptions) -> None:
        self._discourse = discourse
        self._descriptions = descriptions
        self._text = discourse.text

    def antecedent(self, index: int, pronoun: Pronoun, quoted_by: Figure | None = None) -> tuple[Figure | None, float]:
        """Index of a pronoun, and who speaks the quotation it stands in -> whom it most likely means, and by how much.

        None where no one fits; the lead over the next one is in points of salience.
        """
        figure, lead = self._discourse.most_salient(index, pronoun, quoted_by)
        if pronoun.many and pronoun.person == 3 and (figure is None or not figure.many):
            people = self._people_before(index, figure)
            return (people, 0.0) if people else (figure, lead)
        return figure, lead

    def opening_before(self, index: int, pronoun: Pronoun, meant: Figure | None) -> Phrase | None:
        """Index of a pronoun, whom of those named it may mean -> who opens the sentence before without a name, if it means them.

        "An elderly woman stood at the bridge. She said …": whoever spoke last, or is named there and was before, goes first.
        """
        text, document = self._text, self._text.document
        number = document.sentence_of[index]
        before = document.sentences[number - 1] if number > 0 else None
        if before is None or before.paragraph != document.sentences[number].paragraph or (meant is not None and pronoun.many):
            return None
        first = before.first + (text.tokens[before.first].kind is TokenKind.QUOTE)
        if document.quoted[first] != document.quoted[index]:
            return None
        if meant is not None:
            seen = meant.last_before(index)
            known_before = meant.last_before(before.first) is not None and seen is not None and seen >= before.first
            if known_before or meant is self._discourse.last_speaker(index):
                return None
        if pronoun.gender == "n" and text.words[first] in text.people.grammar.within:
            paper = opening(text, first + 1, before.last, self._discourse.name_at)
            if paper is not None and paper.noun in text.people.papers:
                return paper  # "In a letter to staff, Lind said"
        main = opening(text, first, before.last, self._discourse.name_at)
        return main if main is not None and self._may_mean(pronoun, main) else None

    def _may_mean(self, pronoun: Pronoun, main: Phrase) -> bool:
        """Whether a pronoun may stand for a description without a name, by number and gender."""
        people, type_ = self._text.people, type_of(self._text, main)
        if pronoun.many:
            return main.many or type_ in (SpeakerType.GROUP, SpeakerType.ORGANIZATION)
        if main.many:
            return False
        if pronoun.gender == "n":
            return type_ in (SpeakerType.ORGANIZATION, SpeakerType.DOCUMENT)
        alone = type_ is SpeakerType.GROUP and main.noun not in people.roles.collective  # "my student"
        return (type_ is SpeakerType.PERSON or alone) and people.gendered.get(main.noun) in (None, pronoun.gender)

    def owner(self, main: Phrase) -> Figure | None:
        """A description -> whose "his lawyer" is; None where no pronoun owns the one described."""
        pronoun = self._owning(main)
        if pronoun is None:
            return None
        figure, _ = self.antecedent(main.first, pronoun)
        place = figure is not None and figure.named and not figure.may_be_person
        return None if place and pronoun.gender in ("m", "f") else figure  # "A Boston officer … his lawyer"

    def _owning(self, main: Phrase) -> Pronoun | None:
        """The pronoun by which "his lawyer" is described; None where none owns a person."""
        people = self._text.people
        pronoun = people.pronouns.get(main.determiner) if main.determiner in people.grammar.possessive else None
        return pronoun if pronoun is not None and pronoun.person == 3 and people.is_person(main.noun) else None

    def _people_before(self, index: int, figure: Figure | None) -> Figure | None:
        """For "they": the first people that the words before name by a plural noun, if no nearer than the body just spoken of.

        The sentence of the pronoun goes before the ones before it; who is named first in a sentence is most often its subject.
        """
        text = self._text
        here = text.document.sentence_of[index]
        spoke = figure.last_before(index) if figure is not None and figure is self._discourse.last_speaker(index) else None
        last_spoken = text.document.sentence_of[spoke] if spoke is not None else -1
        for number in range(here, max(here - _PEOPLE_BACK, last_spoken, -1), -1):
            sentence = text.document.sentences[number]
            for at in range(max(sentence.first, index - _WORDS_BACK), min(sentence.last, index)):
                if text.words[at] in text.people.grammar.joins and (both := self._both(at)) is not None:
                    return both
                known = text.people.singular(text.words[at])
                if known == text.words[at] or text.document.quoted[at] >= 0 or not text.people.is_person(known):
                    continue
                first, last = noun_phrase(text, at)
                if first <= index < last:
                    continue
                main = phrase(text, first, min(last, index), self._discourse.name_at)
                if main.head != at or main.name is not None:
                    continue
                # Who "their officials" are is not asked of other people before them, who may be "their officials" themselves.
                pronoun = self._owning(main)
                owner = self._discourse.most_salient(first, pronoun)[0] if pronoun is not None else None
                return self._descriptions.known(main, False, owner) or self._many(main)
        return None

    def _both(self, index: int) -> Figure | None:
        """Index of a word that joins -> the two people whose names it joins: "Ada Lind and former Mayor Ed Hale"; else None."""
        name_at = self._discourse.name_at
        before = name_at.get(index - 1)
        if before is None or self._text.document.quoted[index] >= 0 or self._text.possessive(index - 1):
            return None
        after = next((name for at in range(index + 1, index + _BETWEEN) if (name := name_at.get(at)) is not None), None)
        if after is None or (after.first - index > 1 and not self._text.people.is_title(self._text.words[after.core - 1])):
            return None
        both = [self._discourse.register.at(name) for name in (before, after)]
        return together(both) if all(figure.type is SpeakerType.PERSON for figure in both) else None

    def _many(self, main: Phrase) -> Figure:
        """A plural noun phrase that means nobody known -> those whom it describes."""
        found = described(self._discourse, main.first, main.last, SpeakerType.GROUP)
        found.many, found.anonymous = True, is_withheld(self._text, main, main.last)
        self._discourse.register.give_roles(found, [main.noun])
        return found
