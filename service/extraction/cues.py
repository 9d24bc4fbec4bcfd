"""Words -> which of them attribute: every cue word of the lexicon is judged in its place by a learned linear model."""

from __future__ import annotations

from service.extraction.templates import Values, templates
from service.extraction.words import Words
from service.lexicon.cues import CueForm

# Of `quoted`, `opened` and `comma_behind` the value is empty where they hold.
CUE = templates(
    "word lemma kind part",
    "before after left left1 right1 right2 helper subject quoted opened comma_behind",
    """
    bias
    w={word}
    l={lemma}
    k={kind}
    p={part}
    b={before}
    a={after}
    L={left}
    L1={left1}
    R1={right1}
    R2={right2}
    w+b={word} {before}
    l+R1={lemma}{right1}
    k+a={kind}{after}
    h={helper}
    S={subject}
    quoted{quoted}
    that{opened}
    comma-behind+k={comma_behind}{kind}
    """,
)


def cue_values(words: Words, token: int, form: CueForm) -> tuple[str, ...]:
    """A cue word -> the values of what it tells by itself whether it attributes."""
    return words.lower[token], form.lemma, form.kind + form.inflection, form.part + form.inflection


def place_values(words: Words, token: int) -> Values:
    """The place of a cue word -> the values of what tells whether it attributes there."""
    lower, classes, document, grammar = words.lower, words.classes, words.document, words.grammar
    first, last = words.sentence(token)
    left = classes[token - 3 if token - first > 3 else first : token] or "^"
    right = classes[token + 1 : token + 3 if last - token > 3 else last] or "$"
    quotation = document.quoted[token]
    subject = token - 1
    while subject >= first and (lower[subject] in grammar.auxiliaries or classes[subject] in "RmT"):
        subject -= 1
    near = token + 8 if last - token > 8 else last
    return (
        lower[token - 1] if token > first else "^",
        lower[token + 1] if token + 1 < last else "$",
        left,
        left[-1],
        right[0],
        right,
        lower[subject + 1] if subject + 1 < token else "-",
        classes[subject] if subject >= first else "^",
        "" if quotation >= 0 and not document.quotations[quotation].scare else None,
        None if grammar.openers.isdisjoint(lower[token + 1 : near]) else "",
        "" if "," in classes[token - 6 if token - first > 6 else first : token] else None,
    )
