"""Words -> which of them attribute: every cue word of the lexicon is judged in its place by a learned linear model."""

from __future__ import annotations

from service.extraction.words import Words
from service.lexicon.cues import CueForm


def cue_features(words: Words, token: int, form: CueForm) -> list[str]:
    """A cue word in its place -> the features that tell whether it attributes."""
    lower, classes, document = words.lower, words.classes, words.document
    first, last = words.sentence(token)
    word = lower[token]
    before = lower[token - 1] if token > first else "^"
    after = lower[token + 1] if token + 1 < last else "$"
    after2 = lower[token + 2] if token + 2 < last else "$"
    left = classes[max(first, token - 3) : token] or "^"
    right = classes[token + 1 : min(last, token + 4)] or "$"
    kind = form.kind + form.inflection
    quotation = document.quoted[token]
    quoted = quotation >= 0 and not document.quotations[quotation].scare
    subject = token - 1
    while subject >= first and (lower[subject] in words.grammar.auxiliaries or classes[subject] in "RmT"):
        subject -= 1
    helper = lower[subject + 1] if subject + 1 < token else "-"
    ahead = lower[token + 1 : min(last, token + 8)]
    section = document.paragraphs[document.sentences[document.sentence_of[token]].paragraph].section
    subject_class = classes[subject] if subject >= first else "^"
    marks = [
        "bias",
        "w=" + word,
        "l=" + form.lemma,
        "k=" + kind,
        "p=" + form.part + form.inflection,
        "b=" + before,
        "a=" + after,
        "aa=" + after + " " + after2,
        "L=" + left,
        "R=" + right,
        "L1=" + left[-1],
        "R1=" + right[0],
        "R2=" + right[:2],
        "LR=" + left[-1] + right[0],
        "w+a=" + word + " " + after,
        "w+b=" + word + " " + before,
        "l+R1=" + form.lemma + right[0],
        "l+S=" + form.lemma + subject_class,
        "k+LR=" + kind + left[-1] + right[0],
        "k+a=" + kind + after,
        "k+b=" + kind + before,
        "h=" + helper,
        "k+h=" + kind + helper,
        "S=" + subject_class,
        "S+k+R=" + subject_class + kind + right[0],
        "section=" + section,
    ]
    if quoted:
        marks += ["quoted", "quoted+k=" + kind]
    if not words.grammar.openers.isdisjoint(ahead):
        marks += ["that", "that+k=" + kind]
    if "q" in classes[token + 1 : min(last, token + 8)]:
        marks += ["quote-ahead", "quote-ahead+k=" + kind]
    behind = classes[max(first, token - 6) : token]
    if "q" in behind:
        marks += ["quote-behind", "quote-behind+k=" + kind]
    if "," in behind:
        marks.append("comma-behind+k=" + kind)
    if token == last - 1 or right[0] == ".":
        marks += ["closes", "closes+k=" + kind]
    if classes[token - 1] == "t" and token > first:
        marks.append("to+" + (lower[token - 2] if token - 2 >= first else "^"))
    return marks
