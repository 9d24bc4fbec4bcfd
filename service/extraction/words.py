"""Document -> its words as extraction reads them: word classes, cue words, noun phrases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import compress, islice
from operator import attrgetter
from typing import NamedTuple

from service.lexicon.cues import CueForm, CueLexicon, Grammar, cue_lexicon
from service.lexicon.page import page
from service.model import Document, Quotation, Section, Span, Token, TokenKind

# One character stands for a word's class, so that patterns over classes are regular expressions over one string:
# N noun, P name, K possessive, T time word, V finite verb, B base form, G -ing form, D participle, J adjective, R adverb,
# d determiner, A in brackets after a name, p pronoun, s possessive pronoun, i preposition, c conjunction, t "to", m modal,
# w wh-word, n number, e other word; marks stand for themselves.
_MARKS = {
    ",": ",",
    ".": ".",
    ";": ";",
    ":": ":",
    "?": ".",
    "!": ".",
    "(": "(",
    ")": ")",
    "—": "-",
    "–": "-",
    "--": "-",
    "-": "-",
    "…": ".",
}

_VERBS = ("V", "B")  # classes of a verb that is no participle

_SILENT = frozenset({Section.BYLINE, Section.CREDIT})  # sections without statements
_EDGES = frozenset(",.;:-q()x")

# Tokens to each side of a word that are looked at; longer sentences are lists or no prose, and cost must stay linear there.
_WINDOW = 200

Range = tuple[int, int]  # token indices, end excluded

# An adjective or adverb before a finite verb: a noun phrase where it is a word for an amount, "most said", "the other said".
_AMOUNT = re.compile(r"d?[JR](?=R?[Vm])")

# A noun phrase: determiners and modifiers before a head, or a pronoun. Possessives join two phrases into one, and so does a short
# form before a title and a name, "Harbour Watch (HW) spokesman Ola Verin".
_PHRASE = re.compile(r"(?:[ds]?[JnDGRNPK]*[NPnK](?:A++[NJ]*P+)?+A*+)|[pw]|d(?=[VmBD,i])")

# "Those" before an adjective and a preposition: "those close to the mayor".
_POINTING = re.compile(r"d(?=[JDVR][it])")

# A possessive pronoun with nothing behind it is none: "according to her, …".
_OBJECT = re.compile("s(?=[,.;:])")

# An adjective with a determiner or the like before it and no noun behind: "the military said".
_HEADLESS = re.compile(r"[dsKPnJ][JDVR](?=[VmDpwi.,;:)q]|c[^J]|$)")

# A short form, a party or a share's name in brackets after a name belongs to the name: "the Ports Authority (PA)", "(R-Ohio)",
# "(Nasdaq: ELM)".
_BRACKETED = re.compile(r"(?<=[NPK])\((?:P:)?[PNn]{1,3}+\)")


class Phrase(NamedTuple):
    """A noun phrase, as token indices; a tuple, since a page has hundreds, and it is made in half the time."""

    first: int
    last: int  # index after its last token


_UNLED = frozenset(".,:;)qi")  # classes of what no preposition leads to: marks, another preposition

_phrase: Callable[[Range], Phrase] = partial(tuple.__new__, Phrase)  # in a third of the time of Phrase(...)


@dataclass(frozen=True, slots=True)
class Words:
    """What extraction needs of each token; all sequences run parallel to Document.tokens."""

    document: Document
    grammar: Grammar
    starts: Sequence[int]  # offset of each token
    lower: Sequence[str]
    classes: str
    cues: Sequence[tuple[int, CueForm]]  # index of each token that can be a cue, with what it can be
    forms: Mapping[int, CueForm]  # the same by token
    sentences: Sequence[Range]  # the tokens of each sentence
    phrases: Sequence[Phrase]
    reports: Mapping[int, int]  # for each sentence that has one, the index of its last verb of reporting

    def sentence(self, token: int) -> Range:
        """Index of a token -> its sentence, at most _WINDOW tokens to each side; an empty range outside of sentences."""
        index = self.document.sentence_of[token]
        if index < 0:
            return token, token
        whole = first, last = self.sentences[index]
        if last - first <= _WINDOW:  # as nearly all; it is asked for a dozen times a cue
            return whole
        return max(first, token - _WINDOW), min(last, token + _WINDOW)

    def paragraph(self, token: int) -> int:
        """Index of a token -> index of its paragraph, or -1 outside of sentences."""
        index = self.document.sentence_of[token]
        return self.document.sentences[index].paragraph if index >= 0 else -1

    def within(self, span: Span) -> Range:
        """Span -> the tokens that begin in it."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def cue_tokens(self, token: int) -> list[int]:
        """Index of a token -> the first four cue words at or after it."""
        at = bisect_left(self.cues, (token,))
        return [cue for cue, _ in self.cues[at : at + 4]]

    def cues_within(self, first: int, last: int) -> Sequence[tuple[int, CueForm]]:
        """Range of tokens -> those of them that can be a cue, with what each can be."""
        return self.cues[bisect_left(self.cues, (first,)) : bisect_left(self.cues, (last,))]

    def quotations_from(self, token: int) -> Iterator[Quotation]:
        """Index of a token -> the quotations whose first token is that one or a later one, in text order."""
        quotations = self.document.quotations
        return islice(quotations, bisect_left(quotations, token, key=attrgetter("first")), None)

    def is_label(self, part: Range) -> bool:
        """Words before a colon -> whether they tell what kind of article it is: "Fact check: …"."""
        return " ".join(self.lower[part[0] : part[1]]) in page(self.document.language).labels.no_turns

    def phrase_from(self, token: int) -> Phrase | None:
        """Index of a token, or the one after the last -> the first noun phrase that begins there or later; None for none."""
        at = self.phrase_at(token)
        return self.phrases[at] if at < len(self.phrases) else None

    def phrase_at(self, token: int) -> int:
        """Index of a token, or the one after the last -> the index of the first noun phrase that begins there or later."""
        return bisect_left(self.phrases, (token,))

    def opens(self, token: int) -> Range | None:
        """Index of a word -> the words of the quotation that begins with it; None where none does, or a term in scare quotes."""
        index = self.document.quoted[token]
        if index < 0 or self.document.quotations[index].scare:
            return None
        quotation = self.document.quotations[index]
        inner = self.trimmed(quotation.first, quotation.last)
        return inner if inner is not None and inner[0] == token else None

    def parted(self, start: int) -> bool:
        """Index of a quotation's first word -> whether a mark or a conjunction stands before its opening mark, no other word."""
        if start < 2:
            return False
        before = self.lower[start - 2]  # "R-Ohio." is one word
        return self.classes[start - 2] in _EDGES or before in self.grammar.coordinators or before.endswith(".")

    def opens_sentence(self, quotation: Quotation) -> bool:
        """Whether a quotation, or the mark before it, is the first of its sentence."""
        index = self.document.sentence_of[quotation.first]
        return index >= 0 and self.document.sentences[index].first >= quotation.first - 1

    def outermost(self, index: int) -> int:
        """Index of a quotation, or -1 -> the index of the outermost one that it stands in, its own where it stands in none."""
        while index >= 0 and (outer := self.document.quotations[index].inside) is not None:
            index = outer
        return index

    def outer_quotation(self, token: int) -> Quotation | None:
        """Index of a token -> the outermost quotation that it stands in; None outside of quotations."""
        index = self.outermost(self.document.quoted[token])
        return self.document.quotations[index] if index >= 0 else None

    def with_quotation(self, first: int, last: int) -> Range:
        """Range of words -> the same to the end of the quotation that begins in it and goes on behind it, if one does."""
        quotation = self.outer_quotation(last - 1)
        if quotation is None or quotation.first < first or quotation.last <= last:
            return first, last
        return self.trimmed(first, quotation.last) or (first, last)

    def leaves_quotation(self, token: int, end: int) -> bool:
        """Index of a word, and one after another word -> whether the first stands in a quotation that ends before the other."""
        index = self.document.quoted[token]
        return index >= 0 and end > self.document.quotations[index].last

    def says_nothing(self, contents: Sequence[Range]) -> bool:
        """Contents -> whether they are bare pronouns: "denied it" tells no more than that something was denied, “No” does."""
        bare = all(last - first == 1 and self.classes[first] in "pd" for first, last in contents)
        return bare and all(self.document.quoted[first] < 0 for first, _ in contents)

    def trimmed(self, first: int, last: int) -> Range | None:
        """Range of tokens -> the same without marks at its edges, or None where nothing is left."""
        classes = self.classes
        while first < last and classes[first] in _EDGES:
            first += 1
        while last > first and classes[last - 1] in _EDGES:
            last -= 1
        return (first, last) if first < last else None

    def verb_from(self, token: int) -> int:
        """Index of a verb -> where it begins with the auxiliaries and adverbs before it; "most said" has none."""
        first, _ = self.sentence(token)
        start = token
        while start > first and (self.classes[start - 1] in "Rm" or self.lower[start - 1] in self.grammar.auxiliaries):
            if self.lower[start - 1] in self.grammar.amounts:
                break
            start -= 1
        return start

    def cue_until(self, token: int, pieces: Sequence[Range]) -> int:
        """Index of a cue's last verb, and its contents -> index after its last word: "according to", "pointed out"."""
        end = token + 1
        form = self.forms.get(token)
        if form is not None and form.part == "opener":
            return token + len(form.lemma.split())
        particle = self.classes[end : end + 1] == "i" and any(piece[0] == end + 1 for piece in pieces)
        if not particle and self.lower[end : end + 1] and self.lower[end] in self.grammar.particles:
            particle = end + 1 == len(self.lower) or self.classes[end + 1] in _UNLED
        return end + particle

    def verb_behind(self, token: int, limit: int) -> int:
        """Index behind a subject, and a limit -> where its verb stands, behind auxiliaries and adverbs, or else the limit."""
        while token < limit and (self.classes[token] in "Rm" or self.lower[token] in self.grammar.auxiliaries):
            token += 1
        return token

    def last_report(self, token: int) -> int:
        """Index of a token -> the last verb of reporting of its sentence, or -1."""
        return self.reports.get(self.document.sentence_of[token], -1)


def read_words(document: Document, table: Mapping[str, str]) -> Words:
    """Document and the usual class of each word -> the view of it that the other parts of extraction share."""
    lexicon = cue_lexicon(document.language)
    forms = lexicon.forms
    lower = document.lower
    classes = _classes(document, table, lexicon)
    sentence_of = document.sentence_of
    speaking = [document.paragraphs[sentence.paragraph].section not in _SILENT for sentence in document.sentences]
    known = compress(enumerate(lower), map(forms.__contains__, lower))
    cues = [(i, forms[word]) for i, word in known if sentence_of[i] >= 0 and speaking[sentence_of[i]]]
    phrases = [
        _phrase(match.span())
        for sentence in document.sentences
        for match in _PHRASE.finditer(classes, sentence.first, sentence.last)
    ]
    contracted = [Phrase(i, i + 1) for i, word in enumerate(lower) if "'" in word and drawn_pronoun(word, lexicon)]
    contracted += [
        Phrase(*match.span()) for match in _AMOUNT.finditer(classes) if lower[match.end() - 1] in lexicon.grammar.amounts
    ]
    contracted += [
        Phrase(*match.span()) for match in _POINTING.finditer(classes) if lower[match.start()] in lexicon.grammar.pointing
    ]
    if contracted:
        phrases = sorted([*phrases, *contracted], key=attrgetter("first"))
    reports = {sentence_of[i]: i for i, form in cues if form.kind == "report" and form.part == "verb"}
    return Words(
        document,
        lexicon.grammar,
        document.starts,
        lower,
        classes,
        cues,
        dict(cues),
        [(sentence.first, sentence.last) for sentence in document.sentences],
        phrases,
        reports,
    )


def drawn_pronoun(word: str, lexicon: CueLexicon) -> str | None:
    """A word in lower case -> the pronoun that a verb is drawn together with in it: "she" of "she's"; None for any other word."""
    stem, apart, ending = word.partition("'")
    verb = ending in lexicon.endings.shortened or ending == lexicon.endings.possessive
    return stem if apart and verb and stem in lexicon.grammar.subjects else None


def _classes(document: Document, table: Mapping[str, str], lexicon: CueLexicon) -> str:
    """Document -> one character a token, from the class each word has most often, its capitals and its place."""
    starts = {sentence.first for sentence in document.sentences}
    headline = [paragraph.tokens for paragraph in document.paragraphs if paragraph.section is Section.HEADLINE]
    titled = set().union(*(range(*tokens) for tokens in headline)) if headline else set()
    opened = {quotation.first for quotation in document.quotations}
    tokens, word, number, quote = document.tokens, TokenKind.WORD, TokenKind.NUMBER, TokenKind.QUOTE
    # In small letters, as the table has it, a word is of its usual class wherever it stands.
    classes = [table.get(token.text, "") for token in tokens]
    for i in [i for i, known in enumerate(classes) if not known]:
        token = tokens[i]
        written, kind = token.text, token.kind
        if kind is word:
            capital = written[0].isupper()
            first = capital and token.lower in table and (i in starts or _after_mark(tokens, i, opened))
            named = capital and _is_abbreviation(tokens, i, table)
            classes[i] = "P" if named else _class(token.lower, capital, first, i in titled, table, lexicon)
        elif written == "/" and 0 < i < len(tokens) - 1 and all(tokens[at].text[0].isupper() for at in (i - 1, i + 1)):
            classes[i] = "P"  # "the ABC News/Elm Post poll"
        else:
            classes[i] = "n" if kind is number else "q" if kind is quote else _MARKS.get(written) or _MARKS.get(written[0], "x")
    for i in starts:
        if classes[i : i + 4] == ["J", ",", "n", ","] and tokens[i].text[0].isupper():
            classes[i] = "P"  # "Short, 43, added"
    for i in compress(range(len(classes)), map(lexicon.third_persons.__contains__, document.lower)):
        if classes[i] == "N" and _tells(classes, document.lower, i, lexicon.grammar.openers):
            classes[i] = "V"
    written_out = _OBJECT.sub("p", "".join(classes))
    nominal = compress(range(len(classes)), map(lexicon.grammar.nominal.__contains__, document.lower))
    nouns = [i for i in nominal if i and _HEADLESS.match(written_out, i - 1)]
    if nouns:
        classes = list(written_out)
        for i in nouns:
            classes[i] = "N"
        written_out = "".join(classes)
    return _BRACKETED.sub(lambda match: "A" * len(match[0]), written_out)


def _tells(classes: Sequence[str], lower: Sequence[str], index: int, openers: Set[str]) -> bool:
    """Index of a noun that may be a verb in the present tense -> whether it is one: "the law states that", "Hale notes that"."""
    if index < 2 or index + 1 == len(classes) or lower[index + 1] not in openers:
        return False
    return classes[index - 1] in "PA" or (classes[index - 1] == "N" and classes[index - 2] == "d")


def _is_abbreviation(tokens: Sequence[Token], index: int, table: Mapping[str, str]) -> bool:
    """Index of a word with a capital -> whether it is an abbreviation that is a word, too: "US", "IT", "WHO", "AIDS".

    Where a verb or the like beside it is all capitals as well, the line is, and the word is none.
    """
    word = tokens[index]
    if len(word.text) < 2 or not word.text.isupper() or word.lower not in table:
        return False
    beside = [tokens[at] for at in (index - 1, index + 1) if 0 <= at < len(tokens)]
    return not any(len(other.text) > 1 and other.text.isupper() and table.get(other.lower, "N") not in "NPJ" for other in beside)


def _after_mark(tokens: Sequence[Token], index: int, opened: Set[int]) -> bool:
    """Index of a token -> whether only marks stand between it and an opening quotation mark, or the text's begin."""
    before = index - 1
    while before >= 0 and tokens[before].kind is TokenKind.MARK:
        before -= 1
    return before < 0 or (tokens[before].kind is TokenKind.QUOTE and before + 1 in opened)


def _class(lower: str, capital: bool, first: bool, titled: bool, table: Mapping[str, str], lexicon: CueLexicon) -> str:
    endings, known = lexicon.endings, table.get(lower)
    if known is None and "'" in lower:
        stem, _, ending = lower.partition("'")
        if ending == endings.possessive:
            return "V" if table.get(stem, "") in ("p", "w", "e") else "K"
        if ending in endings.shortened:
            return endings.shortened[ending]
    if known == "T":
        return "T"
    if known is None:
        known = _of_verb(lower, table, lexicon)
    if capital:
        if known is None or not (first or titled or known == "p"):
            return "P"
        return "P" if titled and known in "NJ" else known
    if known is not None:
        return known
    for suffix, kind in endings.suffixes:
        if lower.endswith(suffix):
            return kind
    for suffix, base in endings.third:
        if lower.endswith(suffix) and table.get(lower.removesuffix(suffix) + base, "") in _VERBS:
            return "V"
    return endings.other


def _of_verb(lower: str, table: Mapping[str, str], lexicon: CueLexicon) -> str | None:
    """A word that the table does not know -> its class as the present tense of a verb that can attribute, if it is one's."""
    form = lexicon.forms.get(lower)
    if form is None or form.part != "verb" or form.lemma in lexicon.endings.nouns:
        return None
    if form.inflection not in ("s", "base") or table.get(form.lemma, "B") not in _VERBS:
        return None
    return "B" if form.inflection == "base" else "V"
