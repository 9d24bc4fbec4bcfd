"""Pairings -> the same, but what an outlet reports of someone's words is that one's: "Reuters reported that Lind had denied …".

The outlet is the way that the words took and not their source; resolution finds it, since it stands before them in the sentence.
The form's id stands in lexicon/<language>/rules.toml with its examples.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from service.extraction import sources
from service.extraction.headlines import TITLED
from service.extraction.models import Models
from service.extraction.pairing import PASSED_ON, Pairing, read_cue
from service.extraction.words import Phrase, Range, Words
from service.lexicon.cues import CueForm
from service.lexicon.people import people
from service.model import Mode

_TELLS = frozenset({"report", "write", "warn", "deny"})  # kinds of verbs whose clause is what was said
# Those that need no clause in a headline: "Kremlin says no date set", "Norvia urges calm".
_SAYS = frozenset({"report", "deny", "decline", "demand", "promise", "warn"})
_VERB = regex.compile("R*[Vm]")


def with_origins(words: Words, learned: Models, pairings: Sequence[Pairing]) -> list[Pairing]:
    """Pairings of running text -> the same; an outlet's whose content begins with who said it and a verb is that one's."""
    free = bytearray(len(words.lower))
    return [_origin(words, learned, pairing, free) or pairing for pairing in pairings]


def _origin(words: Words, learned: Models, pairing: Pairing, free: bytearray) -> Pairing | None:
    """A pairing, and no words that are taken -> the pairing of whoever its outlet reports to have said it, if one is."""
    first, last = pairing.contents[0]
    cue, source = pairing.cue, pairing.source
    if cue is None or cue[0] > first or pairing.mode is Mode.THOUGHT or words.document.quoted[first] >= 0:
        return None
    begin = first + (words.lower[first] in words.grammar.openers)
    subject = words.phrase_from(begin)
    if subject is None or subject.first != begin or subject.last >= last or not sources.is_outlet_itself(words, source):
        return None
    speaker = sources.with_second(words, subject, last)
    found = _verb(words, speaker, last)
    own = read_cue(words, learned, *found, pairing.cue_odds, None, free) if found else None
    if found is None or own is None:
        return None
    pieces = tuple(piece for piece in (_within(words, piece, found[0] + 1, last) for piece in own.contents) if piece)
    if not any(_is_told(words, found[1], piece) for piece in pieces):
        return None
    whole = *pieces, *pairing.contents[1:]
    return own._replace(contents=whole, source=speaker, rule=PASSED_ON, source_odds=pairing.source_odds)


def _is_told(words: Words, form: CueForm, piece: Range) -> bool:
    """What follows a verb -> whether somebody said it: a quotation, or behind a verb of telling a clause.

    In a headline anything behind such a verb in the present tense.
    """
    start, end = piece
    if "q" in words.classes[start - 1 : end + 1]:
        return True
    titled = words.document.paragraphs[words.paragraph(start)].section in TITLED
    if titled and form.kind in _SAYS and form.inflection in ("s", "base"):  # "Explosion reported at depot" is passive
        return True
    subject = words.phrase_from(start)
    clause = words.lower[start] in words.grammar.openers or (
        subject is not None and subject.first == start and _VERB.match(words.classes, sources.with_tail(words, subject, end).last)
    )
    return form.kind in _TELLS and (bool(clause) or form.kind == "deny")


def _verb(words: Words, speaker: Phrase, last: int) -> tuple[int, CueForm] | None:
    """A subject, and where a content ends -> the verb of saying behind it, and its form, if there is one in the active voice.

    "It" and "they" are the outlet itself, or whatever the sentence before tells of.
    """
    pronoun = people(words.document.language).pronouns.get(words.lower[speaker.first])
    if pronoun is not None and (pronoun.many is not False or pronoun.gender not in ("m", "f")):
        return None
    at = speaker.last
    if words.classes.startswith(",w", at):  # "the yard, which builds ferries, denied"
        at = max(words.classes.find(",", at + 1, last), at)
    begin = at + words.classes.startswith(",", at)
    at = words.verb_behind(begin, last)
    form = words.forms.get(at) if at < last and words.grammar.passives.isdisjoint(words.lower[begin:at]) else None
    if form is None or form.part != "verb" or form.mode is Mode.THOUGHT or words.classes[at] not in "VD":
        return None
    return at, form


def _within(words: Words, piece: Range, first: int, last: int) -> Range | None:
    """A piece of content -> what of it stands within a range of tokens."""
    return words.trimmed(max(piece[0], first), min(piece[1], last))
