"""What comes out, as schemas: openapi.yaml is generated from them, and the tests hold every answer against them.

Enumerations are open here: values stand in descriptions, so that clients made from the contract accept those added later.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields, validate

from service.contract.offsets import Unit
from service.model import Grade, Kind, Mode, Section, SourceType, SpeakerType


def _open(values: type[StrEnum], description: str) -> fields.String:
    known = ", ".join(f"`{value}`" for value in values)
    text = f"{description} One of {known}; accept values added later."
    return fields.String(required=True, metadata={"description": text, "examples": list(map(str, values))})


def _word(description: str, nullable: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=nullable, metadata={"description": description})


def _words(description: str) -> fields.List[Any]:
    return fields.List(fields.String(), required=True, metadata={"description": description})


def _truth(description: str) -> fields.Boolean:
    return fields.Boolean(required=True, metadata={"description": description})


def _count(description: str, least: int = 0, nullable: bool = False) -> fields.Integer:
    return fields.Integer(
        required=True,
        strict=True,
        allow_none=nullable,
        validate=validate.Range(min=least),
        metadata={"description": description},
    )


def _counts(description: str) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(), values=fields.Integer(strict=True), required=True, metadata={"description": description}
    )


def _share(description: str) -> fields.Float:
    return _float(description, validate=validate.Range(0, 1))


def _float(description: str, **more: Any) -> fields.Float:
    return fields.Float(required=True, metadata={"description": description}, **more)


def _nested(schema: type[Schema], description: str) -> fields.Nested:
    return fields.Nested(schema, required=True, allow_none=True, metadata={"description": description})


def _list(schema: type[Schema], description: str, **more: Any) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True, metadata={"description": description}, **more)


class SpanSchema(Schema):
    """A place in the article: half-open, counted in the `offset_unit` from 0."""

    start = _count("Where it starts.")
    end = _count("Where it ends; the character there is the first after it.")
    text = _word("The characters of this place, exactly as they stand in the article.")


class SpeakerSchema(Schema):
    """Who said it, resolved over the whole article."""

    name = _word("The fullest name or, for want of one, the fullest description that the article gives.")
    description = _word("What the article says of them.", nullable=True)
    type = _open(SpeakerType, "What the speaker is.")
    anonymous = fields.Boolean(
        required=True, metadata={"description": "Whether the article withholds a human source's identity."}
    )
    grade = _open(Grade, "How much the article tells of who they are.")
    source_type = _open(SourceType, "What kind of source they are, as audits of newsrooms count them.")
    count = _count(
        "How many people speak, as far as the words tell: 1 of “a source”, 2 of “two officials”; null of “officials” and bodies.",
        least=1,
        nullable=True,
    )
    withheld_because = _nested(SpanSchema, "The reason that the article gives for withholding who they are.")
    named_at = fields.Nested(SpanSchema, required=True, metadata={"description": "Where the name stands."})


class OutletSchema(Schema):
    """The news outlet through which the words came; of several the one nearest the origin."""

    id = _word("Id of the outlet here, as in `/v1/outlets`; null for one recognised by its form alone.", nullable=True)
    name = _word("Its usual name.")
    domain = _word("Its domain.", nullable=True)
    country = _word("Its country, ISO 3166-1 alpha-2.", nullable=True)
    wikidata = _word("Its item in Wikidata.", nullable=True)
    named_at = _nested(SpanSchema, "Where it is named, nearest to the statement.")


class LinkSchema(Schema):
    """One link of a chain."""

    name = _word("Who passed the words on.")
    type = _open(SpeakerType, "What they are.")


class MediumSchema(Schema):
    """By what means a statement was made."""

    kind = _word("`platform`, `press_release`, `website`, `filing`, `interview`, …; accept values added later.")
    name = _word("Of a platform, its usual name.", nullable=True)
    named_at = fields.Nested(SpanSchema, required=True, metadata={"description": "Where it is named."})


class ReasonSchema(Schema):
    """One thing that decided a statement."""

    step = _word("The stage that speaks.")
    rule = _word("Id of the rule or of the learned decision.")
    detail = _word("The same in words.")
    weight = fields.Float(
        required=True, metadata={"description": "Its pull on the confidence, in logits; 0 where it only explains."}
    )


class StatementSchema(Schema):
    """One thing that the article attributes to someone."""

    id = _word("Its name within this answer.")
    kind = _open(Kind, "How much of it stands in quotation marks.")
    mode = _open(Mode, "How it was made.")
    act = _word("What was done with the words: `state`, `deny`, `decline`, `ask`, `promise`, …; accept values added later.")
    section = _open(Section, "The part of the page it stands in.")
    line = _count("The line it starts on, from 1; lines end with LF, CRLF or CR.", least=1)
    text = _word('What was said; the places of a split quotation joined by " … ".')
    contents = _list(SpanSchema, "Where what was said stands, in order.", validate=validate.Length(min=1))
    cue = _nested(SpanSchema, "The words that attribute; null where a quotation simply goes on.")
    source = _nested(SpanSchema, "The words that name who said it in this place.")
    speaker = _nested(SpeakerSchema, "Who that is; null where the article does not tell.")
    outlet = _nested(OutletSchema, "The outlet it came through; null where it came straight to this article.")
    chain = _list(LinkSchema, "The way the words took, from the one nearest the reader to the origin.")
    medium = _nested(MediumSchema, "By what means it was made; null where the article does not tell.")
    same_as = _word("Of a headline's statement, the id of the body's that it shortens; null where there is none.", nullable=True)
    confidence = _float("The chance that content and source are right.", validate=validate.Range(0, 1))
    reasons = fields.List(fields.Nested(ReasonSchema), metadata={"description": "Only with `explain`."})


class SpeakerSummarySchema(Schema):
    """One speaker and all that they said."""

    name = _word("As in the statements.")
    type = _open(SpeakerType, "As in the statements.")
    statements = _words("Ids of their statements.")


class OutletSummarySchema(Schema):
    """One outlet and all that came through it."""

    id = _word("As in the statements.", nullable=True)
    name = _word("As in the statements.")
    statements = fields.List(
        fields.String(), required=True, metadata={"description": "Ids of the statements that came through it."}
    )


class CreditSchema(SpanSchema):
    """A credit of the page; never a statement's outlet."""

    kind = _word("`photo`, `wire` or `byline`; accept values added later.")


class NoteSchema(SpanSchema):
    """What the page's editors add or correct."""

    kind = _word("`editor_note`, `correction` or `clarification`; accept values added later.")


class SharesSchema(Schema):
    """Shares of all statements, from 0 to 1; 0 where there are none."""

    direct = _share("Wholly in quotation marks.")
    indirect = _share("Not in quotation marks.")
    mixed = _share("Partly in quotation marks.")
    anonymous = _share("By speakers whose identity is withheld.")
    relayed = _share("Come through an outlet other than the `publisher`.")


class SummarySchema(Schema):
    """What an audit of the article's sources counts, over the statements of this answer."""

    statements = _count("How many statements there are.")
    kinds = _counts("How many of each `kind`.")
    modes = _counts("How many of each `mode`.")
    grades = _counts("How many by speakers of each `grade`.")
    source_types = _counts("How many by speakers of each `source_type`.")
    without_speaker = _count("How many of which the article does not tell who speaks.")
    own_reporting = _count("How many came to this article through no outlet but its `publisher`.")
    relayed = _count("How many came through an outlet other than the `publisher`.")
    shares = fields.Nested(SharesSchema, required=True)


class WarningSchema(Schema):
    """Something about the article that you should know."""

    code = _word("`no_line_breaks`, `byte_order_mark`, `empty_text`, `time_budget`, …; accept values added later.")
    detail = _word("The same in words.")


class EngineSchema(Schema):
    """What decided: the same text and engine give the same bytes."""

    version = _word("Version of the service.")
    tagger = _word("Name of the decider.")
    lexicon = _word("Short hash of the data behind it.")


class WebpageSchema(Schema):
    """What a page in HTML says about its article."""

    title = _word("Its headline, without the name of the site.", nullable=True)
    byline = _word("Who wrote it.", nullable=True)
    date = _word("When it was published, ISO 8601.", nullable=True)
    publisher = _word("Whose site it is.", nullable=True)


class AnswerSchema(Schema):
    """The statements of one article, in order of their first character."""

    id = _word("The id that came with the article.", nullable=True)
    language = _word("BCP 47 tag of the language it was read in.")
    text = fields.String(
        metadata={"description": "Only for `html`: the article found on the page; all places are counted in it."}
    )
    page = fields.Nested(WebpageSchema, metadata={"description": "Only for `html`: what else the page says."})
    length = _count("Length of the article, in the `offset_unit`.")
    offset_unit = _open(Unit, "What `start`, `end` and `length` count.")
    incomplete = _truth("Whether the time budget ran out before the end.")
    warnings = _list(WarningSchema, "What you should know of this article.")
    statements = _list(StatementSchema, "The statements, by start.")
    speakers = _list(SpeakerSummarySchema, "Who speaks, by first statement.")
    outlets = _list(OutletSummarySchema, "Through which outlets, by first statement.")
    credits = _list(CreditSchema, "The credits of the page, by start.")
    notes = _list(NoteSchema, "The notes and corrections of the page, by start.")
    summary = fields.Nested(SummarySchema, required=True)
    engine = fields.Nested(EngineSchema, required=True)


# --- the other addresses --------------------------------------------------------------------------------------------------------


class KnownOutletSchema(Schema):
    """An outlet that this service knows."""

    id = _word("Its id in answers.")
    name = _word("Its usual name.")
    aliases = _words("Further names it is recognised by.")
    domain = _word("Its domain.", nullable=True)
    country = _word("Its country, ISO 3166-1 alpha-2.", nullable=True)
    language = _word("Its main language, ISO 639.", nullable=True)
    kind = _word("`agency`, `newspaper`, `broadcaster`, `site`, …; accept values added later.")
    wikidata = _word("Its item in Wikidata.", nullable=True)


class OutletsSchema(Schema):
    """A page of the outlets that match, by name."""

    outlets = _list(KnownOutletSchema, "Those of this page.")
    total = _count("How many match in all.")
    next = _count("The `offset` of the next page; null on the last.", nullable=True)


class LimitsSchema(Schema):
    """The limits of one request."""

    max_body_bytes = _count("Bytes of a body.")
    max_text_length = _count("Code points of an article.")
    time_budget_seconds = _float("Seconds for an article; see `incomplete`.")
    max_batch_articles = _count("Articles of a batch.")
    max_batch_bytes = _count("Bytes of a batch.")


class InfoSchema(Schema):
    """What this service is and takes."""

    version = _word("Version of the service.")
    engine = fields.Nested(EngineSchema, required=True)
    languages = _words("BCP 47 tags of the languages it reads.")
    limits = fields.Nested(LimitsSchema, required=True)
    enumerations = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        required=True,
        metadata={"description": "The values that this version knows of each enumeration."},
    )


class StatusSchema(Schema):
    """How the service is."""

    status = _word("`alive` or `ready`.")


class FaultSchema(Schema):
    """One thing wrong with a request."""

    pointer = _word("JSON Pointer (RFC 6901) to the field, or the query parameter as `/name`; empty for the whole request.")
    detail = _word("What is wrong there.")


class ProblemSchema(Schema):
    """An error (RFC 9457). Clients that take `text/plain` get one line instead: `error 413: …`."""

    type = _word("Always `about:blank`: the status says it all.")
    title = _word("Name of the status.")
    status = fields.Integer(required=True, strict=True, metadata={"description": "The HTTP status."})
    detail = _word("What is wrong, in words.")
    request_id = _word("Also in the `X-Request-ID` header, and in the log.")
    errors = _list(FaultSchema, "The fields that are wrong, the first 20 of them; empty where it is no field.")
    limit = fields.Integer(strict=True, metadata={"description": "With 411 and 413: the limit."})
    retry_after = fields.Integer(strict=True, metadata={"description": "With 429: seconds to wait."})
    size = fields.Integer(strict=True, metadata={"description": "With 413: the size that was sent, as far as it was read."})


class BatchProblemSchema(ProblemSchema):
    """What was wrong with one article of a batch."""

    index = _count("Its place in the batch, from 0.")


class BatchAnswerSchema(Schema):
    """The answers to the articles of a batch."""

    answers = fields.List(
        fields.Raw(metadata={"oneOf": [{"$ref": "#/components/schemas/Answer"}, {"$ref": "#/components/schemas/BatchProblem"}]}),
        required=True,
        metadata={"description": "For each article its answer, or what was wrong with it, in order."},
    )
