"""Every type that crosses a stage of the pipeline.

All offsets count Unicode code points of the text as it came; spans are half-open, so `text[span.start:span.end]` is exactly
the span's text. Sequences are in text order unless a field says otherwise. Nothing here decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Word(StrEnum):
    """One of a few words; hashed as the string that it is, since the hash of an enumeration is a function of its own."""

    __hash__ = str.__hash__


# What a page has many of is a tuple, from tokens to statements: one is made in a quarter of the time of a frozen dataclass.


class Span(NamedTuple):
    """A half-open range of code points of the article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Text of the article -> the characters of this span."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Another span -> whether it lies wholly inside this one (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Another span -> whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


# --- document: what is this page ------------------------------------------------------------------------------------------------


class Section(Word):
    """The part of a page that a paragraph belongs to. Clients must accept values added later."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    LABEL = "label"  # opened by a label: "Source: …", "Details: …", "Quote: …", "LOKORIO: …"
    LIST = "list"
    RELATED = "related"  # navigation, adverts, other articles' headlines; answered only on request
    BYLINE = "byline"  # who wrote it, where and when; carries no statement
    CREDIT = "credit"  # photo and wire credits standing alone; carries no statement


class TokenKind(Word):
    """What a token is by its form."""

    WORD = "word"  # letters, with inner apostrophes, hyphens and abbreviation points: "Lt.", "U.S.", "don't", "ex-spy"
    NUMBER = "number"
    QUOTE = "quote"  # a mark that opens or closes a quotation; an apostrophe is part of its word
    MARK = "mark"  # any other punctuation or symbol, one token for a run of the same character


class Token(NamedTuple):
    """One word, number or mark of the text; white space lies between tokens and belongs to none."""

    start: int
    end: int
    text: str
    lower: str  # `text` lower-cased, with typographic apostrophes made straight; its length may differ from `text`
    kind: TokenKind


class Sentence(NamedTuple):
    """One sentence of one paragraph; a label ("Details:") belongs to no sentence."""

    span: Span
    first: int  # index of its first token
    last: int  # index after its last token
    paragraph: int  # index of its paragraph


@dataclass(frozen=True, slots=True)
class Label:
    """The label that opens a paragraph, e.g. "Quote from Lanskoy:"."""

    span: Span  # with the colon
    role: str  # "source", "details", "quote", "background", "update", "other", or "turn" for a speaker's turn ("LOKORIO:")
    name: Span | None  # whom the label names, where it does: "Lanskoy", "LOKORIO"


class Paragraph(NamedTuple):
    """One block of the page: the text between line breaks, without the white space around it."""

    span: Span
    section: Section
    label: Label | None
    sentences: tuple[int, int]  # range of indices into Document.sentences, end excluded
    tokens: tuple[int, int]  # range of indices into Document.tokens, end excluded; the label's tokens are among them


class Quotation(NamedTuple):
    """A stretch between quotation marks."""

    span: Span  # with its marks
    inner: Span  # without them
    first: int  # index of the first token inside the marks
    last: int  # index after the last token inside the marks
    closed: bool  # false: it ended with its paragraph for want of a closing mark
    continues: int | None  # index of the quotation that this one carries on (next paragraph opened by a mark, the last left open)
    inside: int | None  # index of the quotation that it is nested in
    scare: bool  # too short or too title-like to be anyone's words by itself: 'the so-called "marked notes"'


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit of the page: who took the picture, which agencies supplied copy, who wrote it."""

    kind: str  # "photo", "wire", "byline"
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """A place where the page speaks of itself: what its editors add or correct."""

    kind: str  # "editor_note", "correction", "clarification", "update"
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A page, read: its text untouched, and what stands where in it."""

    text: str
    language: str  # BCP 47, e.g. "en"
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]
    credits: tuple[Credit, ...]
    notes: tuple[Note, ...]
    quoted: tuple[int, ...]  # for each token the index of the innermost quotation whose inside holds it, or -1
    sentence_of: tuple[int, ...]  # for each token the index of its sentence, or -1 (labels, marks between sentences)
    starts: tuple[int, ...]  # of each token, as `tokens` has it: every stage looks places up among them
    lower: tuple[str, ...]  # likewise
    whole: bool = True  # false: time ran out, and paragraphs after the last token were not read


# --- extraction: who said it, here ----------------------------------------------------------------------------------------------


class Mode(Word):
    """How a statement was made."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"


class Reason(NamedTuple):
    """One thing that decided a statement, told on request."""

    step: str  # the stage that speaks: "extraction", "resolution", "scoring"
    rule: str  # id of the rule or learned decision, e.g. "told-outlet"
    detail: str  # words for a person; never a piece of the article
    weight: float  # its pull on the confidence, in logits; 0 where it only explains


class Cue(NamedTuple):
    """The words that attribute: "said", "according to", ":" of a label, a dash in a headline."""

    span: Span
    lemma: str  # entry of the lexicon it is a form of, e.g. "say", "according to", ":"
    mode: Mode
    act: str  # "state", "deny", "decline", "ask", "promise", …


class Attribution(NamedTuple):
    """One thing attributed to someone, as this place of the text has it; who that is, is not decided yet."""

    contents: tuple[Span, ...]  # at least one; a quotation split by its cue has two
    cue: Cue | None
    source: Span | None  # the words that name who said it here
    section: Section
    continues: int | None  # index of the attribution whose speaker goes on: a further quotation without a cue of its own
    evidence: float  # log-odds, from extraction alone, that content and source are right
    reasons: tuple[Reason, ...]


# --- resolution: who is that, by which way --------------------------------------------------------------------------------------


class SpeakerType(Word):
    """What a speaker is. Clients must accept values added later."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    DOCUMENT = "document"
    OUTLET = "outlet"
    OTHER = "other"


class Grade(Word):
    """How much the article tells of who a speaker is. Clients must accept values added later."""

    NAMED = "named"  # by name
    ROLE = "role"  # by what they are alone: "a spokeswoman for the port", "the report"
    COLLECTIVE = "collective"  # a crowd or a kind: "residents", "Norvian media"
    WITHHELD = "withheld"  # it keeps back who a human source is: "a source", "two officials"


class SourceType(Word):
    """What kind of source a speaker is, as audits of newsrooms count them. Clients must accept values added later."""

    GOVERNMENT = "government"  # elected or appointed, of any level, and bodies of states
    MILITARY = "military"
    LAW_ENFORCEMENT = "law_enforcement"
    COURT = "court"
    PARTY = "party"  # parties, campaigns, candidates
    COMPANY = "company"
    NGO = "ngo"  # charities, unions, churches, lobbies
    ACADEMIC = "academic"  # scholars, analysts, experts
    MEDIA = "media"
    WITNESS = "witness"  # who tells of their own life: witnesses, residents, voters
    DOCUMENT = "document"
    OTHER = "other"


class Mention(NamedTuple):
    """A place of the text that names a speaker or an outlet."""

    span: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it, resolved over the whole article."""

    name: str  # the fullest name or, for want of one, the fullest description that the article gives
    description: str | None  # what the article says of them: "Russia's Ambassador to North Korea"
    type: SpeakerType
    anonymous: bool  # the article withholds a human source's identity
    named_at: Mention  # where `name` stands
    grade: Grade
    source_type: SourceType
    count: (
        int | None
    )  # how many people speak, as far as the words tell: 1 of "a source", 2 of "two officials"; None of "officials"
    withheld_because: Mention | None  # the reason for withholding it, where the article gives one


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet, as the lexicon knows it; `id` and the rest are None for one recognised by form alone."""

    name: str
    id: str | None = None
    domain: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    wikidata: str | None = None


class Link(NamedTuple):
    """One link of a chain."""

    name: str
    type: SpeakerType


@dataclass(frozen=True, slots=True)
class Medium:
    """By what means a speaker made a statement, where the article tells."""

    kind: str  # "platform", "press_release", "website", "filing", "interview", …
    name: str | None  # of a platform, as the lexicon has it
    named_at: Mention


class Provenance(NamedTuple):
    """Who stands behind an attribution, and the way the words took."""

    speaker: Speaker | None
    outlet: Outlet | None
    outlet_at: Mention | None  # where the outlet is named, the nearest naming to the statement
    chain: tuple[Link, ...]  # from the one nearest the reader to the origin
    medium: Medium | None
    same_as: int | None  # index of the attribution of the body that a headline's shortens
    written: bool  # a paper speaks, or the words stand in one: a poll, a post, a letter
    evidence: float  # log-odds, from resolution alone, that the speaker is right
    reasons: tuple[Reason, ...]


# --- the answer -----------------------------------------------------------------------------------------------------------------


class Kind(Word):
    """How much of a statement's content stands in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Statement(NamedTuple):
    """One attributed statement of the answer."""

    id: str  # "s1", "s2", … in order of their first character
    kind: Kind
    mode: Mode
    act: str
    section: Section
    line: int  # of the first content, from 1, counting "\n", "\r\n" and "\r"
    contents: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: Speaker | None
    outlet: Outlet | None
    outlet_at: Mention | None
    chain: tuple[Link, ...]
    medium: Medium | None
    same_as: str | None  # id of the statement of the body that a headline's shortens
    confidence: float  # 0..1, rounded to 3 decimals
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the pipeline makes of one article."""

    document: Document
    tagger: str  # that found the statements: "rules" or "neural"
    statements: tuple[Statement, ...]
    incomplete: bool  # the time budget ran out; what is here is right, but the rest of the article was not read
    warnings: tuple[tuple[str, str], ...]  # (code, words), e.g. ("no_line_breaks", "…")
    publisher: Outlet | None = None  # whose article it is, where that was told and is an outlet that the lexicon knows
