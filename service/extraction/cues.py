"""Words -> which of them attribute: every cue word of the lexicon is judged in its place by a learned linear model."""

from __future__ import annotations

from service.extraction.templates import Values, templates
from service.extraction.words import Words
from service.lexicon.cues import CueForm

# Of `quoted`, `opened`, those that begin with `quote_`, `comma_behind` and `closing` the value is empty where they hold.
CUE = templates(
    "word lemma kind part",
    "before after after2 left right left1 right1 right2 helper subject section"
    " quoted opened quote_ahead quote_next quote_behind comma_behind closing infinitive",
    """
    bias
    w={word}
    l={lemma}
    k={kind}
    p={part}
    b={before}
    a={after}
    aa={after} {after2}
    L={left}
    R={right}
    L1={left1}
    R1={right1}
    R2={right2}
    LR={left1}{right1}
    w+a={word} {after}
    w+b={word} {before}
    l+R1={lemma}{right1}
    l+S={lemma}{subject}
    k+LR={kind}{left1}{right1}
    k+a={kind}{after}
    k+b={kind}{before}
    h={helper}
    k+h={kind}{helper}
    S={subject}
    S+k+R={subject}{kind}{right1}
    section={section}
    quoted{quoted}
    quoted+k={quoted}{kind}
    that{opened}
    that+k={opened}{kind}
    quote-ahead{quote_ahead}
    quote-ahead+k={quote_ahead}{kind}
    quote-next+k={quote_next}{kind}
    quote-behind{quote_behind}
    quote-behind+k={quote_behind}{kind}
    comma-behind+k={comma_behind}{kind}
    closes{closing}
    closes+k={closing}{kind}
    to+{infinitive}
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
    right = classes[token + 1 : token + 4 if last - token > 4 else last] or "$"
    quotation = document.quoted[token]
    subject = token - 1
    while subject >= first and (lower[subject] in grammar.auxiliaries or classes[subject] in "RmT"):
        subject -= 1
    near = token + 8 if last - token > 8 else last
    behind = classes[token - 6 if token - first > 6 else first : token]
    infinitive = None
    if classes[token - 1] == "t" and token > first:
        infinitive = lower[token - 2] if token - 2 >= first else "^"
    return (
        lower[token - 1] if token > first else "^",
        lower[token + 1] if token + 1 < last else "$",
        lower[token + 2] if token + 2 < last else "$",
        left,
        right,
        left[-1],
        right[0],
        right[:2],
        lower[subject + 1] if subject + 1 < token else "-",
        classes[subject] if subject >= first else "^",
        document.paragraphs[document.sentences[document.sentence_of[token]].paragraph].section,
        "" if quotation >= 0 and not document.quotations[quotation].scare else None,
        None if grammar.openers.isdisjoint(lower[token + 1 : near]) else "",
        "" if "q" in classes[token + 1 : near] else None,
        "" if right[0] == "q" or right[:2] in (",q", ":q") else None,
        "" if "q" in behind else None,
        "" if "," in behind else None,
        "" if token == last - 1 or right[0] == "." else None,
        infinitive,
    )
