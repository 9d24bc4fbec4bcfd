"""The page as resolution reads it: tokens with the keys of their words, found again by their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from service.lexicon.people import People, people, plain
from service.lexicon.sources import SourceWords, source_words
from service.lexicon.ways import Ways, ways
from service.model import Document, Mention, Paragraph, Section, Sentence, Span, Token, TokenKind

_ABOVE = 6  # paragraphs above the lines of who wrote an article, at most
_BLANKS = " \xa0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Text:
    """A document and the words of its language; indices count tokens, ranges are half-open."""

    document: Document
    tokens: tuple[Token, ...]
    words: tuple[str, ...]  # for each token its lexicon key: lower case, no possessive ending, no final point
    starts: tuple[int, ...]
    capital: tuple[bool, ...]  # for each token whether it is a word written as a name: "Lind", "al-Qadri", not "ex-spy"
    labelled: tuple[Paragraph, ...]  # paragraphs that a label opens
    standfirst: int  # tokens before this one stand below the headline and above who wrote it: "Jury warned, says judge"
    people: People
    ways: Ways
    sources: SourceWords

    def within(self, span: Span) -> tuple[int, int]:
        """Span -> the range of the tokens that begin inside it."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def after(self, position: int) -> int:
        """Code point -> index of the first token that begins there or later; the number of tokens for none."""
        return bisect_left(self.starts, position)

    def at(self, position: int) -> int:
        """Code point -> index of the token that holds it or, between tokens, of the last before it; -1 before the first."""
        return bisect_right(self.starts, position) - 1

    def span(self, first: int, last: int) -> Span:
        """Range of tokens, not empty -> its span, without a possessive ending."""
        start, token = self.starts[first], self.tokens[last - 1]
        end = token.end
        if "'" in token.lower and token.kind is TokenKind.WORD:
            if token.lower.endswith("'s"):
                end -= 2
            elif token.lower.endswith("'"):
                end -= 1
        return Span(start, max(end, start + 1))

    def written(self, first: int, last: int) -> str:
        """Range of tokens, not empty -> its text, as `span` bounds it."""
        return self.span(first, last).of(self.document.text)

    def mention(self, first: int, last: int) -> Mention:
        """Range of tokens, not empty -> the place that it is, as `span` bounds it."""
        return Mention(self.span(first, last))

    def sentence(self, index: int) -> Sentence | None:
        """Index of a token -> its sentence; None for a label's token."""
        number = self.document.sentence_of[index] if 0 <= index < len(self.tokens) else -1
        return self.document.sentences[number] if number >= 0 else None

    def label_role(self, position: int) -> str | None:
        """Code point -> the role of the label that opens its paragraph; None for none."""
        at = bisect_right(self.labelled, position, key=_begin) - 1
        paragraph = self.labelled[at] if at >= 0 else None
        return paragraph.label.role if paragraph and paragraph.label and position < paragraph.span.end else None

    def adjacent(self, index: int) -> bool:
        """Index of a token -> whether only one blank parts it from the token before."""
        before = self.starts[index] - 1
        return self.tokens[index - 1].end == before and self.document.text[before] in _BLANKS

    def joined(self, index: int) -> bool:
        """Index of a token -> whether blanks, and no line break, part it from the token before."""
        gap = self.document.text[self.tokens[index - 1].end : self.starts[index]]
        return bool(gap) and "\n" not in gap and "\r" not in gap

    def possessive(self, index: int) -> bool:
        """Index of a token -> whether it has a possessive ending."""
        return self.document.lower[index].endswith(("'s", "s'"))


def text_of(document: Document) -> Text:
    """Document -> the same, ready for resolution. Raises LexiconError where there are no data for its language."""
    tokens, language, word = document.tokens, document.language, TokenKind.WORD
    words = tuple([word if word.isalpha() else plain(word) for word in document.lower])
    # Most words are equal to their lower case, which is quicker seen than a kind or a first letter.
    capital = tuple(
        [
            token.text != lower and token.kind is word and (token.text[0].isupper() or _inner_capital(token.text))
            for token, lower in zip(tokens, document.lower, strict=True)
        ]
    )
    labelled = tuple([paragraph for paragraph in document.paragraphs if paragraph.label])
    return Text(
        document,
        tokens,
        words,
        document.starts,
        capital,
        labelled,
        _standfirst(document),
        people(language),
        ways(language),
        source_words(language),
    )


def _standfirst(document: Document) -> int:
    """Document -> index of the token with which the lines of who wrote it begin, where they stand below a headline; else 0."""
    opening = document.paragraphs[:_ABOVE]
    at = next((paragraph.tokens[0] for paragraph in opening if paragraph.section is Section.BYLINE), 0)
    return at if any(paragraph.section is Section.HEADLINE for paragraph in opening) else 0


def _begin(paragraph: Paragraph) -> int:
    return paragraph.span.start


def _inner_capital(written: str) -> bool:
    return "-" in written and written[0] != "@" and written[written.index("-") + 1 :][:1].isupper()
